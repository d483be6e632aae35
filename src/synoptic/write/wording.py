"""Which words the origins of a story share, and how plain a passage is beside the others.

A describing word that only one account uses is that account's own colour, or a detail that nobody else vouches
for; either way the plainer wording is the safer one to print for all. A short list of words that judge or excite
whoever uses them is our own.
"""

from bisect import bisect_left
from collections import defaultdict
from math import log2

from synoptic.news.annotation import Token
from synoptic.news.comparison import Dossier
from synoptic.news.report import Passage
from synoptic.write.word_lists import word_list

_CONTENT = frozenset(("NOUN", "VERB", "PROPN", "ADJ", "NUM", "ADV"))
_COLOURED = frozenset(("ADJ", "ADV"))
# How much of a passage must be one account's own colour before it weighs half: one such word in twelve
# content words costs a quarter (a choice; see docs/method/brief.md for what it does to the measured briefs).
_WEIGHT = 4.0
# A word that judges weighs as much as five that only one account uses: from 2 to 5 the loaded words of the
# measured briefs fall from .36 to .34 of 100 for .001 of ROUGE-1; beyond, nothing changes.
_LOADED = 5.0


class StoryWords:
    """The content words of a story with the origins that use them."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._users: dict[str, set[str]] = defaultdict(set)
        self._tokens = {
            reading.id: tuple(sorted((t for s in reading.sentences for t in s.tokens), key=_start))
            for reading in dossier.readings
        }
        for report, tokens in self._tokens.items():
            origin = dossier.origin_of(report)
            for token in tokens:
                self._users[lemma_of(token)].add(origin)
        self.origins = max(1, len({dossier.origin_of(report) for report in self._tokens}))

    def tokens(self, passage: Passage) -> tuple[Token, ...]:
        """Return the tokens inside a passage."""
        held = self._tokens.get(passage.report, ())
        first = bisect_left(held, passage.start, key=_start)
        last = bisect_left(held, passage.end, key=_start)
        return tuple(t for t in held[first:last] if t.end <= passage.end)

    def content(self, passage: Passage) -> frozenset[str]:
        """Return the content words of a passage, as lemmas."""
        return frozenset(lemma_of(t) for t in self.tokens(passage) if is_content(t))

    def matter(self, passage: Passage) -> frozenset[str]:
        """Return the content words of a passage that are no names."""
        return frozenset(lemma_of(t) for t in self.tokens(passage) if is_content(t) and t.pos != "PROPN")

    def shared(self, lemma: str) -> float:
        """Return 0 to 1: how many of the story's origins use a word; 0 where only one does."""
        users = len(self._users.get(lemma, ()))
        return log2(max(1, users)) / log2(self.origins) if self.origins > 1 else 0.0

    def share_of(self, words: frozenset[str]) -> float:
        """Return the mean of how much content words are shared, 0 to 1."""
        return sum(map(self.shared, words)) / len(words) if words else 0.0

    def own_colour(self, passage: Passage) -> tuple[str, ...]:
        """Return the describing words of a passage that no other origin uses."""
        if self.origins < 2:
            return ()
        return tuple(
            t.words
            for t in self.tokens(passage)
            if t.pos in _COLOURED
            and lemma_of(t) not in word_list("placing")
            and not t.words[:1].isupper()
            and not any(map(str.isdigit, t.words))
            and len(self._users.get(lemma_of(t), ())) < 2
        )

    def loaded(self, passage: Passage) -> tuple[str, ...]:
        """Return the words of a passage that judge or excite, whoever uses them."""
        judging = word_list("coloured")
        return tuple(t.words for t in self.tokens(passage) if {lemma_of(t), t.words.casefold()} & judging)

    def plainness(self, passage: Passage) -> float:
        """Return 1 for a passage in words that all may use, less the more of it is one account's own colour."""
        content = sum(is_content(t) for t in self.tokens(passage))
        coloured = len(self.own_colour(passage)) + _LOADED * len(self.loaded(passage))
        return 1 / (1 + _WEIGHT * coloured / max(8, content))


def _start(token: Token) -> int:
    return token.start


def lemma_of(token: Token) -> str:
    """Return a token's lemma, or its words where no grammar was read, without case."""
    return (token.lemma or token.words).casefold()


def is_content(token: Token) -> bool:
    """Return whether a token says something by itself."""
    lemma = lemma_of(token)
    read = token.pos in _CONTENT if token.pos else len(lemma) >= 4
    return read and lemma not in word_list("empty") and any(map(str.isalnum, lemma))
