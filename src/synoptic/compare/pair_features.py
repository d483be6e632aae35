"""How two claims compare: candidate pairs of a story, and the named measurements of each in bulk."""

import numpy as np
import numpy.typing as npt

from synoptic.compare.claim_features import ClaimTable, Floats, weights_of
from synoptic.news.annotation import Figure

Ints = npt.NDArray[np.int64]
FEATURES = (
    "meaning",
    "sentence meaning",
    "words",
    "contained",
    "near words",
    "names",
    "no name shared",
    "same agent",
    "other agent",
    "same patient",
    "same predicate",
    "predicate meaning",
    "same number",
    "other number",
    "times overlap",
    "times differ",
    "polarity differs",
    "modality differs",
    "same speaker",
    "other speaker",
    "only one attributed",
    "apart",
    "both open",
    "ahead of rivals",
    "mutual best",
    "length differs",
    "shorter",
    "longer",
    "meaning in context",
    "words in context",
    "contained in context",
    "words of sentences",
    "contained in sentence",
    "across languages",
    "one report",
)
# Content words below which a claim is compared with nothing.
_LEAST_CONTENT = 2
# Cosine, freed of the story's mean, from which claims of two languages are compared though they share no name or
# number. A careful choice: of 96 false pairs of two languages in claims_stories one in ten lies above .30, and the
# three true ones without a name or number lie below, where nothing tells them from the false ones.
_NEAR_MEANING = 0.35
# Where a claim stands to itself: behind every other.
_FARTHEST = -9.0
# What cannot be measured between two languages: set to nought there, and the weights know the difference.
WORDY = (
    "words",
    "contained",
    "same predicate",
    "words in context",
    "contained in context",
    "words of sentences",
    "contained in sentence",
)


class PairTable:
    """The pairs of a story's claims that are worth comparing, with a row of measurements for each."""

    def __init__(self, table: ClaimTable, most: int) -> None:
        self.table = table
        self._language = np.array([hash_code(x) for x in table.language], dtype=np.int64)
        self._base = table.vectors @ table.vectors.T
        self._words, self._contained = _overlap(*weights_of(table.lemmas))
        self._near_words = _soft_overlap(table, *weights_of(table.lemmas))
        self._names, _ = _overlap(*weights_of(table.entities))
        numbers, _ = weights_of(table.numbers)
        self._numbers = (numbers @ numbers.T) > 0
        self._closeness = self._base + self._words + 0.3 * self._names + 0.2 * self._numbers
        self._rank, self._ahead = _ranks(self._closeness, table.report)
        self.left, self.right = self._candidates(most)

    def _candidates(self, most: int) -> tuple[Ints, Ints]:
        """Return pairs that are among the `most` nearest of one side in the other's report."""
        near = np.minimum(self._rank, self._rank.T) <= most
        related = (self._base > 0.1) | (self._words > 0.02) | (self._names > 0.05) | self._numbers
        # "He said" or "sitting there" is like everything: a claim needs some content to be compared by.
        full = np.array([len(held) >= _LEAST_CONTENT for held in self.table.lemmas], dtype=bool)
        near &= full[:, None] & full[None, :]
        # A sentence does not say a thing twice: its clauses are near because they stand together.
        near &= ~self._one_sentence()
        # Between two languages no word can be compared: without a name or number in common meaning alone decides.
        across = self._language[:, None] != self._language[None, :]
        near &= ~across | (self._names > 0) | self._numbers | (self._base >= _NEAR_MEANING)
        left, right = np.nonzero(np.triu(near & related, k=1))
        return left, right

    def rows(self) -> Floats:
        """Return the measurements of every candidate pair, in the order of FEATURES."""
        table, i, j = self.table, self.left, self.right
        across = self._language[i] != self._language[j]
        columns = {
            "meaning": self._base[i, j],
            "sentence meaning": (table.sentence_vectors[i] * table.sentence_vectors[j]).sum(axis=1),
            "words": self._words[i, j],
            "contained": self._contained[i, j],
            "near words": self._near_words[i, j],
            "names": self._names[i, j],
            "no name shared": (self._names[i, j] == 0) & _filled(table.entities, i) & _filled(table.entities, j),
            **self._role_columns(i, j),
            **self._figure_columns(i, j),
            **self._time_columns(i, j),
            **self._voice_columns(i, j),
            "apart": np.abs(table.position[i] - table.position[j]),
            "both open": (table.position[i] < 0.15) & (table.position[j] < 0.15),
            "ahead of rivals": np.minimum(self._ahead[i, j], self._ahead[j, i]),
            "mutual best": (self._rank[i, j] == 1) & (self._rank[j, i] == 1),
            **self._length_columns(i, j),
            **self._context_columns(i, j),
            "across languages": across,
            "one report": table.report[i] == table.report[j],
        }
        for name in WORDY:
            columns[name] = np.where(across, 0, columns[name])
        return np.stack([np.asarray(columns[name], dtype=np.float32) for name in FEATURES], axis=1)

    def _length_columns(self, i: Ints, j: Ints) -> dict[str, npt.NDArray[np.generic]]:
        length = np.log(np.array([len(held) + 1 for held in self.table.lemmas], dtype=np.float32))
        return {
            "length differs": np.abs(length[i] - length[j]),
            "shorter": np.minimum(length[i], length[j]),
            "longer": np.maximum(length[i], length[j]),
        }

    def _context_columns(self, i: Ints, j: Ints) -> dict[str, npt.NDArray[np.generic]]:
        """Return how alike two claims are together with what they lean on: a phrase alone says little."""
        table = self.table
        words, contained = _overlap(*weights_of(table.context_lemmas))
        sentences, within = _overlap(*weights_of(table.sentence_lemmas))
        return {
            "meaning in context": (table.context_vectors[i] * table.context_vectors[j]).sum(axis=1),
            "words in context": words[i, j],
            "contained in context": contained[i, j],
            "words of sentences": sentences[i, j],
            "contained in sentence": within[i, j],
        }

    def _one_sentence(self) -> npt.NDArray[np.bool_]:
        sentence = np.array([c.sentence for c in self.table.claims])
        report = self.table.report
        one: npt.NDArray[np.bool_] = (report[:, None] == report) & (sentence[:, None] == sentence)
        return one

    def _role_columns(self, i: Ints, j: Ints) -> dict[str, npt.NDArray[np.generic]]:
        agents, patients = np.array(self.table.agents), np.array(self.table.patients)
        predicate = np.array([c.predicate.casefold() for c in self.table.claims])
        known = (agents[i] != "") & (agents[j] != "")
        return {
            "same agent": known & (agents[i] == agents[j]),
            "other agent": known & (agents[i] != agents[j]),
            "same patient": (patients[i] != "") & (patients[i] == patients[j]),
            "same predicate": (predicate[i] != "") & (predicate[i] == predicate[j]),
            "predicate meaning": (self.table.predicates[i] * self.table.predicates[j]).sum(axis=1),
        }

    def _figure_columns(self, i: Ints, j: Ints) -> dict[str, npt.NDArray[np.generic]]:
        same = self._numbers[i, j]
        both = _filled(self.table.numbers, i) & _filled(self.table.numbers, j)
        for row in np.nonzero(both & ~same)[0]:
            same[row] = any_compatible(self.table.figures[i[row]], self.table.figures[j[row]])
        return {"same number": same, "other number": both & ~same}

    def _time_columns(self, i: Ints, j: Ints) -> dict[str, npt.NDArray[np.generic]]:
        days = self.table.days
        overlap = (days[i, 0] <= days[j, 1]) & (days[j, 0] <= days[i, 1])
        known = ~np.isnan(days[i, 0]) & ~np.isnan(days[j, 0])
        return {"times overlap": known & overlap, "times differ": known & ~overlap}

    def _voice_columns(self, i: Ints, j: Ints) -> dict[str, npt.NDArray[np.generic]]:
        speaker = np.array(self.table.speakers)
        polarity = np.array([c.polarity for c in self.table.claims])
        modality = np.array([c.modality for c in self.table.claims])
        both = (speaker[i] != "") & (speaker[j] != "")
        return {
            "polarity differs": polarity[i] != polarity[j],
            "modality differs": modality[i] != modality[j],
            "same speaker": both & (speaker[i] == speaker[j]),
            "other speaker": both & (speaker[i] != speaker[j]),
            "only one attributed": (speaker[i] != "") != (speaker[j] != ""),
        }


def any_compatible(one: tuple[Figure, ...], other: tuple[Figure, ...]) -> bool:
    """Return whether some figure of one claim may be the same number as one of the other."""
    return any(compatible(a, b) for a in one for b in other)


def compatible(one: Figure, other: Figure) -> bool:
    """Return whether two figures have the same unit and bounds that overlap."""
    low = max((x for x in (one.low, other.low) if x is not None), default=float("-inf"))
    high = min((x for x in (one.high, other.high) if x is not None), default=float("inf"))
    return one.unit == other.unit and low <= high


def hash_code(language: str) -> int:
    """Return a number for a language code, the same on every machine."""
    return int.from_bytes(language.encode()[:7], "big")


def _filled(sets: list[frozenset[str]], rows: Ints) -> npt.NDArray[np.bool_]:
    filled: npt.NDArray[np.bool_] = np.array([bool(held) for held in sets], dtype=bool)[rows]
    return filled


def _overlap(present: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return the weighted Jaccard of every pair of rows, and how much of the lighter lies in the heavier."""
    shared = (present * weights) @ present.T
    mass = present @ weights
    either = mass[:, None] + mass[None, :] - shared
    lighter = np.minimum(mass[:, None], mass[None, :])
    jaccard = np.divide(shared, either, out=np.zeros_like(shared), where=either > 0)
    contained = np.divide(shared, lighter, out=np.zeros_like(shared), where=lighter > 0)
    return jaccard, contained


def _soft_overlap(table: ClaimTable, present: Floats, weights: Floats) -> Floats:
    """Return for every pair how much of each claim's weighted words has a near word in the other."""
    if not table.terms:
        return np.zeros((len(table), len(table)), dtype=np.float32)
    best = np.stack([table.nearness[row > 0].max(axis=0, initial=0) for row in present])
    covered = (present * weights) @ best.T / np.maximum(present @ weights, 1e-6)[:, None]
    total = covered + covered.T
    soft: Floats = np.divide(2 * covered * covered.T, total, out=np.zeros_like(total), where=total > 0)
    return soft


def _ranks(closeness: Floats, report: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int32], Floats]:
    """Return the rank of every claim among those of its report, seen from each claim (1 is nearest).

    Beside it stands how far it is ahead of its best rival in its report (below nought: behind).
    """
    ranks = np.ones(closeness.shape, dtype=np.int32)
    ahead = np.zeros(closeness.shape, dtype=np.float32)
    rounded = np.round(closeness, 5)
    np.fill_diagonal(rounded, _FARTHEST)
    for number in np.unique(report):
        columns = np.nonzero(report == number)[0]
        held = rounded[:, columns]
        order = np.argsort(-held, axis=1, kind="stable")
        inverse = np.empty_like(order)
        np.put_along_axis(inverse, order, np.arange(len(columns))[None, :] + 0 * order, axis=1)
        ranks[:, columns] = inverse + 1
        if len(columns) > 1:
            best, second = held[np.arange(len(held)), order[:, 0]], held[np.arange(len(held)), order[:, 1]]
            rival = np.where(inverse == 0, second[:, None], best[:, None])
            ahead[:, columns] = np.clip(held - rival, -1, 1)
    return ranks, ahead
