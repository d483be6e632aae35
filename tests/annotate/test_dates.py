"""Times: which words name one, what days it can be, and what it was counted from."""

from datetime import date

import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from synoptic.annotate.date_calendar import add, length_of, part_of, whole
from synoptic.annotate.date_grammar import find_expressions
from synoptic.annotate.dates import find_times
from synoptic.news.report import Interval, Published
from synoptic.run.models import ModelTools
from tests.annotate.times import dated_reading, times_of
from tests.builders import SETTINGS, read_text

# Pieces that dates are made of, so that random text comes near the grammar.
PIECES = st.sampled_from(
    [
        "31",
        "30",
        "0",
        "1",
        "12",
        "2030",
        "May",
        "march",
        "the",
        "of",
        "next",
        "last",
        "this",
        "3.23",
        "10:30",
        "pm",
        "Monday",
        "mardi",
        "siècle",
        "Q4",
        "1990s",
        "’80s",
        "early",
        "mid",
        "-ago",
        "year-old",
        "since",
        "until",
        "between",
        "and",
        "from",
        "to",
        "–",
        "/",
        ".",
        ",",
        "99999999999",
        "двадцать",
        "年",
        "30年2月31日",
        "XXIe",
        "Feb.",
        "an",
        "ago",
    ]
)
STRANGE_TEXT = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join))
QUICK = hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@QUICK
@given(text=STRANGE_TEXT, language=st.sampled_from(["en", "fr", "es", "de", "it", "ja", "xx"]))
def test_strange_text_never_raises_and_spans_hold_their_words(text: str, language: str) -> None:
    """Whatever a text holds, each expression found in it stands exactly where it says."""
    for expression in find_expressions(text, language):
        assert text[expression.start : expression.end] == expression.words


@QUICK
@given(text=STRANGE_TEXT, day=st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_times_of_strange_text_are_ordered_intervals(tools: ModelTools, text: str, day: date) -> None:
    """Every time re-reads as its words, and its first day is not after its last."""
    reading = dated_reading(text, tools, language="de", published=day.isoformat())
    for mention in reading.times:
        assert reading.report.text[mention.start : mention.end] == mention.words
        earliest, latest = mention.time.earliest, mention.time.latest
        assert earliest is None or latest is None or earliest <= latest


@given(day=st.dates(date(1000, 1, 1), date(3000, 1, 1)), unit=st.sampled_from(["day", "week", "month", "year"]))
def test_adding_and_taking_away_ends_in_the_same_unit(day: date, unit: str) -> None:
    """Going three units on and three back ends in the calendar unit one began in."""
    there = add(day, 3, unit)
    assert whole(add(there, -3, unit), unit) == whole(day, unit)


@given(
    day=st.dates(date(1000, 1, 1), date(3000, 1, 1)), unit=st.sampled_from(["month", "quarter", "year", "decade"])
)
def test_the_parts_of_a_unit_fill_it(day: date, unit: str) -> None:
    """The early, middle and late parts of a calendar unit follow each other without a gap."""
    first, last = whole(day, unit)
    early, middle, late = (part_of(first, last, part) for part in (1, 2, 3))
    assert (early[0], late[1]) == (first, last)
    assert (middle[0] - early[1]).days == (late[0] - middle[1]).days == 1


def test_a_short_month_keeps_its_last_day() -> None:
    """A month after 31 January is the last day of February."""
    assert add(date(2031, 1, 31), 1, "month") == date(2031, 2, 28)


@pytest.mark.parametrize(
    ("number", "unit", "length"),
    [
        (3, "year", "P3Y"),
        (2, "decade", "P20Y"),
        (None, "week", "PXW"),
        (90, "minute", "PT90M"),
        (1, "quarter", "P3M"),
    ],
)
def test_lengths_are_written_as_iso_has_them(number: float | None, unit: str, length: str) -> None:
    """A counted length is an ISO 8601 duration; X stands for an uncounted number."""
    assert length_of(number, unit) == length


def test_a_weekday_says_what_it_was_counted_from(tools: ModelTools) -> None:
    """A weekday is the last one before publication, and its reason names the anchor."""
    (mention,) = times_of("The dam broke on Tuesday.", tools, published="2031-05-15")
    assert mention.time == Interval(earliest="2031-05-13", latest="2031-05-13")
    assert mention.anchored_to == "the day of publication, 2031-05-15"
    assert mention.reason == "the last such day, seen from the day of publication, 2031-05-15"


def test_a_length_and_an_age_are_no_days(tools: ModelTools) -> None:
    """How long something took and how old somebody is have lengths and no interval."""
    mentions = times_of("A 44-year-old pilot was held for three weeks.", tools)
    assert [(m.kind, m.length, m.time) for m in mentions] == [
        ("age", "P44Y", Interval()),
        ("duration", "P3W", Interval()),
    ]


def test_an_uncertain_day_of_publication_leaves_a_hull(tools: ModelTools) -> None:
    """From an anchor of several days a relative time can be any of the days that follow from it."""
    published = Published(earliest="2031-05-14", latest="2031-05-15", certainty="inferred")
    reading = read_text("The dam broke yesterday.", tools, published=published)
    (mention,) = find_times(reading, settings=SETTINGS.annotate, tools=tools).items
    assert mention.time == Interval(earliest="2031-05-13", latest="2031-05-14")


def test_a_weekday_is_certain_while_the_anchor_does_not_pass_it(tools: ModelTools) -> None:
    """A weekday is one day as long as every possible day of publication looks back on the same one."""
    published = Published(earliest="2031-05-14", latest="2031-05-16", certainty="inferred")
    reading = read_text("The dam broke on Monday.", tools, published=published)
    (mention,) = find_times(reading, settings=SETTINGS.annotate, tools=tools).items
    assert mention.time == Interval(earliest="2031-05-12", latest="2031-05-12")


def test_the_next_day_follows_the_date_before_it(tools: ModelTools) -> None:
    """“The following day” counts from the date that the text gave last, not from publication."""
    mentions = times_of("The ferry sank on 3 May 2030. Divers came the following day.", tools)
    assert [m.time.earliest for m in mentions] == ["2030-05-03", "2030-05-04"]
    assert mentions[1].anchored_to == "“3 May 2030” before it"


def test_a_clock_time_belongs_to_the_day_of_its_sentence(tools: ModelTools) -> None:
    """An hour lies on the one day that its sentence names, and is printed in 24 hours."""
    mentions = times_of("The quake struck at 2.30 pm on 3 May 2030.", tools)
    clock = next(m for m in mentions if m.clock)
    assert (clock.clock, clock.time.earliest) == ("14:30", "2030-05-03")


def test_both_ends_of_a_range_are_kept(tools: ModelTools) -> None:
    """A range of dates holds the words of its first and its last end."""
    (mention,) = times_of("The siege lasted from 3 May 2030 to 9 May 2030.", tools)
    assert (mention.time.earliest, mention.time.latest) == ("2030-05-03", "2030-05-09")
    assert [end.words for end in mention.ends] == ["3 May 2030", "9 May 2030"]


def test_an_american_date_of_two_readings_keeps_both(tools: ModelTools) -> None:
    """3/4/2030 can be either day, so the interval reaches from one to the other."""
    (mention,) = times_of("The form is dated 3/4/2030.", tools)
    assert mention.time == Interval(earliest="2030-03-04", latest="2030-04-03")


def test_a_future_tense_looks_ahead(tools: ModelTools) -> None:
    """A weekday with “will” is the next one."""
    (mention,) = times_of("The council will vote on Friday.", tools)
    assert mention.time.earliest == "2031-05-16"


def test_times_of_an_empty_report_are_none(tools: ModelTools) -> None:
    """A report without text has no times and no problems."""
    reading = msgspec.structs.replace(read_text("", tools), sentences=())
    made = find_times(reading, settings=SETTINGS.annotate, tools=tools)
    assert (made.items, made.problems) == ((), ())
