"""How two passages stand to each other, as named measurements: what they share, deny, oppose or put otherwise."""

from collections.abc import Iterator

import msgspec
import numpy as np
import numpy.typing as npt

from synoptic.compare.contradiction import Statement, contradicts, same_party
from synoptic.compare.opposites import Opposites, opposites
from synoptic.compare.pair_features import compatible
from synoptic.compare.predications import Predication
from synoptic.compare.statements import StatementTable
from synoptic.news.annotation import Figure, Reading, Token
from synoptic.run.stage import Tools

FEATURES = (
    "meaning",
    "words of the second in the first",
    "words of the first in the second",
    "names of the second in the first",
    "names only in the second",
    "no name shared",
    "negation in one only",
    "negations differ",
    "opposed words",
    "opposed acts of one party",
    "excluded",
    "act shared",
    "act shared and denied",
    "parts exchanged",
    "object differs",
    "number missing",
    "number incompatible",
    "mood differs",
    "answers a saying",
    "blames in both",
    "says in both",
    "other speaker",
    "longer",
)
_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM", "ADV"})
_NEGATIONS = frozenset({"never", "no", "none", "without"})


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """What is compared of one passage: its statements, tokens, names, figures and voices."""

    words: str
    language: str
    statements: tuple[Statement, ...]
    tokens: tuple[Token, ...]
    names: frozenset[str]
    figures: tuple[Figure, ...]
    voices: frozenset[str]

    def lemmas(self) -> frozenset[str]:
        """Return the content words by base form."""
        light = opposites(self.language).words("light")
        return frozenset(t.lemma.casefold() for t in self.tokens if t.pos in _CONTENT) - light

    def predications(self) -> tuple[Predication, ...]:
        """Return every predication."""
        return tuple(p for s in self.statements for p in s.predications)

    def has(self, *lists: str) -> bool:
        """Return whether a word of one of some lists stands in it."""
        held = opposites(self.language)
        wanted = frozenset(word for name in lists for word in held.words(name))
        return any(t.lemma.casefold() in wanted for t in self.tokens)


def compared(table: StatementTable, reading: Reading) -> Compared:
    """Return what is compared of a report that is one passage."""
    return Compared(
        words=reading.report.text,
        language=reading.report.language,
        statements=tuple(table.of_sentence(reading, s) for s in reading.sentences),
        tokens=tuple(t for s in reading.sentences for t in s.tokens),
        names=frozenset(table.story_wide(m.entity) for m in reading.mentions if m.form != "pronoun"),
        figures=reading.figures,
        voices=frozenset(c.attributed_to for c in reading.claims if c.attributed_to),
    )


def contrast(one: Compared, other: Compared, tools: Tools) -> npt.NDArray[np.float64]:
    """Return the measurements of FEATURES, the second passage held against the first."""
    words = opposites(one.language)
    first, second = tools.vectors([one.words, other.words])
    measured = [
        float(first @ second),
        *_shared(one, other),
        *_opposed(one, other, words),
        *_acts(one, other, words),
        *_values(one, other),
        *_tone(one, other),
    ]
    return np.array([round(value, 4) for value in measured], dtype=np.float64)


def _shared(one: Compared, other: Compared) -> Iterator[float]:
    a, b = one.lemmas(), other.lemmas()
    yield len(a & b) / max(1, len(b))
    yield len(a & b) / max(1, len(a))
    yield len(one.names & other.names) / max(1, len(other.names))
    yield min(3, len(other.names - one.names)) / 3
    yield float(bool(one.names and other.names and not one.names & other.names))


def _opposed(one: Compared, other: Compared, words: Opposites) -> Iterator[float]:
    counts = [sum(t.dep == "neg" or t.lemma.casefold() in _NEGATIONS for t in x.tokens) for x in (one, other)]
    yield float((counts[0] == 0) != (counts[1] == 0))
    yield min(2, abs(counts[0] - counts[1])) / 2
    yield min(2, sum(bool(words.opposed(a, b)[0]) for a in one.lemmas() for b in other.lemmas())) / 2
    yield float(
        any(
            words.opposed(p.predicate, q.predicate)[0]
            and any(same_party(a, b) for a in p.parties() for b in q.parties())
            for p in one.predications()
            for q in other.predications()
        )
    )
    yield float(any(contradicts(x, y) for x in one.statements for y in other.statements))


def _acts(one: Compared, other: Compared, words: Opposites) -> Iterator[float]:
    empty = words.words("empty")
    pairs = [
        (p, q)
        for p in one.predications()
        for q in other.predications()
        if words.same(p.predicate, q.predicate) and p.predicate not in empty
    ]
    yield float(bool(pairs))
    yield float(any(p.negated != q.negated for p, q in pairs))
    yield float(any(same_party(p.agent, q.patient) or same_party(p.patient, q.agent) for p, q in pairs))
    yield float(any(same_party(p.agent, q.agent) and same_party(p.patient, q.patient) is False for p, q in pairs))


def _values(one: Compared, other: Compared) -> Iterator[float]:
    numbers = [
        {t.words.replace(",", "") for t in x.tokens if any(map(str.isdigit, t.words))} for x in (one, other)
    ]
    yield float(bool(numbers[1] - numbers[0]))
    yield float(
        any(
            a.unit == b.unit and a.thing and a.thing == b.thing and not compatible(a, b)
            for a in one.figures
            for b in other.figures
        )
    )


def _tone(one: Compared, other: Compared) -> Iterator[float]:
    yield float(any(p.mood for p in one.predications()) != any(p.mood for p in other.predications()))
    yield float(one.has("deny", "answer", "wrong") or other.has("deny", "answer", "wrong"))
    yield float(one.has("accuse") and other.has("accuse"))
    yield float(bool(one.voices and other.voices))
    yield float(bool(one.voices and other.voices and not one.voices & other.voices))
    yield float(np.log((1 + len(other.tokens)) / (1 + len(one.tokens))))
