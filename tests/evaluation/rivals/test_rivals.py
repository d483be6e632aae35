"""Rivals on tiny made-up rows: what is counted, and what is said where a package is missing."""

import json
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest
from evaluation.command import READERS
from evaluation.scores import Counts

from evaluation.rivals import beside, calendar, leads, quantities, word_counts


def written(folder: Path, name: str, rows: list[dict]) -> Path:
    """Write a set of made-up rows and return its folder."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


def test_every_set_with_a_rival_is_one_that_we_measure_on() -> None:
    """A rival stands beside a score of ours, or nowhere."""
    assert set(beside.SETS) <= set(READERS)


def test_a_missing_package_is_named_with_the_way_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without the package there is no figure and no failure, but a line."""
    monkeypatch.setattr(quantities, "PACKAGES", ("no-such-package-anywhere",))
    scores, missing = beside.rivals_of("newsquant", tmp_path, 0)
    assert scores == []
    assert "no-such-package-anywhere" in missing[0]
    assert beside.INSTALL in missing[0]


def test_a_set_without_rivals_has_no_lines(tmp_path: Path) -> None:
    """Where no package does the job nothing is printed."""
    assert list(beside.rival_lines(*beside.rivals_of("claims_stories", tmp_path, 0))) == []


def test_a_rival_is_printed_with_value_rows_and_note() -> None:
    """A line holds the measure, the value, the rival, the rows and what must be known of the figure."""
    score = beside.RivalScore(rival="other 1.0", key="figures: value F1", value=0.5, rows=7, note="a note")
    (line,) = beside.rival_lines([score], [])
    assert all(part in line for part in ("figures: value F1", "0.500", "other 1.0", "7 rows", "a note"))


def test_ftfy_is_measured_on_misread_text(tmp_path: Path) -> None:
    """One of two made-up cases is one that it repairs."""
    rows = [
        {"input": {"text": "the cafÃ© by the quay"}, "gold": {"fixed": "the café by the quay"}},
        {"input": {"text": "nothing wrong"}, "gold": {"fixed": "something else"}},
    ]
    scores, _ = beside.rivals_of("mojibake", written(tmp_path, "mojibake", rows), 0)
    assert [(score.value, score.rows) for score in scores] == [(0.5, 2)]


def test_trafilatura_is_measured_on_pages(tmp_path: Path) -> None:
    """The text of a plain page is found whole."""
    text = "The ferry ran onto rocks near Port Alder on Monday evening with many people aboard, the harbour said."
    page = f"<html><body><article><h1>Ferry aground</h1><p>{text}</p><p>{text[::-1]}</p></article></body></html>"
    rows = [{"id": "1", "input": {"html": page}, "gold": {"text": f"Ferry aground\n{text}\n{text[::-1]}"}}]
    scores, _ = beside.rivals_of("html_scrapinghub", written(tmp_path, "html_scrapinghub", rows), 0)
    assert scores[0].key == "cleaning: article text, 4-gram F1"
    assert scores[0].value > 0.9


def test_equal_units_are_paired_before_equal_values_alone() -> None:
    """Of two equal values the one with the labelled unit takes the label; a range is not met by one value."""
    labels = [
        {"value": "5", "normalized_unit": "kilogram"},
        {"value": "5", "normalized_unit": "-"},
        {"value": "3-4", "normalized_unit": "-"},
    ]
    values, units = Counts(), Counts()
    quantities.count([(5.0, "dimensionless"), (5.0, "metre")], labels, values, units)
    assert (values.right, values.predicted, values.gold) == (2, 2, 3)
    assert (units.right, units.predicted, units.gold) == (1, 2, 3)


def test_a_month_is_right_whatever_its_day() -> None:
    """A labelled month is compared as a month, a day as a day, a length of time never."""
    labels = [
        {"start": 0, "end": 10, "value": "2024-03"},
        {"start": 12, "end": 18, "value": "2024-03-04"},
        {"start": 20, "end": 28, "value": "P3D"},
    ]
    found = [(0, 10, "2024-03-15"), (12, 19, "2024-03-05"), (20, 28, "2024-03-01")]
    spans, values = Counts(), Counts()
    calendar.count(found, labels, spans, values)
    assert (spans.right, values.right, values.gold) == (2, 1, 3)


def test_found_words_are_placed_one_after_the_other() -> None:
    """The same words twice have two places."""
    when = datetime(2024, 3, 4)
    assert calendar.placed("today and today", [("today", when), ("today", when)]) == [
        (0, 5, "2024-03-04"),
        (10, 15, "2024-03-04"),
    ]


def test_one_pass_joins_the_most_alike_of_the_days_before() -> None:
    """The third report joins the first; the fourth is as much alike but too late."""
    days = [date(2024, 3, 1), date(2024, 3, 1), date(2024, 3, 3), date(2024, 3, 20)]
    likeness = np.array([[1, 0.1, 0.6, 0.6], [0.1, 1, 0.2, 0.1], [0.6, 0.2, 1, 0.6], [0.6, 0.1, 0.6, 1]])
    found = word_counts.single_pass(["a", "b", "c", "d"], [0, 1, 2, 3], days, likeness, 0.5)
    assert found == {"a": "a", "b": "b", "c": "a", "d": "d"}


def test_a_title_ends_no_first_sentence() -> None:
    """An initial or a short title before a name is no end."""
    assert leads.first_sentence("\nDr. Ann B. Holt resigned. She gave no reason.") == "Dr. Ann B. Holt resigned."
    assert leads.first_sentence("No stop at all") == "No stop at all"
