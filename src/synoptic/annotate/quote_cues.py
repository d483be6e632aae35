"""The words that introduce speech, by language, read once from the list beside this module."""

import tomllib
from functools import cache
from importlib import resources

import msgspec


class Cues(msgspec.Struct, frozen=True, kw_only=True):
    """The cue words of one language; empty sets for a language without a list."""

    say: frozenset[str] = frozenset()
    address: frozenset[str] = frozenset()
    think: frozenset[str] = frozenset()
    according: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    not_words: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()

    @property
    def speech(self) -> frozenset[str]:
        """Return every verb that reports speech, without the verbs of opinion."""
        return self.say | self.address


@cache
def cues_of(language: str) -> Cues:
    """Return the cue words of a language; those of all languages where it is not known."""
    lists = _lists()
    if language in lists:
        return lists[language]
    if language:
        return Cues()
    fields = ("say", "titles", "not_words", "negations", "stop")
    return Cues(**{name: frozenset().union(*(getattr(c, name) for c in lists.values())) for name in fields})


@cache
def _lists() -> dict[str, Cues]:
    source = resources.files(__package__).joinpath("quote_cues.toml").read_text(encoding="utf-8")
    return {language: _cues(fields) for language, fields in tomllib.loads(source).items()}


def _cues(fields: dict[str, str]) -> Cues:
    words = {name: frozenset(value.split()) for name, value in fields.items() if name != "according"}
    return Cues(according=tuple(p for p in fields.get("according", "").split("|") if p), **words)
