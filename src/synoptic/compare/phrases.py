"""Phrases around a name, read off the tokens: what stands before it, behind it, and what it is said to be."""

from collections.abc import Sequence
from functools import cached_property

from synoptic.news.annotation import Mention, Sentence, Token

Range = tuple[int, int]
_POSSESSIVES = frozenset(("’s", "'s", "’", "'"))
_HYPHENS = frozenset(("-", "‐", "‑"))
_TIMES = frozenset(("DATE", "TIME", "MONEY", "PERCENT"))
_OPENING = frozenset(("“", '"', "``", "«", "„", "‘"))
_BE = frozenset(("be", "become", "remain", "être", "devenir", "rester"))
# Verbs that give somebody a name: “called him a tyrant”, “recognised her as the winner”.
_NAMING = frozenset(
    [
        "call",
        "name",
        "brand",
        "label",
        "dub",
        "describe",
        "recognize",
        "recognise",
        "regard",
        "hail",
        "denounce",
        "portray",
        "see",
        "view",
        "consider",
        "depict",
        "paint",
        "cast",
        "treat",
        "characterize",
        "characterise",
        "deem",
        "declare",
    ]
)
_LONGEST = 30


class Phrases:
    """The noun phrases of one sentence, by its tokens."""

    def __init__(self, sentence: Sentence) -> None:
        self.tokens = sentence.tokens
        self.sentence = sentence

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """Return the dependents of each token."""
        found: dict[int, list[int]] = {}
        for place, token in enumerate(self.tokens):
            if token.head != place:
                found.setdefault(token.head, []).append(place)
        return found

    def tokens_of(self, mention: Mention) -> Range | None:
        """Return the first and last token of a mention."""
        inside = [i for i, t in enumerate(self.tokens) if mention.start <= t.start < mention.end]
        return (inside[0], inside[-1]) if inside else None

    def head_of(self, span: Range) -> int:
        """Return the token of a range whose own head lies outside it."""
        inside = range(span[0], span[1] + 1)
        return next((i for i in inside if self.tokens[i].head not in inside or self.tokens[i].head == i), span[1])

    def begin_before(self, first: int) -> int:
        """Return where the noun phrase begins that runs into the token at `first`."""
        place = first
        while place > 0 and first - place < 14 and self._runs_on(place - 1, first):
            place -= 1
            if self.tokens[place].pos == "DET" or self.tokens[place].tag in ("PRP$", "WP$"):
                break
        while place < first and self.tokens[place].words in (*_HYPHENS, *_POSSESSIVES, ","):
            place += 1
        return place

    def _runs_on(self, place: int, first: int) -> bool:
        token = self.tokens[place]
        if token.entity[2:] in _TIMES and token.pos not in ("ADJ",):
            return (place + 1 < first and self.tokens[place + 1].words in ("-", "’s", "'s")) or token.pos == "NUM"
        if token.pos in ("ADJ", "NOUN", "PROPN", "NUM", "DET"):
            return True
        if token.words in _POSSESSIVES or token.words in _HYPHENS or token.tag == "PRP$":
            return True
        if token.pos == "VERB":
            return token.dep in ("amod", "compound") and token.head > place
        if token.pos == "ADV":
            if (place + 1 < first and self.tokens[place - 1].words in _HYPHENS) or token.words == "ever":
                return True
            return (
                token.head > place and self.tokens[token.head].pos in ("ADJ", "VERB", "NUM") and token.head < first
            )
        return token.pos == "PUNCT" and token.words in (*_OPENING, "”", "’", "‘", ".") and place + 1 < first

    def subtree(self, head: int) -> Range:
        """Return the unbroken range around a head that depends on it."""
        held = {head}
        waiting = [head]
        while waiting:
            for child in self.children.get(waiting.pop(), ()):
                if child not in held:
                    held.add(child)
                    waiting.append(child)
        first = last = head
        while first - 1 in held:
            first -= 1
        while last + 1 in held and last + 1 - head < _LONGEST:
            last += 1
        return self.trimmed((first, last))

    def trimmed(self, span: Range) -> Range:
        """Return a range without punctuation and links at its edges."""
        first, last = span
        while first < last and (
            self.tokens[first].pos in ("PUNCT", "CCONJ") and self.tokens[first].words not in _OPENING
        ):
            first += 1
        while (
            last > first
            and self.tokens[last].pos in ("PUNCT", "CCONJ", "ADP")
            and self.tokens[last].words not in ("”",)
        ):
            last -= 1
        return first, last

    def noun_phrase(self, head: int) -> Range:
        """Return a noun with what stands before it and the prepositional phrases and clauses behind it."""
        left, last = self.subtree(head)
        first = min(left, self.begin_before(head)) if left > head - 2 else left
        return first, max(head, self._cut(head, last))

    def _cut(self, head: int, last: int) -> int:
        """Return where a phrase ends for a reader: at a comma, a dash or a bracket."""
        for place in range(head + 1, last + 1):
            if self.tokens[place].words in (",", ";", ":", "–", "—", "(", ")", "--"):
                return place - 1
        return last

    def appositives(self, span: Range) -> list[Range]:
        """Return the phrases that stand in apposition to a name: behind it, or a noun that it is put to."""
        head = self.head_of(span)
        found = []
        for child in self.children.get(head, ()):
            token = self.tokens[child]
            if token.dep == "appos" and token.pos in ("NOUN", "PROPN") and child > span[1]:
                found.append(self.noun_phrase(child))
        token = self.tokens[head]
        behind_colon = any(t.words == ":" for t in self.tokens[token.head + 1 : span[0]])
        if (
            token.dep == "appos"
            and self.tokens[token.head].pos == "NOUN"
            and token.head < span[0]
            and not behind_colon
        ):
            first, _ = self.noun_phrase(token.head)
            last = self._cut(token.head, span[0] - 1)
            if first <= token.head <= last:
                found.append(self.trimmed((first, last)))
        if not found:
            found += self._plain_apposition(span)
        return found

    def _plain_apposition(self, span: Range) -> list[Range]:
        """Return the phrase between commas behind a name that the parser tied elsewhere: “X, a retired judge, …”."""
        place = span[1] + 1
        if place + 1 >= len(self.tokens) or self.tokens[place].words != ",":
            return []
        start = place + 1
        opener = self.tokens[start]
        if not (opener.pos in ("DET", "ADJ") or opener.tag == "PRP$" or opener.lemma in ("one", "former")):
            return []
        for end in range(start, min(start + 16, len(self.tokens))):
            token = self.tokens[end]
            if token.pos in ("VERB", "AUX") and token.tag in ("VBD", "VBZ", "VBP"):
                break
            if token.words in (",", ".", ";", "–", "—"):
                nouns = [i for i in range(start, end) if self.tokens[i].pos in ("NOUN", "PROPN")]
                return [self.trimmed((start, end - 1))] if nouns else []
        return []

    def complements(self, span: Range) -> list[Range]:
        """Return what a subject is said to be or to have become (“X is a hero”), and the subject that X is (“the loser is X”)."""
        head = self.head_of(span)
        token = self.tokens[head]
        verb = token.head
        if verb == head or self.tokens[verb].lemma not in _BE:
            return self._verbless(head)
        siblings = self.children.get(verb, ())
        if any(self.tokens[i].dep == "neg" for i in siblings):
            return []
        wanted = (
            ("attr", "acomp", "oprd")
            if token.dep in ("nsubj", "nsubjpass")
            else ("nsubj",)
            if token.dep == "attr"
            else ()
        )
        return [
            self._whole(i)
            for i in siblings
            if self.tokens[i].dep in wanted and self.tokens[i].pos in ("NOUN", "PROPN", "ADJ")
        ]

    def _verbless(self, head: int) -> list[Range]:
        """Return the predicate noun in a grammar where the noun itself is the head of “X is a hero” (French)."""
        token = self.tokens[head]
        noun = self.tokens[token.head]
        copula = any(self.tokens[i].dep == "cop" for i in self.children.get(token.head, ()))
        if token.dep != "nsubj" or not copula or noun.pos not in ("NOUN", "ADJ"):
            return []
        first = token.head
        while first - 1 > head and self.tokens[first - 1].pos in ("DET", "ADJ", "ADV"):
            first -= 1
        _, last = self.subtree(token.head)
        return [(first, self._cut(token.head, last))]

    def _whole(self, head: int) -> Range:
        first, _ = self.noun_phrase(head)
        _, last = self.subtree(head)
        return self.trimmed((first, self._cut(head, last)))

    def given_names(self, span: Range) -> list[Range]:
        """Return what an object is called or recognised as: “recognised X as the winner”, “calling him a president”."""
        head = self.head_of(span)
        token = self.tokens[head]
        verb = token.head
        if verb == head or self.tokens[verb].lemma not in _NAMING:
            return []
        if token.dep not in ("dobj", "obj", "nsubjpass", "nsubj:pass") and not self._is_called(verb, head):
            return []
        found = []
        for child in self.children.get(verb, ()):
            if child <= span[1]:
                continue
            name = self.tokens[child]
            if name.dep in ("oprd", "attr", "xcomp") and name.pos in ("NOUN", "PROPN", "ADJ"):
                found.append(self._whole(child))
            elif name.words == "as" and child + 1 < len(self.tokens):
                found += self._noun_behind(child + 1)
            elif name.dep in ("ccomp", "advcl"):
                marks = [i for i in self.children.get(child, ()) if self.tokens[i].words == "as"]
                if marks:
                    found += self._noun_behind(marks[0] + 1)
        return found

    def _is_called(self, verb: int, head: int) -> bool:
        """Return whether a name is the subject of the small clause behind a verb of naming: “called [him a president]”."""
        return self.tokens[head].dep == "nsubj" and head > verb

    def _noun_behind(self, start: int) -> list[Range]:
        """Return the noun phrase that begins at a token."""
        for place in range(start, min(start + 10, len(self.tokens))):
            token = self.tokens[place]
            following = self.tokens[place + 1].pos if place + 1 < len(self.tokens) else ""
            if token.pos in ("NOUN", "PROPN") and following not in ("NOUN", "PROPN", "PART"):
                _, last = self.subtree(place)
                return [self.trimmed((start, max(place, self._cut(place, last))))]
            if token.pos in ("ADP", "SCONJ") or token.words in (",", "."):
                return []
        return []


def words_between(tokens: Sequence[Token], span: Range) -> list[str]:
    """Return the words of a range of tokens."""
    return [t.words for t in tokens[span[0] : span[1] + 1]]
