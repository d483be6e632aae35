"""What each paragraph of a page is: posts, captions, notes, bylines, teasers, furniture, repeats."""

import pytest

from synoptic.clean.captions import find_credit, is_caption
from synoptic.clean.cues import printed_day
from synoptic.clean.posts import signature
from tests.clean.pages import BODY, PARAGRAPHS, html_report, kind_of, kinds, page_of, text_report

A, B, C, D = PARAGRAPHS


@pytest.mark.parametrize(
    ("line", "handle", "day"),
    [
        ("— Ana Lind (@analind) March 3, 2031", "@analind", "2031-03-03"),
        ("Ana Lind (@ana_lind) 3 de marzo de 2031", "@ana_lind", "2031-03-03"),
        ("— Harbour 🚢 (@BrenningPort) 3 mars 2031", "@BrenningPort", "2031-03-03"),
        ("— Ana Lind (@ana@social.example)", "@ana@social.example", None),
    ],
)
def test_a_signature_names_handle_and_day(line: str, handle: str, day: str | None) -> None:
    """The line under a post says who wrote it and when, in several languages."""
    found = signature(line)
    assert found is not None
    assert (found.handle, found.posted.earliest if found.posted else None) == (handle, day)


@pytest.mark.parametrize(
    "line",
    ["Ana Lind (@analind) said on Tuesday that no", "The port (see below) March 3, 2031", "(@) March 3, 2031"],
)
def test_a_sentence_with_a_handle_is_no_signature(line: str) -> None:
    """A handle in running text signs nothing."""
    assert signature(line) is None


def test_an_embedded_post_in_plain_text_is_one_block() -> None:
    """The words of a post and the line that signs it are one block with handle and day; the body goes on."""
    post = "The channel is closed until Thursday. pic.twitter.com/x1\n— Ana Lind (@analind) March 3, 2031"
    report = text_report("\n".join([A, B, post, C]))
    block = report.blocks_of("post")[0]
    assert report.words(block) == post
    assert (block.handle, block.posted and block.posted.earliest) == ("@analind", "2031-03-03")
    assert kind_of(report, C) == "body"


@pytest.mark.models
def test_a_post_has_its_own_language(tools) -> None:
    """A Spanish post in an English report is Spanish."""
    from tests.clean.pages import cleaned, raw_page

    post = "Aquí estamos para hablar del canal con los pescadores.\n— Ana Ríos (@anarios) March 3, 2031"
    report = cleaned(raw_page("\n\n".join([A, B, post, C])), tools).items[0]
    assert (report.language, report.blocks_of("post")[0].language) == ("en", "es")


def test_a_post_that_markup_embeds_is_a_post() -> None:
    """A blockquote of a network's class is a post with its handle and day."""
    post = (
        '<blockquote class="twitter-tweet"><p>Channel closed until Thursday.</p>&mdash; Ana Lind (@analind) '
        '<a href="https://twitter.example/1">March 3, 2031</a></blockquote>'
    )
    report = html_report(page_of(BODY + post + f"<p>{D}</p>"))
    block = report.blocks_of("post")[0]
    assert block.handle == "@analind"
    assert block.posted is not None
    assert block.posted.earliest == "2031-03-03"
    assert "Channel closed until Thursday." in report.words(block)


@pytest.mark.parametrize(
    ("words", "credit"),
    [
        ("Tugs wait off Brenning on March 3, 2031. Photo: Lind Pictures", "Lind Pictures"),
        ("Tugs wait off Brenning. (Jo Marsh/Reuters)", "Jo Marsh/Reuters"),
        ("Les remorqueurs attendent. Crédit photo : Ana Lind", "Ana Lind"),
        ("Schlepper vor Brenning. Foto: Jo Marsh / dpa", "Jo Marsh / dpa"),
        ("The council said it would close the channel (AP)", "AP"),
        ("Nobody took a photo of the council that night.", ""),
    ],
)
def test_the_credit_of_a_caption_is_found(words: str, credit: str) -> None:
    """What follows “Photo:” or stands before an agency in brackets is the credit."""
    assert find_credit(words) == credit


def test_a_wire_credit_does_not_make_a_paragraph_a_caption() -> None:
    """“(AP)” at the end of a paragraph is no picture's."""
    assert not is_caption(A.replace("since the spring.", "since the spring. (AP)"))
    assert is_caption("Tugs wait off Brenning on Monday. (Jo Marsh/Reuters)")


def test_a_caption_in_a_figure_is_a_caption() -> None:
    """A figcaption is a caption with its credit and no part of the body."""
    figure = "<figure><img src=x><figcaption>Tugs wait off Brenning. Photo: Ana Lind</figcaption></figure>"
    report = html_report(page_of(f"<p>{A}</p>{figure}<p>{B}</p><p>{C}</p>"))
    block = report.blocks_of("caption")[0]
    assert (report.words(block), block.credit) == ("Tugs wait off Brenning. Photo: Ana Lind", "Ana Lind")


NOTE = (
    "Ana Lind is the founder and editor of Tideline, where she writes about ports. She has reported from twelve "
    "countries and lives in Brenning."
)


def test_a_note_about_the_author_is_no_body() -> None:
    """A paragraph behind the report that says who its author is, is an author note."""
    assert kind_of(text_report("\n\n".join([*PARAGRAPHS, NOTE])), "Ana Lind is") == "author_note"


def test_a_sentence_about_a_journalist_in_the_text_is_body() -> None:
    """The same words in the middle of a report are news of a journalist."""
    report = text_report("\n\n".join([A, B, NOTE, C, D]))
    assert kind_of(report, "Ana Lind is") == "body"


def test_bylines_and_printed_dates_are_no_body() -> None:
    """Who wrote it and the day are the byline, and the masthead has them."""
    report = text_report(
        "\n".join(["Channel closed", "By Ana Lind and Jo Marsh", "Published March 3, 2031", "", *PARAGRAPHS])
    )
    assert [words for kind, words in kinds(report) if kind == "byline"] == [
        "By Ana Lind and Jo Marsh",
        "Published March 3, 2031",
    ]
    assert report.authors == ("Ana Lind", "Jo Marsh")
    assert report.published.earliest == "2031-03-03"


def test_a_donation_appeal_at_the_end_is_furniture_as_a_whole() -> None:
    """Lines among appeals are furniture, too: only some of them give themselves away."""
    appeal = [
        "Keep Brenning's news free!",
        "For nine years we’ve told the stories of this coast – without owners, without a wall.",
        "• 120 thousand readers a month",
        "• 300 reports in 2030 alone",
        "Donate now to keep it that way!",
    ]
    report = text_report("\n".join([*PARAGRAPHS, *appeal]))
    assert {kind_of(report, words) for words in appeal} == {"furniture"}
    assert {kind_of(report, words) for words in PARAGRAPHS} == {"body"}


def test_a_title_of_another_story_between_paragraphs_is_a_teaser() -> None:
    """A long line in title case without a stop, between paragraphs, is the link to another story."""
    title = "Life on the Quay After the Storm – Jo Marsh Reports From Port Alder (Interview)"
    assert kind_of(text_report("\n".join([A, B, title, C, D])), title) == "teaser"


def test_the_name_and_motto_of_the_site_are_furniture() -> None:
    """The site's own title is no headline, and it names the outlet."""
    report = text_report("\n".join(["Brenning Tribune – News and views from the coast", "", *PARAGRAPHS]))
    assert kind_of(report, "Brenning Tribune") == "furniture"
    assert (report.headline, report.outlet) == ("", "Brenning Tribune")


def test_a_pull_quote_repeats_the_body() -> None:
    """A line in quotation marks whose words stand in a paragraph is a pull quote."""
    quoted = "“nobody had reckoned what this would cost them”"
    report = text_report(
        "\n\n".join([A, B.replace("nobody had reckoned what this would cost them", quoted), C, quoted, D])
    )
    assert [words for kind, words in kinds(report) if kind == "pullquote"] == [quoted]


def test_a_caption_that_is_printed_twice_is_a_caption_twice() -> None:
    """Both copies are kept out of the body."""
    caption = "Tugs wait off Brenning on March 3, 2031. Photo: Ana Lind"
    report = text_report("\n".join([caption, "", caption, *PARAGRAPHS]))
    assert len(report.blocks_of("caption")) == 2


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("March 3, 2031", "2031-03-03"),
        ("3 de marzo de 2031", "2031-03-03"),
        ("le 3 mars 2031 à 9h", "2031-03-03"),
        ("3. März 2031", "2031-03-03"),
        ("03.03.2031", "2031-03-03"),
        ("Mo 03.03.31 | 14:07 Uhr", "2031-03-03"),
        ("version 3.03.31 of it", None),
        ("2031年3月3日", "2031-03-03"),
        ("February 30, 2031", None),
        ("in March", None),
    ],
)
def test_a_printed_day_is_read(words: str, day: str | None) -> None:
    """Whole dates are read in the languages of posts; impossible ones are not."""
    found = printed_day(words)
    assert (found[0] if found else None) == day
