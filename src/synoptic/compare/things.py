"""What a story is about besides its names: the nouns that its reports share, “the attack”, “the bill”."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log2

import msgspec

from synoptic.compare.word_lists import word_list
from synoptic.news.annotation import Reading

# At most so many things a story, and each in so many sentences at least; chosen on the labels of the
# claims_stories development half.
_MOST = 12
_LEAST = 3


class Thing(msgspec.Struct, frozen=True):
    """Something that the story's reports speak of under one noun."""

    lemma: str
    name: str
    weight: float


def find_things(readings: Sequence[Reading]) -> dict[str, Thing]:
    """Return the nouns that most of a story's reports share, by lemma."""
    counts: Counter[str] = Counter()
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    reports: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for sentence in reading.sentences:
            if not sentence.parsed or sentence.block not in ("body", "headline", "standfirst"):
                continue
            for token in sentence.tokens:
                if token.pos == "NOUN" and not token.entity and len(token.lemma) > 2:
                    lemma = token.lemma.casefold()
                    counts[lemma] += 1
                    printed[lemma][token.words.casefold()] += 1
                    reports[lemma].add(reading.id)
    least = 2 if len(readings) > 1 else 1
    fit = [
        w
        for w, n in counts.items()
        if n >= _LEAST and len(reports[w]) >= least and w not in word_list("common_things")
    ]
    ranked = sorted(fit, key=lambda w: (-len(reports[w]) * log2(1 + counts[w]), w))[:_MOST]
    names = {w: f"the {min(printed[w], key=lambda form: (-printed[w][form], form))}" for w in ranked}
    return {w: Thing(w, names[w], len(reports[w]) * log2(1 + counts[w])) for w in ranked}
