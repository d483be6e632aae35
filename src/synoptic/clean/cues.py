"""Lists of the words by which furniture, captions, bylines and author notes give themselves away."""

import re
import tomllib
from functools import cache
from importlib import resources

MONTH_LANGUAGES = ("en", "fr", "es", "de", "it", "pt", "nl", "ca", "pl", "ro", "sv", "tr", "ru", "uk", "el", "id")


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    text = resources.files("synoptic.clean").joinpath("cues.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return one pattern for all cues of a list, in every language: pages mix them."""
    cues = [cue for of_language in _lists()[name].values() for cue in of_language]
    return re.compile("|".join(f"(?:{cue})" for cue in cues), re.IGNORECASE)


@cache
def months() -> dict[str, int]:
    """Return the number of each month by its folded name or short name, in the languages of embedded posts."""
    from babel.dates import get_month_names

    found: dict[str, int] = {}
    for language in MONTH_LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    found.setdefault(name.rstrip(".").casefold(), number)
    # CLDR writes "Sept" only for British English.
    return {**found, "sept": 9}


_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|º|er|\.)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    re.compile(rf"\b(?P<month>[^\W\d_]{{3,12}})\.?\s+{_DAY},?\s+(?:de |del )?{_YEAR}\b"),
    re.compile(rf"\b{_DAY}\s+(?:de\s+|of\s+)?(?P<month>[^\W\d_]{{3,12}})\.?,?\s+(?:de\s+|del\s+)?{_YEAR}\b"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)\b"),
    # Two digits are a year only before a time of day.
    re.compile(r"\b(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<short>\d\d)(?=\W{1,4}\d{1,2}[:.]\d\d\b)"),
    re.compile(r"(?P<year>(?:19|20)\d\d)年(?P<number>\d{1,2})月(?P<day>\d{1,2})日"),
)


def printed_day(words: str) -> tuple[str, str] | None:
    """Return the first whole date in a line as (ISO day, words as printed); None without one."""
    from datetime import date

    for form in _FORMS:
        for match in form.finditer(words):
            parts = match.groupdict()
            number = int(parts["number"]) if parts.get("number") else months().get(parts["month"].casefold(), 0)
            try:
                year = int(parts["year"]) if parts.get("year") else 2000 + int(parts["short"])
                return date(year, number, int(parts["day"])).isoformat(), match.group()
            except ValueError:
                continue
    return None
