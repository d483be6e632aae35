"""Which pairs of reports are worth comparing: near in rare words, names or meaning, and in time."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from synoptic.group.profiles import days_apart
from synoptic.group.settings import GroupSettings
from synoptic.group.vectors import Weighted
from synoptic.run.stage import Vectors

# The heaviest words of a report that are looked up; more find no further true pairs in stories_allsides.
_LOOKED_UP = 25
_BLOCK = 512


def candidate_pairs(reports: Sequence[Weighted], dense: Vectors, settings: GroupSettings) -> list[tuple[int, int]]:
    """Return the pairs of places to compare, each with the smaller place first, in order."""
    count = len(reports)
    if count <= settings.all_pairs_up_to:
        pairs = set(combinations(range(count), 2))
    else:
        pairs = _by_words(reports, settings.neighbours) | _by_meaning(dense, settings.neighbours // 3)
    return sorted(pair for pair in pairs if _near_in_time(reports, pair, settings.most_days))


def _near_in_time(reports: Sequence[Weighted], pair: tuple[int, int], most_days: float) -> bool:
    apart = days_apart(reports[pair[0]].profile, reports[pair[1]].profile)
    return apart is None or apart <= most_days


def _by_words(reports: Sequence[Weighted], neighbours: int) -> set[tuple[int, int]]:
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, report in enumerate(reports):
        heaviest = sorted(report.words.items(), key=lambda pair: (-pair[1], pair[0]))[:_LOOKED_UP]
        named = sorted(report.names.items(), key=lambda pair: (-pair[1], pair[0]))[: _LOOKED_UP // 2]
        for word in sorted({word for word, _ in heaviest + named}):
            postings[word].append((place, report.words.get(word, 0.0)))
    pairs: set[tuple[int, int]] = set()
    scores: dict[int, Counter[int]] = defaultdict(Counter)
    for held in postings.values():
        for (left, left_value), (right, right_value) in combinations(held, 2):
            scores[left][right] += left_value * right_value  # type: ignore[assignment]
            scores[right][left] += left_value * right_value  # type: ignore[assignment]
    for place, found in scores.items():
        for other, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:neighbours]:
            pairs.add((min(place, other), max(place, other)))
    return pairs


def _by_meaning(dense: Vectors, neighbours: int) -> set[tuple[int, int]]:
    pairs: set[tuple[int, int]] = set()
    for start in range(0, len(dense), _BLOCK):
        near = dense[start : start + _BLOCK] @ dense.T
        for row, similar in enumerate(near):
            place = start + row
            order = np.argsort(-similar, kind="stable")[: neighbours + 1]
            pairs.update((min(place, int(o)), max(place, int(o))) for o in order if int(o) != place)
    return pairs
