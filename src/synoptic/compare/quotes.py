"""Quotes laid side by side: which of a story's quotes are the same utterance, whole, trimmed or translated."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

import msgspec
import numpy as np

from synoptic.compare.settings import CompareSettings
from synoptic.news.annotation import Quote
from synoptic.news.comparison import Dossier
from synoptic.run.stage import Made, Tools

_WORD = re.compile(r"\w+(?:[’']\w+)*")
# Fewer words in common say nothing: "very important" is said of everything.
_LEAST_WORDS = 4
# Of the shorter quote so much stands in the other, in the same order (a trimmed or lightly altered quotation).
# This and the next two were chosen by reading the wrong and the missing links of the labelled stories.
_CONTAINED = 0.7
# Of a quote this short all must stand in the other in one run: a few words come again in many sentences.
_SHORT = 6
# Two quotes that each go on where the other ends share at least this many words in one run.
_RUN = 8
# Cosine from which quotes in two languages are taken for one utterance if each is the other's nearest.
_TRANSLATED = 0.5


def collate_quotes(dossier: Dossier, *, settings: CompareSettings, tools: Tools) -> Made[Quote]:
    """Return the story's quotes in a fixed order, each with the ids of those that are the same utterance."""
    quotes = tuple(
        sorted((q for r in dossier.readings for q in r.quotes), key=lambda q: (q.report, q.start, q.end, q.id))
    )
    same: dict[str, set[str]] = {quote.id: set() for quote in quotes}
    for one, other in (*_alike(quotes), *_translated(dossier, quotes, tools)):
        same[one.id].add(other.id)
        same[other.id].add(one.id)
    return Made(tuple(msgspec.structs.replace(q, same_as=tuple(sorted(same[q.id]))) for q in quotes))


def _alike(quotes: Sequence[Quote]) -> Iterator[tuple[Quote, Quote]]:
    """Yield quotes of one language whose words are the same, or the one's a part of the other's."""
    words = {q.id: [w.casefold().replace("’", "'") for w in _WORD.findall(q.words)] for q in quotes}
    for one, other in combinations(quotes, 2):
        if one.overlaps(other) or one.language != other.language:
            continue
        # The marked words of a mixed quote that are long enough are direct quotes of their own.
        if (one.kind, other.kind) == ("direct", "direct") and _same_words(words[one.id], words[other.id]):
            yield one, other


def _same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two quotes are one utterance: the same words, trimmed, lightly altered or cut apart."""
    shorter = min(len(one), len(other))
    if shorter < _LEAST_WORDS or not set(one) & set(other):
        return False
    if shorter <= _SHORT:
        return _longest_run(one, other) == shorter
    return _in_common(one, other) >= _CONTAINED * shorter or _longest_run(one, other) >= _RUN


def _longest_run(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words in a row two quotes share."""
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return match.size


def _in_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two quotes share in the same order (the longest common subsequence)."""
    if not set(one) & set(other):
        return 0
    row = [0] * (len(other) + 1)
    for word in one:
        before = row[:]
        for k, word_too in enumerate(other, start=1):
            row[k] = before[k - 1] + 1 if word == word_too else max(before[k], row[k - 1])
    return row[-1]


def _translated(dossier: Dossier, quotes: Sequence[Quote], tools: Tools) -> Iterator[tuple[Quote, Quote]]:
    """Yield quotes of two languages that are each other's nearest in meaning, and near."""
    held = [q for q in quotes if q.kind == "direct" and len(_WORD.findall(q.words)) >= _LEAST_WORDS]
    languages = sorted({q.language for q in held if q.language})
    if len(languages) < 2:
        return
    rows = tools.vectors([q.words for q in held])
    near = np.round(rows @ rows.T, 5)
    for one, other in combinations(languages, 2):
        left = [k for k, q in enumerate(held) if q.language == one]
        right = [k for k, q in enumerate(held) if q.language == other]
        block = near[np.ix_(left, right)]
        for i, row in enumerate(block):
            j = int(row.argmax())
            fits = row[j] >= _TRANSLATED and int(block[:, j].argmax()) == i
            if fits and not _other_speakers(dossier, held[left[i]], held[right[j]]):
                yield held[left[i]], held[right[j]]


def _other_speakers(dossier: Dossier, one: Quote, other: Quote) -> bool:
    """Return whether two quotes are known to be by different people."""
    ids = [dossier.story_entity(q.entity) if q.entity else None for q in (one, other)]
    return ids[0] is not None and ids[1] is not None and ids[0].id != ids[1].id
