"""Bylines, printed dates, provenance lines and the notes about authors."""

import re
from functools import cache

from synoptic.clean.cues import pattern, printed_day
from synoptic.clean.furniture import is_solid
from synoptic.clean.lines import Line
from synoptic.clean.sheet import Sheet

_NAME = r"[A-ZÀ-ÞА-Я][\w’'.-]+"
# A line that says where a text comes from is no longer than this.
_LONGEST_PROVENANCE = 30
# Where no headline is known, so many lines above the text are looked at: day, author and the like.
_NEAR = 4


def type_bylines(sheet: Sheet) -> None:
    """Type the lines that name the author or the day, or say where the text comes from."""
    for number in sheet.open():
        line = sheet.lines[number]
        if _byline().match(line.words) or _is_printed_date(line):
            sheet.put(number, "byline", "names the author or the day")
        elif line.count <= _LONGEST_PROVENANCE and _provenance().match(line.words):
            sheet.put(number, "byline", "says where the text comes from")


def type_head_bylines(sheet: Sheet) -> None:
    """Type the lines between a web page's headline and its text that name the author or the day.

    The model takes them for furniture like everything around the text; only here are they this report's own.
    """
    if not sheet.extracted:
        return
    above = [n for n in range(len(sheet.lines)) if sheet.kind(n) == "headline"][:1]
    after = above[0] + 1 if above else 0
    first = next((n for n in range(after, len(sheet.lines)) if sheet.lines[n].main), None)
    if first is None:
        return
    for number in range(after if above else max(first - _NEAR, 0), first):
        line = sheet.lines[number]
        if sheet.is_open(number) and (_byline().match(line.words) or _is_printed_date(line)):
            sheet.put(number, "byline", "names the author or the day")


def type_author_notes(sheet: Sheet) -> None:
    """Type the notes about authors: in the second half of a page, behind its last solid paragraph."""
    body = sheet.open()
    notes = [n for n in body if n >= len(sheet.lines) * 0.5 and _author_note().match(sheet.lines[n].words)]
    last = max((n for n in body if n not in notes and is_solid(sheet.lines[n])), default=-1)
    for number in notes:
        if number > last:
            sheet.put(number, "author_note", "says who the author is")


@cache
def _byline() -> re.Pattern[str]:
    cue = pattern("bylines").pattern
    return re.compile(
        rf"^(?i:{cue})\s+{_NAME}(?:,?\s+(?:and|et|y|und|e|&|de|van|von|der)?\s*{_NAME}){{0,5}}(?:\s*[|,–—-].{{0,60}})?$"
    )


@cache
def _provenance() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{pattern('provenance').pattern})\W*\Z", re.IGNORECASE)


@cache
def _author_note() -> re.Pattern[str]:
    being, authors = pattern("being").pattern, pattern("authors").pattern
    name = rf"{_NAME}(?:\s+(?:de|van|von|der|la|el|bin|al)?\s*{_NAME}){{0,4}}"
    return re.compile(
        rf"^(?:About the author\W+)?{name},?\s+(?:{being})\b"
        rf".{{0,140}}?\b(?:{authors})s?\b",
        re.DOTALL,
    )


def _is_printed_date(line: Line) -> bool:
    """Return whether a line says little more than a day."""
    if line.count > 14:
        return False
    day = printed_day(line.words)
    if day is None:
        return False
    rest = line.words.replace(day[1], " ")
    clock = re.search(r"\d{1,2}[:.h]\d\d", rest)
    rest = re.sub(rf"(?i:{pattern('published').pattern})|\d{{1,2}}[:.h]\d\d\s*(?:[ap]\.?m\.?)?", " ", rest)
    # With a time of day, and no stop at its end, there is room for the name of an author.
    return len(re.findall(r"\w+", rest)) <= (7 if clock and not line.stopped else 4)
