"""The learned score of a pair of mentions: logistic at first, then a small network that knows the whole story."""

from functools import cache
from importlib import resources

import msgspec
import numpy as np
import numpy.typing as npt

from synoptic.compare.claim_features import Floats
from synoptic.compare.happenings_mentions import HappeningTable
from synoptic.compare.happenings_pairs import HappeningPairs
from synoptic.compare.happenings_support import support_rows

FILE = "happenings.npz"
# Measurements farther than this many deviations from their mean are as if they were there.
_FARTHEST = 5.0


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """One hidden layer: a column of `inner` a hidden unit."""

    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: float


class HappeningModel(msgspec.Struct, frozen=True, kw_only=True):
    """Weights of the first score, and the networks of the second with the scale of what they are given."""

    first: Floats
    first_bias: float
    mean: Floats
    scale: Floats
    networks: tuple[Network, ...]
    threshold: float
    fitted_on: str = ""

    def first_scores(self, rows: Floats) -> Floats:
        """Return the probability that a pair is one happening, from its own measurements."""
        return _probability(rows.astype(np.float64) @ self.first.astype(np.float64) + self.first_bias)

    def second_scores(self, rows: Floats) -> Floats:
        """Return the mean probability of the networks, from measurements and support together."""
        scaled = np.clip((rows - self.mean) / self.scale, -_FARTHEST, _FARTHEST).astype(np.float64)
        if not self.networks:
            return np.zeros(len(rows), dtype=np.float32)
        answers = []
        for network in self.networks:
            hidden = np.maximum(scaled @ network.inner + network.inner_bias, 0)
            answers.append(_probability(hidden @ network.outer + network.outer_bias))
        # Rounded so that the order of additions on another machine cannot change a decision.
        mean: Floats = np.stack(answers).mean(axis=0)
        kept: Floats = np.round(mean, 5).astype(np.float32)
        return kept


@cache
def packaged_model() -> HappeningModel:
    """Return the model that comes with the package (made by evaluation/training/event_mentions.py)."""
    with resources.files(__package__).joinpath(FILE).open("rb") as held, np.load(held) as arrays:
        networks = tuple(
            Network(
                inner=arrays["inner"][k],
                inner_bias=arrays["inner_bias"][k],
                outer=arrays["outer"][k],
                outer_bias=float(arrays["outer_bias"][k]),
            )
            for k in range(len(arrays["outer"]))
        )
        return HappeningModel(
            first=arrays["first"],
            first_bias=float(arrays["first_bias"]),
            mean=arrays["mean"],
            scale=arrays["scale"],
            networks=networks,
            threshold=float(arrays["threshold"]),
            fitted_on=str(arrays["fitted_on"]),
        )


def with_support(table: HappeningTable, pairs: HappeningPairs, rows: Floats, first: Floats) -> Floats:
    """Return the measurements of pairs together with what the first scores of the story say about each."""
    stems = np.array([h.stem for h in table.happenings])
    report = table.report.astype(np.int64)
    return np.concatenate([rows, support_rows(stems, report, pairs.left, pairs.right, first)], axis=1)


def _probability(odds: npt.NDArray[np.float64]) -> Floats:
    kept: Floats = np.round(1 / (1 + np.exp(-np.clip(odds, -30, 30))), 5).astype(np.float32)
    return kept
