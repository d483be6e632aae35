"""The noun phrases of a sentence, read off its tokens."""

from functools import cached_property

from synoptic.news.annotation import Mention, Sentence

Range = tuple[int, int]
_POSSESSIVES = frozenset(("’s", "'s", "’", "'"))
_HYPHENS = frozenset(("-", "‐", "‑"))
_TIMES = frozenset(("DATE", "TIME", "MONEY", "PERCENT"))
_OPENING = frozenset(("“", '"', "``", "«", "„", "‘"))
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
        return first, max(head, self.cut(head, last))

    def cut(self, head: int, last: int) -> int:
        """Return where a phrase ends for a reader: at a comma, a dash or a bracket."""
        for place in range(head + 1, last + 1):
            if self.tokens[place].words in (",", ";", ":", "–", "—", "(", ")", "--"):
                return place - 1
        return last
