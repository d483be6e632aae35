"""What a story's claims are made of, as arrays: words, names, roles, figures, times, voices and positions."""

from collections import Counter
from functools import cached_property

import numpy as np
import numpy.typing as npt

from synoptic.news.annotation import Claim, Figure, Reading, Token
from synoptic.news.comparison import Dossier
from synoptic.run.stage import Tools

Floats = npt.NDArray[np.float32]
_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM", "ADV"})
# Words that say little wherever they stand; a story's own frequencies take care of the others.
_LIGHT_WORDS = (
    "be have do make take get go come say tell add note also more most very just even still now then here "
    "there other such same new many much first last one two not so too only well"
)
_LIGHT = frozenset(_LIGHT_WORDS.split())
# Words whose vectors are nearer than this count as near ("leftist", "left-wing"): of .5 and .65 the better on
# the labelled clauses of claims_stories, stories left out (pairs .640 and .637; without near words .627).
_NEAR_WORDS = 0.5
# A word shorter than this is taken for grammar where no model has read the language
# (as in the German reports of claims_stories).
_SHORTEST_CONTENT = 4


class ClaimTable:
    """The claims of a story in a fixed order, and what is known of each, ready to be compared in bulk."""

    def __init__(self, dossier: Dossier, tools: Tools) -> None:
        self.dossier = dossier
        self._tools = tools
        readings = sorted(dossier.readings, key=lambda r: (r.report.published.earliest or "9999", r.id))
        pairs = [(number, r, c) for number, r in enumerate(readings) for c in r.claims]
        self.claims: tuple[Claim, ...] = tuple(c for _, _, c in pairs)
        self.readings: tuple[Reading, ...] = tuple(r for _, r, _ in pairs)
        self.report = np.array([number for number, _, _ in pairs], dtype=np.int32)
        self._tokens = [claim_tokens(r, c) for _, r, c in pairs]
        self._members = {m: e.id for e in dossier.entities for m in (e.id, *e.members)}

    def __len__(self) -> int:
        """Return how many claims the story has."""
        return len(self.claims)

    @cached_property
    def vectors(self) -> Floats:
        """Return the claims' vectors with the story's mean taken away, of unit length again."""
        return _debiased(self._tools.vectors([claim_words(c) for c in self.claims]))

    @cached_property
    def sentence_vectors(self) -> Floats:
        """Return the vectors of the sentences that the claims stand in, likewise freed of the story's mean."""
        words = []
        for claim, reading in zip(self.claims, self.readings, strict=True):
            sentence = reading.sentence_at(claim.start)
            words.append(sentence.words if sentence else claim.words)
        return _debiased(self._tools.vectors(words))

    @cached_property
    def context_vectors(self) -> Floats:
        """Return the vectors of the claims with the words they lean on, likewise freed of the story's mean."""
        return _debiased(self._tools.vectors([f"{c.context} {claim_words(c)}".strip() for c in self.claims]))

    @cached_property
    def predicates(self) -> Floats:
        """Return the vectors of the claims' predicates; a row of zeros where none is known."""
        words = [c.predicate for c in self.claims]
        rows = np.array(self._tools.vectors([w or "." for w in words]), dtype=np.float32)
        rows[[not w for w in words]] = 0
        return rows

    @cached_property
    def lemmas(self) -> list[frozenset[str]]:
        """Return the content words of each claim in their base form."""
        held = [_lemmas(tokens) for tokens in self._tokens]
        known = {lemma for lemmas in held for lemma in lemmas}
        return [frozenset(_without_again(lemma, known) for lemma in lemmas) for lemmas in held]

    @cached_property
    def context_lemmas(self) -> list[frozenset[str]]:
        """Return the content words of each claim together with the words it leans on."""
        return [
            held | frozenset(c.context.casefold().split())
            for held, c in zip(self.lemmas, self.claims, strict=True)
        ]

    @cached_property
    def sentence_lemmas(self) -> list[frozenset[str]]:
        """Return the content words of the sentence that each claim stands in."""
        held: dict[tuple[str, int], frozenset[str]] = {}
        found = []
        for claim, reading in zip(self.claims, self.readings, strict=True):
            key = (claim.report, claim.sentence)
            if key not in held:
                sentence = reading.sentence_at(claim.start)
                held[key] = frozenset(_lemmas(sentence.tokens)) if sentence else frozenset(claim.lemmas)
            found.append(held[key])
        return found

    @cached_property
    def terms(self) -> list[str]:
        """Return every content word of the story once, in the order of the columns of `weights_of`."""
        return sorted({term for held in self.lemmas for term in held})

    @cached_property
    def nearness(self) -> Floats:
        """Return how near in meaning the content words are to each other, words × words; nought where far."""
        rows = self._tools.vectors(self.terms)
        near = np.round(rows @ rows.T, 5)
        kept: Floats = np.where(near >= _NEAR_WORDS, near, 0).astype(np.float32)
        return kept

    @cached_property
    def numbers(self) -> list[frozenset[str]]:
        """Return the numbers that each claim prints, as digits."""
        return [
            frozenset(t.words.replace(",", "") for t in ts if any(map(str.isdigit, t.words)))
            for ts in self._tokens
        ]

    @cached_property
    def entities(self) -> list[frozenset[str]]:
        """Return the story-wide ids of those whom each claim names, by name, role or pronoun."""
        found = []
        for claim, reading in zip(self.claims, self.readings, strict=True):
            ids = set(claim.entities)
            for span in claim.spans:
                ids.update(m.entity for m in reading.mentions_in(span))
            found.append(frozenset(self.story_wide(i) for i in ids if i))
        return found

    @cached_property
    def agents(self) -> list[str]:
        """Return who acts in each claim: a story-wide id, else the head word, else nothing."""
        return [self.in_role(c, "agent") for c in self.claims]

    @cached_property
    def patients(self) -> list[str]:
        """Return who or what each claim's action falls on, like `agents`."""
        return [self.in_role(c, "patient") for c in self.claims]

    @cached_property
    def speakers(self) -> list[str]:
        """Return the folded name of whom each claim is attributed to; empty in the outlet's own voice."""
        return [c.attributed_to.casefold().split()[-1] if c.attributed_to.strip() else "" for c in self.claims]

    @cached_property
    def figures(self) -> list[tuple[Figure, ...]]:
        """Return the figures of each claim."""
        found = []
        for claim, reading in zip(self.claims, self.readings, strict=True):
            wanted = set(claim.figures)
            inside = [f for f in reading.figures if f.id in wanted or any(s.contains(f) for s in claim.spans)]
            found.append(tuple(inside))
        return found

    @cached_property
    def days(self) -> Floats:
        """Return the first and the last day of each claim's time as ordinals; not-a-number where unknown."""
        rows = np.full((len(self), 2), np.nan, dtype=np.float32)
        for number, claim in enumerate(self.claims):
            if claim.time and claim.time.earliest and claim.time.latest:
                rows[number] = _ordinal(claim.time.earliest), _ordinal(claim.time.latest)
        return rows

    @cached_property
    def position(self) -> Floats:
        """Return where each claim stands in its report, 0 at its first read sentence to 1 at its last."""
        last: Counter[int] = Counter()
        for report, claim in zip(self.report, self.claims, strict=True):
            last[int(report)] = max(last[int(report)], claim.sentence)
        return np.array(
            [c.sentence / max(1, last[int(r)]) for r, c in zip(self.report, self.claims, strict=True)],
            dtype=np.float32,
        )

    @cached_property
    def language(self) -> list[str]:
        """Return the language of each claim."""
        return [r.report.language for r in self.readings]

    def story_wide(self, entity: str) -> str:
        """Return the story-wide id of an entity of a report, or the id itself where it has none."""
        return self._members.get(entity, entity)

    def in_role(self, claim: Claim, role: str) -> str:
        """Return who takes a role in a claim: a story-wide id, else the head word, else nothing."""
        for taken in claim.roles:
            if taken.role == role:
                return self.story_wide(taken.entity) if taken.entity else (taken.head or taken.words).casefold()
        return ""


def claim_words(claim: Claim) -> str:
    """Return the words of a claim without what lies between its ranges."""
    return " ".join(span.words for span in claim.spans) or claim.words


def claim_tokens(reading: Reading, claim: Claim) -> tuple[Token, ...]:
    """Return the tokens that lie inside a claim's ranges."""
    spans = claim.spans or (claim,)
    return tuple(
        token
        for sentence in reading.sentences
        if sentence.start < claim.end and claim.start < sentence.end
        for token in sentence.tokens
        if any(span.start <= token.start and token.end <= span.end for span in spans)
    )


def weights_of(sets: list[frozenset[str]]) -> tuple[Floats, Floats]:
    """Return a claims × terms presence matrix and the terms' weights: the rarer in the story, the heavier."""
    counts = Counter(term for held in sets for term in held)
    terms = {term: number for number, term in enumerate(sorted(counts))}
    present = np.zeros((len(sets), max(1, len(terms))), dtype=np.float32)
    for row, held in enumerate(sets):
        present[row, [terms[term] for term in held]] = 1
    total = len(sets) + 1
    weights = np.ones(present.shape[1], dtype=np.float32)
    for term, number in terms.items():
        weights[number] = np.log(total / counts[term]) * (0.3 if term in _LIGHT else 1.0)
    return present, weights


def _lemmas(tokens: tuple[Token, ...]) -> list[str]:
    kept = []
    for token in tokens:
        word = (token.lemma or token.words).casefold()
        read = token.pos in _CONTENT if token.pos else len(word) >= _SHORTEST_CONTENT
        if (read or any(map(str.isdigit, word))) and any(map(str.isalnum, word)):
            kept.append(word)
    return kept


def _without_again(lemma: str, known: set[str]) -> str:
    """Return "open" for "reopen" where the story has both words, so that "re-open" and "reopen" are one."""
    base = lemma[2:].lstrip("-") if lemma.startswith("re") else ""
    return base if len(base) >= _SHORTEST_CONTENT and base in known else lemma


def _debiased(rows: Floats) -> Floats:
    if not len(rows):
        return rows
    centred = rows - rows.mean(axis=0, keepdims=True)
    lengths = np.linalg.norm(centred, axis=1, keepdims=True)
    kept: Floats = (centred / np.where(lengths == 0, 1, lengths)).astype(np.float32)
    return kept


def _ordinal(day: str) -> int:
    from datetime import date

    return date.fromisoformat(day[:10]).toordinal()
