"""Which pairs of reports are worth comparing: near in words or meaning, and in time."""

import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np

from synoptic.group.profiles import days_apart
from synoptic.group.settings import GroupSettings
from synoptic.group.vectors import Weighted
from synoptic.run.stage import Vectors

# Words are thrown into so many columns with a sign: cosines come out right to about .02, which is enough to
# say who is near, and one product of dense rows replaces millions of look-ups.
_COLUMNS = 2048
_BLOCK = 512


def candidate_pairs(
    reports: Sequence[Weighted], dense: Vectors | None, settings: GroupSettings
) -> list[tuple[int, int]]:
    """Return the pairs of places to compare, each with the smaller place first, in order.

    `dense` are the vectors of the reports where they are in several languages, else None.
    """
    count = len(reports)
    if count <= settings.all_pairs_up_to:
        every = combinations(range(count), 2)
        return [pair for pair in every if _near_in_time(reports, pair, settings.most_days)]
    pairs = _nearest(_scattered(reports), reports, settings.neighbours, settings)
    if dense is not None:
        pairs |= _nearest(dense, reports, settings.neighbours // 3, settings)
    return sorted(pairs)


def _near_in_time(reports: Sequence[Weighted], pair: tuple[int, int], most_days: float) -> bool:
    apart = days_apart(reports[pair[0]].profile, reports[pair[1]].profile)
    return apart is None or apart <= most_days


def _scattered(reports: Sequence[Weighted]) -> Vectors:
    """Return a dense row a report whose products are nearly the cosines of the words."""
    rows = np.zeros((len(reports), _COLUMNS), dtype=np.float32)
    for place, report in enumerate(reports):
        columns, signs = zip(*map(_thrown, report.words), strict=True) if report.words else ((), ())
        values = np.array(list(report.words.values()), dtype=np.float32) * np.array(signs, dtype=np.float32)
        np.add.at(rows[place], np.array(columns, dtype=np.int64), values)
    return rows


@lru_cache(maxsize=1 << 16)
def _thrown(word: str) -> tuple[int, float]:
    code = zlib.crc32(word.encode())
    return code % _COLUMNS, 1.0 if code >> 31 else -1.0


def _nearest(
    rows: Vectors, reports: Sequence[Weighted], neighbours: int, settings: GroupSettings
) -> set[tuple[int, int]]:
    """Return each row with its nearest, among those not too far in time."""
    starts = np.array([-np.inf if r.profile.earliest is None else r.profile.earliest / 24 for r in reports])
    ends = np.array([np.inf if r.profile.latest is None else r.profile.latest / 24 for r in reports])
    pairs: set[tuple[int, int]] = set()
    for first in range(0, len(rows), _BLOCK):
        block = slice(first, first + _BLOCK)
        # Rounded, because the last bits of a product differ between machines.
        near = np.round(rows[block] @ rows.T, 3)
        far = (starts[block, None] - ends[None, :] > settings.most_days) | (
            starts[None, :] - ends[block, None] > settings.most_days
        )
        near[far] = -np.inf
        for offset, similar in enumerate(near):
            place = first + offset
            similar[place] = -np.inf
            order = np.argsort(-similar, kind="stable")[:neighbours]
            pairs.update((min(place, int(o)), max(place, int(o))) for o in order if similar[o] > 0.0)
    return pairs
