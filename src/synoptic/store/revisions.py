"""Which versions and withdrawals the log has still to tell of."""

from typing import NamedTuple

from sqlalchemy import select

from synoptic.news.capture import Capture
from synoptic.store import tables
from synoptic.store.connection import Desk, seeing
from synoptic.store.records import record_of

_HELD = tables.captures


class Revision(NamedTuple):
    """A version that replaced another, and its place in the order in which captures came in."""

    place: int
    capture: Capture


def revisions_since(db: Desk, place: int) -> tuple[Revision, ...]:
    """Return the versions after the first of their address that came in after a place, in that order."""
    wanted = (
        select(_HELD)
        .where(_HELD.c.place > place, _HELD.c.version > 1, _HELD.c.previous != "", _HELD.c.stub.is_(False))
        .order_by(_HELD.c.place)
    )
    with seeing(db) as connection:
        rows = connection.execute(wanted).mappings()
        return tuple(Revision(row["place"], record_of(Capture, row)) for row in rows)


def withdrawn(db: Desk) -> tuple[Capture, ...]:
    """Return the captures whose pages were found gone, in the order in which they came in."""
    wanted = select(_HELD).where(_HELD.c.withdrawn != "").order_by(_HELD.c.place)
    with seeing(db) as connection:
        return tuple(record_of(Capture, row) for row in connection.execute(wanted).mappings())
