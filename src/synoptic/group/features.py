"""What speaks for and against two reports telling the same story, as numbers."""

import json
import math
from functools import cache
from importlib.resources import files

import msgspec

from synoptic.group.profiles import days_apart
from synoptic.group.vectors import Weighted, cosine

NAMES = (
    "words",
    "names",
    "rare_names",
    "told",
    "told_both",
    "headline",
    "some_words",
    "some_lede",
    "dense",
    "numbers",
    "days",
    "far",
)
# Beyond two days reports seldom tell one event; the further days matter less and less.
_FAR_DAYS = 2.5
# One event shares many names, one person two or three; a name is rare enough once few reports in 400 have it.
_MOST_COUNTED = 8
_RARE = 6.0


class MergeWeights(msgspec.Struct, frozen=True, kw_only=True):
    """A logistic model over the features; fitted by evaluation/training/story_merges.py."""

    intercept: float
    weights: dict[str, float]


def pair_features(one: Weighted, other: Weighted, dense: float) -> tuple[float, ...]:
    """Return the features of a pair in the order of `NAMES`; equal for both orders of the pair."""
    cross = one.profile.language != other.profile.language
    first, second = (one.stems, other.stems) if cross else (one.names, other.names)
    told = _told(one, other), _told(other, one)
    apart = days_apart(one.profile, other.profile)
    return (
        cosine(one.words, other.words),
        cosine(first, second),
        _rarest(one, other, one.names.keys() & other.names.keys()),
        max(told),
        min(told),
        cosine(one.headline, other.headline),
        math.sqrt(cosine(one.words, other.words)),
        math.sqrt(cosine(one.lede, other.lede)),
        dense,
        cosine(one.numbers, other.numbers),
        math.log1p(min(apart, 100.0)) if apart is not None else 0.0,
        1.0 if apart is not None and apart > _FAR_DAYS else 0.0,
    )


def _told(one: Weighted, other: Weighted) -> float:
    """Return which share of the names in one report's lede the other has anywhere, by weight."""
    weights = {name: value for name, value in one.names.items() if name in one.lede}
    total = math.fsum(weights.values())
    return math.fsum(value for name, value in weights.items() if name in other.words) / total if total else 0.0


def _rarest(one: Weighted, other: Weighted, shared: set[str]) -> float:
    """Return the mean rarity of the rarest shared words: a fixed number, so that one alone says little."""
    rarity = sorted((min(one.rarity.of(w), other.rarity.of(w), _RARE) for w in shared), reverse=True)
    return math.fsum(rarity[:_MOST_COUNTED]) / (_MOST_COUNTED * _RARE)


@cache
def merge_weights() -> dict[str, MergeWeights]:
    """Return the fitted models: `same` for two reports in one language, `cross` for two languages."""
    text = files("synoptic.group").joinpath("story_weights.json").read_text(encoding="utf-8")
    return {name: msgspec.convert(entry, MergeWeights) for name, entry in json.loads(text).items()}


def log_odds(one: Weighted, other: Weighted, dense: float) -> float:
    """Return the log-odds that two reports tell the same story."""
    model = merge_weights()["same" if one.profile.language == other.profile.language else "cross"]
    values = pair_features(one, other, dense)
    return model.intercept + math.fsum(
        model.weights[name] * value for name, value in zip(NAMES, values, strict=True)
    )
