"""A query as conditions of SQL, for SQLite and for PostgreSQL; every word goes in as a bound value."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import (
    ColumnElement,
    FromClause,
    ScalarSelect,
    and_,
    case,
    cast,
    column,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    table,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from synoptic.store import search_query as asked
from synoptic.store import tables
from synoptic.store.search_index import reports

Condition = ColumnElement[bool]
_Worth = tuple[asked.Words, tuple[str, ...], int]
_WORDS = table(
    "search_words", *map(column, ("rowid", "number", "headline", "opening", "words", "outlet", "author", "terms"))
)
# Where a word without a field is looked for.
ANYWHERE = ("headline", "words")
# How often the weight of a word counts for each place that it stands in.
_PLACES = ((ANYWHERE, 1), (("opening",), 1), (("headline",), 2))
_IN_HEADLINE = ((("headline",), 3),)


def condition(node: asked.Node, dialect: str) -> Condition:
    """Return the condition on a report of the index that a query asks for."""
    match node:
        case asked.Words() | asked.All() | asked.Any() if dialect == "sqlite" and (
            expression := _expression(node)
        ):
            return _found_by(_match(expression), dialect)
        case asked.Words():
            return _found_by(matches(node, _fields(node), dialect), dialect)
        case asked.All():
            return and_(true(), *(condition(part, dialect) for part in node.parts))
        case asked.Any():
            return or_(*(condition(part, dialect) for part in node.parts))
        case asked.Without():
            return not_(condition(node.part, dialect))
        case asked.Language():
            code = reports.c.language
            return or_(code == node.code, code.startswith(f"{node.code}-", autoescape=True))
        case asked.OfStory():
            told = select(tables.members.c.report).where(tables.members.c.story == node.id, tables.members.c.told)
            return reports.c.report.in_(told)
        case asked.Days():
            day = reports.c.day
            return and_(day >= node.first if node.first else true(), day <= node.last if node.last else true())


def _found_by(found: Condition, dialect: str) -> Condition:
    return reports.c.number.in_(select(_key(dialect)).where(found))


def _key(dialect: str) -> ColumnElement[int]:
    return (_WORDS.c.rowid if dialect == "sqlite" else _WORDS.c.number).label("number")


def _fields(node: asked.Words) -> tuple[str, ...]:
    return (node.field,) if node.field else ANYWHERE


def _match(expression: str) -> Condition:
    return literal_column("search_words").op("MATCH", is_comparison=True)(literal(expression))


def _expression(node: asked.Node) -> str:
    """Return words, and groups of nothing but words, as one expression of FTS5; empty for anything else."""
    if isinstance(node, asked.Words):
        return _phrase(node, _fields(node))
    if not isinstance(node, asked.All | asked.Any):
        return ""
    parts = [_expression(part) for part in node.parts]
    joiner = " AND " if isinstance(node, asked.All) else " OR "
    return f"({joiner.join(parts)})" if parts and all(parts) else ""


def _phrase(node: asked.Words, fields: Sequence[str]) -> str:
    # Folded words hold no quotation mark and no other sign of FTS5's.
    return f'{{{" ".join(fields)}}} : "{" ".join(node.words)}"' + (" *" if node.prefix else "")


def matches(node: asked.Words, fields: Sequence[str], dialect: str) -> Condition:
    """Return the condition on a row of the index that one of the fields holds the words."""
    if dialect == "sqlite":
        return _match(_phrase(node, fields))
    found: list[Condition] = []
    indexed = set(fields) <= {"headline", "opening", "words"}
    if indexed:
        terms = [f"'{word}'" for word in node.words]
        terms[-1] += ":*" if node.prefix else ""
        found.append(_WORDS.c.terms.op("@@", is_comparison=True)(cast(literal(" & ".join(terms)), TSQUERY)))
    if not (indexed and tuple(fields) == ANYWHERE and len(node.words) == 1):
        pattern = f"% {' '.join(node.words)}" + ("%" if node.prefix else " %")
        found.append(or_(*(_WORDS.c[field].like(pattern) for field in fields)))
    return and_(*found)


def sought(node: asked.Node) -> Iterator[asked.Words]:
    """Yield the words that a query wants found in the headline or the text, in its order."""
    if isinstance(node, asked.Words):
        if node.field in ("", "headline"):
            yield node
    elif isinstance(node, asked.All | asked.Any):
        for part in node.parts:
            yield from sought(part)


def points(weighted: Sequence[tuple[asked.Words, int]], dialect: str) -> FromClause:
    """Return the table of reports with how well they fit, in whole numbers, so that every database orders alike.

    Each of the words adds its weight if the report has it, once more if in its opening, twice more if in its
    headline.
    """
    worth = [
        (node, fields, weight * times)
        for node, weight in weighted
        for fields, times in (_PLACES if not node.field else _IN_HEADLINE)
    ]
    return _points_of_rows(worth) if dialect == "postgresql" else _points_of_sets(worth)


def _points_of_sets(worth: Sequence[_Worth]) -> FromClause:
    """Return the points as SQLite finds them fastest: FTS5 gives the rows of each phrase at once."""
    rows = []
    for node, fields, points in worth:
        value: ColumnElement[int] = literal_column(str(points)).label("points")
        rows.append(select(_key("sqlite"), value).where(matches(node, fields, "sqlite")))
    each = union_all(*rows).subquery()
    return select(each.c.number, func.sum(each.c.points).label("score")).group_by(each.c.number).subquery()


def _points_of_rows(worth: Sequence[_Worth]) -> FromClause:
    """Return the points as PostgreSQL finds them fastest: each row is read once and asked for every phrase."""
    total: ColumnElement[int] = literal(0)
    for node, fields, points in worth:
        has = matches(node, fields, "postgresql")
        total = total + case((has, literal_column(str(points))), else_=literal_column("0"))
    any_of = or_(*(matches(node, _fields(node), "postgresql") for node, _, _ in worth))
    return select(_key("postgresql"), total.label("score")).where(any_of).subquery()


def mapped(node: asked.Node, change: Callable[[asked.OfStory], asked.OfStory]) -> asked.Node:
    """Return the query with every story in it changed."""
    match node:
        case asked.OfStory():
            return change(node)
        case asked.All():
            return asked.All(tuple(mapped(part, change) for part in node.parts))
        case asked.Any():
            return asked.Any(tuple(mapped(part, change) for part in node.parts))
        case asked.Without():
            return asked.Without(mapped(node.part, change))
    return node


def count_of(node: asked.Words, dialect: str) -> ScalarSelect[int]:
    """Return how many reports hold the words, as a number inside a statement."""
    return select(func.count()).select_from(_WORDS).where(matches(node, _fields(node), dialect)).scalar_subquery()
