"""How common words are in news, so that a window of two reports knows a rare name from a usual word."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np

from synoptic.group.profiles import Profile, holders_of
from synoptic.run.stage import Vectors


class Background(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of reports by word in one language, made by evaluation/training/story_merges.py."""

    documents: int = 0
    holders: dict[str, int] = msgspec.field(default_factory=dict)


# Beyond one report in 400 a count says chance more than rarity; a name nobody ever counted must not outweigh
# everything else that two reports say.
_RAREST = 6.0


class Rarity(msgspec.Struct, frozen=True, kw_only=True):
    """The weight of each word of a language: the rarer in background and window, the heavier."""

    documents: int
    background: dict[str, int]
    weights: dict[str, float]

    def of(self, word: str) -> float:
        """Return the natural logarithm of how many reports there are for one with this word."""
        known = self.weights.get(word)
        return known if known is not None else rarity_of(self.background.get(word, 0), self.documents)


def rarity_of(held: int, documents: int) -> float:
    """Return the weight of a word that so many of the documents hold."""
    return min(_RAREST, math.log((documents + 1) / (held + 1)))


@cache
def backgrounds() -> dict[str, Background]:
    """Return the shipped counts by language."""
    path = files("synoptic.group").joinpath("background.json")
    if not path.is_file():
        return {}
    held = json.loads(path.read_text(encoding="utf-8"))
    return {
        language: Background(
            documents=entry["documents"],
            holders={word: int(count) for count, words in entry["words"].items() for word in words.split()},
        )
        for language, entry in held.items()
    }


# A language without counts of its own is treated as if this many reports had been counted, none with any of
# the window's words: rarity then rests on the window alone.
_UNCOUNTED = 300


def rarities(profiles: Iterable[Profile]) -> dict[str, Rarity]:
    """Return for each language of the window how heavy its words are."""
    by_language: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        by_language[profile.language].append(profile)
    made = {}
    for language, members in by_language.items():
        background = backgrounds().get(language, Background(documents=_UNCOUNTED))
        documents = background.documents + len(members)
        window = holders_of(p.words for p in members)
        made[language] = Rarity(
            documents=documents,
            background=background.holders,
            weights={
                word: rarity_of(background.holders.get(word, 0) + held, documents) for word, held in window.items()
            },
        )
    return made


@cache
def vector_means() -> dict[str, Vectors]:
    """Return the mean vector of ledes by language; under the empty key that of all languages."""
    path = files("synoptic.group").joinpath("vector_means.json")
    if not path.is_file():
        return {}
    held = json.loads(path.read_text(encoding="utf-8"))
    return {language: np.asarray(row, dtype=np.float32) / np.float32(10000) for language, row in held.items()}
