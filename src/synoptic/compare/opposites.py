"""Which words exclude each other, and which say one thing: our own list, by language."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Opposition = Literal["", "act", "converse", "put out", "state"]

_KINDS: dict[str, Opposition] = {
    "verbs": "act",
    "adjectives": "state",
    "converses": "converse",
    "put_out": "put out",
}


class Opposites:
    """The words of one language that exclude each other or say one thing."""

    def __init__(self, language: str) -> None:
        text = files("synoptic.compare").joinpath("opposites.toml").read_text(encoding="utf-8")
        held = tomllib.loads(text).get(language, {})
        self._alike: dict[str, str] = {word: line[0] for line in held.get("alike", []) for word in line}
        self._kinds: dict[tuple[str, str], tuple[Opposition, int]] = {}
        self._lines: dict[str, set[str]] = {}
        for key in _KINDS:
            for number, line in enumerate(held.get(key, [])):
                self._add(key, number, *line)
        self._words = {
            name: frozenset(line.split() if isinstance(line, str) else line)
            for name, line in held.get("words", {}).items()
        }
        self._nouns: dict[str, str] = held.get("nouns", {})
        self.once = frozenset(held.get("once", ()))
        self.mutual = frozenset(held.get("mutual", ()))
        self.occurs = frozenset(held.get("occurs", ()))
        self.undergoes = frozenset(held.get("undergoes", ()))
        self.omits = frozenset(held.get("omits", ()))

    def _add(self, key: str, number: int, one: list[str], other: list[str]) -> None:
        for word in (*one, *other):
            self._lines.setdefault(word, set()).add(f"{key} {number}")
        for a in one:
            for b in other:
                self._kinds.setdefault((a, b), (_KINDS[key], 0))
                self._kinds.setdefault((b, a), (_KINDS[key], 1))

    def lines(self, word: str) -> frozenset[str]:
        """Return the lines of opposites that a word stands in; two opposed words have one in common."""
        return frozenset(self._lines.get(word, ()))

    def opposed(self, one: str, other: str) -> tuple[Opposition, int]:
        """Return how two words exclude each other, and whether the first stands on the second side of its line."""
        return self._kinds.get((one, other), ("", 0))

    def same(self, one: str, other: str) -> bool:
        """Return whether two verbs are one, or say one thing."""
        return self.base(one) == self.base(other)

    def base(self, verb: str) -> str:
        """Return the verb that stands for all that say the same."""
        return self._alike.get(verb, verb)

    def words(self, name: str) -> frozenset[str]:
        """Return one of the language's lists of words; empty if it has none of that name."""
        return self._words.get(name, frozenset())

    def act_of(self, noun: str) -> str:
        """Return the verb of the act that a noun names (“inspection”: inspect), or nothing."""
        return self._nouns.get(noun, "")


@cache
def opposites(language: str) -> Opposites:
    """Return the words of a language; none are known for most languages."""
    return Opposites(language)
