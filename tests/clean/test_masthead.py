"""Who published a report, when and under which headline."""

import json

import pytest

from synoptic.clean.masthead import Masthead, authors_of, dateline_of, joined, of_address, read_day
from synoptic.clean.metadata import read_metadata
from synoptic.clean.tree import parse
from synoptic.news.report import Published


def metadata(head: str, body: str = "<h1>Channel closed</h1>") -> Masthead:
    """Return the masthead that a page's markup gives."""
    return read_metadata(parse(f"<html><head>{head}</head><body>{body}</body></html>")).masthead


def linked(**fields: object) -> str:
    """Return JSON-LD of a news article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2031-03-04T23:30:00+02:00", "2031-03-04"),
        ("Tue, 04 Mar 2031 09:12:00 +0100", "2031-03-04"),
        ("March 4, 2031", "2031-03-04"),
        ("2031-02-31", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_stated_day_is_read(words: str, day: str | None) -> None:
    """ISO days, the dates of mails and printed dates are read; what is no day is unknown."""
    published = read_day(words, "why")
    assert published.earliest == day
    assert published.certainty == ("stated" if day else "unknown")


def test_json_ld_decides_before_meta_elements() -> None:
    """Headline, authors, day and outlet of the structured data are taken."""
    head = linked(
        headline="Channel closed",
        author=[{"@type": "Person", "name": "Ana Lind"}, {"name": "Jo Marsh"}],
        datePublished="2031-03-04T06:00:00Z",
        publisher={"name": "The Brenning Post"},
    )
    found = metadata(head + "<meta name=author content='The desk'><meta name=date content='2031-01-01'>")
    assert (found.headline, found.authors, found.outlet) == (
        "Channel closed",
        ("Ana Lind", "Jo Marsh"),
        "The Brenning Post",
    )
    assert found.published.earliest == "2031-03-04"


def test_an_article_inside_a_graph_is_found() -> None:
    """Structured data may nest its article."""
    held = {
        "@graph": [
            {"@type": "WebPage"},
            {"@type": ["Article"], "headline": "Channel closed", "author": "Ana Lind"},
        ]
    }
    assert metadata(f'<script type="application/ld+json">{json.dumps(held)}</script>').authors == ("Ana Lind",)


def test_broken_json_ld_is_passed_over() -> None:
    """What is not JSON is no reason to fail."""
    assert (
        metadata('<script type="application/ld+json">{"@type": "NewsArticle",</script>').headline
        == "Channel closed"
    )


def test_the_name_of_the_site_is_no_part_of_the_headline() -> None:
    """Of the page's title, the part that is the main heading is the headline."""
    assert metadata("<title>Channel closed – The Brenning Post</title>").headline == "Channel closed"


def test_usage_terms_for_machines_are_kept() -> None:
    """What the publisher says machines may do stands with the report."""
    assert metadata("<meta name=robots content=noarchive>").usage == ("robots: noarchive",)


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Ana Lind and Jo Marsh", ("Ana Lind", "Jo Marsh")),
        ("Por Ana Ríos y José Núñez", ("Ana Ríos", "José Núñez")),
        ("Von Ana Lind | Brenning", ("Ana Lind",)),
        ("", ()),
    ],
)
def test_a_byline_gives_its_authors(byline: str, authors: tuple[str, ...]) -> None:
    """The names stand without “By” and without what follows them."""
    assert authors_of(byline) == authors


@pytest.mark.parametrize(
    ("body", "dateline"),
    [
        ("PORT ALDER, March 3 (Meridian) — The council voted", "PORT ALDER, March 3 (Meridian)"),
        ("BRENNING – The council voted", "BRENNING"),
        ("The council – as ever – voted", ""),
    ],
)
def test_a_dateline_opens_a_report(body: str, dateline: str) -> None:
    """Capitals, perhaps a day and an agency, and a dash."""
    assert dateline_of(body) == dateline


def test_an_address_names_host_and_day() -> None:
    """The day in a path is inferred, not stated."""
    found = of_address("https://www.post.example/2031/03/04/channel-closed")
    assert (found.outlet, found.published.earliest, found.published.certainty) == (
        "post.example",
        "2031-03-04",
        "inferred",
    )
    assert of_address("https://post.example/2031/13/44/x").published == Published()


def test_earlier_sources_decide_and_later_ones_fill_gaps() -> None:
    """What the carrier leaves open comes from the page."""
    one, other = Masthead(outlet="The Post"), Masthead(outlet="post.example", headline="Channel closed")
    assert joined((one, other)) == Masthead(outlet="The Post", headline="Channel closed")
