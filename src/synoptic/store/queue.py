"""What is still to be done, and who is at it: leases that end by themselves, so that the dead block nobody."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, literal, select, union, update

from synoptic.errors import StoreError
from synoptic.news.capture import FetchNote, Item, ItemState
from synoptic.store.archive import Archive
from synoptic.store.connection import Desk, archive_of, seeing, writing
from synoptic.store.records import record_of, row_of
from synoptic.store.rows import free, is_free, still, until, write_over
from synoptic.store.sources import announced_digest
from synoptic.store.tables import fetch_notes, items, leases, sources

# What these have brought is held; a later visit that brings nothing does not take it away.
_HELD = ("held", "stub")


def open_items(db: Desk, now: str, holder: str, lease_seconds: int, most: int) -> tuple[Item, ...]:
    """Return items that are to be fetched or looked at again; nobody gets them again until the lease ends.

    Those are open ones that need not wait, and any whose next visit is due.
    """
    archive = archive_of(db)
    with writing(db) as connection:
        rows = _waiting(connection, now, most)
        mine = {"holder": holder, "leased": until(now, lease_seconds)}
        connection.execute(update(items).where(items.c.place.in_([row["place"] for row in rows])).values(mine))
        return tuple(_with_content(connection, archive, row) for row in rows)


def finish_item(db: Desk, item: Item, state: ItemState, problem: str = "", note: FetchNote | None = None) -> None:
    """Say what became of an item, and when it is due again (as the note says; without one, never).

    Nothing happens to an item that its source changed meanwhile: it stays open. What is held stays held when
    a later visit fails.
    """
    with writing(db) as connection:
        if note:
            write_over(connection, fetch_notes, [row_of(note)])
        settle_item(connection, item, state, problem, note.due if note else "")


def settle_item(connection: Connection, item: Item, state: ItemState, problem: str, due: str) -> None:
    """Give an item back with its new state, in the transaction that is open."""
    row = row_of(item)
    connection.execute(update(items).where(items.c.id == row["id"]).values(holder="", leased=""))
    announced = {name: row[name] for name in ("id", "address", "carrier")}
    unchanged = and_(still(items, announced), items.c.body == _body(item))
    values = {"state": state, "problem": problem, "due": due}
    if state in ("open", "refused"):
        held = items.c.state.in_(_HELD)
        connection.execute(update(items).where(unchanged, held).values(problem=problem, due=due))
        connection.execute(update(items).where(unchanged, ~held).values(values))
    else:
        connection.execute(update(items).where(unchanged).values(values))


def release(db: Desk, holder: str) -> None:
    """Give back everything that a gatherer holds."""
    nobody = {"holder": "", "leased": ""}
    with writing(db) as connection:
        for table in (items, sources, leases):
            connection.execute(update(table).where(table.c.holder == holder).values(nobody))


def holders(db: Desk) -> tuple[str, ...]:
    """Return the names of all who hold anything, whether or not their leases have ended."""
    with seeing(db) as connection:
        held = (select(table.c.holder).where(table.c.holder != "") for table in (items, sources, leases))
        return tuple(sorted(connection.scalars(union(*held))))


def lease_desk(db: Desk, task: str, holder: str, now: str, seconds: int) -> bool:
    """Take or renew the right to do a task that only one may do at a time; False while another has it."""
    with writing(db) as connection:
        held = connection.execute(select(leases).where(leases.c.task == task)).mappings().first()
        if held and held["holder"] not in ("", holder) and not is_free(held["leased"], now):
            return False
        write_over(connection, leases, [{"task": task, "holder": holder, "leased": until(now, seconds)}])
    return True


def _waiting(connection: Connection, now: str, most: int) -> list[Mapping[Any, Any]]:
    """Return the rows of free items that are open, then of those that are due, up to so many."""
    # Written out, not as parameters: only so are the small indexes over what is open and what is due used, and
    # this takes no longer on a desk with many pages.
    is_open = items.c.state == literal("open", literal_execute=True)
    is_due = and_(items.c.due != literal("", literal_execute=True), items.c.due <= now)
    rows: list[Mapping[Any, Any]] = []
    for wanted in (
        select(items).where(is_open, items.c.due == "").order_by(items.c.place),
        select(items).where(is_due).order_by(items.c.due, items.c.place),
    ):
        found = wanted.where(free(items.c.leased, now)).limit(most - len(rows))
        rows += connection.execute(found).mappings()
    return rows


def _body(item: Item) -> str:
    return Archive.digest(item.content) if item.content else ""


def _with_content(connection: Connection, archive: Archive, row: Mapping[Any, Any]) -> Item:
    item = record_of(Item, row)
    if not row["body"]:
        return item
    try:
        return msgspec.structs.replace(item, content=archive.get(row["body"]))
    except StoreError:
        # What the source gave is lost: the page itself is fetched, and the source's next visit mends the row.
        fetched = dict(row) | {"body": "", "form": "", "charset": ""}
        lost = {name: fetched[name] for name in ("body", "form", "charset")} | {
            "announced": announced_digest(fetched)
        }
        connection.execute(update(items).where(items.c.place == row["place"]).values(lost))
        return msgspec.structs.replace(item, form="", charset="")
