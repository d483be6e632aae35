"""The scorer of dates, on cases counted by hand."""

import json
from pathlib import Path
from typing import Any

import pytest
from evaluation.dates import aligned, labelled_end, measure, same_value, timex_values

from synoptic.news.annotation import TimeMention
from synoptic.news.report import Interval
from synoptic.run.stage import Tools


def row(text: str, gold: list[tuple[str, str]], **meta: str) -> dict[str, Any]:
    """Return a row as the set has it, with the labelled words found in its text."""
    labels = [
        {"start": text.index(words), "end": text.index(words) + len(words), "type": "DATE", "value": value}
        for words, value in gold
    ]
    return {
        "id": "row-1",
        "lang": "en",
        "input": {"text": text, "dct": "2031-05-14"},
        "gold": {"timex": labels},
        "meta": meta,
    }


@pytest.mark.parametrize(
    ("found", "gold", "same"),
    [
        ("2031-W02", "2031-W2", True),
        ("198", "198X", True),
        ("1949", "1949-XX", True),
        ("2031-05-14TNI", "2031-05-14", True),
        ("2031-05-14T09:00", "2031-05-14T9:00Z", True),
        ("2031-05-14T09:00", "2031-05-14T10:00", False),
        ("2031-W02", "2031-W02-WE", False),
        ("P3Y", "P3M", False),
        ("2031", "PXY", False),
        ("PXY", "PXM", False),
    ],
)
def test_values_are_compared_whatever_their_notation(found: str, gold: str, same: bool) -> None:
    """Zeros, parts of the day, the mark of UTC and trailing X are notation; all else counts."""
    assert same_value(found, gold) is same


def test_only_the_head_of_a_meantime_row_is_scored() -> None:
    """MEANTIME is labelled in its first six lines, all other rows to their end."""
    text = "\n".join(f"line {number}" for number in range(9))
    assert labelled_end(row(text, [], source="meantime")) == text.index("line 6")
    assert labelled_end(row(text, [], source="aquaint")) == len(text)


def test_found_and_labelled_times_are_laid_side_by_side(tools: Tools) -> None:
    """A found time stands with the label it overlaps; missed and invented ones stand alone."""
    labels = [("Tuesday", "2031-05-13"), ("soon", "FUTURE_REF")]
    pairs = list(aligned(row("The pier closed on Tuesday and opens soon, in 2033.", labels), tools))
    assert [(value, gold["value"] if gold else None) for _, _, value, gold in pairs] == [
        ("2031-05-13", "2031-05-13"),
        ("2033", None),
        ("", "FUTURE_REF"),
    ]


def test_a_weekend_is_written_as_one() -> None:
    """A Saturday with its Sunday has the value of a weekend, not of a week."""
    mention = TimeMention(
        report="r",
        start=0,
        end=11,
        words="the weekend",
        time=Interval(earliest="2031-05-10", latest="2031-05-11"),
        granularity="week",
        kind="date",
        anchored_to="",
        reason="",
    )
    assert list(timex_values(mention, "2031-05-14")) == [(0, 11, "2031-W19-WE")]


def test_scores_of_a_hand_counted_set(tmp_path: Path) -> None:
    """Of two labels one is found with its value and one is missed, and nothing is invented: F1 two thirds."""
    text = "The pier closed on Tuesday after the flood season."
    made = row(text, [("Tuesday", "2031-05-13"), ("the flood season", "2031-SP")])
    (tmp_path / "timex.jsonl").write_text(json.dumps(made) + "\n", encoding="utf-8")
    (tmp_path / "recognizers.jsonl").write_text("", encoding="utf-8")
    scores = {score.measure: score.value for score in measure(tmp_path)}
    assert scores["en strict span F1"] == pytest.approx(2 / 3)
    assert scores["en value F1"] == pytest.approx(2 / 3)
