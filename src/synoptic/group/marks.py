"""Marks that tell one event from another of its kind: years, days, numbers and full names."""

import re
from collections.abc import Iterable
from functools import cache

import msgspec
from babel import Locale
from babel.core import UnknownLocaleError

_YEAR = re.compile(r"(?<![\w.,])(?:19|20)\d\d(?![\w.,]\d|\w)")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<!\w)[A-ZÀ-ÞА-Я][\w'’-]+(?: +(?:(?:of|the|de|da|von|van|al) +)?[A-ZÀ-ÞА-Я][\w'’-]+)+")
_POSSESSIVE = re.compile(r"['’][sS]$")
# Longer runs of capitals are headlines and lists.
_LONGEST_NAME = 5


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """The marks of one report; `lede_numbers` are those of its beginning, where the event's own stand."""

    years: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    lede_numbers: frozenset[str] = frozenset()
    full_names: frozenset[str] = frozenset()


def marks_of(text: str, lede: str, language: str) -> Marks:
    """Return the marks of a report's text, given also its first words."""
    years = frozenset(_YEAR.findall(text))
    return Marks(
        years=years,
        days=frozenset(_days(text, language)),
        numbers=_numbers(text) - years,
        lede_numbers=_numbers(lede) - years,
        full_names=frozenset(_full_names(text)),
    )


def told(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which share of one report's marks the other has; a half, which says nothing, where it has none."""
    return len(one & other) / len(one) if one else 0.5


def _numbers(text: str) -> frozenset[str]:
    return frozenset(number for number in _NUMBER.findall(text) if len(number) > 1)


def _full_names(text: str) -> Iterable[str]:
    for match in _NAME.finditer(text):
        parts = match.group().casefold().split()
        if len(parts) <= _LONGEST_NAME:
            yield _POSSESSIVE.sub("", " ".join(parts))


def _days(text: str, language: str) -> Iterable[str]:
    """Yield the calendar days that a text names, as month and day of the month."""
    numbers, pattern = _months(language)
    if not numbers:
        return
    for match in pattern.finditer(text):
        day = match.group("before") or match.group("after")
        month = numbers.get((match.group("first") or match.group("second")).casefold())
        if month and 1 <= int(day) <= 31:
            yield f"{month}-{int(day)}"


@cache
def _months(language: str) -> tuple[dict[str, int], re.Pattern[str]]:
    try:
        locale = Locale.parse(language or "en")
    except (ValueError, UnknownLocaleError):
        return {}, re.compile("(?!)")
    numbers = {
        name.casefold().rstrip("."): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[context][width].items()
        if name.rstrip(".").isalpha()
    }
    if not numbers:
        return {}, re.compile("(?!)")
    names = "|".join(sorted(map(re.escape, numbers), key=lambda name: (-len(name), name)))
    pattern = re.compile(
        rf"(?i)(?<!\w)(?:(?P<before>\d{{1,2}})(?:\.|º|st|nd|rd|th)?\s+(?:de\s+|of\s+)?(?P<first>{names})(?!\w)"
        rf"|(?P<second>{names})\.?\s+(?P<after>\d{{1,2}})(?!\w))"
    )
    return numbers, pattern
