"""How loaded words and sentences are: whether they colour what they tell, by a small model (loaded.md)."""

from collections.abc import Sequence
from functools import cache
from importlib import resources

import msgspec
import numpy as np

from synoptic.compare.loaded_features import (
    Buckets,
    Floats,
    is_plain,
    sentence_buckets,
    sentence_figures,
    word_buckets,
    words_of,
)
from synoptic.compare.voice import in_quotation_marks
from synoptic.news.annotation import Reading
from synoptic.news.report import Passage
from synoptic.run.stage import Tools

# From which score a word counts as loaded; chosen on babe, words of left-out sentences: .61 of the words that
# annotators marked are above it, and .06 of all others.
LOADED_FROM = 0.12
FILE = "loaded.npz"
_OWN = ("body", "headline", "standfirst", "caption")


class LoadedModel(msgspec.Struct, frozen=True):
    """Weights of the two logistic models: for a word, and for a sentence with what its words come to."""

    word_vector: Floats
    word_bucket: Floats
    word_bias: float
    sentence_vector: Floats
    sentence_bucket: Floats
    figure: Floats
    sentence_bias: float

    def of_words(self, words: Sequence[str], tools: Tools) -> list[float]:
        """Return how loaded each word is, 0 to 1."""
        if not words:
            return []
        dense = tools.vectors(words) @ self.word_vector
        sparse = [_dot(word_buckets(word), self.word_bucket) for word in words]
        return [_odds(float(d) + s + self.word_bias) for d, s in zip(dense, sparse, strict=True)]

    def of_sentence(self, text: str, words: Sequence[str], scores: Sequence[float], tools: Tools) -> float:
        """Return how likely a sentence is loaded, given its words and the scores of those that are not plain."""
        dense = float((tools.vectors([text]) @ self.sentence_vector)[0])
        sparse = _dot(sentence_buckets(words), self.sentence_bucket)
        return _odds(dense + sparse + float(sentence_figures(scores) @ self.figure) + self.sentence_bias)


@cache
def packaged_model() -> LoadedModel:
    """Return the model that comes with the package."""
    with resources.files(__package__).joinpath(FILE).open("rb") as held:
        arrays = np.load(held)
        values = {name: arrays[name].astype(np.float32) for name in arrays.files}
    for name in ("word_bias", "sentence_bias"):
        values[name] = float(values[name])
    return LoadedModel(**values)


def sentence_score(text: str, tools: Tools) -> float:
    """Return how likely a sentence is loaded, 0 to 1; more than .5 means that it is. English only."""
    words = [word for _, _, word in words_of(text)]
    scores = packaged_model().of_words([w for w in words if not is_plain(w)], tools)
    return packaged_model().of_sentence(text, words, scores, tools)


def loaded_words(passage: Passage, tools: Tools) -> tuple[Passage, ...]:
    """Return the loaded words of a passage, in order; whose voice they are is not judged here. English only."""
    placed = [found for found in words_of(passage.words) if not is_plain(found[2])]
    scores = packaged_model().of_words([word for _, _, word in placed], tools)
    return tuple(
        Passage(
            report=passage.report,
            start=passage.start + start,
            end=passage.start + end,
            words=passage.words[start:end],
        )
        for (start, end, _), score in zip(placed, scores, strict=True)
        if score >= LOADED_FROM
    )


def own_loaded_words(reading: Reading, tools: Tools) -> tuple[Passage, ...]:
    """Return the loaded words of a report outside quotation marks; none where the report is not in English."""
    if reading.report.language != "en":
        return ()
    found = (word for s in reading.sentences if s.block in _OWN for word in loaded_words(s, tools))
    return tuple(word for word in found if not in_quotation_marks(reading, word.start, word.end))


def _dot(buckets: Buckets, weights: Floats) -> float:
    return sum(value * float(weights[bucket]) for bucket, value in buckets.items())


def _odds(margin: float) -> float:
    return float(1 / (1 + np.exp(-margin)))
