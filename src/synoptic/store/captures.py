"""Every version of every page that came in, in the order in which it came."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, or_, select, update

from synoptic.errors import StoreError
from synoptic.news.capture import Capture, FetchNote, Item
from synoptic.news.ids import content_id
from synoptic.store import tables
from synoptic.store.connection import Desk, archive_of, seeing, writing
from synoptic.store.outdated import DAYS, days_of, outdate
from synoptic.store.queue import settle_item
from synoptic.store.records import batches, record_of, row_of, storable
from synoptic.store.rows import add_once, next_place, write_over

_HELD = tables.captures
_PLACES = tables.addresses


def take_capture(db: Desk, item: Item, capture: Capture, note: FetchNote | None) -> Capture | None:
    """Keep a version of a page, all in one transaction; return it with its number, or None if it is no new one.

    It is none if the newest version has the same bytes, unless its own source now says something else of it. The
    bytes have to be in the archive (StoreError D008). A page that was withdrawn and is back stands again.
    """
    archive = archive_of(db)
    with writing(db) as connection:
        if not archive.holds(capture.digest):
            raise StoreError("D008", digest=capture.digest, path=str(archive.folder))
        settle_item(connection, item, "stub" if capture.stub else "held", "", note.due if note else "")
        if note:
            write_over(connection, tables.fetch_notes, [row_of(note)])
        row = row_of(capture)
        if _is_known(connection, row):
            _set_withdrawn(connection, row["address"], "")
            return None
        return _add(connection, row)


def captures(db: Desk, *, current: bool = True, stubs: bool = False) -> tuple[Capture, ...]:
    """Return what is held, in the order in which it came in; with `current` one version of each address.

    The current version is the newest one with a text; it is a stub only where no version has one. Withdrawn
    pages are among them.
    """
    wanted = select(_HELD).join(_PLACES, _PLACES.c.address == _HELD.c.address).order_by(_HELD.c.place)
    if current:
        wanted = wanted.where(_HELD.c.version == _PLACES.c.current)
    if not stubs:
        wanted = wanted.where(_HELD.c.stub.is_(False))
    with seeing(db) as connection:
        return tuple(record_of(Capture, row) for row in connection.execute(wanted).mappings())


def capture(db: Desk, report: str) -> Capture | None:
    """Return the version that a report was made from, the newest where a page came back to what it was."""
    wanted = select(_HELD).where(_HELD.c.report == report).order_by(_HELD.c.place.desc()).limit(1)
    with seeing(db) as connection:
        row = connection.execute(wanted).mappings().first()
        return record_of(Capture, row) if row else None


def versions(db: Desk, address: str) -> tuple[Capture, ...]:
    """Return the versions of an address that are held, the first one first."""
    wanted = select(_HELD).where(_HELD.c.address == storable(address)).order_by(_HELD.c.version)
    with seeing(db) as connection:
        return tuple(record_of(Capture, row) for row in connection.execute(wanted).mappings())


def withdraw(db: Desk, address: str, at: str) -> bool:
    """Mark a page as found gone; False if it was so marked already, or was never held. Everything is kept."""
    with writing(db) as connection:
        return _set_withdrawn(connection, storable(address), at)


def mark_stub(db: Desk, report: str) -> bool:
    """Mark a report as one whose text is not held; False if it was so marked already, or is not held.

    A former version of its page that has a text is the current one again.
    """
    marked = update(_HELD).where(_HELD.c.report == storable(report), _HELD.c.stub.is_(False)).values(stub=True)
    with writing(db) as connection:
        places = connection.scalars(select(_HELD.c.address).where(_HELD.c.report == storable(report))).all()
        changed = connection.execute(marked).rowcount > 0
        for address in places if changed else ():
            _settle_stub(connection, address)
            outdate(connection, DAYS, days_of(connection, _reports_at(connection, address)))
    return changed


def first_captured(db: Desk) -> dict[str, int]:
    """Return the place of every address in the order in which addresses were first captured, from 1."""
    with seeing(db) as connection:
        rows = connection.execute(select(_PLACES.c.address, _PLACES.c.place))
        return {row.address: row.place for row in rows}


def addresses(db: Desk) -> dict[str, str]:
    """Return the address of every report that is held, former versions among them."""
    wanted = select(_HELD.c.report, _HELD.c.address).order_by(_HELD.c.place.desc())
    with seeing(db) as connection:
        return {row.report: row.address for row in connection.execute(wanted)}


class Place(NamedTuple):
    """A current report, its address, and the place of that address in the order of first captures."""

    report: str
    address: str
    place: int


def places(db: Desk, reports: Iterable[str]) -> tuple[Place, ...]:
    """Return where reports stand; those that are not current, or not held as texts, are left out."""
    found: list[Place] = []
    with seeing(db) as connection:
        for names in batches(sorted(set(reports))):
            joined = _HELD.join(_PLACES, is_current())
            wanted = select(_HELD.c.report, _HELD.c.address, _PLACES.c.place).select_from(joined)
            wanted = wanted.where(_HELD.c.report.in_(names), _HELD.c.stub.is_(False))
            found += [Place(row.report, row.address, row.place) for row in connection.execute(wanted)]
    return tuple(sorted(found, key=lambda one: one.place))


def addresses_of(db: Desk, reports: Iterable[str]) -> dict[str, str]:
    """Return the address of each report, current or not."""
    found: dict[str, str] = {}
    with seeing(db) as connection:
        for names in batches(sorted(set(reports))):
            wanted = select(_HELD.c.report, _HELD.c.address).where(_HELD.c.report.in_(names))
            rows = connection.execute(wanted.order_by(_HELD.c.place.desc()))
            found.update((row.report, row.address) for row in rows)
    return found


def is_current() -> Any:
    """Return the condition that joins a capture to its address where it is the version to be read."""
    return and_(_PLACES.c.address == _HELD.c.address, _PLACES.c.current == _HELD.c.version)


def _is_known(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Return whether the bytes are those of the newest version, and its source says nothing new of them.

    Two sources may announce one page in different words: that is no other version of the page.
    """
    wanted = select(_HELD.c.digest, _HELD.c.form, _HELD.c.source, _HELD.c.carrier)
    newest_first = wanted.where(_HELD.c.address == row["address"]).order_by(_HELD.c.version.desc())
    said: list[tuple[str, str]] = []
    for digest, form, source, carrier in connection.execute(newest_first):
        if (digest, form) != (row["digest"], row["form"]):
            break
        said.append((source, carrier))
    own = [carrier for source, carrier in said if source == row["source"]]
    return bool(said) and (not own or row["carrier"] in own)


def _add(connection: Connection, row: dict[str, Any]) -> Capture:
    address = row["address"]
    place = connection.execute(select(_PLACES).where(_PLACES.c.address == address)).mappings().first()
    version = place["versions"] + 1 if place else 1
    newest = _newest(connection, address)
    row |= {
        "version": version,
        "previous": place["report"] if place else "",
        # A clock that was set back does not make a version older than the one before.
        "captured": max(row["captured"], newest["captured"]) if newest else row["captured"],
        "withdrawn": "",
    }
    # A stub does not take the place of a version whose text is held.
    kept = place["current"] if place and row["stub"] and _has_text(connection, place) else version
    known = {
        "address": address,
        "place": place["place"] if place else next_place(connection, _PLACES),
        "versions": version,
        "current": kept,
        "report": row["report"],
        "story_key": content_id("story", address),
    }
    write_over(connection, _PLACES, [known])
    add_once(connection, _HELD, [row | {"place": next_place(connection, _HELD)}])
    if place:
        # The report that stood there until now leaves its day.
        outdate(connection, DAYS, days_of(connection, _reports_at(connection, address)))
    if kept != version:
        connection.execute(_marking(address, kept).values(withdrawn=""))
    return record_of(Capture, row)


def _settle_stub(connection: Connection, address: str) -> None:
    """Choose the version to be read of an address anew, and say so in its items where the newest is a stub."""
    wanted = (
        select(_HELD.c.version).where(_HELD.c.address == address).order_by(_HELD.c.stub, _HELD.c.version.desc())
    )
    current = connection.scalar(wanted.limit(1))
    connection.execute(update(_PLACES).where(_PLACES.c.address == address).values(current=current))
    newest = _newest(connection, address)
    items = tables.items
    if newest and newest["stub"]:
        announced = update(items).where(items.c.address == address, items.c.state == "held")
        connection.execute(announced.values(state="stub"))


def _reports_at(connection: Connection, address: str) -> list[str]:
    return list(connection.scalars(select(_HELD.c.report).where(_HELD.c.address == address)))


def _newest(connection: Connection, address: str) -> Mapping[Any, Any] | None:
    wanted = select(_HELD).where(_HELD.c.address == address).order_by(_HELD.c.version.desc()).limit(1)
    return connection.execute(wanted).mappings().first()


def _has_text(connection: Connection, place: Mapping[Any, Any]) -> bool:
    wanted = select(_HELD.c.stub).where(_HELD.c.address == place["address"], _HELD.c.version == place["current"])
    return connection.scalar(wanted) is False


def _marking(address: str, version: int) -> Any:
    return update(_HELD).where(_HELD.c.address == address, _HELD.c.version == version)


def _set_withdrawn(connection: Connection, address: str, at: str) -> bool:
    """Mark the newest version and the one to be read; return whether that changed anything."""
    newest = _newest(connection, address)
    if newest is None:
        return False
    current = select(_PLACES.c.current).where(_PLACES.c.address == address).scalar_subquery()
    both = or_(_HELD.c.version == newest["version"], _HELD.c.version == current)
    differs = _HELD.c.withdrawn == "" if at else _HELD.c.withdrawn != ""
    marked = update(_HELD).where(_HELD.c.address == address, both, differs).values(withdrawn=at)
    return connection.execute(marked).rowcount > 0
