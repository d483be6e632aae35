"""Whether a desk is whole: every reference has its row, every row its bytes, nothing is there twice."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Connection, Select, and_, exists, func, select, text
from sqlalchemy.exc import DatabaseError

from synoptic.errors import StoreError, problem
from synoptic.news.problem import Problem
from synoptic.store import search, tables
from synoptic.store.archive import Archive
from synoptic.store.connection import Database
from synoptic.store.records import unsqueeze

_ITEMS, _HELD, _PLACES = tables.items, tables.captures, tables.addresses
_MADE, _MEMBERS = tables.readings, tables.members
# Rows with their content that are looked at together; a reading is some 100 kB.
_IN_PIECES = {"yield_per": 50}


def check(db: Database) -> tuple[Problem, ...]:
    """Return what is wrong with a desk, in the order of the codes; nothing for a whole one.

    Where the database file itself is damaged, only that is told: its tables cannot be relied on.
    """
    with db.snapshot() as connection:
        found = set(_damage(connection, db.where))
        if found:
            return tuple(sorted(found))
        found.update(_missing_rows(connection))
        found.update(_doubles(connection))
        found.update(_damaged_content(connection))
        found.update(search.amiss(connection))
        wanted = referenced(connection)
        # Last, for whatever was archived since the snapshot is not missed here.
        found.update(_missing_bytes(db.archive, wanted))
    return tuple(sorted(found))


def referenced(connection: Connection) -> set[str]:
    """Return the digests of all archived bytes that some row needs."""
    captured = set(connection.scalars(select(_HELD.c.digest)))
    return captured | set(connection.scalars(select(_ITEMS.c.body).where(_ITEMS.c.body != "")))


def _damage(connection: Connection, where: str) -> Iterator[Problem]:
    if connection.dialect.name != "sqlite":
        return
    try:
        lines = connection.scalars(text("PRAGMA integrity_check")).all()
    except DatabaseError as error:
        lines = [str(error.orig)]
    for line in lines:
        if line != "ok":
            yield problem("D002", where, path=where, detail=" ".join(line.split()))


def _missing_rows(connection: Connection) -> Iterator[Problem]:
    report = exists().where(_HELD.c.report == _MADE.c.report)
    member = exists().where(_HELD.c.report == _MEMBERS.c.report)
    story = exists().where(tables.stories.c.id == tables.comparisons.c.story)
    place = exists().where(_PLACES.c.address == _ITEMS.c.address)
    current = exists().where(_HELD.c.address == _PLACES.c.address, _HELD.c.version == _PLACES.c.current)
    other = _HELD.alias()
    previous = exists().where(other.c.address == _HELD.c.address, other.c.report == _HELD.c.previous)
    held = _ITEMS.c.state.in_(("held", "stub"))
    checks = (
        ("The reading of {}", "its page", select(_MADE.c.report).where(~report)),
        ("The story {}", "one of its reports", select(_MEMBERS.c.story).where(~member)),
        ("The comparison of {}", "its story", select(tables.comparisons.c.story).where(~story)),
        ("The item {}", "its page", select(_ITEMS.c.id).where(held, ~place)),
        ("The address {}", "its current page", select(_PLACES.c.address).where(_PLACES.c.current > 0, ~current)),
        ("The report {}", "the version before", select(_HELD.c.report).where(_HELD.c.previous != "", ~previous)),
    )
    for name, missing, wanted in checks:
        for id in connection.scalars(wanted.distinct()):
            subject = name.format(id)
            yield problem("D015", subject, missing=missing)


def _doubles(connection: Connection) -> Iterator[Problem]:
    before = _HELD.alias()
    same = ("digest", "carrier", "form")
    follows = and_(before.c.address == _HELD.c.address, before.c.version == _HELD.c.version - 1)
    equal = and_(*(before.c[name] == _HELD.c[name] for name in same))
    checks: tuple[tuple[str, Select[Any]], ...] = (
        ("The report {}", _several(_MEMBERS.c.report).where(_MEMBERS.c.told)),
        ("The version {}", select(_HELD.c.report).join(before, and_(follows, equal))),
        ("The source {}", _several(tables.sources.c.address)),
    )
    for name, wanted in checks:
        for id in connection.scalars(wanted):
            yield problem("D016", name.format(id))


def _several(column: Column[str]) -> Select[Any]:
    return select(column).group_by(column).having(func.count() > 1)


def _damaged_content(connection: Connection) -> Iterator[Problem]:
    wanted = select(_MADE.c.report, _MADE.c.digest, _MADE.c.content)
    with connection.execute(wanted, execution_options=_IN_PIECES) as rows:
        for row in rows:
            subject = f"The reading of {row.report}"
            if not _is_whole(row.content, row.digest, subject):
                yield problem("D013", subject, detail="its bytes are damaged")


def _is_whole(content: bytes, digest: str, subject: str) -> bool:
    try:
        return Archive.digest(unsqueeze(content, subject)) == digest
    except StoreError:
        return False


def _missing_bytes(archive: Archive, wanted: set[str]) -> Iterator[Problem]:
    for digest in sorted(wanted):
        try:
            archive.get(digest)
        except StoreError as error:
            path = str(archive.folder if error.code == "D008" else archive.path(digest))
            if error.code not in ("D008", "D009"):
                raise
            yield problem(error.code, digest, digest=digest, path=path)
