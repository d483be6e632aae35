"""What is followed, when it is due, and what a visit brings."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from synoptic.news.capture import Item
from synoptic.news.report import CarrierFields
from synoptic.store.queue import open_items
from synoptic.store.records import storable
from synoptic.store.sources import (
    add_source,
    due_sources,
    fetch_note,
    keep_note,
    remove_source,
    set_paused,
    sources,
    take_visit,
)
from tests.store.builders import FEED, NOON, announce, captured, item, note, take

LATER = "2026-05-04T12:15:00Z"
OTHER = msgspec.structs.replace(FEED, id="source:gazette", address="https://gazette.example/feed.xml")


def due(db, now=NOON, holder="one", most=10):
    return [source.id for source in due_sources(db, now, holder, 300, most)]


def test_a_source_comes_back_as_it_was_added(db):
    """Sources are listed as they are, in the order in which they were added."""
    assert add_source(db, OTHER)
    assert add_source(db, FEED)
    assert sources(db) == (OTHER, FEED)


def test_a_source_is_followed_once(db):
    """Neither its id nor its address is added a second time."""
    add_source(db, FEED)
    assert not add_source(db, msgspec.structs.replace(OTHER, id=FEED.id))
    assert not add_source(db, msgspec.structs.replace(OTHER, address=FEED.address))
    assert sources(db) == (FEED,)


def test_a_new_source_is_due_at_once_and_for_one_only(db):
    """The first gatherer gets it, the second gets nothing."""
    add_source(db, FEED)
    assert due(db) == [FEED.id]
    assert due(db, holder="two") == []


def test_a_source_is_free_again_when_its_lease_ends(db):
    """A gatherer that died holds nobody up for longer than its lease."""
    add_source(db, FEED)
    due(db)
    assert due(db, "2026-05-04T12:04:59Z", "two") == []
    assert due(db, "2026-05-04T12:05:00Z", "two") == [FEED.id]


def test_a_visited_source_waits_until_it_is_due(db):
    """The note of a visit says when the next one is."""
    add_source(db, FEED)
    due(db)
    take_visit(db, note(due=LATER), [])
    assert due(db, "2026-05-04T12:14:59Z") == []
    assert due(db, LATER) == [FEED.id]


def test_without_a_due_time_the_source_says_how_long_it_waits(db):
    """`every` counts from the last visit."""
    add_source(db, FEED)
    take_visit(db, note(), [])
    assert due(db, "2026-05-04T12:14:59Z") == []
    assert due(db, LATER) == [FEED.id]


def test_the_longest_due_come_first(db):
    """When there are more sources than are wanted, those that wait longest are taken."""
    add_source(db, FEED)
    add_source(db, OTHER)
    keep_note(db, note(due="2026-05-04T11:59:00Z"))
    keep_note(db, note(OTHER.address, due="2026-05-04T11:00:00Z"))
    assert due(db, most=1) == [OTHER.id]


def test_a_paused_source_is_not_visited(db):
    """A pause keeps a source listed, and ends."""
    add_source(db, FEED)
    assert set_paused(db, FEED.id, True)
    assert due(db) == []
    assert sources(db)[0].paused
    set_paused(db, FEED.id, False)
    assert due(db) == [FEED.id]
    assert not set_paused(db, "source:nobody", True)


def test_a_clock_that_was_ahead_stops_nothing(db):
    """A lease and a visit that lie more than a day in the future were noted by a wrong clock."""
    add_source(db, FEED)
    due(db, "2031-01-01T00:00:00Z")
    keep_note(db, note(fetched="2031-01-01T00:00:00Z", due="2031-01-01T00:15:00Z"))
    assert due(db) == [FEED.id]


def test_a_note_replaces_the_one_before(db):
    """What the last visit left behind is what the next one finds."""
    assert fetch_note(db, FEED.address) is None
    keep_note(db, note(etag='"a"', failures=2))
    second = note(etag='"b"', status=304, moved_to="https://tidings.example/new.xml")
    keep_note(db, second)
    assert fetch_note(db, FEED.address) == second


def test_a_visit_counts_what_is_new_or_changed(db):
    """Items that are announced again unchanged are not counted; a changed one is."""
    assert announce(db, item(1), item(2)) == 2
    assert announce(db, item(1), item(2)) == 0
    changed = item(2, carrier=CarrierFields(title="The ferry is here"))
    assert announce(db, item(1), changed, item(3)) == 2


def test_items_come_back_as_they_were_announced(db):
    """A page that the source holds comes with its content, one that has to be fetched without."""
    whole = item(1, form="html", content=b"<p>Whole.", charset="utf-8", usage=("tdm:1",))
    announce(db, whole, item(2))
    assert open_items(db, NOON, "one", 300, 10) == (whole, item(2))


def test_a_changed_item_is_open_again(db):
    """What a source says anew of a page that is held has the page looked at again."""
    announce(db, item(1))
    take(db, item(1))
    assert open_items(db, NOON, "one", 300, 10) == ()
    changed = item(1, carrier=CarrierFields(title="The ferry is here"))
    announce(db, changed)
    assert open_items(db, NOON, "one", 300, 10) == (changed,)


def test_of_two_equal_ids_in_one_visit_the_first_counts(db):
    """A feed that repeats an id neither fails nor changes its items at each visit."""
    twice = (item(1), item(1, address="https://tidings.example/other"))
    assert announce(db, *twice) == 1
    assert announce(db, *twice) == 0
    assert open_items(db, NOON, "one", 300, 10) == (item(1),)


def test_two_sources_do_not_fight_over_an_item(db):
    """An item belongs to the source that announced it first, as long as that is followed."""
    add_source(db, FEED)
    add_source(db, OTHER)
    announce(db, item(1))
    taken = item(1, source=OTHER.id)
    assert take_visit(db, note(OTHER.address), [taken]) == 0
    remove_source(db, FEED.id)
    assert take_visit(db, note(OTHER.address), [taken]) == 1
    assert open_items(db, NOON, "one", 300, 10) == (taken,)


def test_removing_a_source_keeps_what_is_held(db):
    """Only what it announced and was never fetched goes with it."""
    add_source(db, FEED)
    announce(db, item(1), item(2))
    held = take(db, item(1))
    assert remove_source(db, FEED.id)
    assert not remove_source(db, FEED.id)
    assert sources(db) == ()
    assert open_items(db, NOON, "one", 300, 10) == ()
    assert held is not None
    assert take(db, item(1)) is None


def test_a_visit_that_fails_half_way_leaves_nothing(db):
    """Note and items are kept together or not at all."""

    def visit():
        with db.transaction() as connection:
            take_visit(connection, note(etag='"a"'), [item(1)])
            raise RuntimeError("the plug was pulled")

    with pytest.raises(RuntimeError):
        visit()
    assert fetch_note(db, FEED.address) is None
    assert open_items(db, NOON, "one", 300, 10) == ()


def test_lost_content_of_an_item_is_fetched(db):
    """When the archive lost what the source gave, the page itself is wanted, and the next visit mends it."""
    whole = item(1, form="html", content=b"<p>Whole.")
    announce(db, whole)
    db.archive.remove(db.archive.digest(b"<p>Whole."))
    fetched = item(1)
    assert open_items(db, NOON, "one", 300, 10) == (fetched,)
    assert take(db, fetched) is not None
    assert announce(db, whole) == 1


TEXT = some.text(some.characters(exclude_categories=()), max_size=20)
FIELDS = some.builds(CarrierFields, title=TEXT, outlet=TEXT, url=TEXT, date=TEXT, byline=TEXT, language=TEXT)
ITEMS = some.builds(
    Item,
    id=TEXT,
    source=TEXT,
    address=TEXT,
    carrier=FIELDS,
    form=some.sampled_from(["", "text", "html"]),
    content=some.binary(max_size=20),
    charset=TEXT,
    usage=some.lists(TEXT, max_size=2).map(tuple),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=some.lists(ITEMS, max_size=4))
def test_whatever_strangers_announce_is_kept(db, found):
    """No text breaks a visit: NUL and half surrogates become U+FFFD, all else comes back and can be taken."""
    announce(db, *found)
    assert announce(db, *found) == 0
    for one in open_items(db, NOON, "one", 300, 100):
        said = {storable(f.id): f for f in reversed(found)}
        if one.id in said:
            assert one.address == storable(said[one.id].address)
            assert one.content == said[one.id].content
        take(db, one, captured=NOON, carrier=one.carrier)
    assert open_items(db, "2026-05-05T12:00:00Z", "one", 300, 100) == ()


def test_a_large_feed_is_taken_whole(db):
    """Items by the thousand go in together."""
    assert announce(db, *(item(number) for number in range(3000))) == 3000
    assert announce(db, *(item(number) for number in range(3001))) == 1
    assert captured(db, item(1)).version == 1
