"""The statements of a story: each sentence with its predications, its names story-wide and whose words it is."""

from collections.abc import Iterator
from functools import cached_property

from synoptic.compare.contradiction import Statement, statement_of
from synoptic.compare.predications import predications
from synoptic.news.annotation import Claim, Mention, Reading, Sentence, Token
from synoptic.news.comparison import Dossier, StoryEntity
from synoptic.news.report import Interval, Span


class StatementTable:
    """What each sentence of a story states, read once and kept."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._kept: dict[tuple[str, int], Statement] = {}

    @cached_property
    def _entities(self) -> dict[str, StoryEntity]:
        return {m: e for e in reversed(self.dossier.entities) for m in (e.id, *e.members)}

    def entity(self, name: str) -> StoryEntity | None:
        """Return the story-wide entity that an id belongs to, or None."""
        return self._entities.get(name)

    @cached_property
    def _members(self) -> dict[str, str]:
        return {m: e.id for e in self.dossier.entities for m in (e.id, *e.members)}

    def story_wide(self, entity: str) -> str:
        """Return the story-wide id of an entity of a report, or its own id."""
        return self._members.get(entity, entity)

    def names_in(self, reading: Reading, span: Span) -> frozenset[str]:
        """Return the story-wide ids of all who are named, in whatever form, inside a span."""
        return frozenset(self.story_wide(m.entity) for m in reading.mentions_in(span) if m.entity)

    def of_sentence(self, reading: Reading, sentence: Sentence) -> Statement:
        """Return what a sentence states."""
        key = (reading.id, sentence.start)
        if key not in self._kept:
            self._kept[key] = self._read(reading, sentence)
        return self._kept[key]

    def of_claim(self, reading: Reading, claim: Claim) -> Statement:
        """Return what a claim states: the predications of its sentence whose predicate stands in the claim."""
        sentence = reading.sentence_at(claim.start)
        if sentence is None:
            return statement_of(claim.words, reading.report.language, ())
        whole = self.of_sentence(reading, sentence)
        inside = tuple(
            p
            for p in whole.predications
            if any(s.start <= p.start and p.end <= s.end for s in (claim.spans or (claim,)))
        )
        return statement_of(claim.words, whole.language, inside)

    def voice_at(self, reading: Reading, start: int) -> str:
        """Return who is named for the words at a place, empty for the outlet's own voice."""
        holding = [c for c in reading.claims if any(s.start <= start < s.end for s in (c.spans or (c,)))]
        voices = [c.attributed_to for c in sorted(holding, key=lambda c: (c.end - c.start, c.start))]
        quoting = [q.speaker for q in reading.quotes if q.start <= start < q.end]
        return next((v for v in (*voices, *quoting) if v), "")

    def _read(self, reading: Reading, sentence: Sentence) -> Statement:
        tokens = sentence.tokens
        names = {
            place: self.story_wide(m.entity)
            for m in sorted(reading.mentions_in(sentence), key=lambda m: (m.start - m.end, m.start))
            for place in _heads(tokens, m)
            if m.entity
        }
        times: dict[int, Interval] = {
            place: t.time
            for t in reading.times_in(sentence)
            if t.kind == "date" and (t.time.earliest or t.time.latest)
            for place in _heads(tokens, t)
        }
        held = predications(tokens, names, times) if sentence.parsed else ()
        return statement_of(sentence.words, sentence.language, held)


def _heads(tokens: tuple[Token, ...], span: Span | Mention) -> Iterator[int]:
    """Yield the place of the word on which a passage hangs: the one whose head lies outside it."""
    inside = [k for k, t in enumerate(tokens) if span.start <= t.start and t.end <= span.end]
    for place in inside:
        token = tokens[place]
        if (token.head not in inside or token.head == place) and token.pos not in ("PUNCT", "ADP", "PART"):
            yield place
            return
