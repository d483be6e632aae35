"""Versions of pages: what makes a new one, which is read, and what happens to a page that is gone."""

import msgspec
import pytest

from synoptic.errors import StoreError
from synoptic.news.report import CarrierFields
from synoptic.store.captures import (
    addresses,
    capture,
    captures,
    first_captured,
    mark_stub,
    take_capture,
    versions,
    withdraw,
)
from synoptic.store.queue import open_items
from tests.store.builders import NOON, announce, captured, item, take

LATER = "2026-05-04T18:00:00Z"


def test_a_capture_comes_back_as_it_was_taken(db):
    """All that was known of a page when it came in is kept."""
    given = captured(db, item(1), charset="koi8-r", usage=("tdm:1", "noai"))
    taken = take_capture(db, item(1), given, None)
    assert taken == given
    assert capture(db, given.report) == given
    assert captures(db) == versions(db, given.address) == (given,)


def test_equal_bytes_make_no_new_version(db):
    """A page that is fetched again and is what it was changes nothing."""
    assert take(db, item(1)) is not None
    assert take(db, item(1), captured=LATER) is None
    assert len(versions(db, item(1).address)) == 1


def test_other_bytes_make_a_new_version(db):
    """A changed page is a version of its own that names the one before."""
    first = take(db, item(1), b"<p>Two were hurt.")
    second = take(db, item(1), b"<p>Three were hurt.", captured=LATER)
    assert (first.version, second.version) == (1, 2)
    assert second.previous == first.report
    assert versions(db, first.address) == (first, second)
    assert captures(db) == (second,)
    assert captures(db, current=False) == (first, second)
    assert db.archive.get(first.digest) == b"<p>Two were hurt."


def test_another_headline_in_the_feed_is_a_new_version(db):
    """What the carrier says belongs to the report."""
    take(db, item(1))
    second = take(db, item(1, carrier=CarrierFields(title="The ferry is here")))
    assert second.version == 2


def test_a_page_that_changes_back_has_three_versions(db):
    """The third is the report that the first was; asked for by that id, the newest is given."""
    first = take(db, item(1), b"<p>Two.")
    take(db, item(1), b"<p>Three.")
    third = take(db, item(1), b"<p>Two.")
    assert third.report == first.report
    assert third.version == 3
    assert capture(db, first.report) == third
    assert captures(db) == (third,)


def test_two_sources_that_announce_one_page_make_one_version(db):
    """Another source's words for the same bytes are no other version of the page."""
    one, other = item(1), item(2, address=item(1).address, source="source:gazette")
    made = [take(db, each) for each in (one, other, one, other, one)]
    assert [version is not None for version in made] == [True, False, False, False, False]


def test_a_clock_that_was_set_back_does_not_turn_versions_round(db):
    """Versions are numbered as they came in, and none is older than the one before."""
    take(db, item(1), b"<p>Two.", captured=LATER)
    second = take(db, item(1), b"<p>Three.", captured="2019-01-01T00:00:00Z")
    assert second.version == 2
    assert second.captured == LATER
    assert captures(db) == (second,)


def test_a_capture_without_its_bytes_is_refused(db):
    """No row ever points at bytes that are not there; the item stays open."""
    announce(db, item(1))
    given = captured(db, item(1))
    db.archive.remove(given.digest)
    with pytest.raises(StoreError) as error:
        take_capture(db, item(1), given, None)
    assert error.value.code == "D008"
    assert captures(db) == ()
    assert open_items(db, NOON, "one", 300, 9) == (item(1),)


def test_captures_are_listed_in_the_order_in_which_they_came_in(db):
    """The order is that of arrival, whatever the clock said."""
    times = ("2026-05-04T12:00:00Z", "2026-05-03T12:00:00Z", "2026-05-05T12:00:00Z")
    for number, time in enumerate(times):
        take(db, item(number), captured=time)
    assert [one.address for one in captures(db)] == [item(number).address for number in range(3)]


def test_the_order_of_first_captures_never_changes(db):
    """Addresses are numbered from 1 when they are first captured, and keep their number."""
    for number in (3, 1, 2):
        take(db, item(number))
    take(db, item(3), b"<p>Changed.")
    assert first_captured(db) == {item(3).address: 1, item(1).address: 2, item(2).address: 3}


def test_every_report_leads_to_its_address(db):
    """Former versions are among them."""
    first, second = take(db, item(1), b"<p>Two."), take(db, item(1), b"<p>Three.")
    assert addresses(db) == {first.report: first.address, second.report: first.address}


def test_a_withdrawn_page_is_kept_and_marked(db):
    """It stays among the current ones with the time at which it was found gone, which is noted once."""
    taken = take(db, item(1))
    assert withdraw(db, taken.address, LATER)
    assert not withdraw(db, taken.address, "2026-05-05T00:00:00Z")
    assert captures(db) == (msgspec.structs.replace(taken, withdrawn=LATER),)
    assert not withdraw(db, "https://tidings.example/never", LATER)


def test_a_page_that_is_back_stands_again(db):
    """Equal bytes take the mark away, other bytes make a version without one."""
    taken = take(db, item(1))
    withdraw(db, taken.address, LATER)
    assert take(db, item(1)) is None
    assert captures(db) == (taken,)
    withdraw(db, taken.address, LATER)
    again = take(db, item(1), b"<p>It is back.")
    assert again.withdrawn == ""
    assert [one.withdrawn for one in versions(db, taken.address)] == [LATER, ""]


def test_a_stub_is_kept_and_not_read(db):
    """A page whose text is behind a wall is held, and listed only when asked for."""
    stub = take(db, item(1), stub=True)
    assert captures(db) == ()
    assert captures(db, stubs=True) == (stub,)


def test_a_stub_does_not_take_the_place_of_a_text(db):
    """When a page is walled off later, the text that is held stays the one that is read."""
    text = take(db, item(1), b"<p>All of it.")
    take(db, item(1), b"<p>Subscribe!", stub=True)
    assert captures(db) == captures(db, stubs=True) == (text,)
    assert [one.stub for one in versions(db, text.address)] == [False, True]
    whole = take(db, item(1), b"<p>All of it, and more.")
    assert captures(db) == (whole,)
    assert whole.version == 3


def test_a_stub_may_be_found_out_later(db):
    """Marked once it was read, a stub gives way to the version before, and stays what it is when seen again."""
    text = take(db, item(1), b"<p>All of it.")
    stub = take(db, item(1), b"<p>Subscribe!")
    assert captures(db) == (stub,)
    assert mark_stub(db, stub.report)
    assert not mark_stub(db, stub.report)
    assert captures(db) == (text,)
    assert take(db, item(1), b"<p>Subscribe!") is None
    assert not mark_stub(db, "report:none")


def test_a_lone_stub_stays_the_only_version(db):
    """Where no version has a text, the newest stub stands for the address."""
    stub = take(db, item(1), b"<p>Subscribe!")
    mark_stub(db, stub.report)
    assert captures(db) == ()
    assert [one.report for one in captures(db, stubs=True)] == [stub.report]


def test_a_walled_page_that_goes_is_marked_as_a_whole(db):
    """Both the newest version and the one that is read say that the page was withdrawn."""
    take(db, item(1), b"<p>All of it.")
    take(db, item(1), b"<p>Subscribe!", stub=True)
    withdraw(db, item(1).address, LATER)
    assert captures(db)[0].withdrawn == LATER
