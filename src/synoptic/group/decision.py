"""The learned decision whether two reports tell the same story: a linear model and boosted trees."""

import json
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np

from synoptic.group.features import ACROSS, NAMES
from synoptic.group.likeness import Numbers


class Linear(msgspec.Struct, frozen=True, kw_only=True):
    """A logistic model: an intercept and a weight for each feature it uses."""

    intercept: float
    weights: dict[str, float]


class Trees(msgspec.Struct, frozen=True, kw_only=True):
    """Boosted trees; a node without a feature is a leaf, whose value is added to the log-odds."""

    start: float
    feature: tuple[tuple[int, ...], ...]
    bound: tuple[tuple[float, ...], ...]
    low: tuple[tuple[int, ...], ...]
    high: tuple[tuple[int, ...], ...]
    value: tuple[tuple[float, ...], ...]


class MergeModel(msgspec.Struct, frozen=True, kw_only=True):
    """All that evaluation/training/story_merges.py fits.

    `dated` and `undated` are for pairs in one language of which both times are known, or not; `across` is for
    two languages.
    """

    dated: Linear
    undated: Linear
    across: Linear
    trees: Trees
    trees_share: float
    card: str = ""


@cache
def merge_model() -> MergeModel:
    """Return the shipped model."""
    text = files("synoptic.group").joinpath("story_model.json").read_text(encoding="utf-8")
    return msgspec.convert(json.loads(text), MergeModel)


# Trees judge a pair by its crowd too. In a smaller window there is none, and what they say there is chance: a
# window of three took another visit of the same president for the same event. A quiet day of a stream is another
# matter: trees are fitted on a stream, and there they help (left out .946 for .934 without).
TREES_FROM = 8


def log_odds(rows: Numbers, model: MergeModel, *, with_trees: bool) -> Numbers:
    """Return the log-odds that pairs in one language, given as rows of features, tell one story.

    `with_trees` says that the window is large enough, or part of a stream, to be judged by its crowd too.
    """
    if not len(rows):
        return np.zeros(0)
    known = rows[:, [NAMES.index(name) for name in ("days", "same_day")]].any(axis=1)
    linear = np.where(known, _linear(rows, model.dated, NAMES), _linear(rows, model.undated, NAMES))
    share = model.trees_share if with_trees else 0.0
    made: Numbers = np.round(share * tree_odds(rows, model.trees) + (1 - share) * linear, 4)
    return made


def log_odds_across(rows: Numbers, model: MergeModel) -> Numbers:
    """Return the log-odds that pairs in two languages tell one story."""
    made: Numbers = np.round(_linear(rows, model.across, ACROSS), 4)
    return made


def tree_odds(rows: Numbers, trees: Trees) -> Numbers:
    """Return the log-odds that the trees alone give to rows of features."""
    total = np.full(len(rows), trees.start)
    every = np.arange(len(rows))
    parts = zip(trees.feature, trees.bound, trees.low, trees.high, trees.value, strict=True)
    for feature, bound, low, high, value in (map(np.array, tree) for tree in parts):
        node = np.zeros(len(rows), dtype=np.int64)
        inner = feature[node] >= 0
        while inner.any():
            step = np.where(rows[every, np.maximum(feature[node], 0)] <= bound[node], low[node], high[node])
            node = np.where(inner, step, node)
            inner = feature[node] >= 0
        total += value[node]
    return total


def _linear(rows: Numbers, model: Linear, names: tuple[str, ...]) -> Numbers:
    weights = np.array([model.weights.get(name, 0.0) for name in names])
    made: Numbers = model.intercept + rows @ weights
    return made
