"""Readings: kept with what made them, made again only where that is out of date."""

import msgspec
import pytest
from sqlalchemy import update

from synoptic.errors import StoreError
from synoptic.news.annotation import Reading
from synoptic.news.report import Report
from synoptic.store import search, tables
from synoptic.store.captures import mark_stub
from synoptic.store.readings import (
    drop_readings,
    forget_readings,
    put_reading,
    reading,
    reading_days,
    reading_marks,
    readings,
    unread,
)
from tests.store.builders import item, read, take


def test_a_reading_comes_back_as_it_was_made(db):
    """What the stages made of a report is kept as a whole."""
    made = read(db, take(db, item(1)))
    assert reading(db, made.id) == made
    assert reading(db, "report:none") is None


def test_many_readings_are_got_at_once(db):
    """Those that have none are left out."""
    made = [read(db, take(db, item(number))) for number in range(3)]
    assert readings(db, [one.id for one in made] + ["report:none"]) == {one.id: one for one in made}


def test_only_what_is_out_of_date_is_unread(db):
    """A capture is read when it has no reading, or one by other stages or settings; stubs are not read."""
    one, two = take(db, item(1)), take(db, item(2))
    take(db, item(3), stub=True)
    assert unread(db, "stages 1") == (one, two)
    read(db, one)
    assert unread(db, "stages 1") == (two,)
    assert unread(db, "stages 2") == (one, two)


def test_a_former_version_is_not_read(db):
    """Only the current version of an address is."""
    take(db, item(1), b"<p>Two.")
    second = take(db, item(1), b"<p>Three.")
    assert unread(db, "stages 1") == (second,)


def test_one_report_at_two_addresses_is_read_once(db):
    """Equal ids are equal reports."""
    first = take(db, item(1))
    take(db, item(2, carrier=item(1).carrier))
    assert unread(db, "stages 1") == (first,)
    read(db, first)
    assert unread(db, "stages 1") == ()
    assert [mark.report for mark in reading_marks(db)] == [first.report]


def test_marks_tell_when_a_reading_changed(db):
    """The digest is of what the reading says: the same reading has the same one, another has another."""
    one = take(db, item(1), b"<p>Two.")
    made = read(db, one, "2026-05-03")
    (mark,) = reading_marks(db)
    assert (mark.report, mark.day) == (one.report, "2026-05-03")
    put_reading(db, made, "stages 2", "2026-05-03")
    assert reading_marks(db) == (mark,)
    put_reading(db, msgspec.structs.replace(made, unread=("fr",)), "stages 3", "2026-05-03")
    assert reading_marks(db)[0].digest != mark.digest


def test_marks_are_of_current_reports(db):
    """Former versions and stubs have no part in grouping; their readings stay."""
    first = take(db, item(1), b"<p>Two.")
    read(db, first)
    second = take(db, item(1), b"<p>Three.")
    read(db, second, "2026-05-05")
    assert reading_days(db) == {second.report: "2026-05-05"}
    assert reading(db, first.report) is not None
    mark_stub(db, second.report)
    assert reading_days(db) == {first.report: "2026-05-04"}


def test_all_can_be_made_again(db):
    """Readings that are forgotten are unread, and stay until they are made."""
    made = read(db, take(db, item(1)))
    forget_readings(db)
    assert [one.report for one in unread(db, "stages 1")] == [made.id]
    assert reading(db, made.id) == made


def test_a_reading_of_nothing_is_refused(db):
    """A reading is of a page that is held."""
    with pytest.raises(StoreError) as error:
        put_reading(db, Reading(report=Report(id="report:none", path="x", text="x")), "stages 1", "2026-05-04")
    assert error.value.code == "D014"


def test_half_a_surrogate_does_not_stop_a_reading(db):
    """What UTF-8 cannot say is kept as U+FFFD, so that every offset stays."""
    taken = take(db, item(1))
    put_reading(db, Reading(report=Report(id=taken.report, path="x", text="a\ud83db\0c")), "s", "2026-05-04")
    assert reading(db, taken.report).report.text in ("a\ufffdb\0c", "a\ufffdb\ufffdc")


def test_a_damaged_reading_says_so(db):
    """The error names the report and what to do; the others can still be read."""
    one, two = read(db, take(db, item(1))), read(db, take(db, item(2)))
    with db.transaction() as connection:
        wanted = tables.readings.c.report == one.id
        connection.execute(update(tables.readings).where(wanted).values(content=b"dust"))
    with pytest.raises(StoreError, match=one.id) as error:
        reading(db, one.id)
    assert error.value.code == "D013"
    assert reading(db, two.id) == two


def test_the_search_learns_of_readings_in_the_same_transaction(db, monkeypatch):
    """Where indexing fails, the reading is not kept either."""
    taken = take(db, item(1))

    def fails(*_):
        raise RuntimeError("no index")

    monkeypatch.setattr(search, "index", fails)
    with pytest.raises(RuntimeError):
        read(db, taken)
    assert reading(db, taken.report) is None


def test_a_dropped_reading_is_forgotten_by_the_search(db, monkeypatch):
    """Whoever takes readings away tells the search."""
    made = read(db, take(db, item(1)))
    told = []
    monkeypatch.setattr(search, "drop", lambda _, report: told.append(report))
    assert drop_readings(db, [made.id, "report:none"]) == 1
    assert made.id in told
    assert reading(db, made.id) is None
