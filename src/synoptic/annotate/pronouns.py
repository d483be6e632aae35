"""Whom “he”, “her” or “its” means, where that is reasonably sure; a wrong answer would make a false claim."""

from collections.abc import Sequence

import msgspec

from synoptic.annotate.governments import PhraseMention
from synoptic.annotate.party import Party
from synoptic.annotate.roles import Gender
from synoptic.news.annotation import Sentence, Token

_GENDERS: dict[str, dict[str, Gender]] = {
    "en": {
        **dict.fromkeys(("he", "him", "his", "himself"), "male"),
        **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
    },
    "fr": {"il": "male", "elle": "female"},
}
_THINGS = {"en": frozenset(("it", "its"))}
_SUBJECTS = ("nsubj", "nsubjpass", "nsubj:pass")
# A person named this many sentences ago is too far to be meant.
_SENTENCES_BACK = 3
# How much better the best candidate must be than the next; set by reading what went wrong in the
# labelled stories: with 1 the nearer of two men was taken too often.
_MARGIN = 1.5


class Candidate(msgspec.Struct, frozen=True):
    """A mention that a pronoun may point back to."""

    party: Party
    start: int
    sentence: int
    subject: bool
    order: int


class Pronouns:
    """Resolves pronouns in text order; the persons and bodies mentioned before are the candidates."""

    def __init__(self) -> None:
        self._candidates: list[Candidate] = []

    def find(
        self, sentence: Sentence, mentioned: Sequence[tuple[int, int, Party]], quoted: Sequence[tuple[int, int]]
    ) -> tuple[PhraseMention, ...]:
        """Return the pronouns of a sentence whose meaning is sure; `quoted` are the ranges in quotation marks."""
        here = [self._candidate(sentence, start, end, party) for start, end, party in mentioned]
        found: list[PhraseMention] = []
        for token in sentence.tokens if sentence.parsed else ():
            key = token.words.casefold()
            gender = _GENDERS.get(sentence.language, {}).get(key)
            thing = key in _THINGS.get(sentence.language, ())
            if (gender is None and not thing) or token.pos not in ("PRON", "DET"):
                continue
            if any(start <= token.start < end for start, end in quoted):
                continue
            best = self._best(sentence, token, gender, here)
            if best is not None:
                found.append(PhraseMention(token.start, token.end, best))
                here.append(self._candidate(sentence, token.start, token.end, best))
        self._candidates += here
        self._candidates = [c for c in self._candidates if c.sentence > sentence.index - _SENTENCES_BACK]
        return tuple(found)

    def _candidate(self, sentence: Sentence, start: int, end: int, party: Party) -> Candidate:
        tokens = [t for t in sentence.tokens if start <= t.start < end]
        subject = any(t.dep in _SUBJECTS for t in tokens)
        order = sum(1 for t in sentence.tokens if t.start < start)
        return Candidate(party, start, sentence.index, subject, order)

    def _best(
        self, sentence: Sentence, token: Token, gender: Gender | None, here: Sequence[Candidate]
    ) -> Party | None:
        before = [c for c in here if c.start < token.start]
        ahead = _fronted(sentence, token, [c for c in here if c.start > token.start])
        scores: dict[str, float] = {}
        parties: dict[str, Party] = {}
        for candidate in (*self._candidates, *before, *ahead):
            if not _agrees(candidate.party, gender):
                continue
            score = _score(sentence, token, candidate)
            scores[candidate.party.key] = max(score, scores.get(candidate.party.key, 0.0))
            parties[candidate.party.key] = candidate.party
        ranked = sorted(scores.items(), key=lambda x: (-x[1], x[0]))
        if not ranked or ranked[0][1] < 1.0:
            return None
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
            return None
        return parties[ranked[0][0]]


def _agrees(party: Party, gender: Gender | None) -> bool:
    if gender is None:
        return party.kind == "organisation" or (party.kind == "place" and bool(party.code))
    return party.kind == "person" and party.gender in ("", gender)


def _score(sentence: Sentence, token: Token, candidate: Candidate) -> float:
    """Return how well a mention fits: near, a subject, the first one named; certain gender counts."""
    back = sentence.index - candidate.sentence
    score = (3.0, 2.5, 1.2)[min(back, 2)]
    score += 1.8 if candidate.subject else 0.0
    score += 0.5 if back and candidate.order <= 3 else 0.0
    score += 0.8 if candidate.party.gender else 0.0
    subject = token.dep in _SUBJECTS
    if back == 0 and subject and not candidate.subject:
        score -= 1.0
    # An object “him” never is the subject of its own verb.
    if back == 0 and token.dep in ("dobj", "obj", "iobj", "dative") and candidate.subject:
        verb = sentence.tokens[token.head]
        same = any(
            t.start == candidate.start or t.start == verb.start for t in sentence.tokens if t.head == token.head
        )
        score -= 3.0 if same else 0.0
    return score


def _fronted(sentence: Sentence, token: Token, later: Sequence[Candidate]) -> list[Candidate]:
    """Return the subject right behind a fronted phrase: “Since his victory, X has …”."""
    comma = next((t for t in sentence.tokens if t.words == "," and t.start > token.start), None)
    place = sum(1 for t in sentence.tokens if t.start < token.start)
    if comma is None or place > 6:
        return []
    return [c for c in later if c.subject and c.start - comma.end <= 30]
