"""Feeds of stories: read back by a feed reader without a warning, whatever the headlines hold."""

from collections.abc import Callable

import feedparser
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.news.comparison import Comparison
from synoptic.news.edition import Brief, BriefSentence
from synoptic.news.report import Published, Report
from synoptic.news.story import Event, Origin
from synoptic.publish.feeds import Feed, FeedEntry, FeedLink, atom, json_feed, rss, story_entry

ENTRY = FeedEntry(
    id="urn:synoptic:story:1",
    title="Ferry sinks off Marlow Island & 12 die",
    updated="2026-05-05T06:00:00Z",
    published="2026-05-04",
    link="https://desk.example/story/1",
    paragraphs=("At least 12 people died.", "The owner <rejected> the claim."),
    sources=(
        FeedLink(outlet="Harbour Tidings", title="Ferry sinks", address="https://tidings.example/1"),
        FeedLink(outlet="Port Post", title="Ship lost", address="javascript:alert(1)"),
    ),
    origins=2,
)
FEED = Feed(
    id="urn:synoptic:desk",
    title="Stories of the desk",
    home="https://desk.example/",
    address="https://desk.example/feed",
    about="What many outlets tell, side by side",
    updated="2026-05-05T06:00:00Z",
    language="en",
    entries=(ENTRY,),
)


def members() -> tuple[Comparison, tuple[Report, ...]]:
    """Return a compared story and its reports, with one that belongs to another."""
    reports = tuple(
        Report(
            id=f"report:{n}",
            path=f"{n}.html",
            text="A ferry sank.",
            outlet=outlet,
            headline=f"Ferry sinks, says {outlet}",
            url=f"https://{n}.example/ferry",
            published=Published(earliest=f"2026-05-0{n}", latest=f"2026-05-0{n}"),
        )
        for n, outlet in enumerate(("Harbour Tidings", "Port Post", "Other Outlet"), start=1)
    )
    story = Comparison(
        id="story:1",
        event=Event(what="A ferry sank"),
        headline="Ferry sinks",
        headline_citations=(),
        reports=("report:1", "report:2"),
        references=(),
        origins=tuple(Origin(id=f"origin:{n}", reports=(f"report:{n}",), reason="its own") for n in (1, 2)),
        brief=Brief(sentences=(BriefSentence(id="s:1", text="A ferry sank.", citations=(), role="agreed"),)),
        claim_groups=(),
        disputes=(),
        figures=(),
        quotes=(),
        labels=(),
        voices=(),
        silences=(),
        timeline=(),
    )
    return story, reports


@pytest.mark.parametrize("form", [rss, atom])
def test_a_feed_is_read_back_as_it_was_meant(form: Callable[[Feed], bytes]) -> None:
    """Title, link, time, id and words of an entry come back, without a warning."""
    read = feedparser.parse(form(FEED))
    assert not read.bozo
    assert read.feed.title == FEED.title
    assert read.feed.link == FEED.home
    entry = read.entries[0]
    assert (entry.title, entry.link, entry.id) == (ENTRY.title, ENTRY.link, ENTRY.id)
    assert entry.updated_parsed[:5] == (2026, 5, 5, 6, 0) if form is atom else entry.published_parsed[2] == 5
    words = entry.content[0].value if form is atom else entry.summary
    assert "At least 12 people died." in words
    assert "2 reports · 2 origins" in words
    assert "https://tidings.example/1" in words


def test_a_json_feed_has_what_its_specification_asks_for() -> None:
    """Version, title, and for every item an id and content stand where JSON Feed 1.1 has them."""
    made = msgspec.json.decode(json_feed(FEED))
    assert made["version"] == "https://jsonfeed.org/version/1.1"
    assert made["title"] == FEED.title
    item = made["items"][0]
    assert (item["id"], item["url"], item["date_modified"]) == (ENTRY.id, ENTRY.link, ENTRY.updated)
    assert item["_synoptic"]["sources"][0]["outlet"] == "Harbour Tidings"


@pytest.mark.parametrize("form", [rss, atom, json_feed])
def test_words_of_strangers_are_text(form: Callable[[Feed], bytes]) -> None:
    """Markup in a brief is shown, not obeyed, and an address that is none of the web is no link."""
    written = form(FEED).decode()
    assert "<rejected>" not in written
    assert "javascript:" not in written


def test_a_story_becomes_an_entry() -> None:
    """The entry has the story’s headline, its brief, its own reports only, and how many origins they have."""
    entry = story_entry(*members(), link="https://desk.example/story/1")
    assert (entry.title, entry.origins, entry.paragraphs) == ("Ferry sinks", 2, ("A ferry sank.",))
    assert [source.outlet for source in entry.sources] == ["Harbour Tidings", "Port Post"]
    assert (entry.published, entry.updated) == ("2026-05-01", "2026-05-02")


def test_the_same_feed_is_the_same_bytes() -> None:
    """Nothing of the hour or the machine enters a feed."""
    assert [form(FEED) for form in (rss, atom, json_feed)] == [form(FEED) for form in (rss, atom, json_feed)]


def test_a_feed_without_entries_is_a_feed() -> None:
    """A desk without stories yet has an empty feed, which is read without a warning."""
    empty = msgspec.structs.replace(FEED, entries=(), updated="", address="", language="")
    for form in (rss, atom):
        assert not feedparser.parse(form(empty)).bozo
    assert msgspec.json.decode(json_feed(empty))["items"] == []


WORDS = st.text(max_size=30)
LINKS = st.builds(FeedLink, outlet=WORDS, title=WORDS, address=WORDS | WORDS.map("https://example.org/{}".format))
ENTRIES = st.builds(
    FeedEntry,
    id=WORDS.map("urn:{}".format),
    title=WORDS,
    updated=WORDS,
    published=WORDS,
    link=WORDS.map("https://example.org/{}".format),
    paragraphs=st.lists(WORDS, max_size=2).map(tuple),
    sources=st.lists(LINKS, max_size=2).map(tuple),
    origins=st.integers(0, 5),
)


@given(entries=st.lists(ENTRIES, max_size=3).map(tuple), title=WORDS)
def test_any_headline_can_be_published(entries: tuple[FeedEntry, ...], title: str) -> None:
    """Control characters, odd addresses and broken times never make a feed that cannot be read."""
    feed = msgspec.structs.replace(FEED, entries=entries, title=title)
    for form in (rss, atom):
        read = feedparser.parse(form(feed))
        assert not read.bozo
        assert len(read.entries) == len(entries)
    assert len(msgspec.json.decode(json_feed(feed))["items"]) == len(entries)
