"""What is counted in a sentence and in a word to judge how loaded it is: hashed parts, so no list of words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log, sqrt
from zlib import crc32

import numpy as np
import numpy.typing as npt

BUCKETS = 1 << 15
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PARTS = (2, 3, 4, 5)
# Words that no outlet can choose otherwise: articles, prepositions, pronouns, auxiliaries.
_PLAIN = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "from",
        "by",
        "with",
        "for",
        "and",
        "or",
        "but",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "he",
        "she",
        "they",
        "his",
        "her",
        "hers",
        "their",
        "theirs",
        "him",
        "them",
        "we",
        "us",
        "our",
        "us",
        "your",
        "you",
        "i",
        "me",
        "my",
        "not",
        "no",
        "who",
        "whom",
        "whose",
        "which",
        "what",
        "when",
        "where",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "shall",
        "should",
        "must",
        "than",
        "then",
        "there",
        "here",
        "if",
    ]
)

Buckets = dict[int, float]
Floats = npt.NDArray[np.float32]


def words_of(text: str) -> list[tuple[int, int, str]]:
    """Return the words of a text with their places, in small letters and with plain apostrophes."""
    return [(m.start(), m.end(), m.group().casefold().replace("’", "'")) for m in _WORD.finditer(text)]


def is_plain(word: str) -> bool:
    """Return whether a word is one that every text has."""
    return word in _PLAIN or len(word) < 2


def sentence_buckets(words: Sequence[str]) -> Buckets:
    """Return the hashed words, pairs of words and parts of words of a sentence, each group of length one."""
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    return _unit(("w", w) for w in (*words, *pairs)) | _unit(("c", p) for w in words for p in _parts(w))


def word_buckets(word: str) -> Buckets:
    """Return the hashed word and its parts."""
    return _unit([("W", word)]) | _unit(("C", p) for p in _parts(word))


def sentence_figures(scores: Iterable[float]) -> Floats:
    """Return what the scores of a sentence's words come to: the highest three, mean, any, sum, number."""
    ranked = sorted(scores, reverse=True) or [0.0]
    padded = [*ranked, 0.0, 0.0]
    none_loaded = float(np.prod([1 - min(s, 0.95) for s in ranked]))
    figures = [*padded[:3], sum(ranked) / len(ranked), 1 - none_loaded, sum(ranked), log(1 + len(ranked))]
    return np.array(figures, dtype=np.float32)


def _parts(word: str) -> list[str]:
    framed = f" {word} "
    return [framed[i : i + n] for n in _PARTS for i in range(len(framed) - n + 1)]


def _unit(features: Iterable[tuple[str, str]]) -> Buckets:
    counts = Counter(crc32(f"{kind}:{what}".encode()) % BUCKETS for kind, what in features)
    values = {bucket: 1 + log(n) for bucket, n in counts.items()}
    length = sqrt(sum(v * v for v in values.values()))
    return {bucket: v / length for bucket, v in values.items()} if length else {}
