"""The index of the search: what of a report is findable, and its tables in either database.

The words are folded before they come here, so that both databases hold and find the same ones. SQLite keeps them
in an FTS5 table, PostgreSQL in columns with a `tsvector` beside them; neither parses any text.
"""

from collections.abc import Iterator

import msgspec
from sqlalchemy import ColumnElement, Connection, column, delete, func, insert, literal_column, select, table, text

from synoptic.errors import problem
from synoptic.news.annotation import Reading
from synoptic.news.capture import Capture
from synoptic.news.problem import Problem
from synoptic.news.report import BlockKind, Report
from synoptic.store.records import pack, squeeze, storable
from synoptic.store.search_words import folded_text
from synoptic.store.tables import readings

# Folded characters of one report that are indexed: some 35,000 words, far more than any report has. PostgreSQL
# takes at most a megabyte of them.
MOST_INDEXED = 200_000
# Words at the beginning of a report that count for more: what a report is about stands in its first paragraphs.
OPENING_WORDS = 60
# What surrounds a report on its page is not searched.
_LEFT_OUT: frozenset[BlockKind] = frozenset(("furniture", "teaser"))
_TOLD: tuple[BlockKind, ...] = ("standfirst", "body")
_MOST_IN_FIELD = 2_000

_REPORTS = """
CREATE TABLE search_reports (
  number {number} NOT NULL PRIMARY KEY, report {text} NOT NULL, headline {text} NOT NULL, outlet {text} NOT NULL,
  language {text} NOT NULL, day {text} NOT NULL, content {bytes} NOT NULL
)"""
_INDEXES = (
    "CREATE UNIQUE INDEX search_reports_report ON search_reports (report)",
    "CREATE INDEX search_reports_day ON search_reports (day DESC, report)",
)
_SQLITE = """
CREATE VIRTUAL TABLE search_words USING fts5(
  headline, opening, words, outlet, author, tokenize = 'ascii', columnsize = 0
)"""
_POSTGRES = """
CREATE TABLE search_words (
  number BIGINT NOT NULL PRIMARY KEY, headline TEXT NOT NULL, opening TEXT NOT NULL, words TEXT NOT NULL,
  outlet TEXT NOT NULL, author TEXT NOT NULL, terms TSVECTOR NOT NULL
)"""
_TYPES = {
    "sqlite": {"number": "INTEGER", "text": "TEXT", "bytes": "BLOB"},
    "postgresql": {"number": "BIGINT", "text": 'TEXT COLLATE "C"', "bytes": "BYTEA"},
}
reports = table(
    "search_reports", *map(column, ("number", "report", "headline", "outlet", "language", "day", "content"))
)
_KEY = {"sqlite": "rowid", "postgresql": "number"}


class Searched(msgspec.Struct, frozen=True, array_like=True):
    """The text of a report, and the ranges of it that are searched."""

    text: str
    ranges: tuple[tuple[int, int], ...]


def create(connection: Connection) -> None:
    """Make the tables of the index."""
    dialect = connection.dialect.name
    connection.execute(text(_REPORTS.format(**_TYPES[dialect])))
    for command in _INDEXES:
        connection.execute(text(command))
    connection.execute(text(_SQLITE if dialect == "sqlite" else _POSTGRES))
    if dialect == "postgresql":
        connection.execute(text("CREATE INDEX search_words_terms ON search_words USING gin (terms)"))


def index(connection: Connection, reading: Reading, capture: Capture | None = None) -> None:
    """Make a report findable, replacing what the index held of it; its day is that of its stored reading."""
    report = reading.report
    drop(connection, report.id)
    number = (connection.scalar(select(func.max(reports.c.number))) or 0) + 1
    searched = Searched(report.text, _ranges(report))
    outlet = report.outlet or (capture.carrier.outlet if capture else "")
    address = report.url or (capture.address if capture else "")
    shown = {
        "report": storable(report.id),
        "headline": storable(report.headline),
        "outlet": storable(outlet),
        "language": storable(report.language.lower()),
        "day": connection.scalar(select(readings.c.day).where(readings.c.report == storable(report.id))) or "",
    }
    connection.execute(insert(reports).values(number=number, content=squeeze(pack(searched)), **shown))
    authors = " ¶ ".join(report.authors) or report.byline
    _add_words(
        connection,
        number,
        {
            "headline": _folded(report.headline),
            "opening": _opening(report),
            "words": folded_text(report.text, searched.ranges, MOST_INDEXED),
            "outlet": _folded(f"{outlet} {_host(address)}"),
            "author": _folded(authors),
        },
    )


def drop(connection: Connection, report: str) -> None:
    """Take a report out of the index."""
    number = connection.scalar(select(reports.c.number).where(reports.c.report == storable(report)))
    if number is not None:
        key = _KEY[connection.dialect.name]
        connection.execute(text(f"DELETE FROM search_words WHERE {key} = :number"), {"number": number})
        connection.execute(delete(reports).where(reports.c.number == number))


def amiss(connection: Connection) -> Iterator[Problem]:
    """Yield a problem for each reading that the search would not find, and each find that has no reading."""
    key: ColumnElement[int] = literal_column(_KEY[connection.dialect.name])
    indexed = select(key).select_from(table("search_words"))
    read = select(readings.c.report)
    whole = select(reports.c.report).where(reports.c.number.in_(indexed))
    checks = (
        ("is not in it", read.where(readings.c.report.not_in(whole))),
        ("is in it without a reading", select(reports.c.report).where(reports.c.report.not_in(read))),
    )
    for what, wanted in checks:
        for report in connection.scalars(wanted):
            yield problem("D039", report, report=report, what=what)


def _add_words(connection: Connection, number: int, fields: dict[str, str]) -> None:
    row: dict[str, object] = {"number": number}
    names, values = ", ".join(fields), ", ".join(f":{name}" for name in fields)
    if connection.dialect.name == "sqlite":
        command = f"INSERT INTO search_words (rowid, {names}) VALUES (:number, {values})"
        row |= fields
    else:
        values += ", CAST(:terms AS tsvector)"
        command = f"INSERT INTO search_words (number, {names}, terms) VALUES (:number, {values})"
        terms = sorted({*fields["headline"].split(), *fields["words"].split()} - {"¶"})
        # A blank at either end, so that whole words can be told by the blanks around them.
        row |= {name: f" {field} " for name, field in fields.items()}
        row["terms"] = " ".join(f"'{term}'" for term in terms)
    connection.execute(text(command), row)


def _ranges(report: Report) -> tuple[tuple[int, int], ...]:
    """Return the stretches of the text that belong to the report, in text order and apart from each other."""
    if not report.blocks:
        return ((0, len(report.text)),)
    made: list[tuple[int, int]] = []
    for start, end in sorted((b.start, b.end) for b in report.blocks if b.kind not in _LEFT_OUT):
        start = max(start, made[-1][1]) if made else start
        if start < end:
            made.append((start, end))
    return tuple(made)


def _opening(report: Report) -> str:
    ranges = tuple((b.start, b.end) for b in report.blocks_of(*_TOLD)) or _ranges(report)
    folded = folded_text(report.text, ranges, OPENING_WORDS * 20)
    return " ".join(folded.split(" ")[:OPENING_WORDS])


def _folded(field: str) -> str:
    return folded_text(field, ((0, len(field)),), _MOST_IN_FIELD)


def _host(address: str) -> str:
    return address.split("://", 1)[-1].split("/", 1)[0] if "://" in address else ""
