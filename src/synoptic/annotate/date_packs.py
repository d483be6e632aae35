"""The date words of each language: our lists, or the month and day names of the CLDR."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

import msgspec
from babel import Locale, UnknownLocaleError

_ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ANY_LANGUAGE: tuple[tuple[str, str], ...] = (
    # Stamps of posts are in the language of the service, not of the post.
    ("stamp", rf"(?P<month>{'|'.join(_ENGLISH_MONTHS)}) {{d}}, {{y}}"),
    ("date", r"{d}-{mon}-{y}"),
    ("iso", r"{y}-{m:02}-{d:02}(?:[T ]{h}:{min}(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"),
    ("numeric", r"{d}[./]{m}[./]{y}"),
    ("numeric", r"{d}[./]{m}[./]{yy}"),
    ("numeric", r"{y}[./]{m}[./]{d}"),
    ("numeric", r"{y} ?年 ?{m} ?月(?: ?{d} ?日)?"),
    ("numeric", r"{y} ?년 ?{m} ?월(?: ?{d} ?일)?"),
)
_PLAIN_RULES: tuple[tuple[str, str], ...] = (
    ("date", r"{d}\.?(?: de)? {mon}\.?(?: de)?,? {y}"),
    ("date", r"{d}\.?(?: de)? {mon}"),
    ("date", r"{mon} {d},? {y}"),
    ("month", r"{mon}(?: de)? {y}"),
)


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """The date words of one language, as look-ups from a folded word to its meaning."""

    language: str
    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, str] = {}
    shifts: dict[str, int] = {}
    days: dict[str, int] = {}
    parts: dict[str, int] = {}
    seasons: dict[str, str] = {}
    ordinals: dict[str, int] = {}
    dayparts: dict[str, str] = {}
    vague: dict[str, str] = {}
    counts: dict[str, str] = {}
    holidays: dict[str, str] = {}
    rules: tuple[tuple[str, str], ...] = ()
    cased: str = ""
    needs_preposition: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    links: dict[str, str] = {}


@cache
def pack_of(language: str) -> Pack:
    """Return the date words of a language: our list, or the month and day names that CLDR gives."""
    lists = _lists()
    return _pack(language, lists[language]) if language in lists else _plain_pack(language)


def _pack(language: str, fields: dict[str, Any]) -> Pack:
    links = ("since", "until", "before", "after", "by", "between", "between_and", "range_from", "range_to")
    return Pack(
        language=language,
        months=_groups(fields["months"]),
        weekdays=_groups(fields["weekdays"]),
        units={form: unit for unit, forms in _named(fields["units"]) for form in forms.split()},
        shifts={word: int(value) for word, value in _pairs(fields["shifts"])},
        days={word: int(value) for word, value in _pairs(fields["days"])},
        parts={word: int(value) for word, value in _pairs(fields["parts"])},
        seasons=dict(_pairs(fields["seasons"])),
        ordinals={word: int(value) for word, value in _pairs(fields["ordinals"])},
        dayparts=dict(_pairs(fields["dayparts"])),
        vague=dict(_pairs(fields["vague"])),
        counts=dict(_pairs(fields["counts"])),
        holidays=dict(pair.split("=") for pair in fields["holidays"].split("|")),
        rules=tuple(_split_rule(rule) for rule in fields["rules"]) + _ANY_LANGUAGE,
        cased=fields.get("cased", ""),
        needs_preposition=frozenset(fields["needs_preposition"].split()),
        prepositions=frozenset(fields["prepositions"].split()),
        future=frozenset(fields["future"].split()),
        links={name: fields[name] for name in links},
    )


def _plain_pack(language: str) -> Pack:
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    try:
        locale = Locale.parse(language or "en")
    except (ValueError, LookupError, UnknownLocaleError):
        return Pack(language=language, months={}, weekdays={}, rules=_ANY_LANGUAGE)
    for context in ("format", "stand-alone"):
        for number, name in locale.months[context]["wide"].items():
            months.setdefault(name.casefold(), number)
        for number, name in locale.days[context]["wide"].items():
            weekdays.setdefault(name.casefold(), number)
    spelled = {name: number for name, number in months.items() if not name[0].isdigit() and len(name) > 2}
    return Pack(
        language=language,
        months=spelled,
        weekdays=weekdays,
        rules=(_PLAIN_RULES if spelled else ()) + _ANY_LANGUAGE,
    )


def _groups(line: str) -> dict[str, int]:
    return {word: number for number, words in enumerate(line.split("|"), 1) for word in words.split()}


def _named(line: str) -> list[tuple[str, str]]:
    return [(name, forms) for name, forms in (group.split(":") for group in line.split("|"))]


def _pairs(line: str) -> list[tuple[str, str]]:
    return [(word, value) for word, value in (pair.rsplit("=", 1) for pair in line.split())]


def _split_rule(rule: str) -> tuple[str, str]:
    means, pattern = rule.split(" | ", 1)
    return means.strip(), pattern.strip()


@cache
def _lists() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files(__package__).joinpath("date_words.toml").read_text(encoding="utf-8"))
