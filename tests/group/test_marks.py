"""Marks that tell events of one kind apart."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from synoptic.group.marks import marks_of, told


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("It fell on November 27, 2005.", "en", {"11-27"}),
        ("on 27 November and Dec. 3", "en", {"11-27", "12-3"}),
        ("am 3. Mai", "de", {"5-3"}),
        ("el 3 de mayo", "es", {"5-3"}),
        ("le 1er mai et le 14 juillet", "fr", {"7-14"}),
        ("we march 30 miles", "en", {"3-30"}),
        ("no day at all", "xx", set()),
    ],
)
def test_days_are_read_as_month_and_day(text: str, language: str, days: set[str]) -> None:
    """Month names of the report's language, before or after the number; a verb that looks so too is the price."""
    assert marks_of(text, "", language).days == days


def test_years_are_no_numbers() -> None:
    """A year is kept apart from the counts of things."""
    marks = marks_of("In 2011 they took 26 men and 3.2 tons", "26 men in 2011", "en")
    assert marks.years == {"2011"}
    assert marks.numbers == {"26", "3.2"}
    assert marks.lede_numbers == {"26"}


def test_full_names_are_runs_of_capitals() -> None:
    """A possessive ending is no part of a name."""
    assert marks_of("Then Lena Orsić met Tomas Vrel's men.", "", "en").full_names == {
        "then lena orsić",
        "tomas vrel",
    }


def test_a_report_without_marks_says_nothing() -> None:
    """The share of what is told is a half where there was nothing to tell."""
    assert told(frozenset(), frozenset({"1"})) == 0.5
    assert told(frozenset({"1", "2"}), frozenset({"2"})) == 0.5
    assert told(frozenset({"2"}), frozenset({"2"})) == 1.0


@given(st.text(max_size=200), st.sampled_from(["en", "de", "fr", "ar", "zz", ""]))
@hypothesis_settings(deadline=None)
def test_any_text_can_be_read(text: str, language: str) -> None:
    """Whatever the text and language, marks are found or not, and nothing fails."""
    marks = marks_of(text, text, language)
    assert marks.lede_numbers == marks.numbers
    assert all(year in text for year in marks.years)
