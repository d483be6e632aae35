"""Feeds: RSS 0.9x to 2.0, RDF and Atom, whatever their faults."""

import io
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser

from synoptic.errors import problem
from synoptic.intake.announced import Announced, Entry, Place, items_of, named, too_many
from synoptic.intake.blurbs import is_whole, plain_text
from synoptic.intake.feed_cutting import cut_to_newest, each_alone
from synoptic.intake.pages import Form
from synoptic.intake.settings import IntakeSettings
from synoptic.intake.times import DAY, day_or_time, written
from synoptic.intake.xml_text import declared, examined, mended, safe_xml
from synoptic.news.problem import Problem
from synoptic.news.report import CarrierFields

# What feedparser raises on values that are broken in ways it does not expect.
FAULTS = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError, ArithmeticError)
WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
ROOTS = {"rss", "feed", "rdf", "channel"}


def read_feed(content: bytes, place: Place, *, settings: IntakeSettings) -> Announced:
    """Return the items that an RSS or Atom feed announces, the newest where there are too many."""
    text, problems = safe_xml(content, place.address, place.charset)
    if text is None:
        return Announced((), tuple(problems))
    text = declared(text)
    seen = examined(text)
    fault = seen.fault
    if fault and not seen.wild:
        text = mended(text)
        seen = examined(text)
    if not seen.wild and (seen.fault or seen.root not in ROOTS):
        return Announced((), (*problems, problem("I108", place.address, path=place.address)))
    text, found = cut_to_newest(text, settings.most_items)
    if found > settings.most_items:
        problems.append(too_many(place.address, found, settings))
        seen = examined(text)
    if seen.wild or seen.elements > settings.most_elements:
        return Announced((), (*problems, problem("I102", place.address, path=place.address)))
    parsed = _parsed(text, place, settings)
    entries = list(_entries(parsed, place, settings))
    if fault:
        if entries:
            # A feed that breaks off may break within its last report; the page has the whole of it.
            entries[-1] = _announced_only(entries[-1])
        told = {"detail": fault, "count": str(len(entries))}
        problems.append(problem("I109", place.address, path=place.address, **told))
    items, left_out = items_of(entries, place, settings=settings)
    return _announced(parsed, items, [*problems, *left_out])


def _parsed(text: str, place: Place, settings: IntakeSettings) -> list[Any]:
    """Return the feed as parsed; where one item trips the parser, each item on its own without that one."""
    try:
        return [_parse(text, place)]
    except FAULTS:
        alone = []
        for one in each_alone(text, settings.most_items):
            try:
                alone.append(_parse(one, place))
            except FAULTS:
                continue
        return alone


def _parse(text: str, place: Place) -> Any:
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": place.address}
    return feedparser.parse(
        io.BytesIO(text.encode("utf-8")),
        response_headers=headers,
        # What is held is the markup as it came: cleaning it is the work of a later stage.
        resolve_relative_uris=False,
        sanitize_html=False,
    )


def _entries(parsed: list[Any], place: Place, settings: IntakeSettings) -> Iterator[Entry]:
    for feed in parsed:
        language = _line(_kept(feed.feed, "language"))
        outlet = place.outlet or plain_text(_kept(feed.feed, "title") or "")
        for one in feed.entries:
            try:
                entry = _entry(one, language, settings)
            except FAULTS:
                # The link alone still leads to the report.
                entry = Entry(address=_link(one), carrier=CarrierFields(title=_line(_kept(one, "title"))))
            yield named(entry, outlet)


def _entry(one: Any, language: str, settings: IntakeSettings) -> Entry:
    address = _link(one)
    form, content = _content(one, bool(address), settings)
    date, when = _date(one)
    title = one.get("title_detail") or {}
    carrier = CarrierFields(
        title=_title(one),
        outlet=_line(_kept(_kept(one, "source") or {}, "title")) or _line(_kept(one, "publisher")),
        date=date,
        byline=_byline(one),
        language=_line(_kept(one, "language") or title.get("language") or language),
    )
    licences = (_line(link.get("href")) for link in one.get("links", ()) if link.get("rel") == "license")
    return Entry(
        address=address,
        carrier=carrier,
        when=when,
        name=_line(_kept(one, "id")),
        form=form,
        content=content,
        usage=tuple(f"license={licence}" for licence in licences if licence),
    )


def _link(one: Any) -> str:
    """Return the address of the report itself rather than that of a counter, an enclosure or the comments."""
    links = [_kept(one, "feedburner_origlink"), _kept(one, "link")]
    links += [link.get("href") for link in one.get("links", ()) if link.get("rel") == "alternate"]
    links.append(_kept(one, "id"))
    return next((_line(link) for link in links if isinstance(link, str) and WEB.match(link.strip())), "")


def _content(one: Any, has_link: bool, settings: IntakeSettings) -> tuple[Form | None, str]:
    """Return the whole report where the feed carries it; without a link, whatever it carries."""
    held = [
        (part.get("value") or "", part.get("type") or "", settings.whole_words) for part in one.get("content", ())
    ]
    told = one.get("summary_detail") or {}
    held.append((_kept(one, "summary") or "", told.get("type") or "", settings.whole_description_words))
    for words, kind, least in sorted(held, key=lambda part: len(part[0]), reverse=True):
        if words.strip() and (not has_link or is_whole(words, least)):
            return ("text" if kind == "text/plain" and "<" not in words else "html"), words
    return None, ""


def _date(one: Any) -> tuple[str, datetime | None]:
    """Return the day of an item in our writing and as a time: published before updated before created."""
    for key in ("published", "created", "updated"):
        said, parsed = _kept(one, key), _kept(one, f"{key}_parsed")
        if parsed:
            try:
                when = datetime.fromtimestamp(timegm(parsed), UTC)
            except FAULTS:
                continue
            return (said.strip() if DAY.fullmatch(said.strip()) else written(when)), when
        if said:
            return day_or_time(said), None
    return "", None


def _title(one: Any) -> str:
    words = _kept(one, "title") or ""
    plain = (_kept(one, "title_detail") or {}).get("type") == "text/plain"
    return _line(words) if plain else plain_text(words)


def _byline(one: Any) -> str:
    names = [_name(author.get("name")) for author in one.get("authors", ()) if hasattr(author, "get")]
    names = [name for name in names if name] or [_name(_kept(one, "author"))]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _name(words: Any) -> str:
    """Return the name in "desk@post.example (Ana Lind)", and nothing for an address alone."""
    name = _line(words)
    name = name.partition("(")[2].rstrip(")") or name if "(" in name else name
    return "" if "@" in name else name


def _announced_only(entry: Entry) -> Entry:
    if not entry.address:
        return entry
    return Entry(address=entry.address, carrier=entry.carrier, when=entry.when, name=entry.name, usage=entry.usage)


def _announced(parsed: list[Any], items: tuple[Any, ...], problems: list[Problem]) -> Announced:
    feed = parsed[0].feed if parsed else {}
    return Announced(
        items,
        tuple(problems),
        title=plain_text(_kept(feed, "title") or ""),
        language=_line(_kept(feed, "language")),
        site=_line(_kept(feed, "link")),
    )


def _kept(record: Any, key: str) -> Any:
    """Return a value as it was given: feedparser's own look-up puts other dates in the place of missing ones."""
    return dict.get(record, key) if isinstance(record, dict) else None


def _line(words: Any) -> str:
    return " ".join(words.encode("utf-8", "replace").decode("utf-8").split()) if isinstance(words, str) else ""
