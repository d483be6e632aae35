"""Which sentences a brief is made of: the greedy choice.

What a sentence adds is the claim groups it is the first to tell, weighted by log2(1 + origins) × salience, the
content words it is the first to print, weighted by how many origins use them, and how much nearer it brings the
brief to the openings of all origins; less what repeats, leans on other sentences or is one account's own colour.
All kinds of sentences are chosen together, then printed by kind. The first two parts fall as others are chosen, as
coverage does (Lin and Bilmes 2011).
"""

from collections.abc import Iterable, Mapping, Sequence

from synoptic.write.candidates import Candidate, weight_of
from synoptic.write.openings import Openings
from synoptic.write.settings import WriteSettings
from synoptic.write.wording import StoryWords

# Of the content words of a shorter sentence, names apart, no more than this may stand in one already chosen: more
# reads as a repetition (between .4 and .6 the measured briefs are the same within .004 of ROUGE-1).
_MOST_REPEATED = 0.5
# From so many content words on a sentence says enough to be worth its line (a choice).
_FULL = 9
# A sentence that adds less than this share of the first is not worth its line (.01 does the same to ROUGE-1).
_LEAST = 0.001
# A second sentence of one origin counts half: what only one says should show who else says what.
_SAME_ORIGIN = 0.5
# A sentence that bears out one already chosen tells much of the same in other words (a choice; leaving such out
# altogether costs .006 of ROUGE-1).
_CITED = 0.3
# How much coming nearer to all the openings counts beside the two other parts. On 250 triples of allsides_neus
# ROUGE-1 is .387 for .382 without; more (100) gives .002 more, and leaves less to what is agreed.
_NEAR = 30.0


class Room:
    """How many sentences of each kind a brief still holds, and how many words."""

    def __init__(self, candidates: Sequence[Candidate], taken: int, settings: WriteSettings) -> None:
        both = any(c.several for c in candidates) and not all(c.several for c in candidates)
        self._kept = min(settings.words_for_single, settings.most_words // 3) if both else 0
        self._taken = taken
        self._settings = settings

    def holds(self, candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
        """Return whether a sentence has room beside those chosen; the first always has."""
        words = {True: 0, False: 0}
        for other in (*chosen, candidate):
            words[other.several] += len(other.passage.words.split())
        alike = sum(other.several == candidate.several for other in chosen)
        agreed = any(other.several for other in chosen)
        most_single = self._settings.most_single + (0 if agreed else 2)
        if alike >= (self._settings.most_agreed if candidate.several else most_single):
            return False
        if not chosen:
            return True
        if candidate.several:
            return words[True] <= self._settings.most_words - max(self._kept, words[False])
        return words[False] <= max(self._kept, self._settings.most_words - words[True] - self._taken)


class Choice:
    """Chooses sentences one by one and remembers what was told."""

    def __init__(self, words: StoryWords, openings: Openings) -> None:
        self._words = words
        self._openings = openings
        self._chosen: list[Candidate] = []
        self._told: set[str] = set()
        self._printed: set[str] = set()
        self._cited: set[tuple[str, int]] = set()

    def choose(self, candidates: Iterable[Candidate], room: Room) -> list[Candidate]:
        """Return the sentences that add most, one after the other, as long as there is room."""
        left = list(candidates)
        least = 0.0
        while left:
            gains = {id(c): self._gain(c) for c in left}
            waiting = self._waiting(left, gains)
            best = max(waiting, key=lambda c: (round(gains[id(c)], 6), c.passage.report, -c.passage.start))
            gain = gains[id(best)]
            least = least or _LEAST * gain
            if gain <= least:
                break
            left.remove(best)
            if not room.holds(best, self._chosen):
                continue
            self._chosen.append(best)
            self._openings.take(best.passage)
            self._told |= best.tells
            self._printed |= best.words
            self._cited |= best.cites
        return self._chosen

    def _waiting(self, left: Sequence[Candidate], gains: Mapping[int, float]) -> list[Candidate]:
        """Return the sentences without those of one origin that would stand in the way of what several say."""
        several = [c for c in left if c.several and gains[id(c)] > 0.0]
        return [c for c in left if c.several or not any(_in_the_way(c, other) for other in several)]

    def _gain(self, candidate: Candidate) -> float:
        if any(candidate.sentence.overlaps(other.sentence) for other in self._chosen):
            return 0.0
        repeats = max((_overlap(candidate.matter, other.matter) for other in self._chosen), default=0.0)
        if repeats > _MOST_REPEATED:
            return 0.0
        told = sum(
            t.share * weight_of(t.group)
            for t in candidate.told
            if bool(t.borne_out) == candidate.several
            and not {t.group.id, f"{t.group.id} {candidate.origin}"} & self._told
        )
        fresh = candidate.words - self._printed
        shared = sum(map(self._words.shared, fresh)) / max(1, len(candidate.words))
        fullness = min(1.0, len(candidate.words) / _FULL) ** 0.5
        others = sum(c.origin == candidate.origin and not c.several for c in self._chosen)
        cited = (candidate.passage.report, candidate.told[0].claim.sentence) in self._cited
        again = _CITED if cited else 1.0
        tells: float = again * (told + shared) * fullness * (1 - repeats) ** 2 * _SAME_ORIGIN**others
        # In other words, or another language, what is told already comes nearer to its own opening only.
        near = 0.0 if cited else self._openings.gain(candidate.passage)
        return (tells + _NEAR * near) * candidate.quality


def _in_the_way(one: Candidate, other: Candidate) -> bool:
    return one.sentence.overlaps(other.sentence) or _overlap(one.matter, other.matter) > _MOST_REPEATED


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
