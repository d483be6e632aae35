"""JSON and JSON Lines files: one report a record, whatever common names its fields have."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec

from synoptic.errors import problem
from synoptic.intake.newswire import is_ninjs, read_ninjs
from synoptic.intake.pages import Form, Page, looks_like_html
from synoptic.news.problem import Problem
from synoptic.news.report import CarrierFields
from synoptic.run.stage import Made

# The names under which records carry each field, without case, spaces, dots, dashes and underscores; best first.
NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "heading", "head"),
    "text": (
        "text", "body", "articlebody", "content", "maintext", "fulltext", "bodytext", "plaintext", "article",
        "cleanedtext", "articletext", "contenttext", "paragraphs", "story",
    ),
    "html": ("html", "bodyhtml", "contenthtml", "rawhtml", "articlehtml", "page"),
    "outlet": (
        "outlet", "publisher", "source", "sourcename", "sitename", "site", "publication", "newspaper", "medium",
        "media", "domain", "hostname",
    ),
    "url": ("url", "link", "canonicalurl", "href", "permalink", "uri", "sourceurl", "webpage"),
    "date": (
        "date", "published", "publishedat", "datepublished", "publisheddate", "publicationdate", "pubdate",
        "publishdate", "publishedtime", "publicationtime", "datetime", "timestamp", "time", "created", "createdat",
    ),
    "byline": ("byline", "author", "authors", "creator", "by", "writer"),
    "language": ("language", "lang", "languagecode", "inlanguage"),
}  # fmt: skip
# The keys under which a JSON document keeps its records.
LISTS = ("articles", "reports", "items", "records", "results", "documents", "data", "news", "entries", "hits")
NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


class _Row(NamedTuple):
    place: str
    record: Any


def read_lines(text: str, path: str, named: int, columns: Mapping[str, str] = NO_COLUMNS) -> Made[Page]:
    """Return the page of each line of a JSON Lines text; a bad line is a problem and the rest go on."""
    pages: list[Page] = []
    problems: list[Problem] = []
    bad = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            record = msgspec.json.decode(line)
        except (msgspec.DecodeError, RecursionError, UnicodeError) as fault:
            bad += 1
            if bad <= named:
                problems.append(problem("I010", place, path=path, line=str(number), detail=_fault(fault)))
            continue
        made = page_of(record, place, columns)
        pages += made.items
        problems += made.problems
    if bad > named:
        problems.append(problem("I011", path, path=path, count=str(bad - named)))
    return Made(tuple(pages), tuple(problems))


def read_document(text: str, path: str, named: int, columns: Mapping[str, str] = NO_COLUMNS) -> Made[Page]:
    """Return the pages of a JSON document: one record, a list of records, or a list under a common key."""
    try:
        document = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as fault:
        if len(text.strip().split("\n")) > 1 and text.lstrip().startswith("{"):
            lines = read_lines(text, path, named, columns)  # JSON Lines under the wrong name
            if lines.items:
                return lines
        return Made((), (problem("I012", path, path=path, detail=_fault(fault)),))
    made = [page_of(row.record, row.place, columns) for row in _rows(document, path, columns)]
    pages = tuple(page for one in made for page in one.items)
    problems = tuple(trouble for one in made for trouble in one.problems)
    return Made(pages, problems)


def _rows(document: Any, path: str, columns: Mapping[str, str]) -> Iterator[_Row]:
    if (
        isinstance(document, dict)
        and not is_ninjs(document)
        and not fields_of(document, columns).keys() & {"text", "html"}
    ):
        for key, value in document.items():
            if _plain(key) in LISTS and isinstance(value, list):
                document = value
                break
    if isinstance(document, list):
        yield from (_Row(f"{path}:{number}", record) for number, record in enumerate(document, 1))
    else:
        yield _Row(path, document)


def _is_report(document: dict[Any, Any], columns: Mapping[str, str]) -> bool:
    return is_ninjs(document) or bool(fields_of(document, columns).keys() & {"text", "html"})


def page_of(record: Any, place: str, columns: Mapping[str, str] = NO_COLUMNS) -> Made[Page]:
    """Return the page of one record; `columns` gives the reader's own names for fields, which come first."""
    if is_ninjs(record):
        return read_ninjs(record, place)
    fields = fields_of(record, columns) if isinstance(record, dict) else {}
    text, html = _joined(fields.get("text")), _joined(fields.get("html"))
    if not text.strip():
        text = html
    if not text.strip():
        found = ", ".join(sorted(str(key) for key in record)[:8]) if isinstance(record, dict) else "no fields"
        return Made((), (problem("I013", place, place=place, found=found or "no fields"),))
    outlet = _joined(fields.get("outlet"), ", ")
    carrier = CarrierFields(
        title=_line(_joined(fields.get("title"), " ")),
        outlet=_host(outlet),
        url=_line(_joined(fields.get("url"), " ")),
        date=_date(fields.get("date")),
        byline=_line(_joined(fields.get("byline"), ", ")),
        language=_line(_joined(fields.get("language"), " ")),
    )
    form: Form = "html" if text is html or looks_like_html(text) else "text"
    content = text.encode("utf-8", "replace")
    return Made((Page(path=place, form=form, content=content, charset="utf-8", carrier=carrier),))


def fields_of(record: dict[Any, Any], columns: Mapping[str, str] = NO_COLUMNS) -> dict[str, Any]:
    """Return the record's values under our own field names; of several names for one field the best counts."""
    plain: dict[str, Any] = {}
    for key, value in record.items():
        if value not in (None, "", [], {}):
            plain.setdefault(_plain(key), value)
    found: dict[str, Any] = {}
    for field, names in NAMES.items():
        for name in names:
            if name in plain and not (field == "text" and isinstance(plain[name], dict)):
                found[field] = plain[name]
                break
    for field, column in columns.items():
        if record.get(column) not in (None, "", [], {}):
            found[field] = record[column]
    return found


def _plain(key: Any) -> str:
    return re.sub(r"[^a-z0-9]", "", str(key).lower())


def _joined(value: Any, between: str = "\n\n") -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, dict):
        return _joined(next((value[key] for key in ("name", "title", "text", "value") if key in value), None))
    if isinstance(value, list):
        return between.join(filter(None, (_joined(one, between) for one in value)))
    return str(value)


def _line(words: str) -> str:
    return " ".join(words.encode("utf-8", "replace").decode("utf-8").split())


def _host(outlet: str) -> str:
    found = re.fullmatch(r"https?://(?:www\.)?([^/\s]+).*", outlet.strip())
    return found[1] if found else _line(outlet)


def _date(value: Any) -> str:
    """Return a date as it is written; seconds or milliseconds since 1970 as ISO 8601."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if value > 1e11 else value
        try:
            return datetime.fromtimestamp(seconds, UTC).isoformat() if seconds > 1e8 else str(value)
        except (ValueError, OverflowError, OSError):
            return ""
    return _line(_joined(value, " "))


def _fault(fault: Exception) -> str:
    return str(fault).rstrip(".") or type(fault).__name__
