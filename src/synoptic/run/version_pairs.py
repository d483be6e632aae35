"""Which passage of one version became which passage of the next: first by equal words, then by likeness."""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Key = tuple[str, ...]

# A passage is held against those that share one of its rarest words, and not against more than this many: a report
# of ten thousand sentences would otherwise cost a hundred million comparisons.
RAREST, MOST_RIVALS = 8, 40
# Changed passages between two unchanged ones, up to which their place says something.
SHORT_GAP = 3


class Unit(NamedTuple, Generic[T]):
    """A passage with the key that equal passages share and the words by which it is likened."""

    subject: T
    key: Key
    words: frozenset[str]


class Pair(NamedTuple, Generic[T_co]):
    """Two passages that say the same, and how alike they are (1 for equal words)."""

    former: T_co
    later: T_co
    likeness: float


class Paired(NamedTuple, Generic[T]):
    """What became of the passages of two versions, each in the order of the text."""

    same: tuple[Pair[T], ...]
    changed: tuple[Pair[T], ...]
    removed: tuple[T, ...]
    added: tuple[T, ...]


Likeness = Callable[[Unit[T], Unit[T]], float]


def paired(former: Sequence[Unit[T]], later: Sequence[Unit[T]], least: float, likeness: Likeness[T]) -> Paired[T]:
    """Return which passages are the same, which are alike to at least `least`, and which stand alone."""
    same, old, new = _equal(former, later)
    found = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for score, i, j in _ranked(former, later, (old, new), likeness):
        if score >= least and i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            found.append((i, j, score))
    return Paired(
        same=tuple(Pair(former[i].subject, later[j].subject, 1.0) for i, j in same),
        changed=tuple(
            Pair(former[i].subject, later[j].subject, round(min(1.0, s), 3)) for i, j, s in sorted(found)
        ),
        removed=tuple(former[i].subject for i in old if i not in taken_old),
        added=tuple(later[j].subject for j in new if j not in taken_new),
    )


def with_places(
    former: Sequence[Unit[T]], later: Sequence[Unit[T]], alike: Likeness[T], bonus: float
) -> Likeness[T]:
    """Return a likeness that is higher by `bonus` for passages between the same two unchanged ones.

    Only for short gaps: where a whole page is new, standing in it is no sign of belonging together.
    """
    same, old, new = _equal(former, later)
    gaps = _gaps([i for i, _ in same], old), _gaps([j for _, j in same], new)
    partner = {-1: -1, **dict(same)}
    size = Counter(gaps[0].values()), Counter(gaps[1].values())
    place = (
        {id(former[i]): partner[gap] for i, gap in gaps[0].items() if size[0][gap] <= SHORT_GAP},
        {id(later[j]): gap for j, gap in gaps[1].items() if size[1][gap] <= SHORT_GAP},
    )

    def likeness(one: Unit[T], other: Unit[T]) -> float:
        ours, theirs = place[0].get(id(one)), place[1].get(id(other))
        return alike(one, other) + bonus * (ours is not None and ours == theirs)

    return likeness


def _gaps(kept: Sequence[int], others: Sequence[int]) -> dict[int, int]:
    """Return the unchanged passage before each other one, by their places; -1 at the beginning."""
    ordered = sorted(kept)
    before = ((i, bisect_left(ordered, i)) for i in others)
    return {i: ordered[at - 1] if at else -1 for i, at in before}


def word_likeness(former: Sequence[Unit[T]], later: Sequence[Unit[T]]) -> Likeness[T]:
    """Return a likeness from shared words, rare ones weighing more (Dice's coefficient over their weights)."""
    held = Counter(word for unit in (*former, *later) for word in unit.words)
    count = len(former) + len(later)
    weight = {word: math.log(1 + count / times) for word, times in held.items()}

    def likeness(one: Unit[T], other: Unit[T]) -> float:
        total = math.fsum(weight[w] for w in one.words) + math.fsum(weight[w] for w in other.words)
        shared = math.fsum(weight[w] for w in one.words & other.words)
        return 2 * shared / total if total else 0.0

    return likeness


def _equal(
    former: Sequence[Unit[T]], later: Sequence[Unit[T]]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Return the places of passages with equal keys, paired in order, and the places of the others."""
    places: dict[Key, list[int]] = defaultdict(list)
    for j, unit in enumerate(later):
        places[unit.key].append(j)
    for held in places.values():
        held.reverse()
    same, old = [], []
    for i, unit in enumerate(former):
        if places.get(unit.key):
            same.append((i, places[unit.key].pop()))
        else:
            old.append(i)
    return same, old, sorted(j for held in places.values() for j in held)


def _ranked(
    former: Sequence[Unit[T]],
    later: Sequence[Unit[T]],
    places: tuple[list[int], list[int]],
    likeness: Likeness[T],
) -> list[tuple[float, int, int]]:
    """Return the candidates, the most alike first; of equally alike ones those that stand nearest."""
    holding: dict[str, list[int]] = defaultdict(list)
    for j in places[1]:
        for word in later[j].words:
            holding[word].append(j)
    scored = []
    for i in places[0]:
        rare = sorted((w for w in former[i].words if w in holding), key=lambda w: (len(holding[w]), w))[:RAREST]
        rivals = dict.fromkeys(j for word in rare for j in holding[word][:MOST_RIVALS])
        if len(places[0]) * len(places[1]) <= MOST_RIVALS**2:
            # Few enough to hold all against all: words may be wholly others where the meaning is not.
            rivals.update(dict.fromkeys(places[1]))
        scored += [(likeness(former[i], later[j]), i, j) for j in list(rivals)[: MOST_RIVALS * RAREST]]
    return sorted(scored, key=lambda found: (-found[0], abs(found[1] - found[2]), found[1], found[2]))
