"""What speaks for and against pairs of reports telling the same story, as numbers."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from synoptic.group.likeness import Numbers, Places, Sheet, presence, products, rarest_shared, sheet, vocabulary
from synoptic.group.marks import told
from synoptic.group.profiles import days_apart
from synoptic.group.vectors import Weighted
from synoptic.run.stage import Vectors

# Beyond two days reports seldom tell one event; the further days matter less and less.
_FAR_DAYS = 2.5
# One event shares many names, one person two or three; a name is rare enough once few reports in 400 have it.
_MOST_COUNTED = 8
RARE = 6.0
# A report is crowded by those most like it that appeared within so many days: on a day full of one subject
# being alike says less.
_CROWD, _CROWD_DAYS = 5, 4.1
_SAME_DAY, _NEXT_DAY = 0.6, 1.6
_MANY_NAMES = 30.0

Columns = dict[str, Numbers]
NAMES = (
    *("words", "some_words", "lede", "some_lede", "names", "some_names", "rare_names", "headline", "numbers"),
    *("told", "told_both", "title", "title_both", "full_names"),
    *("told_numbers", "told_numbers_both", "told_days", "told_days_both", "told_years", "told_years_both"),
    *("days", "far", "same_day", "next_day", "crowded", "crowded_both"),
)
ACROSS = ("stems", "rare_names", "dense", "numbers", "far")


class Bags:
    """The bags of a window's reports as sheets with common columns."""

    def __init__(self, reports: Sequence[Weighted]) -> None:
        column = vocabulary(report.words for report in reports)
        self.words = sheet([r.words for r in reports], column)
        self.lede = sheet([r.lede for r in reports], column)
        self.names = sheet([r.names for r in reports], column)
        self.headline = sheet([r.headline for r in reports], column)
        self.numbers = sheet([r.numbers for r in reports], column)
        self.told = sheet([r.told for r in reports], column)
        self.title = sheet([r.title for r in reports], column)
        self.rare = sheet([{w: min(r.rarity.of(w), RARE) for w in r.names} for r in reports], column)
        self.held = presence(self.words)


def pair_features(reports: Sequence[Weighted], pairs: Sequence[tuple[int, int]]) -> Numbers:
    """Return a row of features in the order of `NAMES` for each pair of reports in one language."""
    bags = Bags(reports)
    places = _places(pairs)
    columns = _likenesses(bags, *places)
    columns |= _marks(reports, pairs)
    columns |= _times(reports, pairs)
    columns |= _crowds(columns["words"], pairs, reports)
    return _rounded(columns, NAMES)


def features_across(reports: Sequence[Weighted], pairs: Sequence[tuple[int, int]], dense: Vectors) -> Numbers:
    """Return a row of features in the order of `ACROSS` for each pair of reports in two languages."""
    lefts, rights = _places(pairs)
    stems = sheet([r.stems for r in reports], vocabulary(r.stems for r in reports))
    bags = Bags(reports)
    columns = {
        "stems": products(stems, stems, lefts, rights),
        "rare_names": rarest_shared(bags.rare, (lefts, rights), _MOST_COUNTED) / (_MOST_COUNTED * RARE),
        "dense": np.array([float(dense[left] @ dense[right]) for left, right in pairs]),
        "numbers": products(bags.numbers, bags.numbers, lefts, rights),
        "far": _times(reports, pairs)["far"],
    }
    return _rounded(columns, ACROSS)


def _places(pairs: Sequence[tuple[int, int]]) -> tuple[Places, Places]:
    both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _rounded(columns: Columns, names: Sequence[str]) -> Numbers:
    # The last bits of sums differ between machines; nothing may turn on them.
    made: Numbers = np.stack([columns[name] for name in names], axis=1)
    return np.round(made, 5)


def _likenesses(bags: Bags, lefts: Places, rights: Places) -> Columns:
    def near(rows: Sheet) -> Numbers:
        return products(rows, rows, lefts, rights)

    def both_ways(rows: Sheet) -> tuple[Numbers, Numbers]:
        one, other = products(rows, bags.held, lefts, rights), products(bags.held, rows, lefts, rights)
        return np.maximum(one, other), np.minimum(one, other)

    columns = {
        "words": near(bags.words),
        "lede": near(bags.lede),
        "names": near(bags.names),
        "headline": near(bags.headline),
        "numbers": near(bags.numbers),
        "rare_names": rarest_shared(bags.rare, (lefts, rights), _MOST_COUNTED) / (_MOST_COUNTED * RARE),
    }
    columns |= {f"some_{name}": np.sqrt(np.maximum(columns[name], 0.0)) for name in ("words", "lede", "names")}
    columns["told"], columns["told_both"] = both_ways(bags.told)
    columns["title"], columns["title_both"] = both_ways(bags.title)
    return columns


def _marks(reports: Sequence[Weighted], pairs: Sequence[tuple[int, int]]) -> Columns:
    """Return how far the numbers, days, years and full names of each pair agree."""
    rows: dict[str, list[float]] = defaultdict(list)
    for left, right in pairs:
        one, other = reports[left].profile.marks, reports[right].profile.marks
        for name, shares in (
            ("told_numbers", (told(one.lede_numbers, other.numbers), told(other.lede_numbers, one.numbers))),
            ("told_days", (told(one.days, other.days), told(other.days, one.days))),
            ("told_years", (told(one.years, other.years), told(other.years, one.years))),
        ):
            rows[name].append(max(shares))
            rows[f"{name}_both"].append(min(shares))
        rarity = reports[left].rarity
        shared = one.full_names & other.full_names
        weight = sum(sorted(max(min(rarity.of(w), RARE) for w in name.split()) for name in shared))
        rows["full_names"].append(weight / _MANY_NAMES)
    names = [name for name in NAMES if name.startswith(("told_", "full_")) and name != "told_both"]
    return {name: np.array(rows[name], dtype=np.float64) for name in names}


def _times(reports: Sequence[Weighted], pairs: Sequence[tuple[int, int]]) -> Columns:
    apart = [days_apart(reports[left].profile, reports[right].profile) for left, right in pairs]
    known = np.array([days is not None for days in apart], dtype=bool)
    days = np.array([days or 0.0 for days in apart], dtype=np.float64)
    return {
        "days": np.log1p(np.minimum(days, 100.0)),
        "far": (days > _FAR_DAYS).astype(np.float64),
        "same_day": (known & (days < _SAME_DAY)).astype(np.float64),
        "next_day": (known & (days >= _SAME_DAY) & (days < _NEXT_DAY)).astype(np.float64),
    }


def _crowds(near: Numbers, pairs: Sequence[tuple[int, int]], reports: Sequence[Weighted]) -> Columns:
    """Return how alike each of a pair is to others of its days: the mean over those most like it."""
    alike: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (left, right), value in zip(pairs, near.tolist(), strict=True):
        apart = days_apart(reports[left].profile, reports[right].profile)
        if apart is None or apart <= _CROWD_DAYS:
            alike[left].append((value, right))
            alike[right].append((value, left))
    nearest = {place: sorted(found, reverse=True)[: _CROWD + 1] for place, found in alike.items()}

    def crowd(place: int, without: int) -> float:
        others = [value for value, other in nearest.get(place, ()) if other != without]
        return sum(others[:_CROWD]) / _CROWD

    values = [(crowd(left, right), crowd(right, left)) for left, right in pairs]
    return {
        "crowded": np.array([max(v) for v in values], dtype=np.float64),
        "crowded_both": np.array([min(v) for v in values], dtype=np.float64),
    }
