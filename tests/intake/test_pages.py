"""How the kind of a page is told, and what its id depends on."""

import pytest

from synoptic.intake.pages import Page, looks_like_html, looks_like_mail, looks_like_records, raw_report
from synoptic.news.report import CarrierFields


@pytest.mark.parametrize(
    ("start", "is_html"),
    [
        ("<!DOCTYPE html><html>", True),
        ("  <?xml version='1.0'?><!-- saved --><html>", True),
        ("<div><p>One</p><p>Two</p><p>Three</p>", True),
        ("Words <em>one</em> <em>two</em> <em>three</em>", True),
        ("If a < b and b > c, then a report says so.", False),
        ("Use <b>bold</b> with care.", False),
        ("", False),
    ],
)
def test_a_web_page_is_told_by_its_markup(start: str, is_html: bool) -> None:
    """A document, or a piece of one; a text that mentions a tag is a text."""
    assert looks_like_html(start) is is_html


@pytest.mark.parametrize(
    ("start", "is_mail"),
    [
        ("From: a@b.example\nTo: c@d.example\nSubject: x\n\nWords", True),
        ("From: a friend\n\nSubject: a poem\nDate: never", False),
        ("Date: Tuesday\nSubject: the channel\nTo: whom it may concern\n\nWords", False),
        ("From the council: nothing new.", False),
    ],
)
def test_a_mail_is_told_by_its_headers(start: str, is_mail: bool) -> None:
    """Three headers, one of which only mails have."""
    assert looks_like_mail(start) is is_mail


@pytest.mark.parametrize(
    ("start", "is_records"), [('{"a": 1}', True), (' [ {"a"', True), ("[AP] News", False), ("{x}", False)]
)
def test_records_are_told_by_their_first_bracket(start: str, is_records: bool) -> None:
    """JSON objects, alone or in a list."""
    assert looks_like_records(start) is is_records


def test_the_id_depends_on_content_and_carrier_not_on_the_place() -> None:
    """Moving a file keeps its id; another title does not."""
    one = Page(path="a/x.txt", form="text", content=b"Words")
    moved = Page(path="b/y.txt", form="text", content=b"Words")
    named = Page(path="a/x.txt", form="text", content=b"Words", carrier=CarrierFields(title="A title"))
    assert raw_report(one).id == raw_report(moved).id
    assert raw_report(one).id != raw_report(named).id
