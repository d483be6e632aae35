"""Embedded posts as quotes of their authors, and the words that posts quote."""

from synoptic.news.report import Block
from synoptic.run.models import ModelTools
from tests.annotate.quoting import found_in
from tests.builders import plain_report


def quotes_of_post(text: str, tools: ModelTools, handle: str = "") -> list[tuple[str, str, tuple[str, ...]]]:
    """Return words, speaker and chain of each quote of a text that is one post block."""
    report = plain_report(text)
    blocks = (Block(report=report.id, start=0, end=len(text), kind="post", handle=handle, language="en"),)
    return [(q.words, q.speaker, q.chain) for q in found_in(text, tools, blocks=blocks).items]


def test_a_post_is_a_quote_of_who_signs_it(tools: ModelTools) -> None:
    """The signature names the speaker, and links at the end are left out."""
    text = "The ferries stay in port. https://t.example/x1\n— Port of Sandholm (@sandholmport) March 4, 2031"
    assert quotes_of_post(text, tools) == [("The ferries stay in port.", "Port of Sandholm", ())]


def test_a_post_without_signature_is_the_handles(tools: ModelTools) -> None:
    """Where only the block knows the handle, the handle is the speaker."""
    assert quotes_of_post("The ferries stay in port.", tools, "@port") == [
        ("The ferries stay in port.", "@port", ())
    ]


def test_words_that_a_post_quotes_are_a_quote_of_their_own(tools: ModelTools) -> None:
    """The quoted person is the speaker, the post's author the one through whom it came."""
    text = "“The wells belong to all of us”: Mayor Ortiz\n— Town Hall (@townhall) March 4, 2031"
    assert ("The wells belong to all of us", "Mayor Ortiz", ("Town Hall",)) in quotes_of_post(text, tools)


def test_a_post_of_nobody_is_no_quote(tools: ModelTools) -> None:
    """A post block without handle or signature says nothing about a speaker."""
    assert quotes_of_post("The ferries stay in port.", tools) == []


def test_posts_inside_a_paragraph_are_told_apart(tools: ModelTools) -> None:
    """Two signed posts in one paragraph are two quotes."""
    text = (
        "The quay is closed. — Port of Sandholm (@sandholmport) March 4, 2031 "
        "Stay at home tonight. — Ann Lee (@annlee) March 5, 2031"
    )
    made = [(q.words, q.speaker) for q in found_in(text, tools).items]
    assert made == [("The quay is closed.", "Port of Sandholm"), ("Stay at home tonight.", "Ann Lee")]
