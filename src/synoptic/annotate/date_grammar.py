"""The grammar of dates: which words of a sentence name a time, by language, and what they are made of."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from synoptic.annotate.date_packs import Pack, pack_of
from synoptic.annotate.number_words import number_words

_SPACE = r"[\s\u00a0]+"
# Which list the {name} of a rule takes its words from.
_LISTS = {
    **{
        name: name
        for name in ("month", "weekday", "unit", "day", "season", "daypart", "vague", "holiday", "shift")
    },
    **dict.fromkeys(("d", "y", "yy", "h", "min", "m", "q", "decade", "cent"), "digit"),
    "mon": "month",
    "wd": "weekday",
}


class Expression(msgspec.Struct, frozen=True, kw_only=True):
    """Words that the grammar recognised: where they stand, the rule that did, and its parts."""

    start: int
    end: int
    words: str
    means: str
    parts: dict[str, str]


def find_expressions(text: str, language: str) -> list[Expression]:
    """Return the time expressions of a text in its order; the longest of overlapping ones stands."""
    # Most sentences hold a word of few lists: the rules that need another are not tried.
    absent = {name for name, pattern in _lists(language).items() if pattern.search(text) is None}
    found: list[tuple[int, int, int, Expression]] = []
    for order, (means, pattern, needed) in enumerate(_compiled(language)):
        if needed & absent:
            continue
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
def _lists(language: str) -> dict[str, re.Pattern[str]]:
    """Return, for each list of words that rules are made of, the pattern of its words."""
    pack = pack_of(language)
    held: dict[str, Iterable[str]] = {
        "month": pack.months,
        "weekday": pack.weekdays,
        "unit": pack.units,
        "day": pack.days,
        "season": pack.seasons,
        "daypart": pack.dayparts,
        "vague": pack.vague,
        "holiday": pack.holidays,
        "shift": pack.shifts,
    }
    made = {"digit": re.compile(r"\d")}
    for name, words in held.items():
        choices = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        made[name] = re.compile(rf"(?<![^\W\d_])(?:{choices or '(?!)'})", re.IGNORECASE)
    return made


def _needed(rule: str) -> frozenset[str]:
    """Return the lists without a word of which a rule cannot match: what stands in no option and no choice."""
    bare = re.sub(r"\(\?<[=!][^()]*\)", "", rule)
    while True:
        shorter = re.sub(r"\((?:\?:|\?P<\w+>)?[^()]*\|[^()]*\)\??|\((?:\?:|\?P<\w+>)?[^()]*\)\?", "", bare)
        shorter = re.sub(r"\((?:\?:|\?P<\w+>)?([^()|]*)\)(?!\?)", r"\1", shorter)
        if shorter == bare:
            break
        bare = shorter
    names = re.findall(r"\{([a-z]+)\d?(?::\d+)?\}(?!\?)", bare)
    return frozenset(_LISTS[name] for name in names if name in _LISTS)


@cache
def _compiled(language: str) -> tuple[tuple[str, re.Pattern[str], frozenset[str]], ...]:
    """Return the rules of a language with the lists whose words each needs."""
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
        compiled = re.compile(f"{edge[0]}(?:{_unique(filled)}){edge[1]}", re.IGNORECASE)
        made.append((means, compiled, _needed(pattern)))
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
