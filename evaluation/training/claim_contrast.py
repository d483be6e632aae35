"""Fits the model that tells whether a claim strengthens or weakens another, and measures it on topics left out.

    python -m evaluation.training.claim_contrast [--write]

A softmax model over the 23 measurements of `evaluation.contrast`, with topics left out in turn. Answers are
weighted by a power of their rarity: at 0 everything "strengthens", at 1 accuracy falls under .5.
"""

import argparse
import json
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from evaluation.claimdiff import ANSWERS, SET, WEIGHTS, ContrastWeights, gold_of, measured_pairs, scores_of
from evaluation.contrast import FEATURES
from evaluation.scores import labelled_folder, set_digest

FOLDS = 10
# Of .5, .6, .75 and 1 the largest that keeps accuracy above .62 on topics left out.
RARITY = 0.6
# Inverse strength of the ridge; .03, .1 and .3 differ by less than .005 in macro F1 on topics left out.
RIDGE = 0.1

Floats = npt.NDArray[np.float64]


def fitted(measured: Floats, gold: npt.NDArray[np.int64], card: dict[str, Any]) -> ContrastWeights:
    """Return the model fitted on some pairs."""
    centre, scale = measured.mean(axis=0), measured.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    share = np.bincount(gold, minlength=len(ANSWERS)) / len(gold)
    model = LogisticRegression(
        C=RIDGE, max_iter=2000, class_weight={k: share[k] ** -RARITY for k in range(len(ANSWERS))}
    ).fit((measured - centre) / scale, gold)
    return ContrastWeights(
        features=list(FEATURES),
        centre=_rounded(centre),
        scale=_rounded(scale),
        weights=[_rounded(row) for row in model.coef_],
        bias=_rounded(model.intercept_),
        card=card,
    )


def _rounded(values: Floats) -> list[float]:
    return [round(float(v), 4) for v in values]


def left_out(measured: Floats, gold: npt.NDArray[np.int64], topics: list[str]) -> list[str]:
    """Return the answer for each pair from a model that saw no pair of its topic."""
    answers = [""] * len(gold)
    for train, test in GroupKFold(FOLDS).split(measured, gold, topics):
        model = fitted(measured[train], gold[train], {})
        for place in test:
            answers[place] = model.answer(measured[place])
    return answers


def main() -> None:
    """Print the scores on topics left out, and write the weights of all pairs if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write claimdiff_weights.json")
    options = parser.parse_args()
    folder = labelled_folder()
    measured, rows = measured_pairs(folder)
    names = [gold_of(row) for row in rows]
    gold = np.array([ANSWERS.index(name) for name in names])
    excluded = [bool(row[FEATURES.index("excluded")]) for row in measured]
    answers = left_out(measured, gold, [row["input"]["topic"] for row in rows])
    scores = scores_of(names, answers, excluded)
    for score in scores:
        print(f"topics left out: {score.measure:<44} {score.value:6.3f}  ({score.rows} rows)")
    if options.write:
        card: dict[str, Any] = {
            "what": "softmax over measurements of a pair of claims: weakens, neither, strengthens",
            "use": "evaluation only; the product reports disputes by rules",
            "fitted on": f"{SET}, development half, {len(rows)} pairs, digest {set_digest(folder, SET)}",
            "topics left out": {s.measure: round(s.value, 3) for s in scores},
        }
        made = msgspec.to_builtins(fitted(measured, gold, card))
        WEIGHTS.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
