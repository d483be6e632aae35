"""Passages that two texts share: runs of equal tokens, chained over small differences."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

# A run of tokens that stands more often than this in one text is a refrain; looking at all its places would
# make the work grow with their square.
_MOST_PLACES = 4


class Run(msgspec.Struct, frozen=True, array_like=True, order=True):
    """Equal tokens: `length` of them from `left` in one text and from `right` in the other."""

    left: int
    right: int
    length: int


class SharedPassage(msgspec.Struct, frozen=True, kw_only=True):
    """Runs that follow each other closely in both texts."""

    runs: tuple[Run, ...]

    @property
    def matched(self) -> int:
        """Return how many tokens are equal."""
        return sum(run.length for run in self.runs)

    @property
    def left(self) -> tuple[int, int]:
        """Return the half-open token range in the one text."""
        return self.runs[0].left, self.runs[-1].left + self.runs[-1].length

    @property
    def right(self) -> tuple[int, int]:
        """Return the half-open token range in the other text."""
        return self.runs[0].right, self.runs[-1].right + self.runs[-1].length


def shared_passages(
    left: Sequence[str], right: Sequence[str], *, seed: int, mismatch: int, least: int
) -> tuple[SharedPassage, ...]:
    """Return the passages of at least `least` tokens that both texts hold, in the order of the left one."""
    chains: list[list[Run]] = []
    for run in _disjoint(_runs(left, right, seed), seed):
        fitting = [chain for chain in chains[-8:] if _follows(chain[-1], run, mismatch)]
        if fitting:
            # The chain whose end is nearest keeps passages whole where a text repeats itself.
            min(fitting, key=lambda chain: run.left - chain[-1].left + abs(run.right - chain[-1].right)).append(
                run
            )
        else:
            chains.append([run])
    passages = (SharedPassage(runs=tuple(chain)) for chain in chains)
    return tuple(p for p in passages if min(p.left[1] - p.left[0], p.right[1] - p.right[0]) >= least)


def _runs(left: Sequence[str], right: Sequence[str], seed: int) -> list[Run]:
    common = set(_shingles(left, seed)).intersection(_shingles(right, seed))
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j, shingle in enumerate(_shingles(right, seed)):
        if shingle in common and len(places[shingle]) < _MOST_PLACES:
            places[shingle].append(j)
    reached: dict[int, int] = {}  # by diagonal: how far along the left text a run has come
    runs = []
    for i, shingle in enumerate(_shingles(left, seed)):
        for j in places.get(shingle, ()):
            if reached.get(j - i, -1) > i:
                continue
            length = seed
            while i + length < len(left) and j + length < len(right) and left[i + length] == right[j + length]:
                length += 1
            reached[j - i] = i + length
            runs.append(Run(i, j, length))
    return runs


def _shingles(tokens: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(tokens[k:] for k in range(length)), strict=False)


def _disjoint(runs: Sequence[Run], seed: int) -> list[Run]:
    """Return runs that share no token on either side: the longest first, the others cut where they overlap."""
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    kept = []
    for run in sorted(runs, key=lambda r: (-r.length, r.left, r.right)):
        free = [run.left + k not in taken_left and run.right + k not in taken_right for k in range(run.length)]
        start = 0
        while start < run.length:
            end = start
            while end < run.length and free[end]:
                end += 1
            if end - start >= seed:
                kept.append(Run(run.left + start, run.right + start, end - start))
                taken_left.update(range(run.left + start, run.left + end))
                taken_right.update(range(run.right + start, run.right + end))
            start = end + 1
    return sorted(kept)


def _follows(before: Run, after: Run, mismatch: int) -> bool:
    gap_left = after.left - before.left - before.length
    gap_right = after.right - before.right - before.length
    return 0 <= gap_left <= mismatch and 0 <= gap_right <= mismatch
