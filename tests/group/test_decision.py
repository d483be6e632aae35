"""The learned decision: a linear model and trees."""

import numpy as np

from synoptic.group.decision import Linear, MergeModel, Trees, log_odds, merge_model, tree_odds
from synoptic.group.features import NAMES

# One tree of one question: is `words` at most .5?
STUMP = Trees(
    start=0.5,
    feature=((NAMES.index("words"), -1, -1),),
    bound=((0.5, 0.0, 0.0),),
    low=((1, 0, 0),),
    high=((2, 0, 0),),
    value=((0.0, -2.0, 3.0),),
)
MODEL = MergeModel(
    dated=Linear(intercept=1.0, weights={"words": 1.0, "same_day": 2.0}),
    undated=Linear(intercept=-1.0, weights={"words": 1.0}),
    across=Linear(intercept=0.0, weights={}),
    trees=STUMP,
    trees_share=0.5,
)


def row(**values: float) -> list[float]:
    """Return a row of features, 0 where nothing is said."""
    return [values.get(name, 0.0) for name in NAMES]


def test_a_tree_sends_each_row_to_its_leaf() -> None:
    """Up to the bound a row goes low, above it high; the start is added."""
    assert tree_odds(np.array([row(words=0.5), row(words=0.6)]), STUMP).tolist() == [-1.5, 3.5]


def test_a_small_window_is_judged_by_the_linear_model_alone() -> None:
    """Without a crowd trees have no say; with dates known the dated model speaks."""
    rows = np.array([row(words=0.6), row(words=0.6, same_day=1.0)])
    assert log_odds(rows, MODEL, with_trees=False).tolist() == [-0.4, 3.6]
    assert log_odds(rows, MODEL, with_trees=True).tolist() == [1.55, 3.55]


def test_in_the_shipped_linear_models_likeness_speaks_for_and_time_against() -> None:
    """No likeness has a weight below 0, and neither distance in time nor a crowd one above."""
    for model in (merge_model().dated, merge_model().undated):
        for name, weight in model.weights.items():
            against = name in ("days", "far", "crowded", "crowded_both")
            assert weight <= 0 if against else weight >= 0
