"""Average-linkage grouping over the log-odds of pairs: two groups join while their mean says yes."""

import heapq
import math
from collections.abc import Iterable, Mapping

Pair = tuple[int, int]


class Grouping:
    """Groups of reports, by place, that grow by joining; the order of joins depends on the odds alone."""

    def __init__(self, count: int, odds: Mapping[Pair, float], unseen: float) -> None:
        self._unseen = unseen
        self._members: dict[int, list[int]] = {place: [place] for place in range(count)}
        self._seen: dict[int, dict[int, tuple[float, int]]] = {place: {} for place in range(count)}
        self._home = {place: place for place in range(count)}
        self._standing: set[int] = set()
        for (left, right), value in odds.items():
            self._seen[left][right] = self._seen[right][left] = (value, 1)

    def join_always(self, pairs: Iterable[Pair]) -> None:
        """Join the groups of these pairs, whatever their odds, unless both stand."""
        for left, right in pairs:
            first, second = self._home[left], self._home[right]
            if first != second and not self._standing.issuperset((first, second)):
                self._join(*sorted((first, second)))

    def let_stand(self, places: Iterable[int]) -> None:
        """Keep the groups of these places apart from each other; other groups may still join each."""
        self._standing.update(self._home[place] for place in places)

    def join_while_above(self, least: float) -> None:
        """Join the two groups with the best mean while it is above `least`."""
        waiting = [
            (-self._mean(left, right), left, right)
            for left, near in self._seen.items()
            for right in near
            if left < right and self._mean(left, right) > least
        ]
        heapq.heapify(waiting)
        while waiting:
            value, left, right = heapq.heappop(waiting)
            current = left in self._members and right in self._members
            if not current or self._mean(left, right) != -value:
                continue
            self._join(left, right)
            for other in self._seen[left]:
                mean = self._mean(left, other)
                if mean > least:
                    heapq.heappush(waiting, (-mean, min(left, other), max(left, other)))

    def groups(self) -> list[tuple[int, ...]]:
        """Return the groups, each in the order of its places."""
        return sorted(tuple(sorted(members)) for members in self._members.values())

    def _mean(self, left: int, right: int) -> float:
        if left in self._standing and right in self._standing:
            return -math.inf
        total, seen = self._seen[left].get(right, (0.0, 0))
        pairs = len(self._members[left]) * len(self._members[right])
        return (total + (pairs - seen) * self._unseen) / pairs

    def _join(self, kept: int, gone: int) -> None:
        moved = self._members.pop(gone)
        self._members[kept] += moved
        self._home.update(dict.fromkeys(moved, kept))
        if gone in self._standing:
            self._standing.add(kept)
        for other, (total, seen) in self._seen.pop(gone).items():
            del self._seen[other][gone]
            if other != kept:
                before, count = self._seen[kept].get(other, (0.0, 0))
                joined = (before + total, count + seen)
                self._seen[kept][other] = self._seen[other][kept] = joined
