"""Times as people write them on a command line: how long (10m, 90d), and since when (24h, last monday, a day)."""

import re
from datetime import UTC, date, datetime, time, timedelta

from synoptic.errors import DeskError

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = {
    "s": 1, "sec": 1, "second": 1,
    "m": 60, "min": 60, "minute": 60,
    "h": 3_600, "hour": 3_600,
    "d": 86_400, "day": 86_400,
    "w": 604_800, "week": 604_800,
    # Nobody who asks for the last months minds a day: a month is 30 days, a year 365.
    "month": 2_592_000,
    "y": 31_536_000, "year": 31_536_000,
}  # fmt: skip
_PART = re.compile(r"([0-9]{1,9}|an?(?= ))\s*([a-z]+?)s?(?![a-z])[\s,]*(?:and\s+)?")
_MONTH = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")
# Words that stand before a time and do not change it.
_BEFORE = re.compile(r"^(?:since|on|from|the|past)\s+")


def how_long(words: str) -> timedelta:
    """Return a length of time such as 90s, 10m, 24h, 1h30m, 3d, 2 weeks; DeskError D051 if it is none."""
    length = _length(_tidy(words))
    if length is None:
        raise DeskError("D051", wanted=words)
    return length


def since_when(words: str, now: datetime) -> datetime:
    """Return the moment (UTC) that a time names: 24h, 3 days ago, yesterday, last monday, 2026-05-04.

    A length of time counts back from `now`; a weekday is the last one before today; days begin at 00:00 UTC.
    DeskError D052 if the words name no time.
    """
    tidy = _tidy(words)
    moment = _counted_back(tidy, now.astimezone(UTC)) or _named(tidy, now.astimezone(UTC)) or _written(tidy)
    if moment is None:
        raise DeskError("D052", wanted=words)
    return moment


def _tidy(words: str) -> str:
    tidy = " ".join(words.lower().split())
    while _BEFORE.match(tidy):
        tidy = _BEFORE.sub("", tidy, count=1)
    return tidy


def _length(tidy: str) -> timedelta | None:
    place, seconds = 0, 0
    while place < len(tidy):
        part = _PART.match(tidy, place)
        if part is None or part[2] not in _UNITS:
            return None
        seconds += (int(part[1]) if part[1].isdigit() else 1) * _UNITS[part[2]]
        place = part.end()
    try:
        return timedelta(seconds=seconds) if place else None
    except OverflowError:
        return None


def _counted_back(tidy: str, now: datetime) -> datetime | None:
    length = _length(tidy.removesuffix(" ago"))
    try:
        return None if length is None else now - length
    except OverflowError:
        return None


def _named(tidy: str, now: datetime) -> datetime | None:
    """Return the beginning of a day, week, month or year that has a name."""
    today = _midnight(now.date())
    which, _, what = tidy.rpartition(" ")
    if what in _DAYS and which in ("", "last"):
        return today - timedelta(days=(today.weekday() - _DAYS.index(what) - 1) % 7 + 1)
    week, month = today - timedelta(days=today.weekday()), today.replace(day=1)
    named = {
        "now": now,
        "today": today,
        "yesterday": today - timedelta(days=1),
        "this week": week,
        "last week": week - timedelta(days=7),
        "this month": month,
        "last month": (month - timedelta(days=1)).replace(day=1),
        "this year": month.replace(month=1),
    }
    return named.get(tidy)


def _written(tidy: str) -> datetime | None:
    """Return a moment written with figures; without a zone it is UTC."""
    month = _MONTH.fullmatch(tidy)
    try:
        if month:
            return _midnight(date(int(month[1]), int(month[2] or 1), 1))
        moment = datetime.fromisoformat(tidy.upper())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
