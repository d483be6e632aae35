"""Times as people write them on a command line."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.errors import DeskError
from synoptic.run.spans_of_time import how_long, since_when

# A Wednesday.
NOW = datetime(2026, 5, 6, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("90s", 90),
        ("10m", 600),
        ("24h", 86_400),
        ("1h30m", 5_400),
        ("3d", 259_200),
        ("90 days", 7_776_000),
        ("2 Weeks", 1_209_600),
        ("an hour and 5 minutes", 3_900),
        ("6 months", 15_552_000),
        ("1y", 31_536_000),
    ],
)
def test_a_length_of_time_is_read_as_people_write_it(words, seconds):
    """Short units, whole words, and several of them together."""
    assert how_long(words) == timedelta(seconds=seconds)


@pytest.mark.parametrize("words", ["", "soon", "10", "10 parsecs", "h", "-3d", "3d ago", "1e3 h", "9" * 12 + "d"])
def test_what_is_no_length_of_time_is_refused_with_examples(words):
    """The message shows what would be understood."""
    with pytest.raises(DeskError, match=r"D051.*24h"):
        how_long(words)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("24h", "2026-05-05T14:30"),
        ("3 days ago", "2026-05-03T14:30"),
        ("an hour ago", "2026-05-06T13:30"),
        ("now", "2026-05-06T14:30"),
        ("today", "2026-05-06T00:00"),
        ("Yesterday", "2026-05-05T00:00"),
        ("last monday", "2026-05-04T00:00"),
        ("since friday", "2026-05-01T00:00"),
        ("wednesday", "2026-04-29T00:00"),
        ("this week", "2026-05-04T00:00"),
        ("last week", "2026-04-27T00:00"),
        ("this month", "2026-05-01T00:00"),
        ("last month", "2026-04-01T00:00"),
        ("this year", "2026-01-01T00:00"),
        ("2026-05-04", "2026-05-04T00:00"),
        ("2026-03", "2026-03-01T00:00"),
        ("2025", "2025-01-01T00:00"),
        ("2026-05-04 06:15", "2026-05-04T06:15"),
        ("2026-05-04T06:15:00Z", "2026-05-04T06:15"),
        ("2026-05-04T06:15+02:00", "2026-05-04T04:15"),
    ],
)
def test_a_moment_is_read_as_people_write_it(words, moment):
    """Lengths count back from now, names lead to the beginning of their day, all in UTC."""
    assert since_when(words, NOW) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize("day", range(1, 8))
def test_last_monday_is_a_monday_before_today_and_not_a_week_and_a_day_ago(day):
    """Whatever today is, also a Monday."""
    now = datetime(2026, 6, day, 9, tzinfo=UTC)
    monday = since_when("last monday", now)
    assert monday.weekday() == 0
    assert timedelta(hours=24) <= now - monday < timedelta(days=8)


@pytest.mark.parametrize(
    "words", ["", "whenever", "2026-13-40", "2026-00", "0000", "next monday", "9999999 years"]
)
def test_what_names_no_time_is_refused_with_examples(words):
    """The message shows what would be understood."""
    with pytest.raises(DeskError, match=r"D052.*last monday"):
        since_when(words, NOW)


@given(st.text() | st.from_regex(r"[0-9]{1,12} ?[a-z]{1,6}( ago)?", fullmatch=True))
def test_whatever_is_typed_is_a_time_or_refused(words):
    """No input ends in anything but a moment in UTC or the coded refusal."""
    try:
        moment = since_when(words, NOW)
    except DeskError:
        return
    assert moment.tzinfo is UTC
