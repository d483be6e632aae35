"""The learned score of a pair of claims: logistic weights from a package file, applied with numpy."""

import json
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np

from synoptic.compare.claim_features import Floats
from synoptic.compare.pair_features import FEATURES


class PairWeights(msgspec.Struct, frozen=True, kw_only=True):
    """Logistic weights by the name of the measurement, and the probability from which two claims are one.

    `threshold` is for claims of two reports, `threshold_within` for claims of one report.
    """

    weights: dict[str, float]
    bias: float
    threshold: float
    threshold_within: float
    fitted_on: str = ""


@cache
def packaged_weights() -> PairWeights:
    """Return the weights that come with the package (made by evaluation/training/claim_pairs.py)."""
    text = files("synoptic.compare").joinpath("pair_weights.json").read_text(encoding="utf-8")
    return msgspec.convert(json.loads(text), PairWeights)


def probabilities(rows: Floats, held: PairWeights) -> Floats:
    """Return for each row of measurements the probability that the two claims say the same thing."""
    weights = np.array([held.weights[name] for name in FEATURES], dtype=np.float64)
    odds = rows.astype(np.float64) @ weights + held.bias
    # Rounded so that the order of additions on another machine cannot change a decision.
    kept: Floats = np.round(1 / (1 + np.exp(-odds)), 5).astype(np.float32)
    return kept
