"""Words for what somebody is: offices, titles and descriptions, by language."""

import tomllib
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from synoptic.annotate.countries import fold

Gender = Literal["", "male", "female"]
RoleClass = Literal["state", "office", "person"]
_LANGUAGES = ("en", "fr", "es", "de")
# The longest role in the table, in words.
_LONGEST = 4


class RoleWord(msgspec.Struct, frozen=True):
    """A role as found in text: its folded words, its class, and where it stands among the tokens given."""

    words: str
    kind: RoleClass
    first: int
    last: int


def find_roles(words: list[str], language: str) -> tuple[RoleWord, ...]:
    """Return the roles among the words of a text, the longest at each place, in order."""
    table = _roles(language)
    # Tokens split "president-elect" at its hyphen; the table knows it without one.
    kept = [(index, singular(fold(word))) for index, word in enumerate(words) if word not in ("-", "‐", "‑")]
    found: list[RoleWord] = []
    place = 0
    while place < len(kept):
        for length in range(min(_LONGEST, len(kept) - place), 0, -1):
            phrase = " ".join(word for _, word in kept[place : place + length])
            if phrase in table:
                found.append(RoleWord(phrase, table[phrase], kept[place][0], kept[place + length - 1][0]))
                place += length - 1
                break
        place += 1
    return tuple(found)


def is_title(word: str, language: str) -> bool:
    """Return whether a word is a title that stands before a name and is no part of it."""
    return fold(word).strip(".") in _list(language, "titles")


def marks_before(word: str, language: str) -> bool:
    """Return whether a word says that a role is over: “former”, “ex-”, “ancien”."""
    return fold(word).strip("- ") in _list(language, "before")


def gender_of(word: str, language: str) -> Gender:
    """Return the gender that a role or title tells, empty where it tells none."""
    key = fold(word).strip(".")
    if key in _list(language, "male"):
        return "male"
    return "female" if key in _list(language, "female") else ""


def singular(word: str) -> str:
    """Return a folded English word without the genitive that tokens may keep."""
    return word.removesuffix("'s")


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files(__package__).joinpath("roles.toml").read_text(encoding="utf-8"))


@cache
def _list(language: str, name: str) -> frozenset[str]:
    rows = _lists().get(language, _lists()["en"])
    return frozenset(fold(word) for word in rows[name].split("|"))


@cache
def _roles(language: str) -> dict[str, RoleClass]:
    rows = _lists().get(language, {})
    kinds: tuple[RoleClass, ...] = ("person", "office", "state")
    return {fold(word): kind for kind in kinds for word in rows.get(kind, "").split("|") if word}
