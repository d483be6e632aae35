"""What each report says, as the stages of one version and one setting understood it."""

from collections.abc import Collection, Iterable

import msgspec
from sqlalchemy import delete, or_, select, update

from synoptic.errors import StoreError
from synoptic.news.annotation import Reading
from synoptic.news.capture import Capture
from synoptic.store import search, tables
from synoptic.store.archive import Archive
from synoptic.store.captures import capture, is_current
from synoptic.store.connection import Desk, seeing, writing
from synoptic.store.outdated import DAYS, REPORTS, outdate
from synoptic.store.records import batches, pack, record_of, squeeze, storable, unpack, unsqueeze
from synoptic.store.rows import write_over

_MADE = tables.readings
_HELD = tables.captures
_PLACES = tables.addresses


class ReadingMark(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A report that is current, the day that it belongs to, and the digest of its reading."""

    report: str
    day: str
    digest: str


def put_reading(db: Desk, reading: Reading, made_by: str, day: str) -> None:
    """Keep a reading in place of the former one, and make it findable, all in one transaction.

    StoreError D014 if no page is held that it could have been made from.
    """
    packed, report = pack(reading), storable(reading.id)
    row = {
        "report": report,
        "made_by": storable(made_by),
        "day": storable(day),
        # Of what it says, not of how it is compressed: another version of zstd makes other bytes.
        "digest": Archive.digest(packed),
        "content": squeeze(packed),
    }
    with writing(db) as connection:
        held = capture(connection, report)
        if held is None:
            raise StoreError("D014", report=reading.id)
        former = connection.execute(select(_MADE.c.day, _MADE.c.digest).where(_MADE.c.report == report)).first()
        if former is None or (former.day, former.digest) != (row["day"], row["digest"]):
            outdate(connection, DAYS, {day, former.day if former else ""})
            outdate(connection, REPORTS, (report,))
        write_over(connection, _MADE, [row])
        search.index(connection, reading, held)


def reading(db: Desk, report: str) -> Reading | None:
    """Return the reading of a report, or None if there is none."""
    return readings(db, (report,)).get(report)


def readings(db: Desk, reports: Iterable[str]) -> dict[str, Reading]:
    """Return the readings of reports by their ids; those that have none are left out."""
    found = {}
    with seeing(db) as connection:
        for names in batches(reports):
            wanted = select(_MADE.c.report, _MADE.c.content).where(_MADE.c.report.in_(names))
            for report, content in connection.execute(wanted):
                subject = f"the reading of {report}"
                found[report] = unpack(Reading, unsqueeze(content, subject), subject)
    return found


def unread(db: Desk, made_by: str) -> tuple[Capture, ...]:
    """Return the current captures with a text of which there is no reading by these stages and settings.

    Equal reports at two addresses are read once.
    """
    joined = _HELD.join(_PLACES, is_current()).outerjoin(_MADE, _MADE.c.report == _HELD.c.report)
    stale = or_(_MADE.c.report.is_(None), _MADE.c.made_by != made_by)
    wanted = select(_HELD).select_from(joined).where(_HELD.c.stub.is_(False), stale).order_by(_HELD.c.place)
    with seeing(db) as connection:
        waiting = [record_of(Capture, row) for row in connection.execute(wanted).mappings()]
    return tuple({one.report: one for one in reversed(waiting)}.values())[::-1]


def reading_marks(db: Desk) -> tuple[ReadingMark, ...]:
    """Return the day and the digest of the reading of every current capture that has one, by report."""
    joined = _HELD.join(_PLACES, is_current()).join(_MADE, _MADE.c.report == _HELD.c.report)
    wanted = select(_MADE.c.report, _MADE.c.day, _MADE.c.digest).select_from(joined).where(_HELD.c.stub.is_(False))
    with seeing(db) as connection:
        rows = connection.execute(wanted.distinct().order_by(_MADE.c.report))
        return tuple(ReadingMark(report=report, day=day, digest=digest) for report, day, digest in rows)


def marks_of_days(db: Desk, days: Collection[str]) -> tuple[ReadingMark, ...]:
    """Return the marks of the current captures that belong to some days, by report."""
    joined = _HELD.join(_PLACES, is_current()).join(_MADE, _MADE.c.report == _HELD.c.report)
    wanted = select(_MADE.c.report, _MADE.c.day, _MADE.c.digest).select_from(joined)
    wanted = wanted.where(_HELD.c.stub.is_(False), _MADE.c.day.in_(sorted(days)))
    with seeing(db) as connection:
        rows = connection.execute(wanted.distinct().order_by(_MADE.c.report))
        return tuple(ReadingMark(report=report, day=day, digest=digest) for report, day, digest in rows)


def days_of_reports(db: Desk, reports: Iterable[str]) -> dict[str, str]:
    """Return the day of the reading of each report that has one."""
    found: dict[str, str] = {}
    with seeing(db) as connection:
        for names in batches(sorted(set(reports))):
            rows = connection.execute(select(_MADE.c.report, _MADE.c.day).where(_MADE.c.report.in_(names)))
            found.update((row.report, row.day) for row in rows)
    return found


def digests(db: Desk, reports: Iterable[str]) -> dict[str, str]:
    """Return the digest of the reading of each report that has one."""
    found: dict[str, str] = {}
    with seeing(db) as connection:
        for names in batches(sorted(set(reports))):
            rows = connection.execute(select(_MADE.c.report, _MADE.c.digest).where(_MADE.c.report.in_(names)))
            found.update((row.report, row.digest) for row in rows)
    return found


def reading_days(db: Desk) -> dict[str, str]:
    """Return the day of every current capture that has a reading."""
    return {mark.report: mark.day for mark in reading_marks(db)}


def forget_readings(db: Desk) -> None:
    """Have every reading made again; the former ones stay until then."""
    with writing(db) as connection:
        connection.execute(update(_MADE).values(made_by=""))


def drop_readings(db: Desk, reports: Iterable[str]) -> int:
    """Take readings away, and what the search knows of them; return how many there were.

    Their days are not made again: what is let go with age has taken its whole stories along.
    """
    gone = 0
    with writing(db) as connection:
        for names in batches(reports):
            for report in names:
                search.drop(connection, report)
            gone += connection.execute(delete(_MADE).where(_MADE.c.report.in_(names))).rowcount
    return gone
