"""Deciding all pairs of a story jointly: clusters in which the members speak for each other, not chains."""

import numpy as np

from synoptic.compare.claim_features import Floats
from synoptic.compare.pair_features import Ints

# The doubt about a pair that was not even a candidate, and the most that one pair can say, in log odds.
# On the claims_stories development half (35 stories, left out in turn) anything from −3 to −1.2
# and from 2.5 to 4 gives an F1 within .006.
_NOT_A_CANDIDATE = -2.0
_STRONGEST = 2.5


def cluster(size: int, left: Ints, right: Ints, probability: Floats, threshold: float) -> list[tuple[int, ...]]:
    """Return clusters of claims such that two merge only if their members, on average, say the same thing.

    This is greedy correlation clustering: strongest pair first, and the mean of the log odds between two
    clusters, above the threshold's, decides. A weak link between two strong groups is not enough.
    """
    odds = np.full((size, size), _NOT_A_CANDIDATE, dtype=np.float32)
    strength = np.clip(_log_odds(probability) - float(_log_odds(np.float32(threshold))), -_STRONGEST, _STRONGEST)
    odds[left, right] = strength
    odds[right, left] = strength
    members = [[number] for number in range(size)]
    home = list(range(size))
    order = sorted(
        (k for k in range(len(left)) if strength[k] > 0),
        key=lambda k: (-round(float(strength[k]), 4), -round(float(probability[k]), 4), left[k], right[k]),
    )
    for k in order:
        one, other = home[left[k]], home[right[k]]
        if one == other or odds[np.ix_(members[one], members[other])].mean() <= 0:
            continue
        members[one] += members[other]
        for number in members[other]:
            home[number] = one
        members[other] = []
    return [tuple(sorted(held)) for held in members if held]


def _log_odds(probability: Floats | np.float32) -> Floats:
    clipped = np.clip(probability, 1e-6, 1 - 1e-6)
    odds: Floats = np.log(clipped / (1 - clipped)).astype(np.float32)
    return odds
