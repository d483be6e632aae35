"""A desk brought up to date step by step shows what one made in one go shows."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from benchmarks.desk_reports import Page, pages

from synoptic.run.live import LiveDesk
from synoptic.store import captures
from synoptic.store.checking import check
from synoptic.store.retention import retain
from tests.desk.clock import Clock
from tests.desk.plain_tools import PlainTools

PAGES = [page for page in pages(24, 3) if page.version == 1]


def desk_over(folder: Path, inbox: Path) -> LiveDesk:
    """Return a new desk that follows a folder."""
    clock = Clock("2026-04-20T08:00:00")
    LiveDesk.create(folder, clock=clock).close()
    desk = LiveDesk.open(folder, clock=clock, tools=PlainTools())
    desk.add(str(inbox), "folder")
    return desk


def step(desk: LiveDesk, inbox: Path, arrived: Sequence[Page]) -> None:
    """Let some pages arrive and gather an hour later."""
    for page in arrived:
        (inbox / f"{PAGES.index(page):03d}.html").write_bytes(page.html)
    desk.clock.pass_by(hours=1)  # type: ignore[attr-defined]
    desk.gather()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Return an empty folder for pages to arrive in."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def at_once(tmp_path: Path) -> Iterator[LiveDesk]:
    """Return a desk to which all pages came at once, from a folder of the same name."""
    inbox = tmp_path / "whole" / "inbox"
    inbox.mkdir(parents=True)
    desk = desk_over(tmp_path / "at-once", inbox)
    step(desk, inbox, PAGES)
    yield desk
    desk.close()


def shown(desk: LiveDesk) -> list[list[str]]:
    """Return which files tell which stories, by the names of the files."""
    name = {c.report: Path(c.address).name for c in captures.captures(desk.db)}
    return sorted(sorted(name[r] for r in story.reports) for story in desk.stories())


def test_pages_that_come_one_by_one_make_the_stories_of_all_at_once(tmp_path: Path, inbox: Path, at_once) -> None:
    """Twenty gatherings, in an order that has nothing to do with the dates, end in the same stories."""
    arriving = list(PAGES)
    Random(4).shuffle(arriving)
    desk = desk_over(tmp_path / "stepwise", inbox)
    for page in arriving:
        step(desk, inbox, [page])
    assert shown(desk) == shown(at_once)
    assert any(len(story) > 1 for story in shown(desk))
    desk.close()


def test_a_rebuild_from_the_archive_changes_nothing(at_once: LiveDesk) -> None:
    """Readings, days and comparisons made anew from the raw bytes are byte for byte what they were."""
    before, ids = at_once.state(), [story.id for story in at_once.stories()]
    made = at_once.rebuild()
    assert made.readings == len(PAGES)
    assert at_once.state() == before
    assert [story.id for story in at_once.stories()] == ids


def test_a_gathering_without_news_makes_nothing_again(at_once: LiveDesk) -> None:
    """Unchanged files are not captured, read, grouped or compared a second time."""
    at_once.clock.pass_by(hours=1)  # type: ignore[attr-defined]
    done = at_once.gather()
    assert (done.gathered.captured, done.updated.readings, done.updated.days, done.updated.comparisons) == (
        0,
        0,
        0,
        0,
    )


def test_one_more_report_compares_again_only_the_stories_that_it_changed(tmp_path: Path, inbox: Path) -> None:
    """A story with the same reports, told for the same reasons, is left alone."""
    desk = desk_over(tmp_path / "desk", inbox)
    step(desk, inbox, PAGES[:-1])
    before = {story.id: story for story in desk.stories()}
    desk.clock.pass_by(hours=1)  # type: ignore[attr-defined]
    (inbox / f"{len(PAGES) - 1:03d}.html").write_bytes(PAGES[-1].html)
    done = desk.gather()
    changed = [story for story in desk.stories() if before.get(story.id) != story]
    assert done.updated.readings == 1
    assert 1 <= done.updated.comparisons <= len(changed) < len(before)
    desk.close()


def test_letting_go_of_old_days_leaves_the_stories_of_the_others_as_they_are(tmp_path: Path, inbox: Path) -> None:
    """After retention the kept stories keep ids, reports and comparisons, and nothing is made again."""
    desk = desk_over(tmp_path / "desk", inbox)
    for page in list(pages(330, 5))[::30]:
        desk.clock.at = datetime.fromisoformat(page.at) + timedelta(minutes=5)  # type: ignore[attr-defined]
        (inbox / f"{page.at[:10]}.html").write_bytes(page.html)
        desk.gather()
    days = sorted({story.last for story in desk.stories()})
    middle = days[len(days) // 2]
    before = {story.id: desk.comparison(story.id) for story in desk.stories()}
    for old in inbox.iterdir():
        old.unlink()
    assert retain(desk.db, middle).stories > 0
    desk.clock.pass_by(hours=1)  # type: ignore[attr-defined]
    done = desk.gather()
    assert (done.updated.readings, done.updated.days, done.updated.comparisons) == (0, 0, 0)
    after = {story.id: desk.comparison(story.id) for story in desk.stories()}
    assert 0 < len(after) < len(before)
    assert after.items() <= before.items()
    assert check(desk.db) == ()
    desk.close()
