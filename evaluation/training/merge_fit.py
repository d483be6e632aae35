"""Fit the merge decision on rows of pairs, and measure it on stories that it never saw."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]
from sklearn.ensemble import HistGradientBoostingClassifier

from evaluation.stories import bcubed
from synoptic.group.decision import TREES_FROM, Linear, MergeModel, Trees, log_odds
from synoptic.group.features import ACROSS, NAMES
from synoptic.group.likeness import Numbers
from synoptic.group.merging import Grouping
from synoptic.group.profiles import Profile
from synoptic.group.settings import GroupSettings

# A stream of dated news is what the product reads; the other sets weigh 1, single pairs and likeness of subject
# (SemEval) less.
WEIGHT = {"stories_allsides": 2.0, "pairs_semeval22": 0.5}
TIMES = ("days", "far", "same_day", "next_day")
# The share of rows whose times are hidden from the trees: undated pages are common.
HIDDEN = 0.25
# Trees find what depends on what, a linear model goes on sensibly beyond what was seen.
TREES_SHARE = 0.6
# What may only speak against a story, and how strongly the linear weights are held down.
AGAINST = ("days", "far", "crowded", "crowded_both")
PENALTY = 1e-4
FOLDS = 5
THRESHOLDS = (0.0, 0.5, 1.0, 1.5, 2.0)
CARD = (
    "Whether two reports tell one story. Fitted by evaluation/training/story_merges.py (seed 20221101) on the "
    "development halves of stories_allsides, stories_5w1h, ecbplus, basil, pairs_tgcontest, pairs_energy, "
    "pairs_semeval22 and, across languages, meantime_xl. Features: synoptic.group.features. No text inside. "
    "Mostly English news of 2008-2018; figures in docs/method/stories.md."
)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A pair of a set as features; `stories` are empty where nobody labelled the report."""

    origin: str
    places: tuple[int, int]
    stories: tuple[str, str]
    features: Any
    dated: bool
    small: bool = False

    @property
    def same(self) -> bool:
        """Return whether both reports were put into one story."""
        return bool(self.stories[0]) and self.stories[0] == self.stories[1]


def fitted(rows: Sequence[Row], across: Sequence[Row], names: tuple[Sequence[str], Sequence[str]]) -> MergeModel:
    """Return the model fitted on rows in one language and rows across languages."""
    known = [row for row in rows if all(row.stories)]
    times = [NAMES.index(name) for name in TIMES]
    dice = np.random.default_rng(20221101)
    table = np.stack([row.features for row in known])
    hidden = table.copy()
    hidden[:, times] = 0.0
    covered = np.where(dice.random(len(known))[:, None] < HIDDEN, hidden, table)
    dated = [place for place, row in enumerate(known) if row.dated]
    large = [place for place, row in enumerate(known) if not row.small]
    return MergeModel(
        dated=_linear(table[dated], [known[place] for place in dated], NAMES),
        undated=_linear(hidden, known, NAMES),
        across=_across(across) if across else Linear(intercept=0.0, weights={}),
        trees=_trees(covered[large], [known[place] for place in large]),
        trees_share=TREES_SHARE,
        card=CARD,
    )


def _weights(rows: Sequence[Row]) -> Numbers:
    """Return how much each row counts: sets as in `WEIGHT`, both answers the same within a set.

    The windows of two that were made from a grouped set count half as much as the set.
    """
    sizes = Counter((row.origin, row.small, row.same) for row in rows)
    weight = np.array(
        [
            (WEIGHT.get(row.origin, 1.0) * (0.5 if row.small else 1.0)) / sizes[row.origin, row.small, row.same]
            for row in rows
        ]
    )
    made: Numbers = weight / weight.sum() * len(rows)
    return made


def _linear(table: Numbers, rows: Sequence[Row], names: Sequence[str]) -> Linear:
    spread = table.std(axis=0)
    # What never varies says nothing; a division by its spread would drown everything else.
    scale = np.where(spread > 1e-6, spread, np.inf)
    signed = np.where([row.same for row in rows], 1.0, -1.0)
    weight = _weights(rows) / len(rows)

    def loss(point: Any) -> Any:
        margin = signed * (table / scale @ point[1:] + point[0])
        return np.sum(weight * np.logaddexp(0, -margin)) + PENALTY * np.sum(point[1:] ** 2)

    # Likeness may only speak for a story and time between or a crowd only against it: a fit that uses one
    # likeness to correct another goes wrong where reports are more alike than any of the sample.
    bounds = [(None, None)] + [(None, 0.0) if name in AGAINST else (0.0, None) for name in names]
    found = minimize(loss, np.zeros(len(names) + 1), bounds=bounds, method="L-BFGS-B").x
    return Linear(
        intercept=round(float(found[0]), 4),
        weights={name: round(float(w), 4) for name, w in zip(names, found[1:] / scale, strict=True)},
    )


def _across(rows: Sequence[Row]) -> Linear:
    found = _linear(np.stack([row.features for row in rows]), rows, ACROSS)
    # No labelled set has dated pairs in two languages: far apart speaks against as it did in one.
    return Linear(intercept=found.intercept, weights={**found.weights, "far": -1.5})


def _trees(table: Numbers, rows: Sequence[Row]) -> Trees:
    model = HistGradientBoostingClassifier(
        max_iter=100,
        max_leaf_nodes=8,
        learning_rate=0.08,
        min_samples_leaf=30,
        l2_regularization=5.0,
        early_stopping=False,
        random_state=0,
    )
    model.fit(table, [row.same for row in rows], sample_weight=_weights(rows))
    nodes = [predictors[0].nodes for predictors in model._predictors]
    return Trees(
        start=round(float(model._baseline_prediction[0, 0]), 5),
        feature=tuple(tuple(-1 if n["is_leaf"] else int(n["feature_idx"]) for n in tree) for tree in nodes),
        bound=tuple(tuple(0.0 if n["is_leaf"] else round(float(n["num_threshold"]), 6) for n in t) for t in nodes),
        low=tuple(tuple(int(n["left"]) for n in tree) for tree in nodes),
        high=tuple(tuple(int(n["right"]) for n in tree) for tree in nodes),
        value=tuple(tuple(round(float(n["value"]), 5) if n["is_leaf"] else 0.0 for n in tree) for tree in nodes),
    )


def cross_validated(rows: Sequence[Row], sets: dict[str, list[tuple[Profile, str | None]]]) -> Iterator[str]:
    """Yield for each grouped set its BCubed F1 by threshold when its own stories were left out in turn."""
    for name, members in sets.items():
        folds = _folds(name, members)
        window = [row for row in rows if row.origin == name and not row.small]
        table = np.stack([row.features for row in window])
        odds = np.zeros(len(window))
        for fold in range(FOLDS):
            seen = [
                row
                for row in rows
                if not row.origin.startswith(name) or fold not in {folds[place] for place in row.places}
            ]
            held = np.array([folds[row.places[1]] == fold for row in window])
            odds[held] = log_odds(
                table[held], fitted(seen, (), (NAMES, ACROSS)), with_trees=len(members) >= TREES_FROM
            )
        yield name + "  " + "  ".join(_scored(members, window, odds, least) for least in THRESHOLDS)


def _folds(name: str, members: Sequence[tuple[Profile, str | None]]) -> list[int]:
    """Return a fold for each report: of a stream its time, else its story with the story most like it by name."""
    if name == "stories_allsides":
        times = np.array([profile.earliest or 0.0 for profile, _ in members])
        known = [time for time, (_, story) in zip(times, members, strict=True) if story]
        bounds = np.quantile(known, np.linspace(0, 1, FOLDS + 1)[1:-1])
        return [int(fold) for fold in np.searchsorted(bounds, times, side="right")]
    # The look-alike pair of one topic (1ecb, 1ecbplus) is left out together.
    topics = sorted({(story or "").removesuffix("plus") for _, story in members})
    order = np.random.default_rng(0).permutation(len(topics)) % FOLDS
    fold_of = dict(zip(topics, order.tolist(), strict=True))
    return [fold_of[(story or "").removesuffix("plus")] for _, story in members]


def _scored(
    members: Sequence[tuple[Profile, str | None]], window: Sequence[Row], odds: Numbers, least: float
) -> str:
    settings = GroupSettings()
    bounded = np.clip(odds, -settings.largest_odds, settings.largest_odds).tolist()
    grouping = Grouping(
        len(members), dict(zip([row.places for row in window], bounded, strict=True)), settings.unseen_pair
    )
    grouping.join_while_above(least)
    found = {str(place): str(number) for number, group in enumerate(grouping.groups()) for place in group}
    gold = {str(place): story for place, (_, story) in enumerate(members) if story is not None}
    precision, recall, f1 = bcubed(found, gold)
    return f"{least}: {precision:.3f}/{recall:.3f}/{f1:.3f}"
