"""The small learned model that says of each paragraph how likely it is to be the report's own text.

Two steps. A logistic model over the words of class names, tags and short lines gives each paragraph a score;
boosted trees then weigh that score with what can be measured of the paragraph, of its neighbours and of the
extractor's text. Fitted by `evaluation/training/main_text.py`; read here with numpy alone.
`weights/README.md` is the card of the models.
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from synoptic.clean.features import Matrix, Seen, own_features, tokens, with_neighbours

Ints = npt.NDArray[np.int64]


class Trees(NamedTuple):
    """Boosted trees as tables of (tree, node): a leaf points at itself."""

    feature: Ints
    threshold: Matrix
    left: Ints
    right: Ints
    value: Matrix
    start: float

    def raw(self, rows: Matrix) -> Matrix:
        """Return the sum of the leaves that each row falls into."""
        trees = np.arange(len(self.feature))
        at = np.zeros((len(rows), len(trees)), dtype=np.int64)
        while True:
            wanted = self.feature[trees, at]
            low = np.take_along_axis(rows, wanted, axis=1) <= self.threshold[trees, at]
            after = np.where(low, self.left[trees, at], self.right[trees, at])
            if np.array_equal(after, at):
                total: Matrix = self.value[trees, at].sum(axis=1) + self.start
                return total
            at = after


class Judge(NamedTuple):
    """A fitted model: the weight of each column of words, and the trees."""

    words: Matrix
    base: float
    trees: Trees

    def scores(self, page: Sequence[Seen]) -> Matrix:
        """Return the score of each paragraph's words."""
        return np.array([self.base + float(self.words[tokens(one)].sum()) for one in page])

    def probabilities(self, page: Sequence[Seen], title: str) -> Matrix:
        """Return for each paragraph how likely it is to be text of the report, 0 to 1."""
        if not page:
            return np.zeros(0)
        votes = np.array([one.votes for one in page], dtype=np.float64).reshape(len(page), -1)
        rows = with_neighbours(own_features(page, title), self.scores(page), votes)
        chances: Matrix = 1 / (1 + np.exp(-self.trees.raw(rows)))
        return chances


@cache
def read_judge(name: str) -> Judge:
    """Return a packaged model: "page" for web pages, "line" for plain text."""
    file = resources.files("synoptic.clean").joinpath("weights", f"{name}_text.npz")
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as held:
        tables = {key: held[key] for key in held.files}
    trees = Trees(
        feature=tables["feature"].astype(np.int64),
        threshold=tables["threshold"].astype(np.float64),
        left=tables["left"].astype(np.int64),
        right=tables["right"].astype(np.int64),
        value=tables["value"].astype(np.float64),
        start=float(tables["start"]),
    )
    return Judge(tables["words"].astype(np.float64), float(tables["base"]), trees)
