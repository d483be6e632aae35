"""What a desk follows, what each visit left behind, and what the sources announce."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, select, update

from synoptic.news.capture import FetchNote, Item, Source
from synoptic.news.ids import content_id
from synoptic.store.archive import Archive
from synoptic.store.connection import Desk, archive_of, seeing, writing
from synoptic.store.records import batches, record_of, row_of, storable
from synoptic.store.rows import add_once, is_free, next_place, until, write_over
from synoptic.store.tables import fetch_notes, items
from synoptic.store.tables import sources as followed

_TIME = "%Y-%m-%dT%H:%M:%SZ"
# A visit that lies so far in the future was noted by a clock that was ahead; the source is visited now.
_CLOCK_AHEAD = timedelta(days=1)
_NOT_TAKEN = {"holder": "", "leased": ""}


def add_source(db: Desk, source: Source) -> bool:
    """Follow a source from now on; False if its id or its address is followed already."""
    row = row_of(source)
    with writing(db) as connection:
        known = (followed.c.id == row["id"]) | (followed.c.address == row["address"])
        if connection.scalar(select(exists().where(known))):
            return False
        add_once(connection, followed, [row | _NOT_TAKEN | {"place": next_place(connection, followed)}])
    return True


def sources(db: Desk) -> tuple[Source, ...]:
    """Return everything that is followed, in the order in which it was added."""
    with seeing(db) as connection:
        rows = connection.execute(select(followed).order_by(followed.c.place)).mappings()
        return tuple(record_of(Source, row) for row in rows)


def set_paused(db: Desk, id: str, paused: bool) -> bool:
    """Stop or go on visiting a source; False if it is not followed."""
    with writing(db) as connection:
        return connection.execute(update(followed).where(followed.c.id == id).values(paused=paused)).rowcount > 0


def remove_source(db: Desk, id: str) -> bool:
    """Follow a source no longer; False if it was not followed.

    What it announced and was not fetched yet is forgotten, what is held stays.
    """
    with writing(db) as connection:
        connection.execute(delete(items).where(items.c.source == id, items.c.state == "open"))
        return connection.execute(delete(followed).where(followed.c.id == id)).rowcount > 0


def fetch_note(db: Desk, address: str) -> FetchNote | None:
    """Return what the last visit to an address left behind."""
    with seeing(db) as connection:
        wanted = select(fetch_notes).where(fetch_notes.c.address == storable(address))
        row = connection.execute(wanted).mappings().first()
        return record_of(FetchNote, row) if row else None


def keep_note(db: Desk, note: FetchNote) -> None:
    """Write down what a visit left behind for the next one."""
    with writing(db) as connection:
        write_over(connection, fetch_notes, [row_of(note)])


def due_sources(db: Desk, now: str, holder: str, lease_seconds: int, most: int) -> tuple[Source, ...]:
    """Return sources whose visit is due, the longest due first; nobody else gets them until the lease ends."""
    with writing(db) as connection:
        noted = followed.outerjoin(fetch_notes, fetch_notes.c.address == followed.c.address)
        wanted = select(followed, fetch_notes.c.due, fetch_notes.c.fetched).select_from(noted)
        rows = connection.execute(wanted.where(followed.c.paused.is_(False))).mappings().all()
        due = [(_due(row), row["place"], row) for row in rows if is_free(row["leased"], now)]
        ready = sorted((when, place) for when, place, row in due if when <= now or _from_the_future(row, now))
        chosen = {place for _, place in ready[:most]}
        mine = {"holder": holder, "leased": until(now, lease_seconds)}
        connection.execute(update(followed).where(followed.c.place.in_(chosen)).values(mine))
        return tuple(
            record_of(Source, row) for _, place, row in sorted(due, key=lambda d: d[:2]) if place in chosen
        )


def take_visit(db: Desk, note: FetchNote, items: Sequence[Item]) -> int:
    """Keep what a visit brought, all in one transaction; return how many items are new or changed.

    A changed item is open again. An item that two sources announce under one id belongs to the first of them
    for as long as it is followed.
    """
    announced = _announced(archive_of(db), items)
    with writing(db) as connection:
        write_over(connection, fetch_notes, [row_of(note)])
        connection.execute(update(followed).where(followed.c.address == storable(note.address)).values(_NOT_TAKEN))
        return _take_items(connection, announced)


def _announced(archive: Archive, found: Sequence[Item]) -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for item in found:
        # Of two items with one id the first counts: feeds have the newest at their head.
        if storable(item.id) not in rows:
            row = row_of(item) | {"body": archive.put(item.content) if item.content else ""}
            rows[row["id"]] = row | {"announced": announced_digest(row)}
    return rows


def announced_digest(row: Mapping[str, Any]) -> str:
    """Return the digest of all that a source says of an item."""
    said = ("address", "carrier", "form", "body", "charset", "usage")
    return content_id("announced", *(row[name] for name in said))


def _take_items(connection: Connection, announced: Mapping[str, dict[str, Any]]) -> int:
    known = _known(connection, announced)
    followed_now = set(connection.scalars(select(followed.c.id)))
    opened = _NOT_TAKEN | {"state": "open", "problem": "", "due": ""}
    place = next_place(connection, items)
    new = [
        row | opened | {"place": place + count}
        for count, row in enumerate(row for id, row in announced.items() if id not in known)
    ]
    changed = [
        row | opened
        for id, row in announced.items()
        if id in known
        and known[id][1] != row["announced"]
        and (known[id][0] == row["source"] or known[id][0] not in followed_now)
    ]
    add_once(connection, items, new)
    if changed:
        statement = update(items).where(items.c.id == bindparam("known"))
        connection.execute(
            statement.values({name: bindparam(name) for name in changed[0] if name != "id"}),
            [{("known" if name == "id" else name): value for name, value in row.items()} for row in changed],
        )
    return len(new) + len(changed)


def _known(connection: Connection, announced: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    known: dict[str, tuple[str, str]] = {}
    for names in batches(announced):
        wanted = select(items.c.id, items.c.source, items.c.announced).where(items.c.id.in_(names))
        known.update({id: (source, digest) for id, source, digest in connection.execute(wanted)})
    return known


def _due(row: Mapping[Any, Any]) -> str:
    if row["due"] is None or (not row["due"] and not row["fetched"]):
        return ""
    if row["due"]:
        return str(row["due"])
    return (datetime.strptime(row["fetched"], _TIME) + timedelta(seconds=row["every"])).strftime(_TIME)


def _from_the_future(row: Mapping[Any, Any], now: str) -> bool:
    fetched = row["fetched"] or ""
    return bool(fetched) and fetched > (datetime.strptime(now, _TIME) + _CLOCK_AHEAD).strftime(_TIME)
