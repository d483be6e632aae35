"""BCubed by hand, and the reading of a stream day by day."""

import pytest
from evaluation.stories import bcubed, streamed
from evaluation.story_sets import reading_of

from synoptic.run.models import ModelTools

GOLD = {"a": "1", "b": "1", "c": "2"}


def test_all_apart_has_full_precision_and_counts_each_report_for_its_share() -> None:
    """Three reports apart of stories of two and one: recall (1/2 + 1/2 + 1) / 3."""
    precision, recall, f1 = bcubed({"a": "x", "b": "y", "c": "z"}, GOLD)
    assert (precision, recall) == (1.0, pytest.approx(2 / 3))
    assert f1 == pytest.approx(0.8)


def test_all_together_has_full_recall() -> None:
    """One group of three: precision (2/3 + 2/3 + 1/3) / 3."""
    precision, recall, _ = bcubed({"a": "x", "b": "x", "c": "x"}, GOLD)
    assert (precision, recall) == (pytest.approx(5 / 9), 1.0)


def test_reports_without_a_label_are_not_scored() -> None:
    """What nobody labelled may be anywhere."""
    assert bcubed({"a": "x", "b": "x", "c": "y", "d": "x"}, GOLD) == (1.0, 1.0, 1.0)


TEXT = (
    "The ferry Silver Tern ran onto rocks near Port Alder on Monday evening with 212 people aboard. Fishing boats "
    "brought all of them ashore, the coast guard said. Captain Olga Marsh was the last to leave."
)


def test_a_stream_knows_nothing_of_later_days(tools: ModelTools) -> None:
    """The story of a report is the same whether or not later reports are in the stream."""
    first = reading_of({"text": TEXT, "date": "2024-03-04"}, "first", "en")
    second = reading_of({"text": "In short: " + TEXT, "date": "2024-03-05"}, "second", "en")
    late = reading_of({"text": TEXT, "date": "2024-04-20"}, "late", "en")
    alone, both = streamed([first], tools), streamed([late, second, first], tools)
    assert both[first.id] == both[second.id] == alone[first.id]
    # After so long nothing of the story is looked at any more.
    assert both[late.id] != both[first.id]
