"""Who does what, and what happens when somebody stops half-way."""

import msgspec
import pytest

from synoptic.news.report import CarrierFields
from synoptic.store.captures import captures, take_capture
from synoptic.store.queue import finish_item, holders, lease_desk, open_items, release
from synoptic.store.sources import add_source, due_sources, fetch_note
from tests.store.builders import FEED, NOON, announce, captured, item, note, take

SOON = "2026-05-04T12:10:00Z"
TOMORROW = "2026-05-05T12:00:00Z"


def opened(db, now=NOON, holder="one", most=10):
    return [one.id for one in open_items(db, now, holder, 300, most)]


@pytest.fixture
def announced(db):
    announce(db, item(1), item(2), item(3))
    return db


def test_each_item_goes_to_one_gatherer(announced):
    """Two that ask in turn share the work; what one took it does not get a second time."""
    assert opened(announced, most=2) == ["item:1", "item:2"]
    assert opened(announced, holder="two") == ["item:3"]
    assert opened(announced) == opened(announced, holder="two") == []


def test_what_a_dead_gatherer_took_is_free_when_its_lease_ends(announced):
    """The work of a killed process is done by the next one."""
    opened(announced)
    assert opened(announced, "2026-05-04T12:04:59Z", "two") == []
    assert opened(announced, "2026-05-04T12:05:00Z", "two") == ["item:1", "item:2", "item:3"]


def test_what_is_given_back_is_free_at_once(announced):
    """A gatherer that stops in good order leaves nothing behind."""
    add_source(announced, FEED)
    due_sources(announced, NOON, "one", 300, 1)
    opened(announced)
    lease_desk(announced, "update", "one", NOON, 300)
    assert holders(announced) == ("one",)
    release(announced, "one")
    assert holders(announced) == ()
    assert len(opened(announced, holder="two")) == 3
    assert lease_desk(announced, "update", "two", NOON, 300)


def test_a_lease_of_a_clock_that_was_ahead_is_none(announced):
    """When the clock was set back, nothing waits for years."""
    opened(announced, "2031-01-01T00:00:00Z")
    lease_desk(announced, "update", "one", "2031-01-01T00:00:00Z", 300)
    assert len(opened(announced, holder="two")) == 3
    assert lease_desk(announced, "update", "two", NOON, 300)


def test_a_held_item_is_not_open(announced):
    """What is done is done."""
    take(announced, item(1))
    assert opened(announced) == ["item:2", "item:3"]


@pytest.mark.parametrize("state", ["refused", "gone"])
def test_a_refused_or_gone_item_is_not_open(announced, state):
    """What cannot be had is not asked for again until its source says something new of it."""
    finish_item(announced, item(1), state, "I123")
    assert opened(announced) == ["item:2", "item:3"]


def test_an_item_that_failed_waits_until_it_is_due(announced):
    """A page that was busy is left in peace for as long as its note says."""
    finish_item(announced, item(1), "open", "I123", note(item(1).address, due=SOON))
    assert "item:1" not in opened(announced)
    assert "item:1" in opened(announced, "2026-05-04T12:10:00Z", "two")
    assert fetch_note(announced, item(1).address) == note(item(1).address, due=SOON)


def test_a_held_page_is_looked_at_again_when_it_is_due(announced):
    """Pages change: a note with a due time opens what is held, and the visit uses that up."""
    page = item(1)
    take_capture(announced, page, captured(announced, page), note(page.address, due=TOMORROW))
    assert "item:1" not in opened(announced)
    assert "item:1" in opened(announced, TOMORROW)
    finish_item(announced, page, "held", "", note(page.address, status=304))
    assert "item:1" not in opened(announced, "2026-06-01T00:00:00Z", "two")


def test_a_failed_second_visit_does_not_lose_what_is_held(announced):
    """A held page that answers with an error stays held, and is tried again when it is due."""
    page = item(1)
    take(announced, page)
    finish_item(announced, page, "open", "I123", note(page.address, due=SOON))
    finish_item(announced, page, "refused", "I123", note(page.address, due=SOON))
    assert "item:1" not in opened(announced)
    assert "item:1" in opened(announced, SOON)


def test_an_item_that_changed_meanwhile_stays_open(announced):
    """A gatherer that was at the former announcement does not close the new one."""
    (former,) = open_items(announced, NOON, "one", 300, 1)
    changed = item(1, carrier=CarrierFields(title="The ferry is here"))
    announce(announced, changed)
    take(announced, former)
    finish_item(announced, former, "gone")
    assert open_items(announced, NOON, "two", 300, 1) == (changed,)


def test_what_was_learnt_on_the_way_does_not_stand_in_the_way(announced):
    """A gatherer may add form, charset and terms of use to the item that it gives back."""
    (taken,) = open_items(announced, NOON, "one", 300, 1)
    found = msgspec.structs.replace(taken, form="html", charset="utf-8", usage=("tdm:1",))
    take(announced, found)
    assert "item:1" not in opened(announced, TOMORROW)


def test_work_done_twice_makes_no_double(announced):
    """Two that fetched the same page, because the first was slow, leave one version."""
    (slow,) = open_items(announced, NOON, "one", 300, 1)
    (quick,) = open_items(announced, SOON, "two", 300, 1)
    assert slow == quick
    assert take(announced, quick) is not None
    assert take(announced, slow) is None
    assert len(captures(announced)) == 1


def test_one_at_a_time_does_a_task_of_the_whole_desk(db):
    """The right is renewed by its holder, refused to others, and free when it ends."""
    assert lease_desk(db, "update", "one", NOON, 300)
    assert lease_desk(db, "update", "one", "2026-05-04T12:04:00Z", 300)
    assert not lease_desk(db, "update", "two", "2026-05-04T12:05:00Z", 300)
    assert lease_desk(db, "thin out", "two", NOON, 300)
    assert lease_desk(db, "update", "two", "2026-05-04T12:09:00Z", 300)
    assert not lease_desk(db, "update", "one", "2026-05-04T12:09:00Z", 300)
