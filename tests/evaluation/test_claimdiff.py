"""The scorer of ClaimDiff, on cases counted by hand."""

import json
from pathlib import Path

import numpy as np
import pytest
from evaluation.claimdiff import ANSWERS, ContrastWeights, gold_of, measure, read_weights, scores_of
from evaluation.contrast import FEATURES

GOLD = ["strengthens", "strengthens", "weakens", "neither"]
GIVEN = ["strengthens", "weakens", "weakens", "neither"]


def values(gold: list[str], given: list[str], excluded: list[bool]) -> dict[str, float]:
    """Return the scores by their measure."""
    return {s.measure: s.value for s in scores_of(gold, given, excluded)}


def test_macro_f1_is_the_mean_of_the_three() -> None:
    """One of two strengthening claims read as weakening: F1 of 2/3, 2/3 and 1, three of four right."""
    found = values(GOLD, GIVEN, [False, False, True, True])
    assert found["macro F1 (three answers)"] == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)
    assert found["accuracy"] == 0.75
    assert found["weakening claims found as contradictions"] == 1.0


def test_an_answer_never_given_has_no_f1() -> None:
    """Giving the commonest answer always leaves the other two at nought."""
    found = values(GOLD, ["strengthens"] * 4, [False] * 4)
    assert found["macro F1 (three answers)"] == pytest.approx(2 / 9)
    assert found["weakens F1"] == 0.0


@pytest.mark.parametrize(
    ("strengthens", "weakens", "answer"),
    [(True, False, "strengthens"), (False, True, "weakens"), (False, False, "neither")],
)
def test_a_row_has_one_of_three_answers(strengthens: bool, weakens: bool, answer: str) -> None:
    """The two labels of a row are one answer."""
    assert gold_of({"gold": {"strengthens": strengthens, "weakens": weakens}}) == answer


def test_the_likeliest_answer_is_given() -> None:
    """An answer is the row with the largest sum of weighted, scaled measurements."""
    weights = ContrastWeights(
        features=["a"], centre=[1.0], scale=[2.0], weights=[[-1.0], [0.0], [1.0]], bias=[0.0, 0.1, 0.0], card={}
    )
    assert [weights.answer(np.array([x])) for x in (-1.0, 1.0, 3.0)] == list(ANSWERS)


def test_the_packaged_weights_fit_the_measurements() -> None:
    """The packaged weights are of the measurements that are made now, and say what they were fitted on."""
    weights = read_weights()
    assert {len(row) for row in weights.weights} == {len(FEATURES)}
    assert "development half" in weights.card["fitted on"]


def test_a_set_is_measured_from_its_file(tmp_path: Path) -> None:
    """A pair of the set is read and answered."""
    row = {
        "id": "1",
        "lang": "en",
        "input": {
            "topic": "bridge",
            "date": "2031-05-04",
            "claim_a": "The bridge of Osterby is safe, Jonas Falk said.",
            "claim_b": "The bridge of Osterby is dangerous.",
        },
        "gold": {"strengthens": False, "weakens": True, "rationale": {"S": [], "W": []}},
    }
    (tmp_path / "claimdiff.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    found = {s.measure: s.value for s in measure(tmp_path)}
    assert found["weakening claims found as contradictions"] == 1.0
