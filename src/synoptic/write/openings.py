"""How near a brief comes to what every report opens with.

Reports open with their news. The sentences chosen together should be as near as can be to all the openings at
once: that favours what outlets share over what one of them adds, and falls where more words lead away again.
"""

from collections import Counter

from synoptic.news.comparison import Dossier
from synoptic.news.report import Passage
from synoptic.write.wording import StoryWords, lemma_of

# So many sentences are an opening (from 2 to all of an excerpt the measured briefs are the same within .004).
_SENTENCES = 4


class Openings:
    """The words of the openings of a story's origins, and how near chosen passages are to them."""

    def __init__(self, dossier: Dossier, words: StoryWords) -> None:
        self._words = words
        self._counted: dict[Passage, Counter[str]] = {}
        by_origin: dict[str, Counter[str]] = {}
        for reading in dossier.readings:
            opening = [s for s in reading.sentences if s.block == "body"][:_SENTENCES]
            held = sum((self._count(reading.passage(s.start, s.end)) for s in opening), Counter[str]())
            # Copies of one text are one opening.
            by_origin.setdefault(dossier.origin_of(reading.id), held)
        self._openings = [by_origin[origin] for origin in sorted(by_origin)]
        self._totals = [opening.total() for opening in self._openings]
        self._told: Counter[str] = Counter()
        # How many words of each opening were told.
        self._shared = [0] * len(self._openings)
        self._near = 0.0

    def gain(self, passage: Passage) -> float:
        """Return how much nearer to the openings the brief comes with a passage, from 0 to 1."""
        return max(0.0, self._nearness(self._count(passage)) - self._near)

    def take(self, passage: Passage) -> None:
        """Count a passage as told."""
        more = self._count(passage)
        self._near = self._nearness(more)
        self._shared = self._shared_with(more)
        self._told += more

    def _nearness(self, more: Counter[str]) -> float:
        """Return the mean over the openings of the F1 of their words and those told, some more among them."""
        total = self._told.total() + more.total()
        pairs = zip(self._shared_with(more), self._totals, strict=True)
        shares = [2 * shared / max(1, total + length) for shared, length in pairs]
        return sum(shares) / max(1, len(shares))

    def _shared_with(self, more: Counter[str]) -> list[int]:
        """Return how many words of each opening are told with some more; only those can have changed it."""
        told, found = self._told, []
        for opening, shared in zip(self._openings, self._shared, strict=True):
            for word, count in more.items():
                if held := opening.get(word, 0):
                    before = told.get(word, 0)
                    shared += min(held, before + count) - min(held, before)
            found.append(shared)
        return found

    def _count(self, passage: Passage) -> Counter[str]:
        if passage not in self._counted:
            tokens = self._words.tokens(passage)
            self._counted[passage] = Counter(lemma_of(t) for t in tokens if any(map(str.isalnum, t.words)))
        return self._counted[passage]
