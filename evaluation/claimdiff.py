"""Whether a claim strengthens or weakens another outlet's claim, against ClaimDiff's labels.

    python -m evaluation.claimdiff [--errors N] [--limit N]

Three answers: it strengthens, it weakens, neither. A small logistic model over measurements of our own
(`evaluation.contrast`) answers; `python -m evaluation.training.claim_contrast` fits it and prints the scores with
topics left out. On the half that it was fitted on the scores here are therefore flattered. The set asks for a
reader's judgment of relevance, not for contradiction: the product does not use the model, it reports disputes
only. How many claims that "weaken" are found as contradictions is printed too.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from evaluation.contrast import FEATURES, compared, contrast
from evaluation.scores import Counts, Score, labelled_folder
from evaluation.statement_pairs import labelled_pairs
from synoptic.compare.statements import StatementTable
from synoptic.run.models import ModelTools
from synoptic.run.runner import Runner
from synoptic.run.settings import Settings

SET = "claimdiff"
ANSWERS = ("weakens", "neither", "strengthens")
WEIGHTS = Path(__file__).parent / "claimdiff_weights.json"
_BEST = "majority: accuracy .566 (set's notes), .693 on the development half"


class ContrastWeights(msgspec.Struct, frozen=True, kw_only=True):
    """A fitted softmax model: a row of weights an answer, after each measurement is centred and scaled."""

    features: list[str]
    centre: list[float]
    scale: list[float]
    weights: list[list[float]]
    bias: list[float]
    card: dict[str, Any]

    def answer(self, measured: npt.NDArray[np.float64]) -> str:
        """Return the likeliest answer for the measurements of one pair."""
        standard = (measured - np.array(self.centre)) / np.array(self.scale)
        return ANSWERS[int(np.argmax(np.array(self.weights) @ standard + np.array(self.bias)))]


def read_weights() -> ContrastWeights:
    """Return the packaged weights; ValueError if they are of other measurements."""
    held = msgspec.convert(json.loads(WEIGHTS.read_text(encoding="utf-8")), ContrastWeights)
    if tuple(held.features) != FEATURES:
        raise ValueError("claimdiff_weights.json was fitted on other measurements: fit it again.")
    return held


def gold_of(row: dict[str, Any]) -> str:
    """Return the labelled answer of a row."""
    gold = row["gold"]
    return "strengthens" if gold["strengthens"] else "weakens" if gold["weakens"] else "neither"


def measured_pairs(folder: Path, limit: int = 0) -> tuple[npt.NDArray[np.float64], list[dict[str, Any]]]:
    """Return the measurements of every pair and its row."""
    settings = Settings()
    tools = ModelTools(settings.models)
    rows, measured = [], []
    fields = ("claim_a", "claim_b")
    for row, dossier, one, other in labelled_pairs(Runner(settings, tools), folder, SET, fields, limit):
        table = StatementTable(dossier)
        measured.append(contrast(compared(table, one), compared(table, other), tools))
        rows.append(row)
    return np.array(measured), rows


def counted(gold: Sequence[str], answers: Sequence[str]) -> dict[str, Counts]:
    """Return the counts of each answer."""
    made = {name: Counts() for name in ANSWERS}
    for right, given in zip(gold, answers, strict=True):
        made[right].gold += 1
        made[given].predicted += 1
        made[right].right += right == given
    return made


def scores_of(gold: Sequence[str], answers: Sequence[str], excluded: Sequence[bool]) -> list[Score]:
    """Return macro F1, accuracy, F1 of each answer, and what the product's contradictions find."""
    counts = counted(gold, answers)
    right = sum(c.right for c in counts.values())
    found = Counts(
        right=sum(x and g == "weakens" for x, g in zip(excluded, gold, strict=True)),
        predicted=sum(excluded),
        gold=counts["weakens"].gold,
    )

    def score(measure: str, value: float, rows: int, best: str = "") -> Score:
        return Score(evaluation=SET, measure=measure, value=value, sets=(SET,), rows=rows, best=best)

    total = len(gold)
    return [
        score("macro F1 (three answers)", sum(c.f1 for c in counts.values()) / len(counts), total),
        score("accuracy", right / max(1, total), total, _BEST),
        *(score(f"{name} F1", c.f1, c.gold) for name, c in counts.items()),
        score("weakening claims found as contradictions", found.recall, found.gold),
    ]


def measure(folder: Path, limit: int = 0) -> list[Score]:
    """Return the scores of the packaged weights."""
    measured, rows = measured_pairs(folder, limit)
    weights = read_weights()
    return scores_of([gold_of(r) for r in rows], [weights.answer(m) for m in measured], _excluded(measured))


def _excluded(measured: npt.NDArray[np.float64]) -> list[bool]:
    return [bool(row[FEATURES.index("excluded")]) for row in measured]


def main() -> None:
    """Print the scores, and with --errors some errors to read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print this many errors")
    parser.add_argument("--limit", type=int, default=0, help="read only the first pairs")
    options = parser.parse_args()
    measured, rows = measured_pairs(labelled_folder(), options.limit)
    weights = read_weights()
    answers = [weights.answer(m) for m in measured]
    for score in scores_of([gold_of(r) for r in rows], answers, _excluded(measured)):
        print(f"{score.measure:<44} {score.value:6.3f}  ({score.rows} rows)")
    wrong = [(r, a) for r, a in zip(rows, answers, strict=True) if gold_of(r) != a]
    for row, answer in wrong[: options.errors]:
        print(f"{gold_of(row)} read as {answer}: {row['input']['claim_a']} ## {row['input']['claim_b']}")


if __name__ == "__main__":
    main()
