"""The calendar of dates: lengths, whole units and the days some units away."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from synoptic.annotate.date_grammar import Expression
from synoptic.annotate.date_packs import Pack
from synoptic.annotate.number_words import value_of
from synoptic.news.annotation import Granularity

UNIT_GRANULARITY: dict[str, Granularity] = {
    "second": "minute",
    "minute": "minute",
    "hour": "minute",
    "day": "day",
    "week": "week",
    "weekend": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
    "century": "century",
}
# With a future tense a day further ahead than this is read as past: "will mark the flood of 3 May".
_FARTHEST_AHEAD = 300
# How many times nearer a time to come must be than the past one of its name, without a tense that decides;
# chosen on the English news of `timex` (development half).
_NEARER = 2
_LETTERS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}


class When(msgspec.Struct, frozen=True, kw_only=True):
    """A time on the calendar: first and last day (None where open or not known) and what was counted."""

    earliest: date | None = None
    latest: date | None = None
    granularity: Granularity = "day"
    kind: str = "date"
    length: str = ""
    clock: str = ""
    anchored: bool = False


class Viewpoint(msgspec.Struct, frozen=True, kw_only=True):
    """From where a text looks: the anchor day, and whether the sentence speaks of what is to come."""

    day: date | None
    future: bool = False
    past: bool = False


def count_of(words: str, pack: Pack) -> float | None:
    """Return how many a count word or number says; None for "several" and its like."""
    folded = words.casefold().strip()
    if folded in pack.counts:
        return None if pack.counts[folded] == "?" else float(pack.counts[folded])
    return value_of(folded.split("-")[0] if folded[:1].isdigit() else folded, pack.language)


def length_of(number: float | None, unit: str) -> str:
    """Return an ISO 8601 length; X stands for an uncounted number."""
    factor, base = {
        "decade": (10, "year"),
        "century": (100, "year"),
        "quarter": (3, "month"),
        "weekend": (2, "day"),
    }.get(unit, (1, unit))
    shown = "X" if number is None else f"{number * factor:g}"
    return f"P{'T' if base in ('second', 'minute', 'hour') else ''}{shown}{_LETTERS[base]}"


def add(day: date, number: float, unit: str) -> date:
    """Return the day some units after a day (before it where negative); the last day of short months."""
    if unit in ("day", "week", "weekend"):
        return day + timedelta(days=round(number * (1 if unit == "day" else 7)))
    if unit in ("second", "minute", "hour"):
        hours = number / {"second": 3600, "minute": 60, "hour": 1}[unit]
        return day + timedelta(days=int(hours / 24))
    months = round(number * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def whole(day: date, unit: str) -> tuple[date, date]:
    """Return the first and last day of the calendar unit that a day lies in; weeks begin on Monday."""
    if unit == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    if unit == "weekend":
        first = day - timedelta(days=day.weekday()) + timedelta(days=5)
        return first, first + timedelta(days=1)
    if unit == "month":
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    if unit == "quarter":
        first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
        return first, whole(add(first, 2, "month"), "month")[1]
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        first_year = max(1, day.year // size * size)
        return date(first_year, 1, 1), date(day.year // size * size + size - 1, 12, 31)
    return day, day


def part_of(first: date, last: date, part: int) -> tuple[date, date]:
    """Return the early (1), middle (2) or late (3) third of an interval."""
    days = (last - first).days + 1
    edges = [
        first,
        first + timedelta(days=days // 3),
        first + timedelta(days=2 * days // 3),
        last + timedelta(days=1),
    ]
    return edges[part - 1], edges[part] - timedelta(days=1)


def stretch(days: tuple[date, date], granularity: Granularity, e: Expression, pack: Pack, anchored: bool) -> When:
    """Return a first and a last day as a time, cut to the early, middle or late part that the words name."""
    first, last = days
    part = pack.parts.get(e.parts.get("part", "").casefold())
    if part and first < last:
        first, last = part_of(first, last, part)
    return When(earliest=first, latest=last, granularity=granularity, anchored=anchored)


def unknown(granularity: Granularity, kind: str = "date", length: str = "") -> When:
    """Return a time that needs an anchor day where none is known."""
    return When(granularity=granularity, kind=kind, length=length, anchored=True)


def shift_of(e: Expression, pack: Pack) -> int | None:
    """Return how many units a word like "last" or "next" moves, None where the words hold none."""
    word = e.parts.get("shift")
    return None if word is None else pack.shifts[word.casefold()]


def ordinal_of(word: str, pack: Pack) -> int:
    """Return the number of an ordinal in digits or words."""
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else pack.ordinals[word.casefold()]


def nearest(days: list[date], view: Viewpoint) -> date:
    """Return the last of the days not after the viewpoint, or the next one where the sentence looks ahead.

    Without a tense that decides, a time to come is meant where it is much nearer: in January nobody
    calls a day of last February by its day and month alone.
    """
    assert view.day is not None
    past = max((d for d in days if d <= view.day), default=None)
    ahead = min((d for d in days if d >= view.day), default=None)
    if past is None or ahead is None:
        return past or ahead or view.day
    if view.future:
        return ahead if (ahead - view.day).days < _FARTHEST_AHEAD else past
    if view.past:
        return past
    return ahead if (ahead - view.day).days * _NEARER <= (view.day - past).days else past


Meaning = Callable[[Expression, Pack, Viewpoint], When | None]
