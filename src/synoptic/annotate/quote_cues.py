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
    that: frozenset[str] = frozenset()

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
    known = lists.values()
    return Cues(
        say=frozenset().union(*(c.say for c in known)),
        titles=frozenset().union(*(c.titles for c in known)),
        not_words=frozenset().union(*(c.not_words for c in known)),
        negations=frozenset().union(*(c.negations for c in known)),
        stop=frozenset().union(*(c.stop for c in known)),
    )


@cache
def _lists() -> dict[str, Cues]:
    source = resources.files(__package__).joinpath("quote_cues.toml").read_text(encoding="utf-8")
    return {language: _cues(fields) for language, fields in tomllib.loads(source).items()}


def _cues(fields: dict[str, str]) -> Cues:
    def words(name: str) -> frozenset[str]:
        return frozenset(fields.get(name, "").split())

    return Cues(
        say=words("say"),
        address=words("address"),
        think=words("think"),
        according=tuple(p for p in fields.get("according", "").split("|") if p),
        nouns=words("nouns"),
        stop=words("stop"),
        titles=words("titles"),
        not_words=words("not_words"),
        negations=words("negations"),
        that=words("that"),
    )
