"""What a gathering makes of pages that are missing, failing, locked or announced in parts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from synoptic.run.live import SETTINGS_FILE, LiveDesk
from synoptic.store import captures, readings
from tests.desk.clock import Clock
from tests.desk.plain_tools import PlainTools
from tests.desk.site import Site, site

LOCK = [
    "The lock at Dunmarsh was closed on Tuesday after a barge struck its lower gate, the canal office said.",
    "Two men on the barge were taken to hospital, and eleven boats were waiting by the evening.",
    "The gate was built in 1931 and was to be replaced next year, according to the canal office.",
]
TEASER = (
    '<!doctype html><html lang="en"><head><title>Lock closed at Dunmarsh</title>'
    '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",'
    ' "headline": "Lock closed at Dunmarsh", "datePublished": "2026-05-05", "isAccessibleForFree": false}</script>'
    "</head><body><article><h1>Lock closed at Dunmarsh</h1><p>The lock at Dunmarsh was closed on Tuesday after a"
    ' barge struck its lower gate …</p><p class="paywall">Subscribe to continue reading.</p></article></body>'
)
SETTINGS = """
[desk]
revisit_every = 3600
most_tries = 3

[intake.fetch]
host_delay = 0.0
first_back_off = 60
longest_back_off = 60
allowed_hosts = ["127.0.0.1"]
"""


@pytest.fixture
def web() -> Iterator[Site]:
    """Return a site with one page."""
    with site() as held:
        held.put("lock", "Lock closed at Dunmarsh", LOCK, day="2026-05-05")
        yield held


@pytest.fixture
def desk(tmp_path: Path, web: Site) -> Iterator[LiveDesk]:
    """Return a desk that follows the site's feed and has not gathered yet."""
    clock = Clock("2026-05-05T18:00:00")
    LiveDesk.create(tmp_path / "desk", clock=clock).close()
    (tmp_path / "desk" / SETTINGS_FILE).write_text(SETTINGS, encoding="utf-8")
    made = LiveDesk.open(tmp_path / "desk", clock=clock, tools=PlainTools())
    made.add(web.feed, "feed")
    yield made
    made.close()


def later(desk: LiveDesk, hours: float = 2) -> None:
    """Let some hours pass."""
    desk.clock.pass_by(hours=hours)  # type: ignore[attr-defined]


def test_a_page_that_is_not_there_is_told_once_and_not_asked_for_again(desk: LiveDesk, web: Site) -> None:
    """The feed announces a page that nobody can find; the other one is kept."""
    web.missing.append("ghost")
    assert desk.gather().gathered.gone == 1
    later(desk)
    desk.gather()
    assert web.asked.count("/ghost.html") == 1
    assert [c.address for c in captures.captures(desk.db)] == [web.page("lock")]


def test_a_page_that_fails_is_tried_again_and_then_given_up(desk: LiveDesk, web: Site) -> None:
    """Three tries, each with its problem; the last one counts as refused."""
    web.failing.append("storm")
    rounds = []
    for _ in range(5):
        rounds.append(desk.gather().gathered)
        later(desk)
    assert web.asked.count("/storm.html") == 3
    assert [done.refused for done in rounds] == [0, 0, 1, 0, 0]
    assert rounds[0].problems


def test_a_page_that_failed_and_recovers_is_kept(desk: LiveDesk, web: Site) -> None:
    """Nothing is lost by a bad hour."""
    web.failing.append("storm")
    desk.gather()
    web.failing.clear()
    web.put("storm", "Storm over Dunmarsh", LOCK[:2], day="2026-05-05")
    later(desk)
    desk.gather()
    assert web.page("storm") in {c.address for c in captures.captures(desk.db)}


def test_a_teaser_is_labelled_and_tells_no_story(desk: LiveDesk, web: Site) -> None:
    """The text behind a paywall is not held: the page is kept as a stub, outside all stories."""
    web.pages["lock"] = TEASER
    desk.gather()
    (held,) = captures.captures(desk.db, stubs=True)
    assert held.stub
    assert captures.captures(desk.db) == ()
    assert desk.stories() == ()


def test_a_page_that_is_freed_takes_the_place_of_its_teaser(desk: LiveDesk, web: Site) -> None:
    """The whole text makes a story; the teaser stays as the version before."""
    web.pages["lock"] = TEASER
    desk.gather()
    later(desk)
    web.put("lock", "Lock closed at Dunmarsh", LOCK, day="2026-05-05")
    desk.gather()
    assert [c.stub for c in captures.versions(desk.db, web.page("lock"))] == [True, False]
    (story,) = desk.stories()
    assert len(story.reports) == 1


def test_a_page_that_is_locked_later_stays_with_the_text_that_is_held(desk: LiveDesk, web: Site) -> None:
    """A teaser does not take the place of a whole text."""
    desk.gather()
    (before,) = desk.stories()
    later(desk)
    web.pages["lock"] = TEASER
    desk.gather()
    assert desk.stories() == (before,)
    assert set(readings.reading_days(desk.db)) == set(before.reports)


def test_the_parts_of_a_sitemap_index_are_read_at_one_visit(desk: LiveDesk, web: Site) -> None:
    """What stands in the parts is announced under the source that was added."""
    web.put("ferry", "Ferry back in service", LOCK[:2], day="2026-05-05")
    desk.add(f"{web.address}/sitemap.xml", "sitemap")
    done = desk.gather()
    assert done.gathered.sources == 2
    assert {c.address for c in captures.captures(desk.db)} == {web.page("lock"), web.page("ferry")}


def test_a_held_page_that_fails_for_a_while_stays_held(desk: LiveDesk, web: Site) -> None:
    """A bad hour of the outlet takes no report out of its story, and a later change is still seen."""
    desk.gather()
    (before,) = desk.stories()
    words = web.pages.pop("lock")
    web.failing.append("lock")
    for _ in range(2):
        later(desk)
        desk.gather()
    assert desk.stories() == (before,)
    web.failing.clear()
    web.pages["lock"] = words.replace("Two men", "Three men")
    later(desk)
    desk.gather()
    assert [c.version for c in captures.versions(desk.db, web.page("lock"))] == [1, 2]


def test_a_page_whose_bytes_are_gone_keeps_nobody_from_reading_the_others(desk: LiveDesk, web: Site) -> None:
    """The damage is named with its page; a rebuild goes on with what is there."""
    web.put("storm", "Storm over Dunmarsh", LOCK[:2], day="2026-05-05")
    desk.gather()
    (held,) = captures.versions(desk.db, web.page("storm"))
    desk.db.archive.remove(held.digest)
    desk.rebuild()
    assert web.page("lock") in {c.address for c in captures.captures(desk.db)}
    assert len(desk.stories()) >= 1
