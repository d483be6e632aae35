"""What the other pairs of a story say about a pair of mentions: a second look, after a first score of all."""

import numpy as np
import numpy.typing as npt

from synoptic.compare.claim_features import Floats
from synoptic.compare.clustering import cluster
from synoptic.compare.pair_features import Ints

SUPPORT_FEATURES = (
    "first score",
    "score of these heads",
    "best score of these heads",
    "pairs of these heads",
    "best support",
    "mean support",
    "nearer to the other's group",
    "farther from the other's group",
    "smaller group",
    "larger group",
    "ahead on the left",
    "ahead on the right",
    "one group",
)
# From which first score two mentions are put into one group for the second look: the threshold at which the first
# scores alone make the best chains on ecbplus, topics left out.
_FIRST_GROUPS = 0.4
_MOST_PAIRS = 50
# So many of the mentions that speak for both are averaged.
_SUPPORTERS = 4


def support_rows(stems: npt.NDArray[np.str_], report: Ints, left: Ints, right: Ints, score: Floats) -> Floats:
    """Return for each pair what the first scores of the story's other pairs say, as `SUPPORT_FEATURES`.

    Two head words that go together elsewhere in the story probably do here; a third mention that is like both
    speaks for them; a better partner in the same report speaks against them.
    """
    if not len(left):
        return np.zeros((0, len(SUPPORT_FEATURES)), dtype=np.float32)
    matrix = np.zeros((len(stems), len(stems)), dtype=np.float32)
    matrix[left, right] = matrix[right, left] = score
    clipped = np.clip(score, 1e-4, 1 - 1e-4)
    columns = [
        np.log(clipped / (1 - clipped)),
        *_by_heads(stems, left, right, matrix),
        *_by_third(left, right, matrix),
        *_by_group(left, right, matrix, score),
        score - _best_rival(report, left, right, matrix),
        score - _best_rival(report, right, left, matrix),
    ]
    order = [*range(10), 11, 12, 10]
    return np.stack([np.asarray(columns[k], dtype=np.float32) for k in order], axis=1)


def _by_heads(stems: npt.NDArray[np.str_], i: Ints, j: Ints, matrix: Floats) -> tuple[Floats, Floats, Floats]:
    """Return mean and best score of a pair's head words in the rest of the story, and how often they meet."""
    names, kind = np.unique(stems, return_inverse=True)
    held = np.zeros((len(stems), len(names)), dtype=np.float32)
    held[np.arange(len(stems)), kind] = 1
    one, other = kind[i], kind[j]
    twice = np.where(one == other, 2, 1)
    apart = 1 - np.eye(len(stems), dtype=np.float32)
    score = matrix[i, j]
    total = (held.T @ matrix @ held)[one, other] - twice * score
    count = (held.T @ apart @ held)[one, other] - twice
    best = np.zeros((len(names), len(names)), dtype=np.float32)
    np.maximum.at(best, (one, other), score)
    best = np.maximum(best, best.T)
    mean = np.where(count > 0, total / np.maximum(count, 1), score)
    return mean, best[one, other], np.minimum(count, _MOST_PAIRS)


def _by_third(i: Ints, j: Ints, matrix: Floats) -> tuple[Floats, Floats]:
    """Return how much the best third mention, and the best few, are like both."""
    best, mean = np.zeros(len(i), dtype=np.float32), np.zeros(len(i), dtype=np.float32)
    for one in np.unique(i):
        pairs = np.nonzero(i == one)[0]
        both = np.minimum(matrix[one][None, :], matrix[j[pairs]])
        best[pairs] = both.max(axis=1)
        mean[pairs] = -np.sort(-both, axis=1)[:, :_SUPPORTERS].mean(axis=1)
    return best, mean


def _by_group(i: Ints, j: Ints, matrix: Floats, score: Floats) -> tuple[Floats, ...]:
    """Return how near each is to the other's first group, the sizes of both, and whether they are one."""
    groups = cluster(len(matrix), i, j, score, _FIRST_GROUPS)
    home = np.zeros(len(matrix), dtype=np.int64)
    for number, members in enumerate(groups):
        home[list(members)] = number
    held = np.zeros((len(matrix), len(groups)), dtype=np.float32)
    held[np.arange(len(matrix)), home] = 1
    size, sums, together = held.sum(axis=0), matrix @ held, home[i] == home[j]

    def to_group(one: Ints, other: Ints) -> Floats:
        count = size[home[other]] - 1 - together
        near: Floats = np.where(count > 0, (sums[one, home[other]] - score) / np.maximum(count, 1), score)
        return near

    to_right, to_left = to_group(i, j), to_group(j, i)
    sizes = size[home[i]], size[home[j]]
    return (
        np.maximum(to_right, to_left),
        np.minimum(to_right, to_left),
        np.minimum(*sizes),
        np.maximum(*sizes),
        together.astype(np.float32),
    )


def _best_rival(report: Ints, one: Ints, other: Ints, matrix: Floats) -> Floats:
    """Return the best score of the first mention with another mention of the second one's report."""
    rival = np.zeros(len(one), dtype=np.float32)
    for number in np.unique(report):
        columns = np.nonzero(report == number)[0]
        held = -np.sort(-matrix[:, columns], axis=1)
        second = held[:, 1] if len(columns) > 1 else np.zeros(len(matrix), dtype=np.float32)
        here = report[other] == number
        score = matrix[one[here], other[here]]
        rival[here] = np.where(score >= held[one[here], 0], second[one[here]], held[one[here], 0])
    return rival
