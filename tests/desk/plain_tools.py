"""Models that need no loading: sentences by rule, vectors from the letters of words."""

import zlib
from collections.abc import Sequence

import numpy as np

from synoptic.news.annotation import Token
from synoptic.run.plain import split_plainly
from synoptic.run.stage import LanguageGuess, Vectors


class PlainTools:
    """Tools by rule, for tests in which the models would only cost time."""

    def language(self, text: str) -> LanguageGuess:
        """Return English for every text."""
        return LanguageGuess("en", 1.0)

    def has_grammar(self, language: str) -> bool:
        """Return that no grammar is known."""
        return False

    def parse(self, text: str, language: str) -> tuple[tuple[Token, ...], ...]:
        """Return sentences split by rule."""
        return split_plainly(text, language)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors in which each word has a place of its own."""
        rows = np.zeros((len(texts), 512), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.casefold().split() or ["."]:
                row[zlib.crc32(word.encode()) % 512] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        made: Vectors = rows / lengths
        return made
