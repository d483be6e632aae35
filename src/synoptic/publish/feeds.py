"""Stories as feeds: RSS 2.0, Atom and JSON Feed."""

from collections.abc import Iterable

import msgspec

from synoptic.news.comparison import Comparison
from synoptic.news.report import Report


class FeedLink(msgspec.Struct, frozen=True, kw_only=True):
    """A report behind an entry: the outlet's name, its headline, and its address where it has one."""

    outlet: str
    title: str = ""
    address: str = ""


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a feed; times are ISO 8601 in UTC, `link` may be empty."""

    id: str
    title: str
    updated: str
    published: str = ""
    link: str = ""
    paragraphs: tuple[str, ...] = ()
    sources: tuple[FeedLink, ...] = ()
    origins: int = 0


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed with its entries; `home` is the page it belongs to, `address` where the feed itself is found."""

    id: str
    title: str
    home: str
    updated: str
    address: str = ""
    about: str = ""
    language: str = ""
    entries: tuple[FeedEntry, ...] = ()


def story_entry(story: Comparison, reports: Iterable[Report], *, link: str = "", updated: str = "") -> FeedEntry:
    """Return a story as an entry: its headline, its brief, and the reports that tell it."""
    raise NotImplementedError


def rss(feed: Feed) -> bytes:
    """Return a feed as RSS 2.0."""
    raise NotImplementedError


def atom(feed: Feed) -> bytes:
    """Return a feed as Atom 1.0 (RFC 4287)."""
    raise NotImplementedError


def json_feed(feed: Feed) -> bytes:
    """Return a feed as JSON Feed 1.1."""
    raise NotImplementedError
