"""What a sentence states: its predicates, who takes part in each, and how firmly each is put."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from synoptic.compare.clause_tree import OBJECTS, PASSIVE_SUBJECTS, ClauseTree
from synoptic.compare.moods import UNSTATED, mood_of
from synoptic.news.annotation import Token
from synoptic.news.report import Interval

_COMPLEMENTS = frozenset({"attr", "acomp", "oprd"})
_HELPERS = frozenset({"aux", "auxpass", "cop", "aux:pass", "aux:tense"})
_NAMING = ("NOUN", "PROPN", "ADJ", "VERB")


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Who or what takes part: the base form of its head, the name it bears if known, and its other words.

    `generic` marks a pronoun of whom nothing is known; `counted` a party that bears a number.
    """

    head: str
    name: str = ""
    words: frozenset[str] = frozenset()
    counted: bool = False
    generic: bool = False


class Predication(msgspec.Struct, frozen=True, kw_only=True):
    """One predicate with its parties and its mood.

    `mood` is empty for what is stated as done, “will”, “can” or the verb of intending (“plan”), and
    “?” where nothing is stated: a possibility, a condition, a question, a demand.
    `by_way` holds the parties behind each preposition; `start` and `end` are the predicate's own place.
    """

    predicate: str
    kind: Literal["act", "being"]
    start: int
    end: int
    agent: Party | None = None
    patient: Party | None = None
    complement: Party | None = None
    by_way: tuple[tuple[str, Party], ...] = ()
    negated: bool = False
    mood: str = ""
    when: Interval | None = None

    @property
    def open(self) -> bool:
        """Return whether nothing is stated that another statement could exclude."""
        return self.mood == UNSTATED

    def parties(self) -> tuple[Party, ...]:
        """Return all who take part, the foremost first."""
        core = [p for p in (self.agent, self.patient, self.complement) if p is not None]
        return (*core, *(party for _, party in self.by_way))


def predications(
    tokens: Sequence[Token], names: Mapping[int, str], times: Mapping[int, Interval]
) -> tuple[Predication, ...]:
    """Return what a sentence states, in its order, given the names and times known at some of its tokens."""
    reader = _Reader(tokens, names, times)
    return tuple(p for place in range(len(tokens)) for p in reader.at(place))


class _Reader:
    """Reads the predications of one sentence off its tree."""

    def __init__(self, tokens: Sequence[Token], names: Mapping[int, str], times: Mapping[int, Interval]) -> None:
        self.tree = ClauseTree(tokens)
        self.names = names
        self.times = times

    def at(self, place: int) -> Iterator[Predication]:
        tree, token = self.tree, self.tree.tokens[place]
        if token.pos not in ("VERB", "AUX") or token.dep in _HELPERS:
            return
        complement = next(iter(tree.under(place, _COMPLEMENTS)), None)
        passive = tree.under(place, PASSIVE_SUBJECTS)
        agent = self._party(tree.subject(place))
        objects = [tree.meant(passive[0], place)] if passive else tree.under(place, OBJECTS)
        patient = self._party(objects[0] if objects else None)
        if passive or tree.is_passive(place):
            patient, agent = patient or agent, self._by(place)
        mood, turned = mood_of(tree, place)
        yield Predication(
            predicate=self._predicate(place),
            kind="being" if complement is not None and token.lemma in ("be", "become", "remain") else "act",
            start=token.start,
            end=token.end,
            agent=agent,
            patient=patient,
            complement=self._party(complement),
            by_way=tuple(self._by_way(place, complement)),
            negated=tree.negated(place) != turned,
            mood=mood,
            when=self._when(place),
        )

    def _predicate(self, place: int) -> str:
        """Return the base form of a verb with its particle (“break down”, “take place”)."""
        tree = self.tree
        if tree.lemma(place) == "take" and any(tree.lemma(c) == "place" for c in tree.under(place, OBJECTS)):
            return "take place"
        particles = [tree.lemma(c) for c in tree.under(place, frozenset({"prt", "compound:prt"}))]
        return " ".join([tree.lemma(place), *particles])

    def _by(self, place: int) -> Party | None:
        for child in self.tree.under(place, frozenset({"agent", "obl:agent"})):
            inner = self.tree.under(child, frozenset({"pobj"}))
            return self._party(inner[0] if inner else child)
        return None

    def _by_way(self, place: int, complement: int | None) -> Iterator[tuple[str, Party]]:
        tree = self.tree
        for holder in [place] if complement is None else [place, complement]:
            found = [(tree.lemma(c), i) for c in tree.under(holder, frozenset({"prep"})) for i in self._inside(c)]
            for child in tree.under(holder, frozenset({"obl", "obl:mod", "obl:arg", "nmod"})):
                case = next((tree.lemma(c) for c in tree.under(child, frozenset({"case"}))), "")
                found.append((case, child))
            for way, inner in found:
                party = self._party(inner)
                if party is not None:
                    yield way, party

    def _inside(self, preposition: int) -> list[int]:
        return self.tree.under(preposition, frozenset({"pobj"}))

    def _party(self, place: int | None) -> Party | None:
        if place is None:
            return None
        token = self.tree.tokens[place]
        inside = [self.tree.tokens[k] for k in self.tree.phrase(place)]
        return Party(
            head=token.lemma.casefold(),
            name=self.names.get(place, ""),
            words=frozenset(t.lemma.casefold() for t in inside if t.pos in _NAMING and t is not token),
            counted=any(t.pos == "NUM" or any(map(str.isdigit, t.words)) for t in inside),
            generic=token.pos == "PRON" and place not in self.names,
        )

    def _when(self, place: int) -> Interval | None:
        """Return the time that stands with a verb; None if there is none or more than one."""
        found = [time for token, time in sorted(self.times.items()) if self._verb_over(token) == place]
        return found[0] if len(found) == 1 else None

    def _verb_over(self, place: int) -> int:
        tokens = self.tree.tokens
        seen: set[int] = set()
        while place not in seen and tokens[place].pos not in ("VERB", "AUX"):
            seen.add(place)
            place = tokens[place].head
        return place
