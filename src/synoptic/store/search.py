"""Full-text search over the reports that a desk holds: the hits of a query, the best first.

Only the current version of each page is found. The order is the same in every database: by the score, which counts
rare words for more, and words in the opening and the headline again; then the newest day; then the id.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, func, literal, select

from synoptic.errors import QueryError
from synoptic.news.report import Passage
from synoptic.store import search_conditions as conditions
from synoptic.store import search_query as asked
from synoptic.store import tables
from synoptic.store.captures import is_current
from synoptic.store.connection import Desk, seeing
from synoptic.store.records import batches, unpack, unsqueeze
from synoptic.store.search_index import Searched, amiss, create, drop, index, reports
from synoptic.store.search_snippets import snippet
from synoptic.store.stories import story

__all__ = ["Hit", "Wanted", "amiss", "count", "create", "drop", "find", "index", "search"]

# What the weight of a word is counted in, so that it is a whole number.
_UNIT = 100
# Reports that are looked up together; more than most pages show.
_AT_ONCE = 100


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A report that a query finds; `snippet` and `marks` are passages of its text that hold the words found."""

    report: str
    headline: str
    outlet: str
    language: str
    day: str
    snippet: Passage
    marks: tuple[Passage, ...] = ()
    score: int = 0


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A search: what was typed, between which days (both included), in which language, and which page of hits."""

    query: str = ""
    since: str = ""
    until: str = ""
    language: str = ""
    limit: int = 50
    skip: int = 0


def search(
    db: Desk, query: str, *, since: str = "", until: str = "", language: str = "", limit: int = 50
) -> tuple[Hit, ...]:
    """Return the reports that a query finds, the best first; QueryError if it cannot be understood."""
    return find(db, Wanted(query=query, since=since, until=until, language=language, limit=limit))


def find(db: Desk, wanted: Wanted) -> tuple[Hit, ...]:
    """Return one page of what a search finds; an empty query finds everything, the newest first."""
    node = asked.parse(wanted.query)
    with seeing(db) as connection:
        node, words = _understood(connection, node, wanted)
        ordered = _ordered(node, _weighted(connection, words), connection.dialect.name)
        page = islice(_current(connection, ordered), wanted.skip, wanted.skip + max(wanted.limit, 0))
        return _hits(connection, list(page), words)


def count(db: Desk, wanted: Wanted) -> int:
    """Return how many reports a search finds on all its pages."""
    with seeing(db) as connection:
        node, _ = _understood(connection, asked.parse(wanted.query), wanted)
        return sum(1 for _ in _current(connection, _ordered(node, [], connection.dialect.name)))


def _understood(
    connection: Connection, node: asked.Node, wanted: Wanted
) -> tuple[asked.Node, tuple[asked.Words, ...]]:
    """Return all that a report has to fulfil, and the words that it is wanted for."""
    node = conditions.mapped(node, lambda of: _named(connection, of))
    parts: list[asked.Node] = [node]
    if wanted.since or wanted.until:
        parts.append(asked.Days(first=wanted.since[:10], last=wanted.until[:10]))
    if wanted.language:
        parts.append(asked.Language(wanted.language.lower()))
    return asked.All(tuple(parts)), tuple(dict.fromkeys(conditions.sought(node)))


def _ordered(node: asked.Node, weighted: list[tuple[asked.Words, int]], dialect: str) -> Select[Any]:
    """Return the selection of all reports that fit, the best first, whatever version of a page they are."""
    wanted = select(reports.c.number, reports.c.report, reports.c.day)
    order = (reports.c.day.desc(), reports.c.report)
    fitting = conditions.condition(node, dialect)
    if not weighted:
        return wanted.add_columns(literal(0).label("score")).where(fitting).order_by(*order)
    points = conditions.points(weighted, dialect)
    score = func.coalesce(points.c.score, 0).label("score")
    joined = reports.outerjoin(points, points.c.number == reports.c.number)
    return wanted.add_columns(score).select_from(joined).where(fitting).order_by(score.desc(), *order)


def _current(connection: Connection, ordered: Select[Any]) -> Iterator[Row[Any]]:
    """Yield the rows of reports that are the version of a page to be read, in their order.

    Only as many are looked up as are asked for: looking up all takes longer than finding them.
    """
    held = tables.captures
    found = connection.execute(ordered)
    while rows := found.fetchmany(_AT_ONCE):
        names = [row.report for row in rows]
        joined = select(held.c.report).join(tables.addresses, is_current())
        readable = joined.where(held.c.report.in_(names), held.c.stub.is_(False))
        current = set(connection.scalars(readable))
        yield from (row for row in rows if row.report in current)


def _weighted(connection: Connection, words: tuple[asked.Words, ...]) -> list[tuple[asked.Words, int]]:
    """Return the words with their weights: the rarer the more (the idf of BM25, as a whole number).

    Words that more than half of the reports hold say nothing of any of them and are left out.
    """
    if not words:
        return []
    dialect = connection.dialect.name
    held = select(func.count()).select_from(reports).scalar_subquery()
    total, *counts = connection.execute(
        select(held, *(conditions.count_of(node, dialect) for node in words))
    ).one()
    return [
        (node, 1 + round(_UNIT * math.log(1 + (total - holding + 0.5) / (holding + 0.5))))
        for node, holding in zip(words, counts, strict=True)
        if holding <= total / 2
    ]


def _hits(connection: Connection, page: Sequence[Row[Any]], words: tuple[asked.Words, ...]) -> tuple[Hit, ...]:
    rows: dict[int, Row[Any]] = {}
    for numbers in batches(row.number for row in page):
        wanted = select(reports).where(reports.c.number.in_(numbers))
        rows.update((row.number, row) for row in connection.execute(wanted))
    anywhere = [node for node in words if not node.field]
    return tuple(_hit(rows[found.number], found.score, anywhere) for found in page)


def _hit(row: Row[Any], score: int, words: Sequence[asked.Words]) -> Hit:
    subject = f"the index of {row.report}"
    searched = unpack(Searched, unsqueeze(row.content, subject), subject)
    shown = snippet(searched, words)
    return Hit(
        report=row.report,
        headline=row.headline,
        outlet=row.outlet,
        language=row.language,
        day=row.day,
        snippet=_passage(row.report, searched.text, shown.start, shown.end),
        marks=tuple(_passage(row.report, searched.text, mark.start, mark.end) for mark in shown.marks),
        score=int(score),
    )


def _passage(report: str, text: str, start: int, end: int) -> Passage:
    return Passage(report=report, start=start, end=end, words=text[start:end])


def _named(connection: Connection, of: asked.OfStory) -> asked.OfStory:
    """Return the story with its full id as it is now; QueryError if there is none or several."""
    typed = of.id if ":" in of.id else f"story:{of.id}"
    known = story(connection, typed)
    if known:
        return asked.OfStory(known.id)
    ids = tables.stories.c.id
    found = list(
        connection.scalars(select(ids).where(ids.startswith(typed, autoescape=True)).order_by(ids).limit(4))
    )
    if not found:
        raise QueryError("D037", of.query, of.place, words=of.id)
    if len(found) > 1:
        raise QueryError("D038", of.query, of.place, words=of.id, ids=", ".join(found))
    return asked.OfStory(found[0])
