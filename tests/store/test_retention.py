"""What is old goes, and nothing that something younger rests on."""

from synoptic.news.capture import StoryChange, StoryRecord
from synoptic.store.captures import captures, first_captured, versions
from synoptic.store.checking import check
from synoptic.store.queue import open_items
from synoptic.store.readings import reading
from synoptic.store.retention import Retained, retain
from synoptic.store.sources import fetch_note
from synoptic.store.stories import (
    changes,
    comparison,
    day_results,
    put_comparison,
    put_day_result,
    replace_stories,
    stories,
)
from tests.store.builders import NOON, announce, item, read, take

OLD, NEW = "2026-02-01", "2026-05-04"


def held(db, number, day):
    """Take and read a page of a day."""
    taken = take(db, item(number), b"<p>Page %d." % number, captured=f"{day}T12:00:00Z")
    read(db, taken, day)
    return taken.report


def told(number, *reports, last=OLD, **fields):
    return StoryRecord(id=f"story:{number}", reports=reports, first=OLD, last=last, **fields)


def test_an_old_story_goes_with_all_that_was_made_of_it(db):
    """Its captures, readings, bytes and comparison are gone; what is younger stays."""
    old, new = held(db, 1, OLD), held(db, 2, NEW)
    replace_stories(db, [told(1, old), told(2, new, last=NEW)])
    for number in (1, 2):
        put_comparison(db, f"story:{number}", "inputs", "stages", b"compared")
    assert retain(db, "2026-03-01") == Retained(stories=1, captures=1, readings=1, blobs=1)
    assert [one.report for one in captures(db)] == [new]
    assert [one.id for one in stories(db)] == ["story:2"]
    assert reading(db, old) is None
    assert comparison(db, "story:1") is None
    assert comparison(db, "story:2") is not None
    assert list(db.archive.digests()) == [db.archive.digest(b"<p>Page 2.")]
    assert check(db) == ()


def test_nothing_goes_twice(db):
    """A second run finds nothing to do."""
    replace_stories(db, [told(1, held(db, 1, OLD))])
    retain(db, "2026-03-01")
    assert retain(db, "2026-03-01") == Retained()


def test_an_old_report_of_a_living_story_stays(db):
    """So does one that a living story only refers to, and the story that tells that one."""
    old, other, new = held(db, 1, OLD), held(db, 2, OLD), held(db, 3, NEW)
    replace_stories(db, [told(1, old, new, last=NEW, references=(other,)), told(2, other)])
    assert retain(db, "2026-03-01") == Retained()
    assert len(stories(db)) == 2


def test_an_old_report_that_came_in_lately_stays(db):
    """An archive of former years that was read in yesterday is not old."""
    taken = take(db, item(1), captured=f"{NEW}T12:00:00Z")
    read(db, taken, "2019-01-01")
    replace_stories(
        db, [StoryRecord(id="story:1", reports=(taken.report,), first="2019-01-01", last="2019-01-01")]
    )
    assert retain(db, "2026-03-01") == Retained()


def test_the_versions_of_a_page_go_together(db):
    """Former versions stay as long as the page has a younger one."""
    held(db, 1, OLD)
    take(db, item(1), b"<p>Changed.", captured=f"{NEW}T12:00:00Z")
    assert retain(db, "2026-03-01") == Retained()
    assert len(versions(db, item(1).address)) == 2


def test_a_page_without_a_story_goes_by_its_age(db):
    """Stubs and pages that were never read go too."""
    take(db, item(1), b"<p>Subscribe!", stub=True, captured=f"{OLD}T12:00:00Z")
    assert retain(db, "2026-03-01").captures == 1


def test_what_went_is_not_fetched_again(db):
    """The desk remembers what was announced, and the order of first captures."""
    whole = item(2, form="html", content=b"<p>Page 2.")
    announce(db, item(1), whole)
    for page in (item(1), whole):
        take(db, page, b"<p>Page.", captured=f"{OLD}T12:00:00Z")
    order = first_captured(db)
    assert retain(db, "2026-03-01").captures == 2
    assert announce(db, item(1), whole) == 0
    assert open_items(db, NOON, "one", 300, 9) == ()
    assert first_captured(db) == order
    assert check(db) == ()


def test_a_page_that_went_and_comes_back_is_a_new_version(db):
    """Versions are counted on, and nothing refers to what is gone; the page is fetched whole."""
    held(db, 1, OLD)
    retain(db, "2026-03-01")
    assert fetch_note(db, item(1).address) is None
    taken = take(db, item(1), b"<p>It is back.")
    assert (taken.version, taken.previous) == (2, "")
    assert captures(db) == (taken,)
    assert check(db) == ()


def test_shared_bytes_stay_while_somebody_needs_them(db):
    """Two pages with the same bytes: the younger one keeps them."""
    take(db, item(1), b"<p>The same.", captured=f"{OLD}T12:00:00Z")
    take(db, item(2), b"<p>The same.")
    assert retain(db, "2026-03-01") == Retained(captures=1)
    assert check(db) == ()


def test_the_log_stays(db):
    """It says what happened to stories that are no more."""
    entry = StoryChange(id="change:1", at=f"{OLD}T12:00:00Z", kind="new_story", story="story:1")
    replace_stories(db, [told(1, held(db, 1, OLD))], [entry])
    retain(db, "2026-03-01")
    assert changes(db, "") == (entry,)


def test_the_results_of_empty_days_go(db):
    """A day of which some report is left keeps its result."""
    left = held(db, 1, "2026-02-02")
    held(db, 2, OLD)
    replace_stories(db, [told(1, left, last=NEW)])
    for day in (OLD, "2026-02-02", NEW):
        put_day_result(db, day, "digest", b"grouped")
    retain(db, "2026-03-01")
    assert list(day_results(db)) == ["2026-02-02", NEW]


def test_bytes_that_never_belonged_to_anything_go_in_time(db):
    """What a killed gatherer left stays while it is young, for somebody may be about to refer to it."""
    db.archive.put(b"left behind")
    assert retain(db, "2000-01-01").blobs == 0
    assert retain(db, "9999-01-01").blobs == 1
