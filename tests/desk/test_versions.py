"""Pages that change, and pages that are taken away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from synoptic.run.live import SETTINGS_FILE, LiveDesk
from synoptic.store import captures, stories
from tests.desk.clock import Clock
from tests.desk.plain_tools import PlainTools
from tests.desk.site import Site, site

FERRY = [
    "The ferry Halcyon ran aground off Port Merrow on Monday with 212 passengers on board, the coast guard said.",
    "Nobody was hurt, and the passengers were taken ashore by two lifeboats before noon, the coast guard said.",
    "The line that runs the ferry said an engine had failed shortly after the ship left Port Merrow.",
]
OTHER = [
    "The ferry Halcyon with 212 people on board ran aground near Port Merrow on Monday, the coast guard reported.",
    "Two lifeboats brought all passengers of the ferry ashore, and nobody was hurt, according to the coast guard.",
    "The harbour of Port Merrow stayed closed to large ships while divers looked at the hull of the Halcyon.",
]
SETTINGS = """
[desk]
revisit_every = 3600
revisit_days = 2

[intake.fetch]
host_delay = 0.0
allowed_hosts = ["127.0.0.1"]
"""


@pytest.fixture
def web() -> Iterator[Site]:
    """Return a site with two reports of one event."""
    with site() as held:
        held.put("ferry", "Ferry runs aground off Port Merrow", FERRY)
        held.put("halcyon", "Halcyon aground near Port Merrow", OTHER)
        yield held


@pytest.fixture
def desk(tmp_path: Path, web: Site) -> Iterator[LiveDesk]:
    """Return a desk that follows the site and has gathered once."""
    clock = Clock()
    LiveDesk.create(tmp_path / "desk", clock=clock).close()
    (tmp_path / "desk" / SETTINGS_FILE).write_text(SETTINGS, encoding="utf-8")
    made = LiveDesk.open(tmp_path / "desk", clock=clock, tools=PlainTools())
    made.add(web.feed, "feed")
    made.gather()
    yield made
    made.close()


def later(desk: LiveDesk, hours: float = 2) -> None:
    """Gather again some hours later."""
    desk.clock.pass_by(hours=hours)  # type: ignore[attr-defined]
    desk.gather()


def test_two_reports_of_one_event_are_one_story(desk: LiveDesk, web: Site) -> None:
    """The story holds both reports and has a comparison."""
    (story,) = desk.stories()
    assert len(story.reports) == 2
    held = desk.comparison(story.id)
    assert held is not None
    assert held[1].id == story.id
    assert set(held[1].reports) == set(story.reports)


def test_a_changed_page_is_a_new_version_of_the_same_story(desk: LiveDesk, web: Site) -> None:
    """The first version is kept, the story keeps its id and shows the new words."""
    (before,) = desk.stories()
    web.put("ferry", "Ferry runs aground off Port Merrow", [FERRY[0].replace("212", "221"), *FERRY[1:]])
    later(desk)
    versions = captures.versions(desk.db, web.page("ferry"))
    assert [capture.version for capture in versions] == [1, 2]
    assert versions[1].previous == versions[0].report
    (story,) = desk.stories()
    assert story.id == before.id
    assert versions[1].report in story.reports
    assert versions[0].report not in story.reports


def test_a_page_that_did_not_change_has_one_version(desk: LiveDesk, web: Site) -> None:
    """Looking again at a young page captures nothing."""
    later(desk)
    assert [c.version for c in captures.versions(desk.db, web.page("ferry"))] == [1]


def test_an_old_page_is_left_alone(desk: LiveDesk, web: Site) -> None:
    """After two days a change goes unseen."""
    later(desk, hours=47)
    later(desk, hours=2)
    web.put("ferry", "Ferry runs aground off Port Merrow", [FERRY[0].replace("212", "221"), *FERRY[1:]])
    later(desk, hours=24)
    assert [c.version for c in captures.versions(desk.db, web.page("ferry"))] == [1]


def test_a_page_that_is_taken_away_is_kept_and_marked(desk: LiveDesk, web: Site) -> None:
    """The withdrawn report stays in its story; the capture says when it was found gone."""
    del web.pages["ferry"]
    later(desk)
    (capture,) = captures.versions(desk.db, web.page("ferry"))
    assert capture.withdrawn == "2026-05-04T10:00:00Z"
    (story,) = desk.stories()
    assert capture.report in story.reports


def test_the_log_tells_what_became_of_a_story(desk: LiveDesk, web: Site) -> None:
    """A new story, then its growth."""
    web.put("third", "Port Merrow ferry aground", [*OTHER[:2], FERRY[2]])
    later(desk)
    kinds = [change.kind for change in stories.changes(desk.db, "") if change.story]
    assert kinds.count("new_story") == 1
    assert "grown" in kinds


def log_of(desk: LiveDesk, kind: str) -> list[str]:
    """Return the words of the entries of one kind."""
    return [change.words for change in stories.changes(desk.db, "") if change.kind == kind]


def test_the_log_tells_what_changed_in_a_report(desk: LiveDesk, web: Site) -> None:
    """Another number of passengers is a change of substance; it is told once, with both numbers."""
    web.put("ferry", "Ferry runs aground off Port Merrow", [FERRY[0].replace("212", "221"), *FERRY[1:]])
    later(desk)
    later(desk)
    (words,) = log_of(desk, "changed")
    assert "212" in words
    assert "221" in words


def test_brief_sentences_that_rest_on_changed_words_are_flagged_and_made_again(desk: LiveDesk, web: Site) -> None:
    """No citation of the new brief points at the former version."""
    (story,) = desk.stories()
    held = desk.comparison(story.id)
    assert held is not None
    cited = {c.words for s in held[1].brief.sentences for c in s.citations}
    name = "ferry" if any("212 passengers" in words for words in cited) else "halcyon"
    first, *rest = FERRY if name == "ferry" else OTHER
    web.put(name, "Ferry runs aground off Port Merrow", [first.replace("212", "221"), *rest])
    later(desk)
    (words,) = log_of(desk, "changed")
    assert "brief rested on this" in words
    held = desk.comparison(story.id)
    assert held is not None
    assert {c.report for s in held[1].brief.sentences for c in s.citations} <= set(held[0].reports)


def test_a_mended_typing_error_is_a_new_version_but_no_news(desk: LiveDesk, web: Site) -> None:
    """Small edits are kept as versions and stay out of the log."""
    web.put("ferry", "Ferry runs aground off Port Merrow", [*FERRY[:2], FERRY[2].replace("engine", "engnie")])
    later(desk)
    assert len(captures.versions(desk.db, web.page("ferry"))) == 2
    assert log_of(desk, "changed") == []


def test_the_log_tells_of_a_withdrawal_once(desk: LiveDesk, web: Site) -> None:
    """However often the page is looked for, its going is one entry."""
    del web.pages["ferry"]
    later(desk)
    later(desk)
    (words,) = log_of(desk, "withdrawn")
    assert web.page("ferry") in words


def test_a_feed_that_moved_for_good_is_asked_for_where_it_is_now(desk: LiveDesk, web: Site) -> None:
    """The old address is asked once; it stays the name of the source."""
    web.moved["/old.xml"] = web.feed
    desk.add(f"{web.address}/old.xml", "feed")
    later(desk)
    later(desk)
    assert web.asked.count("/old.xml") == 1


def test_a_followed_page_is_looked_at_as_long_as_it_is_followed(desk: LiveDesk, web: Site) -> None:
    """A page that is a source of its own gets new versions however old it is."""
    web.put("tides", "Tide tables", ["High water at Port Merrow is at six.", "Low water is at noon."])
    desk.add(web.page("tides"), "page")
    later(desk)
    web.put("tides", "Tide tables", ["High water at Port Merrow is at seven.", "Low water is at one."])
    later(desk, hours=24 * 9)
    assert [c.version for c in captures.versions(desk.db, web.page("tides"))] == [1, 2]
