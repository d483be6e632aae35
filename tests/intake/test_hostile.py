"""Documents made to hang or fill a reader are read or refused within a few seconds."""

import time
from html import escape

import pytest

from synoptic.intake.announced import Place
from synoptic.intake.following import read_followed
from synoptic.intake.settings import IntakeSettings

PLACE = Place(address="https://post.example/feed.xml", source="source:1")
# Seconds. Each takes well under one on a machine that is at rest; what grows with the square takes minutes.
PATIENCE = 20


def item(number: int) -> str:
    """Return one item; the years go round, so that the newest items stand all over the feed."""
    date = f"<pubDate>{2000 + number % 31}-05-04</pubDate>"
    return f"<item><title>T</title><link>https://post.example/{number}</link>{date}</item>"


def rss_of(words: str) -> str:
    """Return a feed of one item with a link and some more."""
    return f"<rss><channel><item><link>https://p.example/1</link>{words}</item></channel></rss>"


def within(words: str) -> str:
    """Return a feed with one item that holds the words as its text and its title."""
    held = escape(words)
    return (
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><link>https://p.example/1</link>'
        f"<content:encoded>{held}</content:encoded><title>{held}</title></item></channel></rss>"
    )


HOSTILE = {
    "open brackets": "<rss><channel><item>" + "<" * 300_000,
    "open tags": "<rss><channel><item>" + "<a " * 40_000,
    "deep tags": "<rss><channel><item>" + "<a>" * 100_000,
    "many attributes": "<rss " + " ".join(f"a{n}=''" for n in range(50_000)) + "><channel/></rss>",
    "many elements": "<rss><channel><item>" + "<a/>" * 200_000 + "</item></channel></rss>",
    "ampersands": "<rss><channel><item><title>" + "&a" * 200_000,
    "comments": "<rss><channel><item><title>" + "<!--" * 200_000,
    "comments first": "<!---->" * 50_000 + "x",
    "open comments first": "<!--" * 200_000,
    "instructions first": "<?xml " * 100_000,
    "document types": "<!DOCTYPE " * 100_000,
    "sections": "<rss><channel><item><title>" + "<![CDATA[" * 50_000,
    "nested items": "<rss><channel>" + "<item>" * 50_000,
    "deep lists": '{"items":' + "[" * 200_000,
    "brackets within": within("<" * 200_000),
    "tags within": within("<a>" * 50_000),
    "scripts within": within("<script>" * 50_000),
    "dots within": within("." * 500_000),
    "long author": rss_of(f"<author>{'a@b.' * 50_000}</author>"),
    "long date": rss_of(f"<pubDate>{'1-' * 50_000}</pubDate>"),
    "long address": f"<rss><channel><item><link>https://p.example/{'a' * 100_000}</link></item></channel></rss>",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_document_is_done_with_soon(name):
    """Time grows with the size of a document, not with its square."""
    start = time.perf_counter()
    made = read_followed(HOSTILE[name].encode(), PLACE, settings=IntakeSettings())
    assert time.perf_counter() - start < PATIENCE
    assert len(made.items) <= 1
    assert all(len(one.carrier.title) <= 1_000 and len(one.address) <= 4_000 for one in made.items)


@pytest.mark.parametrize(("count", "end"), [(100_000, "</channel></rss>"), (20_000, "")], ids=["whole", "torn"])
def test_a_feed_of_a_hundred_thousand_items_gives_the_newest(count, end):
    """The newest 2,000 are taken, the reader is told how many there were, and the time stays within bounds."""
    start = time.perf_counter()
    content = "<rss version='2.0'><channel><title>T</title>" + "".join(map(item, range(count))) + end
    made = read_followed(content.encode(), PLACE, settings=IntakeSettings())
    assert time.perf_counter() - start < 3 * PATIENCE
    assert len(made.items) == 2_000
    newest = {"2030"} if count == 100_000 else {"2030", "2029", "2028", "2027"}
    assert {one.carrier.date[:4] for one in made.items} == newest
    assert f"{count:,} items" in made.problems[0].message
