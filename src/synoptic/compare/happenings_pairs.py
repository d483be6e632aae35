"""How two mentions of happenings compare: the named measurements of every pair of a story, in bulk."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from synoptic.compare.claim_features import Floats
from synoptic.compare.happenings_mentions import LIGHT, SAYING, Happening, HappeningTable
from synoptic.compare.pair_features import Ints

Columns = dict[str, npt.NDArray[np.generic]]
HAPPENING_FEATURES = (
    "same head",
    "same stem",
    "shared beginning",
    "head meaning",
    "phrase meaning",
    "shared words",
    "head in other",
    "agents",
    "other agents",
    "patients",
    "other patients",
    "crossed takers",
    "takers",
    "no taker shared",
    "clause words",
    "sentence words",
    "contained in sentence",
    "sentence meaning",
    "clause meaning",
    "names",
    "no name shared",
    "same number",
    "other number",
    "same time",
    "other time",
    "report words",
    "report meaning",
    "report rank",
    "both verbs",
    "both nouns",
    "same governor",
    "one negated",
    "one unreal",
    "both saying",
    "one saying",
    "light head",
    "rarity of heads",
    "frequent heads",
    "rivals by head",
    "both open",
    "places differ",
    "rank",
    "ahead of rivals",
    "mutual best",
    "one report",
    "one sentence",
)
_FARTHEST = -9.0


class HappeningPairs:
    """All pairs of a story's mentions, with a row of measurements for each."""

    def __init__(self, table: HappeningTable) -> None:
        self.table = table
        self.left, self.right = (x.astype(np.int64) for x in np.triu_indices(len(table), 1))
        self._heads = np.array([h.head for h in table.happenings])
        self._stems = np.array([h.stem for h in table.happenings])
        self._near = table.heads @ table.heads.T if len(table) else np.zeros((0, 0), dtype=np.float32)
        self._words = self._overlap(lambda h: h.around)
        self._takers = self._overlap(lambda h: h.agent | h.patient | h.other)

    def rows(self) -> Floats:
        """Return the measurements of every pair, one column a name of `HAPPENING_FEATURES`."""
        i, j = self.left, self.right
        columns: Columns = {
            **self._head_columns(i, j),
            **self._taker_columns(i, j),
            **self._surrounding_columns(i, j),
            **self._report_columns(i, j),
            **self._kind_columns(i, j),
            **self._rank_columns(i, j),
        }
        rows = [np.asarray(columns[name], dtype=np.float32) for name in HAPPENING_FEATURES]
        return np.stack(rows, axis=1) if len(i) else np.zeros((0, len(rows)), dtype=np.float32)

    def _head_columns(self, i: Ints, j: Ints) -> Columns:
        shared, _ = self._overlap(lambda h: h.lemmas)
        held = self.table.happenings
        return {
            "same head": self._heads[i] == self._heads[j],
            "same stem": self._stems[i] == self._stems[j],
            "shared beginning": self._beginnings()[i, j],
            "head meaning": self._near[i, j],
            "phrase meaning": (self.table.phrases[i] * self.table.phrases[j]).sum(axis=1),
            "shared words": shared[i, j],
            "head in other": _holds(held, i, j) | _holds(held, j, i),
        }

    def _taker_columns(self, i: Ints, j: Ints) -> Columns:
        agents, no_agents = self._overlap(lambda h: h.agent)
        patients, no_patients = self._overlap(lambda h: h.patient)
        crossed = self._overlap(lambda h: h.agent, lambda h: h.patient)[0]
        takers, no_takers = self._takers
        return {
            "agents": agents[i, j],
            "other agents": no_agents[i, j],
            "patients": patients[i, j],
            "other patients": no_patients[i, j],
            "crossed takers": np.maximum(crossed[i, j], crossed[j, i]),
            "takers": takers[i, j],
            "no taker shared": no_takers[i, j],
        }

    def _surrounding_columns(self, i: Ints, j: Ints) -> Columns:
        table = self.table
        near, _ = self._overlap(lambda h: h.near)
        names, no_names = self._overlap(lambda h: h.names)
        numbers, no_numbers = self._overlap(lambda h: h.numbers)
        times, no_times = self._overlap(lambda h: frozenset(w for t in h.times for w in t.split()))
        words, contained = self._words[0], self._contained()
        return {
            "clause words": near[i, j],
            "sentence words": words[i, j],
            "contained in sentence": contained[i, j],
            "sentence meaning": (table.sentences[i] * table.sentences[j]).sum(axis=1),
            "clause meaning": (table.clauses[i] * table.clauses[j]).sum(axis=1),
            "names": names[i, j],
            "no name shared": no_names[i, j],
            "same number": numbers[i, j],
            "other number": no_numbers[i, j],
            "same time": times[i, j],
            "other time": no_times[i, j],
        }

    def _report_columns(self, i: Ints, j: Ints) -> Columns:
        report = self.table.report
        alike = _weighted_cosine(self.table.reports, self.table.rarity)
        np.fill_diagonal(alike, 1)
        order = np.argsort(np.argsort(-np.round(alike, 5), axis=1, kind="stable"), axis=1, kind="stable")
        rank = np.minimum(order, order.T) / max(1, len(alike))
        means = np.stack(
            [
                self.table.sentences[report == k].mean(axis=0) if (report == k).any() else np.zeros(512)
                for k in range(len(alike))
            ]
        )
        return {
            "report words": alike[report[i], report[j]],
            "report meaning": (means @ means.T)[report[i], report[j]],
            "report rank": rank[report[i], report[j]],
            "one report": report[i] == report[j],
            "one sentence": (report[i] == report[j]) & (self.table.sentence[i] == self.table.sentence[j]),
        }

    def _kind_columns(self, i: Ints, j: Ints) -> Columns:
        held = self.table.happenings
        verb = np.array([h.pos in ("VERB", "AUX") for h in held])
        saying = np.array([h.head in SAYING for h in held])
        light = np.array([h.head in LIGHT for h in held])
        negated = np.array([h.negated for h in held])
        unreal = np.array([h.unreal for h in held])
        governor = np.array([h.governor for h in held])
        place = np.array([h.place for h in held], dtype=np.float32)
        rarity = np.array([self.table.rarity.get(h.head, 0.0) for h in held], dtype=np.float32)
        return {
            "both verbs": verb[i] & verb[j],
            "both nouns": ~verb[i] & ~verb[j],
            "same governor": (governor[i] != "") & (governor[i] == governor[j]),
            "one negated": negated[i] != negated[j],
            "one unreal": unreal[i] != unreal[j],
            "both saying": saying[i] & saying[j],
            "one saying": saying[i] != saying[j],
            "light head": light[i].astype(int) + light[j],
            "rarity of heads": np.minimum(rarity[i], rarity[j]),
            "frequent heads": np.minimum(self._reports_with()[i], self._reports_with()[j]),
            "rivals by head": self._rivals()[i] + self._rivals()[j],
            "both open": np.maximum(place[i], place[j]),
            "places differ": np.abs(place[i] - place[j]),
        }

    def _rank_columns(self, i: Ints, j: Ints) -> Columns:
        same = (self._stems[:, None] == self._stems[None, :]).astype(np.float32)
        closeness = same + self._near + self._words[0] + 0.5 * self._takers[0]
        ranks, ahead = _ranks(closeness, self.table.report)
        return {
            "rank": np.minimum(np.maximum(ranks[i, j], ranks[j, i]), 8),
            "ahead of rivals": np.minimum(ahead[i, j], ahead[j, i]),
            "mutual best": (ranks[i, j] == 1) & (ranks[j, i] == 1),
        }

    def _beginnings(self) -> Floats:
        words = sorted(set(self._heads.tolist()))
        at = {word: k for k, word in enumerate(words)}
        alike = np.array([[_shared_beginning(a, b) for b in words] for a in words], dtype=np.float32)
        places = [at[word] for word in self._heads.tolist()]
        chosen: Floats = alike[np.ix_(places, places)]
        return chosen

    def _reports_with(self) -> Floats:
        """Return for each mention the share of the story's reports that mention its head word."""
        pairs = {(s, r) for s, r in zip(self._stems.tolist(), self.table.report.tolist(), strict=True)}
        total = max(1, len(set(self.table.report.tolist())))
        stems = [s for s, _ in pairs]
        return np.array([stems.count(s) / total for s in self._stems.tolist()], dtype=np.float32)

    def _rivals(self) -> Floats:
        """Return for each mention how many others of its report have its head word."""
        keys = list(zip(self._stems.tolist(), self.table.report.tolist(), strict=True))
        return np.array([keys.count(key) - 1 for key in keys], dtype=np.float32)

    def _overlap(
        self,
        one: Callable[[Happening], frozenset[str]],
        other: Callable[[Happening], frozenset[str]] | None = None,
    ) -> tuple[Floats, npt.NDArray[np.bool_]]:
        """Return the weighted share of members in common, and whether both have some but none in common."""
        rarity = self.table.rarity
        left = [one(h) for h in self.table.happenings]
        right = [other(h) for h in self.table.happenings] if other else left
        terms = {term: k for k, term in enumerate(sorted({t for held in (*left, *right) for t in held}))}
        weights = np.array([0.1 + rarity.get(t, 1.0) for t in terms] or [1.0], dtype=np.float32)
        a, b = _present(left, terms), _present(right, terms)
        shared = (a * weights) @ b.T
        lighter = np.minimum((a @ weights)[:, None], (b @ weights)[None, :])
        mass = (a @ weights)[:, None] + (b @ weights)[None, :] - shared
        share: Floats = np.divide(shared, np.sqrt(np.maximum(lighter * mass, 1e-9)), dtype=np.float32)
        share[lighter <= 0] = 0
        return share, (lighter > 0) & (shared <= 0)

    def _contained(self) -> Floats:
        rarity = self.table.rarity
        held = [h.around for h in self.table.happenings]
        terms = {term: k for k, term in enumerate(sorted({t for words in held for t in words}))}
        weights = np.array([0.1 + rarity.get(t, 1.0) for t in terms] or [1.0], dtype=np.float32)
        present = _present(held, terms)
        mass = present @ weights
        lighter = np.maximum(np.minimum(mass[:, None], mass[None, :]), 1e-6)
        contained: Floats = ((present * weights) @ present.T) / lighter
        return contained


def _present(sets: Sequence[frozenset[str]], terms: dict[str, int]) -> Floats:
    present = np.zeros((len(sets), max(1, len(terms))), dtype=np.float32)
    for row, held in enumerate(sets):
        present[row, [terms[t] for t in held]] = 1
    return present


def _holds(held: Sequence[Happening], i: Ints, j: Ints) -> npt.NDArray[np.bool_]:
    return np.array([held[a].head in held[b].lemmas for a, b in zip(i, j, strict=True)], dtype=bool)


def _shared_beginning(one: str, other: str) -> float:
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    return common / max(1, min(len(one), len(other)))


def _weighted_cosine(sets: Sequence[frozenset[str]], rarity: dict[str, float]) -> Floats:
    terms = {term: k for k, term in enumerate(sorted({t for held in sets for t in held}))}
    weights = np.array([rarity.get(t, 0.0) for t in terms] or [1.0], dtype=np.float32)
    rows = _present(sets, terms) * weights
    rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    alike: Floats = rows @ rows.T
    return alike


def _ranks(closeness: Floats, report: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int32], Floats]:
    """Return the rank of every mention in its report seen from each, and how far it is ahead of its best rival."""
    ranks = np.ones(closeness.shape, dtype=np.int32)
    ahead = np.zeros(closeness.shape, dtype=np.float32)
    rounded = np.round(closeness, 5)
    np.fill_diagonal(rounded, _FARTHEST)
    for number in np.unique(report):
        columns = np.nonzero(report == number)[0]
        held = rounded[:, columns]
        ordered = np.sort(held, axis=1)[:, ::-1]
        ranks[:, columns] = 1 + (held[:, :, None] < held[:, None, :]).sum(axis=2)
        if len(columns) > 1:
            rival = np.where(held == ordered[:, :1], ordered[:, 1:2], ordered[:, :1])
            ahead[:, columns] = np.clip(held - rival, -1, 1)
    return ranks, ahead
