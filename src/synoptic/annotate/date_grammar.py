"""The grammar of dates: which words of a sentence name a time, by language, and what they are made of."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

import msgspec
from babel import Locale, UnknownLocaleError

from synoptic.annotate.number_words import number_words

_SPACE = r"[\s\u00a0]+"


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


class Expression(msgspec.Struct, frozen=True, kw_only=True):
    """Words that the grammar recognised: where they stand, the rule that did, and its parts."""

    start: int
    end: int
    words: str
    means: str
    parts: dict[str, str]


def find_expressions(text: str, language: str) -> list[Expression]:
    """Return the time expressions of a text in its order; the longest of overlapping ones stands."""
    found: list[tuple[int, int, int, Expression]] = []
    for order, (means, pattern) in enumerate(_compiled(language)):
        for match in pattern.finditer(text):
            parts = {name: value for name, value in match.groupdict().items() if value}
            words = _without_full_stop(match.group(), parts, pack_of(language))
            end = match.start() + len(words)
            expression = Expression(start=match.start(), end=end, words=words, means=means, parts=parts)
            found.append((match.start() - end, match.start(), order, expression))
    chosen: list[Expression] = []
    for _, _, _, expression in sorted(found, key=lambda x: x[:3]):
        if all(expression.end <= held.start or held.end <= expression.start for held in chosen):
            chosen.append(expression)
    return sorted(chosen, key=lambda e: e.start)


def _without_full_stop(words: str, parts: dict[str, str], pack: Pack) -> str:
    """Return the words without the sentence's stop behind a month that is not shortened."""
    month = parts.get("mon", "")
    full = month != "" and _is_full(pack.months, month.casefold())
    return words[:-1] if full and words.endswith(month + ".") else words


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


@cache
def _compiled(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    pack = pack_of(language)
    places = _places(pack)
    made = []
    for means, pattern in pack.rules:
        names = set(re.findall(r"\{([a-z]+\d?(?::\d+)?)\}", pattern))
        if not all(places.get(name) for name in names):
            continue
        filled = pattern.replace("[ -]", "(?: |[-‐‑])").replace("[ ,]", "(?:,? )").replace(" ", "\0")
        for name in sorted(names):
            filled = filled.replace("{" + name + "}", places[name])
        filled = filled.replace("\0?", r"[\s\u00a0]?").replace("\0", _SPACE)
        # A Han or Hangul date has no space around it.
        edge = ("", "") if "年" in pattern or "년" in pattern else (r"(?<![\w’'.,/$€£-])", r"(?![\w/]|[.,:]\d)")
        if means == "decade":
            edge = (r"(?<![\w.,/$€£])", r"(?!\w)")
        made.append((means, re.compile(f"{edge[0]}(?:{_unique(filled)}){edge[1]}", re.IGNORECASE)))
    return tuple(made)


def _unique(pattern: str) -> str:
    """Return the pattern with each group's name used once: a later one of the same name is only matched."""
    seen: set[str] = set()

    def rename(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in seen:
            return "(?:"
        seen.add(name)
        return match.group()

    return re.sub(r"\(\?P<(\w+)>", rename, pattern)


def _places(pack: Pack) -> dict[str, str]:
    """Return the pattern that each {name} of a rule stands for."""
    full_months = [word for word, number in pack.months.items() if _is_full(pack.months, word)]
    full_days = [word for word, number in pack.weekdays.items() if _is_full(pack.weekdays, word)]
    small = [w for w, v in number_words(pack.language).words.items() if v >= 1]
    digits = r"\d{1,3}(?: \d/\d|[.,]\d+)?"
    return {
        "mon": _one("mon", pack.months),
        "month": _one("month", full_months),
        "wd": _one("wd", pack.weekdays),
        "weekday": _one("weekday", full_days),
        "unit": _one("unit", pack.units),
        "shift": _one("shift", pack.shifts),
        "day": _one("day", pack.days),
        "part": _one("part", pack.parts),
        "season": _one("season", pack.seasons),
        "ord": _one("ord", pack.ordinals, r"\d{1,2}(?:st|nd|rd|th)|\d{1,2}\.") if pack.ordinals else "",
        "daypart": _one("daypart", pack.dayparts),
        "vague": _one("vague", pack.vague),
        "holiday": _one("holiday", pack.holidays),
        "unit2": _one("unit2", pack.units),
        "n": _one(
            "n", [*small, *pack.counts], rf"{digits}(?:-{digits})?|(?:{_tens(pack)})" if _tens(pack) else digits
        ),
        "n2": _one("n2", small, digits),
        "d": r"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)",
        "d2": r"(?P<d2>3[01]|[12]\d|0?[1-9])(?!\d)",
        "d:02": r"(?P<d>3[01]|[12]\d|0[1-9])(?!\d)",
        "m": r"(?P<m>1[0-2]|0?[1-9])(?!\d)",
        "m:02": r"(?P<m>1[0-2]|0[1-9])",
        "y": r"(?P<y>1\d{3}|20\d{2})(?!\d)",
        "y2": r"(?P<y2>(?:1\d|20)?\d{2})(?!\d)",
        "yy": r"(?P<yy>\d{2})(?!\d)",
        "decade": r"(?P<decade>[2-9]0)"
        if pack.language != "de"
        else r"(?P<decade>[2-9]0|fünfzig|sechzig|siebzig|achtzig|neunzig)",
        "cent": r"(?P<cent>2[01]|1\d|[5-9])",
        "roman": r"(?P<roman>[XVI]+)",
        "q": r"(?P<q>[1-4])",
        "half": r"(?P<half>first|second)",
        "h": r"(?P<h>2[0-3]|[01]?\d)",
        "min": r"(?P<min>[0-5]\d)",
        "ampm": r"(?P<ampm>[ap]\.?m\b\.?)",
        "apos": "[’']",
        "zone": r"(?P<zone>\(?(?:GMT|UTC|[ECMP][DS]?T|CEST|BST|IST|JST)(?: ?[+-] ?\d{1,2})?\)?|local time)",
    }


def _tens(pack: Pack) -> str:
    if pack.language != "en":
        return ""
    return (
        r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -]"
        r"(?:one|two|three|four|five|six|seven|eight|nine)"
    )


def _one(name: str, words: Any, more: str = "") -> str:
    choices = [re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))]
    choices = [more, *choices] if more else choices
    return f"(?P<{name}>{'|'.join(choices)})(?!\\d)" if choices else ""


def _is_full(groups: dict[str, int], word: str) -> bool:
    """Return whether a word is not a shortened form of another of the same meaning."""
    return (
        not any(
            other != word
            and groups[other] == groups[word]
            and len(other) > len(word)
            and other.startswith(word[:2])
            for other in groups
        )
        or len(word) > 5
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
