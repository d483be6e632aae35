"""What has to be made again: days whose reports changed, reports that may tell another story, stories to compare.

Noted in the transaction of the change itself, so that a run that is killed forgets none. A note has a number:
whoever makes the thing again takes away the note that was there when the work began, and not one that came since.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, func, select

from synoptic.store import tables
from synoptic.store.connection import Desk, seeing, writing
from synoptic.store.records import batches, squeeze, storable

DAYS, REPORTS, STORIES = "days to group", "reports to place", "stories to compare"
_KEPT, _MADE = tables.shelf, tables.readings
_NOTHING = squeeze(b"")


def outdate(db: Desk, kind: str, names: Iterable[str]) -> None:
    """Note that some days, reports or stories have to be looked at again."""
    wanted = sorted({storable(name) for name in names if name})
    if not wanted:
        return
    with writing(db) as connection:
        place = connection.scalar(select(func.max(_KEPT.c.place))) or 0
        for some in batches(wanted):
            connection.execute(delete(_KEPT).where(_KEPT.c.shelf == kind, _KEPT.c.name.in_(some)))
        rows = [
            {"shelf": kind, "name": name, "content": _NOTHING, "place": place + count}
            for count, name in enumerate(wanted, start=1)
        ]
        connection.execute(_KEPT.insert(), rows)


def outdated(db: Desk, kind: str) -> dict[str, int]:
    """Return what has to be looked at again, in order, with the numbers of the notes."""
    wanted = select(_KEPT.c.name, _KEPT.c.place).where(_KEPT.c.shelf == kind).order_by(_KEPT.c.name)
    with seeing(db) as connection:
        return {row.name: row.place for row in connection.execute(wanted)}


def made(db: Desk, kind: str, notes: Mapping[str, int]) -> None:
    """Take away the notes of what was done; notes that came meanwhile stay."""
    with writing(db) as connection:
        for name, place in notes.items():
            connection.execute(
                delete(_KEPT).where(_KEPT.c.shelf == kind, _KEPT.c.name == name, _KEPT.c.place == place)
            )


def days_of(db: Desk, reports: Iterable[str]) -> set[str]:
    """Return the days of the readings of some reports."""
    found: set[str] = set()
    with seeing(db) as connection:
        for some in batches(reports):
            found.update(connection.scalars(select(_MADE.c.day).where(_MADE.c.report.in_(some))))
    return found


def all_days(db: Desk) -> tuple[str, ...]:
    """Return every day that a reading or a result of grouping belongs to."""
    with seeing(db) as connection:
        days = set(connection.scalars(select(_MADE.c.day).distinct()))
        days.update(connection.scalars(select(tables.day_results.c.day)))
        return tuple(sorted(days))
