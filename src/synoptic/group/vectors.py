"""Weighted word vectors and dense vectors of reports, and how near two of them are."""

import math
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from synoptic.group.background import Rarity, rarities, vector_means
from synoptic.group.profiles import Profile
from synoptic.run.stage import Tools, Vectors

Bag = Mapping[str, float]


class Weighted(msgspec.Struct, frozen=True, kw_only=True):
    """A report's bags with unit length, each word weighted by its rarity.

    `told` and `title` add up to 1 instead: the names of the lede and the words of the headline.
    """

    profile: Profile
    words: dict[str, float]
    lede: dict[str, float]
    headline: dict[str, float]
    names: dict[str, float]
    stems: dict[str, float]
    numbers: dict[str, float]
    told: dict[str, float]
    title: dict[str, float]
    rarity: Rarity


def weighted(profiles: Sequence[Profile]) -> tuple[Weighted, ...]:
    """Return the weighted bags of a window's reports, in their order."""
    by_language = rarities(profiles)
    return tuple(_weighted(profile, by_language[profile.language]) for profile in profiles)


def _weighted(profile: Profile, rarity: Rarity) -> Weighted:
    stem_weight: dict[str, float] = {}
    for name in profile.names:
        stem = name[:5]
        stem_weight[stem] = max(stem_weight.get(stem, 0.0), rarity.of(name))
    names = weigh_bag(profile.names, rarity)
    return Weighted(
        profile=profile,
        words=weigh_bag(profile.words, rarity),
        lede=weigh_bag(profile.lede, rarity),
        headline=weigh_bag(profile.headline, rarity),
        names=names,
        stems=unit({w: (1 + math.log(n)) * stem_weight[w] for w, n in profile.stems.items() if w in stem_weight}),
        numbers=weigh_bag(profile.numbers, rarity),
        told=shares({name: value for name, value in names.items() if name in profile.lede}),
        title=shares({word: rarity.of(word) for word in profile.headline}),
        rarity=rarity,
    )


def weigh_bag(counts: Mapping[str, int], rarity: Rarity) -> dict[str, float]:
    """Return the counted words as a unit bag."""
    return unit({word: (1 + math.log(count)) * rarity.of(word) for word, count in counts.items()})


def unit(bag: dict[str, float]) -> dict[str, float]:
    """Return a bag scaled to length 1; an empty bag stays empty."""
    # fsum gives the same sum in every order of the words.
    length = math.sqrt(math.fsum(value * value for value in bag.values()))
    return {word: value / length for word, value in bag.items()} if length else {}


def shares(bag: dict[str, float]) -> dict[str, float]:
    """Return a bag scaled so that its values add up to 1; an empty bag stays empty."""
    total = math.fsum(bag.values())
    return {word: value / total for word, value in bag.items()} if total else {}


def cosine(one: Bag, other: Bag) -> float:
    """Return the cosine of two unit bags."""
    if len(one) > len(other):
        one, other = other, one
    return math.fsum(value * other[word] for word, value in one.items() if word in other)


def dense_vectors(profiles: Sequence[Profile], tools: Tools) -> Vectors:
    """Return a unit vector a report from its lede, without what all texts of its language share."""
    raw = tools.vectors([profile.lede_text for profile in profiles])
    means = vector_means()
    if not means or not len(profiles):
        return raw
    rows = raw - np.stack([means.get(p.language, means[""]) for p in profiles])
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    made: Vectors = (rows / np.maximum(lengths, 1e-6)).astype(np.float32)
    return made
