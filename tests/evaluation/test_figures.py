"""The scorer of figures, on cases counted by hand."""

import json
from pathlib import Path
from typing import Any

import pytest
from evaluation.figures import change_of, measure, pairs, same_unit, same_value, stated_value
from evaluation.listed_numbers import listed_right

from synoptic.news.annotation import Figure
from synoptic.run.stage import Tools


def figure(words: str, low: float | None, high: float | None, **fields: Any) -> Figure:
    """Return a figure of some words and bounds."""
    return Figure(id="figure:1", report="r", start=0, end=len(words), words=words, low=low, high=high, **fields)


def gold(value: str, unit: str = "-", change: str = "=") -> dict[str, Any]:
    """Return a label as the set has it."""
    return {"value": value, "unit": unit, "normalized_unit": unit, "change": change}


@pytest.mark.parametrize(
    ("held", "value", "same"),
    [
        (figure("41", 41, 41), "41.0", True),
        (figure("41", 41, 41), "40", False),
        (figure("5 to 7 %", 5, 7), "5.0-7.0", True),
        (figure("5 to 7 %", 5, 7), "5", False),
        (figure("dozens", 24, 99), "12-120", True),
        (figure("dozens", 24, 99), "30-50", False),
        (figure("at least 41", 41, None, qualifier="at least"), "41", True),
        (figure("about 30,000", 25000, 35000, qualifier="about"), "30000", True),
        (figure("nearly half", 0.45, 0.5, qualifier="nearly"), "0.5", True),
    ],
)
def test_a_value_is_what_the_words_state(held: Figure, value: str, same: bool) -> None:
    """Values are compared as stated, ranges by both ends, vague words by lying inside the labelled range."""
    assert same_value(held, gold(value)) is same


@pytest.mark.parametrize(
    ("held", "unit", "same"),
    [
        (figure("5 %", 5, 5, unit="%"), "percentage", True),
        (figure("$5", 5, 5, unit="USD"), "dollar", True),
        (figure("$5", 5, 5, unit="USD"), "euro", False),
        (figure("$5", 5, 5, unit="USD/share"), "dollar per share", True),
        (figure("$5", 5, 5, unit="USD"), "dollar per share", False),
        (figure("44-year-old", 44, 44, unit="years of age"), "year of age", True),
        (figure("5", 5, 5, thing="old ferry"), "ferries", True),
        (figure("5", 5, 5, thing="old ferry"), "sailors", False),
        (figure("5", 5, 5), "-", True),
        (figure("5 %", 5, 5, unit="%"), "-", False),
    ],
)
def test_units_and_things_are_compared(held: Figure, unit: str, same: bool) -> None:
    """A unit must be the labelled one, per the same thing; a thing counted by its noun."""
    assert same_unit(held, gold("5", unit)) is same


@pytest.mark.parametrize(
    ("held", "behind", "change"),
    [
        (figure("5 %", 5, 5, change="up"), "", "up"),
        (figure("5 %", 5, 5, change="down"), " drop in prices", "="),
        (figure("at least 5", 5, None), "", ">"),
        (figure("up to 5", None, 5), "", "<"),
        (figure("about 5", 4, 6, qualifier="about"), "", "~"),
        (figure("between 5 and 6", 5, 6, qualifier="between"), "", "="),
    ],
)
def test_change_is_written_as_the_set_has_it(held: Figure, behind: str, change: str) -> None:
    """Bounds stand before direction; a direction said only behind the number is none to the set."""
    assert change_of(held, behind) == change


def test_an_approximate_value_is_read_from_its_words() -> None:
    """The value of “about 30,000” is 30,000 and not the middle of its bounds."""
    assert stated_value(figure("about 33,000", 30000, 40000, qualifier="about")) == (33000, 33000)


def test_a_change_in_two_figures_meets_a_labelled_range(tools: Tools) -> None:
    """“From 160 to 180” is one range to the annotators and two figures to us: both ends right is right."""
    row = {
        "input": {"text": "The fee rose from $160 to $180."},
        "gold": {"quantities": [gold("160.0-180.0", "dollar")]},
        "meta": {"set": "NewsQuant"},
    }
    (pair,) = pairs(row, tools)
    assert pair.gold is not None
    assert pair.unit_right


def test_scores_of_a_hand_counted_set(tmp_path: Path) -> None:
    """One figure right in all, one with another unit, one missed: 2 of 3 values, 1 of 3 with its unit."""
    quantities = [gold("41", "goat"), gold("5", "euro"), gold("0.5", "turn")]
    row = {
        "id": "NewsQuant-1",
        "input": {"text": "The flood drowned 41 goats and cost $5."},
        "gold": {"quantities": quantities},
        "meta": {"set": "NewsQuant"},
    }
    (tmp_path / "newsquant.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (tmp_path / "recognizers.jsonl").write_text("", encoding="utf-8")
    scores = {score.measure: score.value for score in measure(tmp_path)}
    assert scores["value F1"] == pytest.approx(2 * (2 / 2 * 2 / 3) / (2 / 2 + 2 / 3))
    assert scores["value and unit F1"] == pytest.approx(2 * (1 / 2 * 1 / 3) / (1 / 2 + 1 / 3))
    assert scores["value and change F1"] == scores["value F1"]


@pytest.mark.parametrize(
    ("text", "model", "value", "right"),
    [
        ("The toll is about 14 dollars.", "CurrencyModel", "14", True),
        ("The toll is 14 miles away.", "CurrencyModel", "14", False),
        ("Tolls rose 2.5 percent.", "PercentModel", "2.5%", True),
        ("Six hundred goats fled.", "NumberModel", "600", True),
        ("Six hundred goats fled.", "NumberModel", "6", False),
    ],
)
def test_a_listed_amount_needs_its_value_and_kind(
    text: str, model: str, value: str, right: bool, tools: Tools
) -> None:
    """A listed amount is right as money, as percent or as a bare number of its value."""
    row = {
        "lang": "en",
        "input": {"text": text},
        "gold": {"results": [{"resolution": {"value": value}}]},
        "meta": {"model": model},
    }
    assert listed_right(row, tools) is right
