"""What a story is about: which claim stands for it, and the day that its reports give."""

import msgspec

from synoptic.compare.event import find_event
from synoptic.news.comparison import Dossier
from synoptic.news.report import Interval
from synoptic.news.story import Event
from synoptic.run.stage import Tools
from tests.compare.accounts import SETTINGS, Told
from tests.compare.dated import grouped, read_report

MET = Told(words="Lena Orsic met Tomas Vrel in Geneva this week.", predicate="meet")
WEEKDAY = Told(words="Tuesday's meeting in Geneva ended years of silence.", predicate="end")
BACKGROUND = Told(words="The harbour was closed in 2027.", predicate="close")
FULL = Told(words="Lena Orsic visited Geneva on 13 May 2031 to meet Tomas Vrel.", predicate="visit")


def event_of(dossier: Dossier, tools: Tools) -> Event:
    """Return the event of a story."""
    return find_event(dossier, settings=SETTINGS, tools=tools).items[0]


def meeting(tools: Tools) -> Dossier:
    """Return a story of two reports: one names the week and the weekday, the other the full date."""
    readings = [
        read_report(tools, "Ledger", [MET, BACKGROUND, WEEKDAY]),
        read_report(tools, "Courier", [FULL, BACKGROUND]),
    ]
    return grouped(("met Tomas",), ("harbour",), readings=readings)


def test_the_event_is_what_reports_open_with(tools: Tools) -> None:
    """A full claim of the opening stands for the story, not the background that more reports repeat."""
    assert event_of(meeting(tools), tools).what == MET.words


def test_a_week_is_narrowed_to_the_day_that_reports_give(tools: Tools) -> None:
    """The week that a claim names becomes the day on which the reports put the same meeting."""
    event = event_of(meeting(tools), tools)
    assert event.time == Interval(earliest="2031-05-13", latest="2031-05-13")
    assert event.when == "2031-05-13"
    assert "2 reports give that day" in event.reason


def test_a_day_of_the_background_does_not_date_the_event(tools: Tools) -> None:
    """A date far outside the week that the event's own words name is not taken."""
    readings = [
        read_report(
            tools,
            "Ledger",
            [MET, Told(words="Lena Orsic met Tomas Vrel once before, on 2 June 2026.", predicate="meet")],
        )
    ]
    event = event_of(grouped(("this week",), readings=readings), tools)
    assert event.time == Interval(earliest="2031-05-12", latest="2031-05-18")


def test_without_known_names_nobody_is_named(tools: Tools) -> None:
    """An event without known story entities has no people and no place, and is still told."""
    event = event_of(meeting(tools), tools)
    assert (event.who, event.where) == ((), "")


def test_a_story_without_claims_has_no_event(tools: Tools) -> None:
    """Nothing is said of a story whose reports claim nothing."""
    dossier = msgspec.structs.replace(meeting(tools), claim_groups=())
    assert find_event(dossier, settings=SETTINGS, tools=tools).items == ()


def test_words_of_the_headlines_stand_for_the_event(tools: Tools) -> None:
    """Of two opening claims the one that the headlines name is the event."""
    reading = read_report(
        tools,
        "Ledger",
        [
            Told(words="Lena Orsic has ruled Karvia since 2027.", predicate="rule"),
            Told(words="Lena Orsic dismissed the harbour master.", predicate="dismiss"),
        ],
    )
    titled = msgspec.structs.replace(reading.report, headline="Orsic dismisses harbour master after fire")
    reading = msgspec.structs.replace(reading, report=titled)
    event = event_of(grouped(("has ruled",), ("dismissed",), readings=[reading]), tools)
    assert event.what == "Lena Orsic dismissed the harbour master."


def test_a_fragment_does_not_stand_for_the_event(tools: Tools) -> None:
    """A claim that cannot be read alone is not shown as what happened."""
    fragment = Told(words="Including some of Lena Orsic's letters to Tomas Vrel in Geneva.", predicate="include")
    reading = read_report(tools, "Ledger", [fragment, MET])
    event = event_of(grouped(("Including",), ("met Tomas",), readings=[reading]), tools)
    assert event.what == MET.words


def test_the_day_that_two_reports_open_with_dates_a_claim_without_a_time(tools: Tools) -> None:
    """Where no claim of the event names a time, the day in both openings is taken; one opening is not enough."""
    found = Told(words="The lost bell of Senn lay under the old quay.", predicate="lie")
    told = Told(words="Divers told the council on Tuesday what they saw.", predicate="tell")
    other = Told(words="On Tuesday the council heard from its divers.", predicate="hear")
    two = [read_report(tools, "Ledger", [found, told]), read_report(tools, "Courier", [found, other])]
    event = event_of(grouped(("lost bell",), readings=two), tools)
    assert event.time is not None
    assert event.time.earliest == event.time.latest
    assert "2 reports open with that day" in event.reason
    one = [two[0], read_report(tools, "Courier", [found])]
    assert event_of(grouped(("lost bell",), readings=one), tools).time is None
