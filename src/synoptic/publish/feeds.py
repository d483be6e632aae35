"""Stories as feeds: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, each entry with its brief and its reports."""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime

import msgspec
from lxml import etree
from markupsafe import Markup, escape

from synoptic.news.comparison import Comparison
from synoptic.news.report import Report
from synoptic.publish.links import web_address
from synoptic.publish.names import counted, outlet_names

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_XML = "http://www.w3.org/XML/1998/namespace"
# What XML 1.0 cannot hold, not even escaped; a stranger's headline may have it.
_NOT_XML = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\N{REPLACEMENT CHARACTER}"
)


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
    members = [report for report in reports if report.id in story.reports]
    names = outlet_names(members)
    days = sorted(day for r in members if (day := r.published.earliest or r.published.latest or ""))
    return FeedEntry(
        id=f"urn:synoptic:{story.id}",
        title=story.headline or story.event.what or story.id,
        updated=updated or (days[-1] if days else ""),
        published=days[0] if days else "",
        link=link,
        paragraphs=tuple(sentence.text for sentence in story.brief.sentences),
        sources=tuple(FeedLink(outlet=names[r.id], title=r.headline, address=r.url) for r in members),
        origins=len(story.origins),
    )


def rss(feed: Feed) -> bytes:
    """Return a feed as RSS 2.0."""
    root = etree.Element("rss", {"version": "2.0"}, nsmap={"atom": _ATOM, "content": _CONTENT})
    channel = etree.SubElement(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.home)
    _add(channel, "description", feed.about or feed.title)
    if feed.language:
        _add(channel, "language", feed.language)
    _add(channel, "lastBuildDate", format_datetime(_moment(feed.updated)))
    _add(channel, "generator", "synoptic")
    if feed.address:
        etree.SubElement(
            channel,
            f"{{{_ATOM}}}link",
            {"href": _plain(feed.address), "rel": "self", "type": "application/rss+xml"},
        )
    for entry in feed.entries:
        item = etree.SubElement(channel, "item")
        _add(item, "title", entry.title)
        if link := web_address(entry.link):
            _add(item, "link", link)
        _add(item, "guid", entry.id).set("isPermaLink", "false")
        _add(item, "pubDate", format_datetime(_moment(entry.updated or feed.updated)))
        _add(item, "description", entry_html(entry))
    return _written(root)


def atom(feed: Feed) -> bytes:
    """Return a feed as Atom 1.0."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    if feed.language:
        root.set(f"{{{_XML}}}lang", _plain(feed.language))
    _add(root, f"{{{_ATOM}}}id", feed.id)
    _add(root, f"{{{_ATOM}}}title", feed.title)
    if feed.about:
        _add(root, f"{{{_ATOM}}}subtitle", feed.about)
    _add(root, f"{{{_ATOM}}}updated", _rfc3339(feed.updated))
    _add(root, f"{{{_ATOM}}}generator", "synoptic")
    _add(etree.SubElement(root, f"{{{_ATOM}}}author"), f"{{{_ATOM}}}name", "synoptic")
    _link(root, feed.home, "alternate", "")
    _link(root, feed.address, "self", "")
    for entry in feed.entries:
        made = etree.SubElement(root, f"{{{_ATOM}}}entry")
        _add(made, f"{{{_ATOM}}}id", entry.id)
        _add(made, f"{{{_ATOM}}}title", entry.title)
        _add(made, f"{{{_ATOM}}}updated", _rfc3339(entry.updated or feed.updated))
        if entry.published:
            _add(made, f"{{{_ATOM}}}published", _rfc3339(entry.published))
        _link(made, entry.link, "alternate", "")
        for source in entry.sources:
            _link(made, source.address, "related", " · ".join(filter(None, (source.outlet, source.title))))
        _add(made, f"{{{_ATOM}}}content", entry_html(entry)).set("type", "html")
    return _written(root)


def json_feed(feed: Feed) -> bytes:
    """Return a feed as JSON Feed 1.1; what it has no field for is under `_synoptic`."""
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _plain(feed.title),
        "home_page_url": web_address(feed.home),
        "feed_url": web_address(feed.address),
        "description": _plain(feed.about),
        "language": feed.language,
    }
    items = [
        {
            "id": entry.id,
            "url": web_address(entry.link),
            "title": _plain(entry.title),
            "content_html": entry_html(entry),
            "date_published": _rfc3339(entry.published or entry.updated or feed.updated),
            "date_modified": _rfc3339(entry.updated or feed.updated),
            "_synoptic": {
                "origins": entry.origins,
                "sources": [
                    {"outlet": _plain(s.outlet), "title": _plain(s.title), "url": web_address(s.address)}
                    for s in entry.sources
                ],
            },
        }
        for entry in feed.entries
    ]
    kept = {name: value for name, value in made.items() if value}
    filled = [{name: value for name, value in item.items() if value} for item in items]
    text = msgspec.json.encode({**kept, "items": filled})
    return msgspec.json.format(text, indent=1) + b"\n"


def entry_html(entry: FeedEntry) -> str:
    """Return the body of an entry as HTML: its paragraphs, then the reports; strangers' words are text."""
    parts = [Markup("<p>{}</p>").format(_plain(paragraph)) for paragraph in entry.paragraphs]
    if entry.sources:
        counts = counted(len(entry.sources), "report")
        if entry.origins:
            counts += f" · {counted(entry.origins, 'origin')}"
        # That one report is one report need not be said.
        if entry.origins or len(entry.sources) > 1:
            parts.append(Markup("<p>{}</p>").format(counts))
        lines = Markup("").join(Markup("<li>{}</li>").format(_source(source)) for source in entry.sources)
        parts.append(Markup("<ul>{}</ul>").format(lines))
    return str(Markup("").join(parts))


def _source(source: FeedLink) -> Markup:
    title, address = _plain(source.title or source.address), web_address(source.address)
    shown = Markup('<a href="{}">{}</a>').format(address, title) if address else escape(title)
    return Markup("{}: {}").format(_plain(source.outlet), shown) if source.outlet else shown


def _add(parent: etree._Element, name: str, words: str) -> etree._Element:
    element = etree.SubElement(parent, name)
    element.text = _plain(words)
    return element


def _link(parent: etree._Element, address: str, relation: str, title: str) -> None:
    held = web_address(address)
    if held:
        link = etree.SubElement(parent, f"{{{_ATOM}}}link", {"rel": relation, "href": held})
        if title:
            link.set("title", _plain(title))


def _plain(words: str) -> str:
    """Return words that XML can hold, on one line."""
    return " ".join(words.translate(_NOT_XML).split())


def _moment(stamped: str) -> datetime:
    """Return the moment of an ISO 8601 day or time in UTC; the beginning of 1970 where there is none."""
    try:
        read = datetime.fromisoformat(stamped)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def _rfc3339(stamped: str) -> str:
    return _moment(stamped).strftime("%Y-%m-%dT%H:%M:%SZ")


def _written(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written
