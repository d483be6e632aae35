"""What a sentence states: its predicates, who takes part in each, and how firmly each is put."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from synoptic.news.annotation import Token
from synoptic.news.report import Interval

_SUBJECTS = frozenset({"nsubj", "csubj", "expl:subj"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "nsubj:pass", "csubjpass"})
_OBJECTS = frozenset({"dobj", "obj"})
_COMPLEMENTS = frozenset({"attr", "acomp", "oprd"})
# Relations whose words say more of a noun without naming it: they are no part of what the noun is.
_SIDE_REMARKS = frozenset({"relcl", "acl:relcl", "appos", "conj", "cc", "punct", "parataxis", "advcl"})
_NEVER = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "pas", "jamais", "aucun"})
_NEGATIVE_SUBJECTS = frozenset({"nobody", "none", "nothing", "no", "neither", "aucun", "aucune", "personne"})
_MODALS = {
    "may",
    "might",
    "could",
    "can",
    "would",
    "should",
    "must",
    "shall",
    "ought",
    "will",
    "'ll",
    "’ll",
    "wo",
    "ca",
}
_CONDITIONS = {"'d", "’d", "if", "whether", "unless", "whenever", "until", "si", "lest"}
_UNREAL = frozenset(_MODALS | _CONDITIONS)
# An infinitive under one of these was carried out; under every other verb it is wanted, planned or refused.
_CARRIED_OUT = frozenset({"begin", "start", "continue", "manage", "proceed", "use", "come", "go", "find", "prove"})
# What hangs on one of these is wanted, feared or doubted, not stated.
_UNSURE = frozenset(
    {"want", "wish", "hope", "expect", "demand", "ask", "urge", "fear", "doubt", "suggest", "deny"}
)
_NO_PARTY = "—"


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Who or what takes part: the base form of its head, the name it bears if known, and its other words."""

    head: str
    name: str = ""
    words: frozenset[str] = frozenset()
    number: str = ""
    generic: bool = False


class Predication(msgspec.Struct, frozen=True, kw_only=True):
    """One predicate with its parties; `open` means that nothing is stated as done.

    `by_way` holds the parties behind each preposition; `start` and `end` are the predicate's own place.
    """

    predicate: str
    kind: Literal["act", "being", "noun"]
    start: int
    end: int
    agent: Party | None = None
    patient: Party | None = None
    complement: Party | None = None
    by_way: tuple[tuple[str, Party], ...] = ()
    negated: bool = False
    open: bool = False
    when: Interval | None = None

    def parties(self) -> tuple[Party, ...]:
        """Return all who take part, the foremost first."""
        core = [p for p in (self.agent, self.patient, self.complement) if p is not None]
        return (*core, *(party for _, party in self.by_way))


class Grammar:
    """The tokens of one sentence as a tree, with the names and times that are known at some of them."""

    def __init__(self, tokens: Sequence[Token], names: Mapping[int, str], times: Mapping[int, Interval]) -> None:
        self.tokens = tokens
        self.names = names
        self.times = times
        self.children: dict[int, list[int]] = {}
        for place, token in enumerate(tokens):
            if token.head != place:
                self.children.setdefault(token.head, []).append(place)

    def under(self, place: int, relations: frozenset[str]) -> list[int]:
        """Return the words that hang on a word by one of some relations."""
        return [c for c in self.children.get(place, ()) if self.tokens[c].dep in relations]

    def predications(self) -> tuple[Predication, ...]:
        """Return what the sentence states, in its order."""
        return tuple(p for place in range(len(self.tokens)) for p in self._at(place))

    def _at(self, place: int) -> Iterator[Predication]:
        token = self.tokens[place]
        if token.pos not in ("VERB", "AUX") or token.dep in ("aux", "auxpass", "cop", "aux:pass", "aux:tense"):
            return
        complement = next(iter(self.under(place, _COMPLEMENTS)), None)
        objects = self.under(place, _OBJECTS)
        passive = self.under(place, _PASSIVE_SUBJECTS)
        subject = self.subject(place)
        agent = self.party(subject)
        undergoes = self._meant(passive[0], place) if passive else None
        patient = self.party(undergoes if undergoes is not None else next(iter(objects), None))
        if passive or self._is_passive(place):
            patient, agent = patient or agent, self._by(place)
        yield Predication(
            predicate=self._name(place),
            kind="being" if complement is not None and token.lemma in ("be", "become", "remain") else "act",
            start=token.start,
            end=token.end,
            agent=agent,
            patient=patient,
            complement=self.party(complement),
            by_way=tuple(self._by_way(place, complement)),
            negated=self.negated(place, subject, objects, passive),
            open=self.is_open(place),
            when=self._when(place),
        )

    def _name(self, place: int) -> str:
        """Return the base form of a verb with its particle (“break down”, “take place”)."""
        if self.tokens[place].lemma == "take" and any(
            self.tokens[c].lemma == "place" for c in self.under(place, _OBJECTS)
        ):
            return "take place"
        particles = [
            self.tokens[c].lemma.casefold() for c in self.under(place, frozenset({"prt", "compound:prt"}))
        ]
        return " ".join([self.tokens[place].lemma.casefold(), *particles])

    def _is_passive(self, place: int) -> bool:
        if self.under(place, frozenset({"auxpass", "aux:pass"})):
            return True
        token = self.tokens[place]
        if token.tag != "VBN":
            return False
        return token.dep == "acl" or (token.dep == "conj" and self._is_passive(token.head))

    def _by(self, place: int) -> Party | None:
        for child in self.under(place, frozenset({"agent", "obl:agent"})):
            inner = self.under(child, frozenset({"pobj"}))
            return self.party(inner[0] if inner else child)
        return None

    def _by_way(self, place: int, complement: int | None) -> Iterator[tuple[str, Party]]:
        holders = [place] if complement is None else [place, complement]
        for holder in holders:
            for child in self.under(holder, frozenset({"prep"})):
                for inner in self.under(child, frozenset({"pobj"})):
                    party = self.party(inner)
                    if party is not None:
                        yield self.tokens[child].lemma.casefold(), party
            for child in self.under(holder, frozenset({"obl", "obl:mod", "obl:arg", "nmod"})):
                case = next((self.tokens[c].lemma for c in self.under(child, frozenset({"case"}))), "")
                party = self.party(child)
                if party is not None:
                    yield case.casefold(), party

    def subject(self, place: int) -> int | None:
        """Return the subject of a verb, its own or the one it shares with the verb it is joined to."""
        seen: set[int] = set()
        while place not in seen:
            seen.add(place)
            own = self.under(place, _SUBJECTS | _PASSIVE_SUBJECTS)
            if own:
                return self._meant(own[0], place)
            token = self.tokens[place]
            if token.dep in ("relcl", "acl:relcl", "acl"):
                return token.head
            if token.dep not in ("conj", "xcomp", "advcl"):
                return None
            place = token.head
        return None

    def _meant(self, subject: int, verb: int) -> int:
        """Return the noun that a relative pronoun stands for, else the subject itself."""
        relative = self.tokens[subject].tag in ("WDT", "WP") or self.tokens[subject].lemma in (
            "who",
            "which",
            "qui",
        )
        if relative and self.tokens[verb].dep in ("relcl", "acl:relcl"):
            return self.tokens[verb].head
        return subject

    def party(self, place: int | None) -> Party | None:
        """Return a party by the place of its head."""
        if place is None:
            return None
        token = self.tokens[place]
        inside = [self.tokens[k] for k in self.phrase(place)]
        numbers = [t.words.replace(",", "") for t in inside if t.pos == "NUM" or any(map(str.isdigit, t.words))]
        return Party(
            head=token.lemma.casefold(),
            name=self.names.get(place, ""),
            words=frozenset(
                t.lemma.casefold() for t in inside if t.pos in ("NOUN", "PROPN", "ADJ", "VERB") and t is not token
            ),
            number=numbers[0] if len(numbers) == 1 else (_NO_PARTY if numbers else ""),
            generic=token.pos == "PRON" and place not in self.names,
        )

    def below(self, place: int) -> list[int]:
        """Return a word and all that hangs on it, in the sentence's order."""
        found, waiting = [], [place]
        while waiting:
            here = waiting.pop()
            found.append(here)
            waiting += self.children.get(here, ())
        return sorted(found)

    def phrase(self, place: int) -> list[int]:
        """Return the words of a noun's own phrase: without clauses, appositions and joined nouns."""
        found, waiting = [], [place]
        while waiting:
            here = waiting.pop()
            found.append(here)
            waiting += [c for c in self.children.get(here, ()) if self.tokens[c].dep not in _SIDE_REMARKS]
        return sorted(found)

    def negated(self, place: int, subject: int | None, objects: list[int], passive: list[int]) -> bool:
        """Return whether a verb is denied: by a word on it, or by “no” before its subject or object."""
        odd = 0
        for child in self.children.get(place, ()):
            token = self.tokens[child]
            odd += token.dep == "neg" or (token.dep in ("advmod", "preconj") and token.lemma.casefold() in _NEVER)
        for noun in {x for x in (subject, *objects, *passive) if x is not None}:
            if self.tokens[noun].lemma.casefold() in _NEGATIVE_SUBJECTS:
                odd += 1
            odd += any(
                self.tokens[c].lemma.casefold() == "no" for c in self.under(noun, frozenset({"det", "neg"}))
            )
        odd += self.tokens[place].dep == "pcomp" and self.tokens[self.tokens[place].head].lemma == "without"
        return odd % 2 == 1

    def is_open(self, place: int) -> bool:
        """Return whether nothing is stated as done: a modal, a condition, a question, a wish or a plan."""
        if any(t.words.startswith("?") for t in self.tokens[place:]):
            return True
        seen: set[int] = set()
        while place not in seen:
            seen.add(place)
            token, head = self.tokens[place], self.tokens[self.tokens[place].head]
            around = [self.tokens[c] for c in self.children.get(place, ())]
            if any(t.dep in ("aux", "mark") and t.words.casefold() in _UNREAL for t in around):
                return True
            if token.tag == "VB" and any(t.words.casefold() == "to" for t in around):
                return not (token.dep == "xcomp" and head.lemma.casefold() in _CARRIED_OUT)
            if (token.dep == "acl" and token.tag != "VBN") or (
                token.dep == "ccomp" and head.lemma.casefold() in _UNSURE
            ):
                return True
            # A joined verb with a subject of its own stands on its own.
            own = any(t.dep in _SUBJECTS | _PASSIVE_SUBJECTS for t in around)
            if token.dep not in ("conj", "xcomp") or (token.dep == "conj" and own):
                return False
            place = token.head
        return False

    def _when(self, place: int) -> Interval | None:
        """Return the time that stands with a verb; None if there is none or more than one."""
        found = [time for token, time in sorted(self.times.items()) if self._verb_over(token) == place]
        return found[0] if len(found) == 1 else None

    def _verb_over(self, place: int) -> int:
        seen: set[int] = set()
        while place not in seen and self.tokens[place].pos not in ("VERB", "AUX"):
            seen.add(place)
            place = self.tokens[place].head
        return place


def predications(
    tokens: Sequence[Token], names: Mapping[int, str], times: Mapping[int, Interval]
) -> tuple[Predication, ...]:
    """Return what a sentence states, given the names and the times known at some of its tokens."""
    return Grammar(tokens, names, times).predications() if tokens else ()
