"""A tester's list of numbers, money and percentages in several languages: the share of rows read right.

A row of money or percent is right when for each labelled amount a figure has its value and is money, or percent;
a row of numbers when each labelled number is among the numbers read, in digits or in words.
"""

from pathlib import Path
from typing import Any

from evaluation.dates import reading_of
from evaluation.scores import Score, read_set
from synoptic.annotate.figures import find_figures
from synoptic.annotate.number_words import find_numbers
from synoptic.annotate.units import is_money
from synoptic.news.annotation import Figure
from synoptic.run.settings import Settings
from synoptic.run.stage import Tools

LANGUAGES = ("en", "fr", "es", "de")
_KINDS = {"CurrencyModel": "money", "PercentModel": "percent", "NumberModel": "numbers"}


def listed_scores(folder: Path, limit: int, tools: Tools) -> list[Score]:
    """Return one score for each language and kind of the list."""
    scores = []
    for model, kind in _KINDS.items():
        for language in LANGUAGES:
            rows = listed_rows(folder, model, language, limit)
            right = [listed_right(row, tools) for row in rows]
            scores.append(
                Score(
                    evaluation="figures",
                    measure=f"{language} listed {kind} read",
                    value=sum(right) / len(right) if right else 0.0,
                    sets=("recognizers",),
                    rows=len(right),
                )
            )
    return scores


def listed_rows(folder: Path, model: str, language: str, limit: int = 0) -> list[dict[str, Any]]:
    """Return the rows of one kind and language that have at least one label."""
    rows = [
        row
        for row in read_set(folder, "recognizers")
        if row["lang"] == language and row["meta"]["model"] == model and _values(row)
    ]
    return rows[:limit] if limit else rows


def listed_right(row: dict[str, Any], tools: Tools) -> bool:
    """Return whether every labelled value of a row was read."""
    text, language = row["input"]["text"], row["lang"]
    if row["meta"]["model"] == "NumberModel":
        held = [n.value for n in find_numbers(text, language)]
    else:
        reading = reading_of(text, language, "", tools)
        figures = find_figures(reading, settings=Settings().annotate, tools=tools).items
        money = row["meta"]["model"] == "CurrencyModel"
        found = [f for f in figures if (is_money(f.unit) if money else f.unit == "%")]
        return all(any(_may_be(f, x) for f in found) for x in _values(row))
    return all(any(abs(value - x) <= 1e-6 * max(1.0, abs(x)) for value in held) for x in _values(row))


def _may_be(figure: Figure, value: float) -> bool:
    """Return whether a figure states a value, or has it within the bounds of its qualifier."""
    low = figure.low if figure.low is not None else figure.high
    high = figure.high if figure.high is not None else figure.low
    slack = 1e-6 * max(1.0, abs(value))
    return low is not None and high is not None and low - slack <= value <= high + slack


def _values(row: dict[str, Any]) -> list[float]:
    """Return the labelled values that are plain numbers; the list prints some with the comma of its language."""
    values = []
    for found in row["gold"]["results"]:
        printed = str((found["resolution"] or {}).get("value") or "").rstrip("%").replace(",", ".")
        try:
            values.append(float(printed))
        except ValueError:
            continue
    return values
