"""Letting go of what is old, and of nothing that something younger rests on."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress

import msgspec
from sqlalchemy import Connection, delete, select, update

from synoptic.store import tables
from synoptic.store.archive import day_written
from synoptic.store.checking import referenced
from synoptic.store.connection import Database
from synoptic.store.readings import drop_readings
from synoptic.store.records import batches

_HELD, _PLACES, _ITEMS = tables.captures, tables.addresses, tables.items
_MADE, _MEMBERS, _STORIES = tables.readings, tables.members, tables.stories
_NOTES, _DAYS, _COMPARED = tables.fetch_notes, tables.day_results, tables.comparisons


class Retained(msgspec.Struct, frozen=True, kw_only=True):
    """How much of what a desk let go."""

    stories: int = 0
    captures: int = 0
    readings: int = 0
    blobs: int = 0


class _Lives(msgspec.Struct, frozen=True, kw_only=True):
    """What is held, as far as age is concerned: the reports of each address and story, and what is young."""

    reports: Mapping[str, Collection[str]]
    stories: Mapping[str, Collection[str]]
    young_addresses: Collection[str]
    young_stories: Collection[str]


def retain(db: Database, before: str) -> Retained:
    """Let go of what lies wholly before a day (YYYY-MM-DD), and return how much that was.

    An address goes with all its versions when every one was captured and published before that day and no
    younger story tells or refers to it. The log stays, and so does the memory of what was announced: nothing
    that was let go is fetched again.
    """
    with db.transaction() as connection:
        lives = _lives(connection, before)
        addresses, stories = _old(lives)
        reports = [report for address in addresses for report in lives.reports[address]]
        _drop_stories(connection, stories)
        gone = drop_readings(connection, _unheld(connection, reports, addresses))
        dropped = _drop_addresses(connection, addresses)
        _drop_days(connection, before)
    # Rows first: a run that is stopped here leaves bytes without a row, never a row without bytes.
    blobs = _drop_blobs(db, set(dropped), before)
    return Retained(stories=len(stories), captures=len(dropped), readings=gone, blobs=blobs)


def _lives(connection: Connection, before: str) -> _Lives:
    reports: dict[str, set[str]] = {}
    stories: dict[str, set[str]] = {}
    days = {row.report: row.day for row in connection.execute(select(_MADE.c.report, _MADE.c.day))}
    young = set()
    for row in connection.execute(select(_HELD.c.address, _HELD.c.report, _HELD.c.captured)):
        reports.setdefault(row.address, set()).add(row.report)
        if max(row.captured[:10], days.get(row.report, "")) >= before:
            young.add(row.address)
    for story, report in connection.execute(select(_MEMBERS.c.story, _MEMBERS.c.report)):
        stories.setdefault(story, set()).add(report)
    told = connection.execute(select(_STORIES.c.id, _STORIES.c.last)).all()
    return _Lives(
        reports=reports,
        stories={row.id: stories.get(row.id, set()) for row in told},
        young_addresses=young,
        young_stories={row.id for row in told if not row.last or row.last >= before},
    )


def _old(lives: _Lives) -> tuple[list[str], list[str]]:
    """Return the addresses and the stories that nothing young holds on to, directly or through others."""
    address_of: dict[str, set[str]] = {}
    for address, reports in lives.reports.items():
        for report in reports:
            address_of.setdefault(report, set()).add(address)
    told_in: dict[str, set[str]] = {}
    for story, reports in lives.stories.items():
        for report in reports:
            told_in.setdefault(report, set()).add(story)
    addresses, stories = set(lives.young_addresses), set(lives.young_stories)
    to_follow = [("address", one) for one in addresses] + [("story", one) for one in stories]
    while to_follow:
        kind, name = to_follow.pop()
        reports = lives.reports[name] if kind == "address" else lives.stories[name]
        for report in reports:
            for reached, kept, next_kind in (
                (told_in.get(report, set()) - stories, stories, "story"),
                (address_of.get(report, set()) - addresses, addresses, "address"),
            ):
                kept |= reached
                to_follow += [(next_kind, one) for one in reached]
    return sorted(lives.reports.keys() - addresses), sorted(lives.stories.keys() - stories)


def _unheld(connection: Connection, reports: Iterable[str], addresses: Collection[str]) -> list[str]:
    """Return the reports that no address will hold any more."""
    gone, still = set(addresses), set()
    for names in batches(sorted(set(reports))):
        wanted = select(_HELD.c.report, _HELD.c.address).where(_HELD.c.report.in_(names))
        still |= {row.report for row in connection.execute(wanted) if row.address not in gone}
    return sorted(set(reports) - still)


def _drop_stories(connection: Connection, stories: Iterable[str]) -> None:
    for names in batches(stories):
        connection.execute(delete(_COMPARED).where(_COMPARED.c.story.in_(names)))
        connection.execute(delete(_STORIES).where(_STORIES.c.id.in_(names)))


def _drop_addresses(connection: Connection, addresses: Iterable[str]) -> list[str]:
    """Take every version of addresses away; return the digest of each, one for each version."""
    gone: list[str] = []
    for names in batches(addresses):
        gone += connection.scalars(select(_HELD.c.digest).where(_HELD.c.address.in_(names)))
        connection.execute(delete(_HELD).where(_HELD.c.address.in_(names)))
        # Without what the last visit left behind, a later visit gets the whole page and not “not modified”.
        connection.execute(delete(_NOTES).where(_NOTES.c.address.in_(names)))
        done = _ITEMS.c.address.in_(names) & (_ITEMS.c.state != "open")
        connection.execute(update(_ITEMS).where(done).values(body="", due=""))
        # The place in the order of first captures stays, and later versions are counted on.
        connection.execute(update(_PLACES).where(_PLACES.c.address.in_(names)).values(current=0, report=""))
    return gone


def _drop_days(connection: Connection, before: str) -> None:
    told = select(_MADE.c.day).distinct()
    connection.execute(delete(_DAYS).where(_DAYS.c.day < before, _DAYS.c.day.not_in(told)))


def _drop_blobs(db: Database, dropped: Collection[str], before: str) -> int:
    """Remove bytes that no row needs any more, or that none ever needed since that day; return how many."""
    gone = 0
    # Nobody can refer to bytes meanwhile: a capture is taken only while its bytes are there.
    with db.transaction() as connection:
        needed = referenced(connection)
        for digest in db.archive.digests():
            if digest not in needed and (digest in dropped or db.archive.written(digest) < before):
                db.archive.remove(digest)
                gone += 1
    for part in db.archive.parts():
        with suppress(OSError):
            if day_written(part) < before:
                part.unlink()
    return gone
