"""Pages that show only the beginning of a report."""

import json

import pytest

from synoptic.intake.stubs import is_stub, stub_remark

LEDE = (
    "The ferry between Brenning and the islands runs again after nine days, the harbour master said on Tuesday. "
)
WHOLE = LEDE * 30


def marked(free: object, kind: str = "NewsArticle", **more: object) -> str:
    """Return a page whose structured data says whether it is free."""
    stated = {"@context": "https://schema.org", "@type": kind, "isAccessibleForFree": free, **more}
    return (
        f'<html><head><script type="application/ld+json">{json.dumps(stated)}</script></head><p>{LEDE}</p></html>'
    )


@pytest.mark.parametrize(
    "notice",
    [
        "To continue reading, subscribe to The Brenning Post.",
        "Subscribe now to keep reading.",
        "This article is for subscribers only.",
        "This post is for paid subscribers",
        "Jetzt weiterlesen mit Post+",
        "Dieser Artikel ist exklusiv für Abonnenten.",
        "La suite est réservée aux abonnés.",
        "Contenido exclusivo para suscriptores",
        "Suscríbete para seguir leyendo",
        "Conteúdo exclusivo para assinantes",
        "Contenuto riservato agli abbonati",
        "Alleen voor abonnees",
        "Artykuł dostępny tylko dla prenumeratorów",
        "Artikeln är bara för våra prenumeranter",
        "Материал доступен только подписчикам",
    ],
)
def test_words_that_break_off_give_a_stub_away(notice: str) -> None:
    """A short text followed by the words of a paywall is a teaser, in several languages."""
    assert is_stub(f"{LEDE}\n\n{notice}\n\nMost read\nNine storms").startswith("it breaks off with")
    assert not is_stub(f"{WHOLE}\n\n{notice}")


def test_a_notice_that_measures_what_is_missing_counts_anywhere() -> None:
    """Words that say how much of this text is missing are believed in a long text, too."""
    assert is_stub(f"{WHOLE}\n\nIl vous reste 57,09 % de cet article à lire.\n\n{WHOLE}")


def test_only_the_main_text_counts_where_it_is_known() -> None:
    """Headlines of other reports around a teaser do not make it a report."""
    assert is_stub(WHOLE, marked(False)) == ""
    assert "not free" in is_stub(WHOLE, marked(False), body=LEDE)


def test_a_notice_above_the_text_is_none_that_it_breaks_off() -> None:
    """Where the text goes on below the words of a paywall, it is held."""
    assert is_stub(f"This article is for subscribers only.\n\n{WHOLE}") == ""


@pytest.mark.parametrize(
    "text", [LEDE, WHOLE, "", "Subscribe to our newsletter. " + LEDE, "Already a member? Log in. " + LEDE]
)
def test_a_free_text_is_no_stub(text: str) -> None:
    """Short items, whole reports and invitations to newsletters are not paywalls."""
    assert is_stub(text, f"<html><body><article><p>{text}</p></article></body></html>") == ""


@pytest.mark.parametrize("free", [False, "False", "false", "http://schema.org/False"])
def test_structured_data_that_says_not_free_counts_for_short_texts(free: object) -> None:
    """A text marked as not free is a stub while it is as short as a teaser; a long one is held."""
    assert "not free" in is_stub(LEDE, marked(free))
    assert is_stub(WHOLE, marked(free)) == ""


def test_the_stated_length_tells_what_is_missing() -> None:
    """A text much shorter than its page says is a stub, however long it is."""
    assert is_stub(WHOLE, marked(False, wordCount=2400)) == "it has 540 of 2400 words and is marked as not free"
    assert is_stub(WHOLE, marked(False, wordCount="550")) == ""
    assert is_stub(LEDE, marked(True, wordCount=2400)) == ""


def test_a_text_that_ends_in_dots_behind_a_wall_is_a_stub() -> None:
    """The dots at the end say that there is more."""
    assert is_stub(WHOLE.rstrip(" .") + " …", marked(False))


@pytest.mark.parametrize("kind", ["WebPageElement", "VideoObject"])
def test_what_is_said_of_a_part_is_not_said_of_the_report(kind: str) -> None:
    """A part of a page that is not free does not make the report so."""
    assert is_stub(LEDE, marked(False, kind)) == ""


def test_a_locked_tier_counts_as_not_free() -> None:
    """The tier in the meta elements is believed, too."""
    assert is_stub(LEDE, '<meta property="article:content_tier" content="locked">')


def test_the_name_of_a_part_counts_only_beside_very_little_text() -> None:
    """Many pages carry the word paywall; only a handful of words beside it is a stub."""
    page = '<body><div class="c-Paywall is-shown"></div></body>'
    assert "c-paywall" in is_stub(LEDE, page)
    assert is_stub(LEDE * 6, page) == ""
    assert is_stub(LEDE, marked(True).replace("<p>", '<p class="paywall">')) == ""


def test_the_remark_says_that_the_text_is_not_held() -> None:
    """A stub is told with its reason; anything else is not."""
    remark = stub_remark("https://post.example/a", LEDE, marked(False))
    assert remark is not None
    assert (remark.code, remark.severity) == ("I164", "info")
    assert "not held" in remark.message
    assert stub_remark("https://post.example/a", WHOLE) is None


@pytest.mark.parametrize(
    "html",
    [b"\x00\xff\xfe", "<script type=application/ld+json>{", '<script type="application/ld+json">' + "[" * 9999],
)
def test_broken_pages_are_no_stubs(html: bytes | str) -> None:
    """What cannot be read says nothing."""
    assert is_stub(LEDE, html) == ""
