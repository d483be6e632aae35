"""JSON Feed 1.0 and 1.1."""

from typing import Any

import msgspec

from synoptic.errors import problem
from synoptic.intake.announced import Announced, Entry, Place, items_of, named
from synoptic.intake.blurbs import is_whole, plain_text
from synoptic.intake.pages import Form
from synoptic.intake.settings import IntakeSettings
from synoptic.intake.times import day_or_time, time_of
from synoptic.news.report import CarrierFields


def read_json_feed(content: bytes, place: Place, *, settings: IntakeSettings) -> Announced:
    """Return the items that a JSON feed announces, the newest where there are too many."""
    try:
        feed = msgspec.json.decode(content.decode("utf-8-sig", "replace"))
    except (msgspec.DecodeError, RecursionError, UnicodeError) as fault:
        return _refused(place, str(fault))
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return _refused(place, "it has no list of items")
    language = _line(feed.get("language"))
    outlet = place.outlet or plain_text(_text(feed.get("title")))
    entries = [
        named(_entry(one, feed, language, settings), outlet) for one in feed["items"] if isinstance(one, dict)
    ]
    items, problems = items_of(entries, place, settings=settings)
    return Announced(
        items,
        tuple(problems),
        title=plain_text(_text(feed.get("title"))),
        language=language,
        site=_line(feed.get("home_page_url")),
    )


def _entry(one: dict[str, Any], feed: dict[str, Any], language: str, settings: IntakeSettings) -> Entry:
    address = next((said for key in ("url", "id", "external_url") if _is_web(said := _line(one.get(key)))), "")
    form, content = _content(one, bool(address), settings)
    date = _line(one.get("date_published")) or _line(one.get("date_modified"))
    return Entry(
        address=address,
        carrier=CarrierFields(
            title=plain_text(_text(one.get("title"))),
            date=day_or_time(date),
            byline=_byline(one) or _byline(feed),
            language=_line(one.get("language")) or language,
        ),
        when=time_of(date),
        name=_line(one.get("id")),
        form=form,
        content=content,
    )


def _content(one: dict[str, Any], has_link: bool, settings: IntakeSettings) -> tuple[Form | None, str]:
    """Return the whole report where the feed carries it; without a link, whatever it carries."""
    forms: tuple[tuple[str, Form], ...] = (("content_html", "html"), ("content_text", "text"))
    for key, form in forms:
        words = _text(one.get(key))
        if words.strip() and (not has_link or is_whole(words, settings.whole_words)):
            return form, words
    summary = _text(one.get("summary"))
    return ("text", summary) if summary.strip() and not has_link else (None, "")


def _byline(record: dict[str, Any]) -> str:
    # Version 1.0 has one author, 1.1 a list of them.
    authors = record.get("authors") if isinstance(record.get("authors"), list) else [record.get("author")]
    names = [_line(author.get("name")) for author in authors or () if isinstance(author, dict)]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def _text(value: Any) -> str:
    """Return a value as text: ids are numbers in many feeds, though they should not be."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _line(value: Any) -> str:
    return " ".join(_text(value).encode("utf-8", "replace").decode("utf-8").split())


def _refused(place: Place, detail: str) -> Announced:
    return Announced((), (problem("I110", place.address, path=place.address, detail=detail.rstrip(".")),))
