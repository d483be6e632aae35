"""One sentence as a tree of words: what hangs on what, the subject of a verb, what is denied."""

from collections.abc import Sequence

from synoptic.news.annotation import Token

SUBJECTS = frozenset({"nsubj", "csubj", "expl:subj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "nsubj:pass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
# Relations whose words say more of a noun without naming it: they are no part of what the noun is.
_SIDE_REMARKS = frozenset({"relcl", "acl:relcl", "appos", "conj", "cc", "punct", "parataxis", "advcl", "npadvmod"})
_NEVER = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "pas", "jamais", "aucun"})
_NEGATIVE_SUBJECTS = frozenset({"nobody", "none", "nothing", "no", "neither", "aucun", "aucune", "personne"})
_DENYING = frozenset({"advmod", "preconj", "cc", "neg"})


class ClauseTree:
    """The tokens of one sentence with what hangs on each."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.children: dict[int, list[int]] = {}
        for place, token in enumerate(tokens):
            if token.head != place:
                self.children.setdefault(token.head, []).append(place)

    def lemma(self, place: int) -> str:
        """Return the base form of a word in lower case."""
        return self.tokens[place].lemma.casefold()

    def under(self, place: int, relations: frozenset[str]) -> list[int]:
        """Return the words that hang on a word by one of some relations."""
        return [c for c in self.children.get(place, ()) if self.tokens[c].dep in relations]

    def below(self, place: int) -> list[int]:
        """Return a word and all that hangs on it, in the sentence's order."""
        return self._gathered(place, frozenset())

    def clause(self, place: int) -> list[int]:
        """Return a word and all that hangs on it, without verbs that are only joined to it."""
        joined = [c for c in self.under(place, frozenset({"conj"})) if self.tokens[c].pos in ("VERB", "AUX")]
        apart = {k for c in joined for k in self.below(c)}
        return [k for k in self.below(place) if k not in apart]

    def phrase(self, place: int) -> list[int]:
        """Return the words of a noun's own phrase: without clauses, appositions and joined nouns."""
        return self._gathered(place, _SIDE_REMARKS)

    def _gathered(self, place: int, without: frozenset[str]) -> list[int]:
        found, waiting = [], [place]
        while waiting:
            here = waiting.pop()
            found.append(here)
            waiting += [c for c in self.children.get(here, ()) if self.tokens[c].dep not in without]
        return sorted(found)

    def subject(self, place: int) -> int | None:
        """Return the subject of a verb, its own or the one it shares with the verb it is joined to."""
        seen: set[int] = set()
        while place not in seen:
            seen.add(place)
            own = self.under(place, SUBJECTS | PASSIVE_SUBJECTS)
            if own:
                return self.meant(own[0], place)
            token = self.tokens[place]
            if token.dep in ("relcl", "acl:relcl", "acl"):
                return token.head
            if token.dep not in ("conj", "xcomp", "advcl"):
                return None
            place = token.head
        return None

    def meant(self, subject: int, verb: int) -> int:
        """Return the noun that a relative pronoun stands for, else the subject itself."""
        token = self.tokens[subject]
        relative = token.tag in ("WDT", "WP") or token.lemma in ("who", "which", "qui")
        return self.tokens[verb].head if relative and self.tokens[verb].dep in ("relcl", "acl:relcl") else subject

    def is_passive(self, place: int) -> bool:
        """Return whether a verb is in the passive, or a participle behind its noun (“claims disputed by …”)."""
        if self.under(place, frozenset({"auxpass", "aux:pass"})):
            return True
        token = self.tokens[place]
        if token.tag != "VBN":
            return False
        return token.dep == "acl" or (token.dep == "conj" and token.head != place and self.is_passive(token.head))

    def bears_negation(self, place: int) -> bool:
        """Return whether a word of negation stands with a verb."""
        return any(self.lemma(c) in _NEVER for c in self.under(place, _DENYING))

    def negated(self, place: int) -> bool:
        """Return whether a verb is denied: by a word on it, or by “no” before its subject or object."""
        odd = sum(
            self.tokens[c].dep == "neg" or self.lemma(c) in _NEVER
            for c in self.under(place, frozenset({"neg", "advmod", "preconj"}))
        )
        for noun in {self.subject(place), *self.under(place, OBJECTS | PASSIVE_SUBJECTS)} - {None}:
            odd += noun is not None and self._denied_noun(noun)
        odd += self.tokens[place].dep == "pcomp" and self.lemma(self.tokens[place].head) == "without"
        return odd % 2 == 1

    def _denied_noun(self, noun: int) -> bool:
        if self.lemma(noun) in _NEGATIVE_SUBJECTS:
            return True
        return any(self.lemma(c) == "no" for c in self.under(noun, frozenset({"det", "neg"})))
