"""Fits the second look at possible attributions, on documents that the first look's weights were not fitted on.

A possible attribution counts if its cue meets a labelled one. A logistic model on 27 features, scaled to unit
spread, with a ridge penalty of 1/0.3; what it holds likelier than .4 is kept (of .25 to .5 in steps of .05 the
best exact and overlap F1 on polnear's development half, left out by document). Called by `attributions.py`.
"""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from evaluation.quote_spans import LabelledDocument, score_found
from evaluation.scores import Score
from synoptic.annotate.quote_choice import WEIGHTS
from synoptic.annotate.quote_cues import cues_of
from synoptic.annotate.quote_grammar import Grammar
from synoptic.annotate.quote_model import Model
from synoptic.annotate.quote_reader import Attributed, possible_attributions

PACKAGED = Path(__file__).parents[2] / "src" / "synoptic" / "annotate" / WEIGHTS
_RIDGE, _LEAST, _PARTS = 0.3, 0.4, 5

Floats = npt.NDArray[np.float64]


class Rows:
    """The possible attributions of documents: their features, whether each is right, and its document."""

    def __init__(self, documents: Sequence[LabelledDocument], model: Model) -> None:
        self.found: list[tuple[int, Attributed]] = []
        rows: list[dict[str, float]] = []
        right: list[bool] = []
        for number, document in enumerate(documents):
            labelled = {cue for a in document.attributions for cue in a.cue}
            choice, possible = possible_attributions(Grammar(document.paragraphs, cues_of("en")), model)
            for one, attributed in possible:
                rows.append(choice.features(one))
                right.append(any(attributed.cue[0] < c[1] and c[0] < attributed.cue[1] for c in labelled))
                self.found.append((number, attributed))
        self.names = sorted(rows[0])
        self.features: Floats = np.array([[row[name] for name in self.names] for row in rows])
        self.right = np.array(right)
        self.document = np.array([number for number, _ in self.found])


def fitted(features: Floats, right: npt.NDArray[np.bool_]) -> tuple[Floats, float]:
    """Return the weights and the bias that make what is kept score nought or more."""
    middle, spread = features.mean(0), features.std(0)
    spread = np.where(spread > 0, spread, 1.0)
    model: Any = LogisticRegression(C=_RIDGE, max_iter=1000).fit((features - middle) / spread, right)
    weights = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - weights @ middle + math.log(1 / _LEAST - 1))


def left_out_scores(documents: Sequence[LabelledDocument], model: Model) -> list[Score]:
    """Return the scores of documents, each fifth of them chosen by what the others teach."""
    rows = Rows(documents, model)
    kept = np.zeros(len(rows.right), dtype=bool)
    for part in range(_PARTS):
        here = rows.document % _PARTS == part
        weights, bias = fitted(rows.features[~here], rows.right[~here])
        kept[here] = rows.features[here] @ weights + bias >= 0
    found: list[list[Attributed]] = [[] for _ in documents]
    for (number, attributed), keep in zip(rows.found, kept, strict=True):
        if keep:
            found[number].append(attributed)
    return score_found(zip(documents, found, strict=True))


def fit_choice(documents: Sequence[LabelledDocument], model: Model) -> None:
    """Put weights fitted on documents into the package."""
    rows = Rows(documents, model)
    weights, bias = fitted(rows.features, rows.right)
    held = {
        "fitted_on": f"{len(documents)} documents of polnear's development half, left out of the first look's fit",
        "bias": round(bias, 4),
        "weights": {name: round(float(w), 4) for name, w in zip(rows.names, weights, strict=True)},
    }
    PACKAGED.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")
