"""Stories, what the days made, comparisons, the log and the shelf."""

from synoptic.news.capture import StoryChange, StoryRecord
from synoptic.news.ids import content_id
from synoptic.store import shelf
from synoptic.store.stories import (
    add_changes,
    changes,
    comparison,
    comparison_mark,
    day_result,
    day_results,
    forget_days,
    put_comparison,
    put_day_result,
    replace_stories,
    stories,
    stories_of,
    story,
)
from tests.store.builders import item, take


def named(number):
    """Return the id of the story that is named after a page."""
    return content_id("story", item(number).address)


def told(number, *reports, **fields):
    return StoryRecord(id=named(number), reports=reports, first="2026-05-04", last="2026-05-05", **fields)


def change(number, at="2026-05-04T12:00:00Z", **fields):
    return StoryChange(id=f"change:{number}", at=at, kind="grown", **fields)


def test_stories_come_back_as_they_were_given(db):
    """In the order of their ids, with reports and references in the order given."""
    given = [told(1, "b", "a", references=("d", "c"), reason="one event"), told(2, "e")]
    replace_stories(db, given)
    assert stories(db) == tuple(sorted(given, key=lambda one: one.id))
    assert story(db, named(1)) == given[0]
    assert story(db, "story:none") is None
    assert stories_of(db, ["a", "d", "e"]) == {"a": named(1), "e": named(2)}


def test_new_stories_take_the_place_of_all_former_ones(db):
    """Those that are not among the new are gone, with their comparisons; the others keep theirs."""
    replace_stories(db, [told(1, "a"), told(2, "b"), told(3, "c")])
    for number in (1, 2, 3):
        put_comparison(db, named(number), "inputs", "stages", b"compared")
    replace_stories(db, [told(1, "a"), told(2, "b", "d")], [change(1)])
    assert {one.id: one.reports for one in stories(db)} == {named(1): ("a",), named(2): ("b", "d")}
    assert comparison(db, named(3)) is None
    assert comparison(db, named(2)) == ("inputs", "stages", b"compared")
    assert changes(db, "") == (change(1),)


def test_an_old_id_leads_to_the_story_that_tells_its_page_now(db):
    """After a merge, and after a later split, a link that was once given still leads to its page's story."""
    one, two = take(db, item(1)), take(db, item(2))
    replace_stories(db, [told(1, one.report), told(2, two.report)])
    replace_stories(db, [told(1, one.report, two.report)])
    assert story(db, named(2)) == told(1, one.report, two.report)
    changed = take(db, item(2), b"<p>The ferry is here.")
    replace_stories(db, [told(1, one.report), told(2, changed.report)])
    assert story(db, named(2)).reports == (changed.report,)
    replace_stories(db, [told(1, one.report)])
    assert story(db, named(2)) is None


def test_a_comparison_replaces_the_one_before(db):
    """It is kept with what it was made from and by, which can be asked for alone."""
    put_comparison(db, named(1), "inputs 1", "stages 1", b"first" * 1000)
    put_comparison(db, named(1), "inputs 2", "stages 1", b"second" * 1000)
    assert comparison(db, named(1)) == ("inputs 2", "stages 1", b"second" * 1000)
    assert comparison_mark(db, named(1)) == ("inputs 2", "stages 1")
    assert comparison(db, named(2)) is None
    assert comparison_mark(db, named(2)) is None


def test_days_are_kept_replaced_and_forgotten(db):
    """Each day's result stands with the digest of what it was made from."""
    put_day_result(db, "2026-05-05", "digest b", b"later")
    put_day_result(db, "2026-05-04", "digest a", b"first")
    put_day_result(db, "2026-05-04", "digest c", b"again")
    assert day_result(db, "2026-05-04") == ("digest c", b"again")
    assert list(day_results(db).items()) == [("2026-05-04", b"again"), ("2026-05-05", b"later")]
    forget_days(db, ["2026-05-04", "2026-01-01"])
    assert day_result(db, "2026-05-04") is None
    assert list(day_results(db)) == ["2026-05-05"]


def test_the_log_is_in_the_order_in_which_it_was_written(db):
    """A clock that was set back does not turn it round; what it has is not written twice."""
    entries = [change(2, "2026-05-04T12:00:00Z", words="Two more."), change(1, "2026-05-04T11:00:00Z")]
    add_changes(db, entries[:1])
    add_changes(db, entries)
    assert changes(db, "2026-05-04") == tuple(entries)
    assert changes(db, "2026-05-04T12:00:00Z") == (entries[0],)


def test_the_shelf_keeps_small_things(db):
    """A name that is taken is not taken again by adding; putting replaces, in the same place."""
    assert shelf.add(db, "watches", "border", b"1")
    assert shelf.add(db, "watches", "trade", b"2")
    assert not shelf.add(db, "watches", "border", b"3")
    assert shelf.get(db, "watches", "border") == b"1"
    shelf.put(db, "watches", "border", b"4")
    shelf.put(db, "told", "border", b"5")
    assert list(shelf.entries(db, "watches").items()) == [("border", b"4"), ("trade", b"2")]
    assert shelf.remove(db, "watches", "border", "nothing") == 1
    assert shelf.get(db, "watches", "border") is None
    assert shelf.get(db, "told", "border") == b"5"
