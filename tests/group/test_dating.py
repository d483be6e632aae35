"""When an undated report was published, concluded from the dated reports of its story."""

import msgspec

from synoptic.annotate.dates import find_times
from synoptic.group.dating import date_from_story
from synoptic.news.annotation import Reading
from synoptic.news.comparison import Dossier
from synoptic.news.report import Published
from synoptic.news.story import ReportDating, Story
from synoptic.run.stage import Tools
from tests.builders import SETTINGS, read_text

FULL = "Lena Orsic and Tomas Vrel signed a treaty on grain and railways in Marenga on May 13, 2031."
WEEKDAY = "On Tuesday Lena Orsic and Tomas Vrel signed their treaty on grain in Marenga."


def reading(tools: Tools, text: str, *, day: str = "", outlet: str = "") -> Reading:
    """Return a reading with its times; without a day its publication time is unknown."""
    published = Published(earliest=day, latest=day, certainty="stated") if day else Published()
    made = read_text(text, tools, published=published, outlet=outlet, path=outlet or "page.txt")
    times = find_times(made, settings=SETTINGS.annotate, tools=tools).items
    return msgspec.structs.replace(made, times=times)


def datings(*readings: Reading, tools: Tools) -> list[ReportDating]:
    """Return what the stage concludes for a story of these readings."""
    dossier = Dossier(story=Story(id="story:1", reports=tuple(r.id for r in readings)), readings=readings)
    return list(date_from_story(dossier, settings=SETTINGS.group, tools=tools).items)


def test_a_weekday_is_dated_by_the_report_that_gives_the_day(tools: Tools) -> None:
    """A report that says “Tuesday” of an event follows within five days of the Tuesday another report names."""
    undated = reading(tools, WEEKDAY, outlet="Courier")
    (made,) = datings(reading(tools, FULL, day="2031-05-14", outlet="Ledger"), undated, tools=tools)
    assert made.report == undated.id
    assert (made.published.earliest, made.published.latest) == ("2031-05-13", "2031-05-18")
    assert made.published.certainty == "inferred"
    assert "Ledger gives as “May 13, 2031”" in made.published.reason


def test_this_week_ends_on_its_sunday(tools: Tools) -> None:
    """A report that calls the event's week “this week” appeared before that week was over."""
    undated = reading(tools, WEEKDAY + " It is the second treaty this week.", outlet="Courier")
    (made,) = datings(reading(tools, FULL, day="2031-05-14", outlet="Ledger"), undated, tools=tools)
    assert made.published.latest == "2031-05-18"


def test_another_event_on_the_same_weekday_dates_nothing(tools: Tools) -> None:
    """A Tuesday of something else gives only the stretch in which the story's reports appeared."""
    undated = reading(tools, "On Tuesday a barn burned down near Norwick.", outlet="Courier")
    (made,) = datings(reading(tools, FULL, day="2031-05-14", outlet="Ledger"), undated, tools=tools)
    assert (made.published.earliest, made.published.certainty) == ("2031-05-14", "guessed")


def test_dated_reports_are_left_alone(tools: Tools) -> None:
    """A report that states its day keeps it."""
    one = reading(tools, FULL, day="2031-05-14", outlet="Ledger")
    other = reading(tools, WEEKDAY, day="2031-05-15", outlet="Courier")
    assert datings(one, other, tools=tools) == []


def test_a_story_without_any_date_stays_undated(tools: Tools) -> None:
    """Without a dated report nothing is concluded."""
    assert datings(reading(tools, WEEKDAY, outlet="Courier"), tools=tools) == []
