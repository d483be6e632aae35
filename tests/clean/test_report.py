"""A page cleaned from end to end: text, blocks, masthead, repairs and the way back to the bytes."""

import itertools
import json
import time
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synoptic.clean.repairs import undo
from synoptic.news.report import Report
from tests.clean.pages import (
    BODY,
    PARAGRAPHS,
    cleaned,
    html_report,
    kind_of,
    kinds,
    page_of,
    raw_page,
    text_report,
)

PLAIN = "Channel closed\n\n" + "\n\n".join(PARAGRAPHS)


def check(report: Report, content: bytes) -> None:
    """Assert what holds of every report, however strange its page."""
    assert unicodedata.is_normalized("NFC", report.text)
    for before, after in itertools.pairwise(report.blocks):
        assert before.end <= after.start
    for block in report.blocks:
        assert 0 <= block.start < block.end <= len(report.text)
        assert report.words(block) == report.words(block).strip()
        assert block.reason
    for repair in report.repairs:
        assert report.text[repair.start : repair.end] == repair.after
    undo(report.text, report.repairs)
    at = 0
    for one in report.source_map:
        assert one.start == at
        assert 0 <= one.raw_start <= one.raw_end <= len(content)
        at = one.end
    assert at == len(report.text)


def test_a_plain_text_is_its_paragraphs() -> None:
    """The first line is the headline, the others are body, and no character is lost."""
    report = text_report(PLAIN)
    assert kinds(report) == [("headline", "Channel closed"), *(("body", words) for words in PARAGRAPHS)]
    assert report.text == PLAIN
    assert report.headline == "Channel closed"


def test_a_web_page_is_its_paragraphs() -> None:
    """The heading is the headline, the paragraphs are body, the menu and the foot are not."""
    before = "<nav><a href=/>Home</a> <a href=/w>World</a></nav>"
    report = html_report(page_of(BODY, before=before, after="<footer>© The Brenning Post</footer>"))
    assert [words for kind, words in kinds(report) if kind == "body"] == list(PARAGRAPHS)
    assert report.headline == "Channel closed"
    assert kind_of(report, "©") in ("", "furniture")


def test_each_character_of_a_web_page_leads_to_its_bytes() -> None:
    """The bytes behind a word, character references read, are the word."""
    body = (
        BODY
        + "<p>The café&#8217;s owner said &laquo;no&raquo; to “Ä” &amp; went home for the rest of the day.</p>"
    )
    content = page_of(body).encode()
    report = html_report(content)
    found = report.text.index("café")
    ranges = [r for r in report.source_map if r.start < found + 4 and found < r.end]
    shift = ranges[0].raw_start + len(report.text[ranges[0].start : found].encode())
    assert content[shift:].decode().startswith("café&#8217;s")
    assert "«no» to “Ä” & went" in report.text


def test_offsets_of_a_text_lead_through_repairs_to_raw_bytes() -> None:
    """A character restored from two bytes that were read apart leads to all the bytes of the damage."""
    damaged = PLAIN.replace("harbour master", "harbour master José Núñez of Peñíscola").encode().decode("cp1252")
    content = damaged.encode()
    report = text_report(content)
    assert "José Núñez of Peñíscola" in report.text
    at = report.text.index("é Núñez")
    one = next(r for r in report.source_map if r.start <= at < r.end)
    assert content[one.raw_start : one.raw_end].decode() == "Ã©"


def test_a_page_without_text_is_a_problem() -> None:
    """Nothing is made of a page of white space, and the message says so."""
    made = cleaned(raw_page("<html><body>  </body></html>", form="html"))
    assert [block for report in made.items for block in report.blocks_of("body")] == []
    assert made.problems


def test_a_picture_is_a_problem_not_a_report() -> None:
    """The message names what the file is."""
    made = cleaned(raw_page(b"\x89PNG\r\n\x1a\n" + b"\x00" * 50))
    assert made.items == ()
    assert "PNG image" in made.problems[0].message


def test_what_the_carrier_says_decides() -> None:
    """Title, outlet, address and day given with a page are the report's."""
    report = text_report(
        PLAIN, title="Channel shut", outlet="The Brenning Post", date="2031-03-04", url="https://post.example/1"
    )
    assert (report.headline, report.outlet, report.url) == (
        "Channel shut",
        "The Brenning Post",
        "https://post.example/1",
    )
    assert (report.published.earliest, report.published.certainty) == ("2031-03-04", "stated")


def test_the_same_page_gives_the_same_report() -> None:
    """Cleaning has no memory."""
    assert html_report(page_of(BODY)) == html_report(page_of(BODY))


def test_article_text_that_is_only_in_metadata_is_kept_and_says_so() -> None:
    """A page whose text is filled in by script is read from its JSON-LD."""
    held = {"@type": "NewsArticle", "headline": "Channel closed", "articleBody": "\n".join(PARAGRAPHS)}
    head = f'<script type="application/ld+json">{json.dumps(held)}</script>'
    report = html_report(page_of("<div id=app></div>", head=head))
    body = " ".join(words for kind, words in kinds(report) if kind == "body")
    assert all(words in body for words in PARAGRAPHS)
    assert "metadata" in report.blocks_of("body")[0].reason


WORDS = st.text(alphabet=st.sampled_from("ab Ãâ€é<>&;/\"'=\n\t\x00#@()!—“”1 \u0301😀"), max_size=30)
TAGS = st.sampled_from(
    (
        "p",
        "div",
        "article",
        "h1",
        "ul",
        "li",
        "a",
        "br",
        "figure",
        "figcaption",
        "blockquote",
        "table",
        "td",
        "span",
        "script",
        "style",
        "time",
        "nav",
        "form",
    )
)
OPENED = st.builds(
    lambda tag, name, words: f"<{tag} class='{name}'>{words}",
    TAGS,
    st.sampled_from(["", "caption", "twitter-tweet", "related", "byline", "comment", "author-bio"]),
    WORDS,
)
ODD = ("<!-- -->", "<![CDATA[x", "&#0;", "&#xD800;", "&amp;nbsp;", "<p>" + PARAGRAPHS[0] + "</p>")
CLOSED = st.builds("</{}>".format, TAGS)
MARKUP = st.lists(OPENED | WORDS | CLOSED | st.sampled_from(ODD), max_size=25).map("".join)
SLOW = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(MARKUP)
def test_any_markup_gives_blocks_inside_the_text(markup: str) -> None:
    """Broken, unclosed and hostile markup never raises, and every span stays inside the text."""
    content = markup.encode()
    for report in cleaned(raw_page(content, form="html")).items:
        check(report, content)


TYPICAL = (*PARAGRAPHS, "", "— Ana Lind (@analind) 3 March 2031", "Subscribe today", "By Jo Marsh")
LINES = st.lists(WORDS | st.sampled_from(TYPICAL), max_size=15).map("\n".join)


@SLOW
@given(LINES)
def test_any_text_gives_blocks_inside_the_text(text: str) -> None:
    """Any lines give blocks in order, and repairs that undo."""
    for report in cleaned(raw_page(text)).items:
        check(report, text.encode())


@SLOW
@given(st.binary(max_size=300), st.sampled_from(["text", "html"]))
def test_any_bytes_give_a_report_or_a_problem(content: bytes, form: str) -> None:
    """Noise gives a report that holds together or a problem with a message, never an error."""
    made = cleaned(raw_page(content, form=form))
    assert made.items or made.problems
    for report in made.items:
        check(report, content)


@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize("content", ["<div>" * 10_000 + "x", "<p>" + "a" * 300_000, "<a href=x>" * 3_000])
def test_nested_and_endless_input_is_read_in_seconds(form: str, content: str) -> None:
    """Ten thousand open elements and a word of many letters take no more than linear time."""
    started = time.perf_counter()
    for report in cleaned(raw_page(content, form=form)).items:
        check(report, content.encode())
    assert time.perf_counter() - started < 10


def test_what_a_page_says_of_itself_is_repaired_too() -> None:
    """A name of an outlet or an author that went through a wrong encoding is mended like the text."""
    head = (
        '<meta property="og:site_name" content="La DÃ©pÃªche des Caps">'
        '<meta name="author" content="HÃ©lÃ¨ne ForÃªt">'
    )
    report = html_report(page_of(BODY, head=head))
    assert report.outlet == "La Dépêche des Caps"
    assert report.authors == ("Hélène Forêt",)
