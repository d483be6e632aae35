"""The words around figures, by language: qualifiers, changes, vague numbers and marks of mere identifiers."""

import re
import tomllib
from functools import cache
from importlib import resources

import msgspec

_NOTHING = re.compile(r"(?!)")
QUALIFIERS = ("at_least", "more", "at_most", "less", "about", "exact")


class FigureWords(msgspec.Struct, frozen=True, kw_only=True):
    """The figure words of one language as patterns; those of an unknown language match nothing."""

    before: re.Pattern[str] = _NOTHING
    qualifiers: dict[str, str] = {}
    near: frozenset[str] = frozenset()
    after_least: re.Pattern[str] = _NOTHING
    after_most: re.Pattern[str] = _NOTHING
    up: frozenset[str] = frozenset()
    down: frozenset[str] = frozenset()
    up_after: re.Pattern[str] = _NOTHING
    down_after: re.Pattern[str] = _NOTHING
    vague: re.Pattern[str] = _NOTHING
    vague_values: dict[str, tuple[float, float]] = {}
    none: re.Pattern[str] = _NOTHING
    share: re.Pattern[str] = _NOTHING
    share_values: dict[str, float] = {}
    age: re.Pattern[str] = _NOTHING
    no_thing: frozenset[str] = frozenset()
    between: re.Pattern[str] = _NOTHING
    between_and: re.Pattern[str] = _NOTHING
    start: re.Pattern[str] = _NOTHING
    to: re.Pattern[str] = _NOTHING
    identifier: re.Pattern[str] = _NOTHING
    according: re.Pattern[str] = _NOTHING


@cache
def figure_words(language: str) -> FigureWords:
    """Return the figure words of a language."""
    lists = _lists()
    if language not in lists:
        return FigureWords(to=re.compile(r"\s?[-–—~〜]\s?"))
    fields = lists[language]
    qualifiers = {form: name for name in QUALIFIERS for form in _forms(fields, name)}
    shares = {form: float(value) for form, value in (pair.split("=") for pair in _forms(fields, "share"))}
    vague = dict(pair.split("=") for pair in _forms(fields, "vague"))
    return FigureWords(
        before=_before(qualifiers),
        qualifiers=qualifiers,
        near=frozenset(_forms(fields, "near")),
        after_least=_start(fields, "after_least"),
        after_most=_start(fields, "after_most"),
        up=frozenset(fields["up"].split()),
        down=frozenset(fields["down"].split()),
        up_after=_start(fields, "up_after"),
        down_after=_start(fields, "down_after"),
        vague=_whole(list(vague)),
        vague_values={form: _bounds(value) for form, value in vague.items()},
        none=_whole(_forms(fields, "none")),
        share=_shares(shares, fields.get("share_of", "")),
        share_values=shares,
        age=_end(fields, "age"),
        no_thing=frozenset(fields.get("no_thing", "").split()),
        between=_end(fields, "between"),
        between_and=_gap(fields, "and"),
        start=_end(fields, "from"),
        to=_gap(fields, "to"),
        identifier=re.compile(
            rf"(?<![\w])(?:{_choice(_forms(fields, 'identifier'))})s?\.?[\s\u00a0#-]*$", re.IGNORECASE
        ),
        according=re.compile(rf"(?<!\w)(?:{_choice(_forms(fields, 'according'))})\s+", re.IGNORECASE),
    )


def _forms(fields: dict[str, str], name: str) -> list[str]:
    return [form for form in fields.get(name, "").split("|") if form]


def _choice(forms: list[str] | dict[str, str]) -> str:
    longest = sorted(forms, key=len, reverse=True)
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest) or "(?!)"


def _before(qualifiers: dict[str, str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?!(?:about|around)\s+the\s)({_choice(qualifiers)})(?:[\s-]+|(?<=[’'~]))(?:(?:a|an|the|only|des|de)\s+)?$",
        re.IGNORECASE,
    )


def _start(fields: dict[str, str], name: str) -> re.Pattern[str]:
    return re.compile(rf"[\s\u00a0-]+(?:{_choice(_forms(fields, name))})(?!\w)", re.IGNORECASE)


def _end(fields: dict[str, str], name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_choice(_forms(fields, name))})\s+$", re.IGNORECASE)


def _gap(fields: dict[str, str], name: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_choice(_forms(fields, name))})\s*$", re.IGNORECASE)


def _whole(forms: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_choice(forms)})(?!\w)", re.IGNORECASE)


def _shares(shares: dict[str, float], of: str) -> re.Pattern[str]:
    """Return the pattern of a share of something: "two-thirds of"; without "of" a third is an ordinal."""
    choices = "|".join(re.escape(s).replace(r"\ ", r"[\s-]") for s in sorted(shares, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({choices})(?=\s(?:{of})(?!\w))", re.IGNORECASE) if choices else _NOTHING


def _bounds(pair: str) -> tuple[float, float]:
    low, high = pair.split("-")
    return float(low), float(high)


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files(__package__).joinpath("figure_words.toml").read_text(encoding="utf-8"))
