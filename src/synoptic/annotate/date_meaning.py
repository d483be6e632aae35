"""What a recognised time expression means on the calendar, seen from an anchor day."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from synoptic.annotate.date_grammar import Expression, Pack
from synoptic.annotate.number_words import value_of
from synoptic.news.annotation import Granularity

Kind = str
_UNIT_GRANULARITY: dict[str, Granularity] = {
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
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_LETTERS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}
_SCRIPT = {"fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90}
_MORE_THAN = re.compile(
    r"(?:more than|over|mehr als|über|plus de|más de)\b|vor (?:mehr als|über)\b", re.IGNORECASE
)
_ROMAN = {"I": 1, "V": 5, "X": 10}


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


Meaning = Callable[[Expression, Pack, Viewpoint], "When | None"]


def meaning_of(expression: Expression, pack: Pack, view: Viewpoint) -> When | None:
    """Return what an expression means from a viewpoint; None if it is no possible time ("31 February")."""
    try:
        return _MEANINGS[expression.means](expression, pack, view)
    except (ValueError, OverflowError):
        return None


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


def _span(first: date, last: date, granularity: Granularity, e: Expression, pack: Pack, anchored: bool) -> When:
    part = pack.parts.get(e.parts.get("part", "").casefold())
    if part and first < last:
        first, last = part_of(first, last, part)
    return When(earliest=first, latest=last, granularity=granularity, anchored=anchored)


def _unknown(granularity: Granularity, kind: str = "date", length: str = "") -> When:
    return When(granularity=granularity, kind=kind, length=length, anchored=True)


def _shift(e: Expression, pack: Pack) -> int | None:
    word = e.parts.get("shift")
    return None if word is None else pack.shifts[word.casefold()]


def _date(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    number = int(e.parts["d"])
    named = e.parts.get("mon") or e.parts.get("month")
    month = int(e.parts["monthno"]) if "monthno" in e.parts else pack.months[named.casefold()] if named else None
    year = e.parts.get("y") or e.parts.get("yy") or e.parts.get("y2")
    if month and year:
        day = date(_year(year), month, number)
        return When(earliest=day, latest=day)
    if view.day is None:
        return _unknown("day") if month is None or number <= calendar.monthrange(2000, month)[1] else None
    if month is None:
        candidates = [add(view.day.replace(day=1), step, "month") for step in (-1, 0, 1)]
        days = [c.replace(day=number) for c in candidates if number <= calendar.monthrange(c.year, c.month)[1]]
    else:
        years = range(view.day.year - 4, view.day.year + 5)
        days = [date(y, month, number) for y in years if number <= calendar.monthrange(y, month)[1]]
    weekday = pack.weekdays.get(e.parts.get("wd", "").casefold())
    fitting = [d for d in days if weekday and d.isoweekday() == weekday]
    shift = _shift(e, pack)
    day = _nearest(fitting or days, view)
    if e.words.casefold().startswith("this ") or shift == 0:
        day = min(days, key=lambda d: abs((d - view.day).days) if view.day else 0)
        day = next((d for d in days if d.year == view.day.year), day)
    return When(earliest=day, latest=day, anchored=True)


def _nearest(days: list[date], view: Viewpoint) -> date:
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


def _days(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    first = _date(e, pack, view)
    last = _date(msgspec.structs.replace(e, parts={**e.parts, "d": e.parts["d2"]}), pack, view)
    if first is None or last is None or int(e.parts["d2"]) <= int(e.parts["d"]):
        return None
    return msgspec.structs.replace(first, latest=last.latest)


def _month(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    named = e.parts.get("month") or e.parts.get("mon") or ""
    month = pack.months[named.casefold()]
    if "y" in e.parts:
        first, last = whole(date(_year(e.parts["y"]), month, 1), "month")
        return _span(first, last, "month", e, pack, False)
    if view.day is None:
        return _unknown("month")
    shift = _shift(e, pack)
    this_year = date(view.day.year, month, 1)
    here = view.day.replace(day=1)
    if shift == 0:
        day = this_year
    elif shift == -1:
        day = this_year if this_year < here else add(this_year, -1, "year")
    elif shift == 1:
        day = this_year if this_year > here else add(this_year, 1, "year")
    else:
        years = [add(this_year, step, "year") for step in (-1, 0, 1)]
        day = _nearest(years, msgspec.structs.replace(view, day=here))
    return _span(*whole(day, "month"), "month", e, pack, True)


def _year(words: str) -> int:
    year = int(words)
    if year < 100:
        return year + (1900 if year > 50 else 2000)
    return year


def _years(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    first, last = int(e.parts["y"]), int(e.parts["y2"])
    if last < 100:
        last += first // 100 * 100
    if last <= first or last - first > 300:
        return None
    return When(earliest=date(first, 1, 1), latest=date(last, 12, 31), granularity="year")


def _plain_year(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    return _span(*whole(date(int(e.parts["y"]), 1, 1), "year"), "year", e, pack, False)


def _iso(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    day = date(_year(e.parts["y"]), int(e.parts["m"]), int(e.parts["d"]))
    clock = f"{int(e.parts['h']):02}:{e.parts['min']}" if "h" in e.parts else ""
    return When(earliest=day, latest=day, clock=clock)


def _numeric(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    year, month = _year(e.parts.get("y") or e.parts["yy"]), int(e.parts["m"])
    if "d" not in e.parts:
        return _span(*whole(date(year, month, 1), "month"), "month", e, pack, False)
    number = int(e.parts["d"])
    american = pack.language == "en" and re.match(r"\d{1,2}/", e.words)
    if american and number <= 12:
        number, month = month, number
    day = date(year, month, number)
    if american and number != month and number <= 12:
        # 3/4/2022 is 4 March in some countries and 3 April in others: the words do not say which.
        other = date(year, number, month)
        return When(earliest=min(day, other), latest=max(day, other))
    return When(earliest=day, latest=day)


def _decade(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    if "y" in e.parts:
        year = int(e.parts["y"])
        if year % 10:
            return None
    else:
        word = e.parts["decade"].casefold()
        year = 1900 + (int(word) if word.isdigit() else _SCRIPT[word])
    return _span(*whole(date(year, 1, 1), "decade"), "decade", e, pack, False)


def _century(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    if "cent" in e.parts:
        number = int(e.parts["cent"])
    elif "roman" in e.parts:
        number = _roman(e.parts["roman"].upper())
    else:
        number = _ordinal(e.parts["ord"], pack)
    if not 1 <= number <= 22:
        return None
    return _span(*whole(date(max(1, number * 100 - 100), 1, 1), "century"), "century", e, pack, False)


def _roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    return sum(-v if any(v < later for later in values[i + 1 :]) else v for i, v in enumerate(values))


def _ordinal(word: str, pack: Pack) -> int:
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else pack.ordinals[word.casefold()]


def _quarter(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    number = int(e.parts["q"]) if "q" in e.parts else _ordinal(e.parts["ord"], pack)
    if not 1 <= number <= 4:
        return None
    year, anchored = _year_beside(e, pack, view, lambda y: date(y, number * 3 - 2, 1))
    if year is None:
        return _unknown("quarter")
    return _span(*whole(date(year, number * 3, 1), "quarter"), "quarter", e, pack, anchored)


def _half(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    second = e.parts["half"].casefold() == "second"
    year, anchored = _year_beside(e, pack, view, lambda y: date(y, 7 if second else 1, 1))
    if year is None:
        return _unknown("year")
    first, last = (date(year, 7, 1), date(year, 12, 31)) if second else (date(year, 1, 1), date(year, 6, 30))
    return When(earliest=first, latest=last, granularity="year", anchored=anchored)


def _year_beside(
    e: Expression, pack: Pack, view: Viewpoint, begins: Callable[[int], date]
) -> tuple[int | None, bool]:
    """Return the year printed or meant beside a part of a year, and whether the anchor gave it."""
    if "y" in e.parts:
        return int(e.parts["y"]), False
    if view.day is None:
        return None, True
    shift = _shift(e, pack)
    if shift is not None:
        return view.day.year + shift, True
    return view.day.year - (begins(view.day.year) > view.day and not view.future), True


def _season(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    season = pack.seasons[e.parts["season"].casefold()]
    first_month, _ = _SEASON_MONTHS[season]
    shift = _shift(e, pack)
    if "y" in e.parts:
        year, anchored = int(e.parts["y"]), False
    elif view.day is None:
        return _unknown("season")
    else:
        anchored, year = True, view.day.year
        begun = date(year, first_month, 1) <= view.day
        if shift == -1:
            # "Last summer" in autumn is the one just over; while it lasts, the one a year ago.
            year -= not begun or view.day < add(date(year, first_month, 1), 3, "month")
        elif shift == 1:
            year += begun
        elif shift is None and not view.future:
            year -= not begun
    first = date(year, first_month, 1)
    return _span(first, add(first, 3, "month") - timedelta(days=1), "season", e, pack, anchored)


def _weekday(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    if view.day is None:
        return _unknown("day")
    wanted = pack.weekdays[e.parts["weekday"].casefold()]
    back = (view.day.isoweekday() - wanted) % 7
    ahead = (wanted - view.day.isoweekday()) % 7
    shift = _shift(e, pack)
    if shift == 1 or (shift is None and view.future):
        day = view.day + timedelta(days=ahead or (7 if shift == 1 else 0))
    elif shift == 0:
        # "This Tuesday" is the one of the current week, past or to come.
        day = whole(view.day, "week")[0] + timedelta(days=wanted - 1)
    elif shift == -1:
        day = view.day - timedelta(days=back or 7)
    else:
        day = view.day - timedelta(days=back)
    return When(earliest=day, latest=day, anchored=True)


def _shifted(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    unit = pack.units[e.parts["unit"].casefold()] if "unit" in e.parts else "weekend"
    granularity = _UNIT_GRANULARITY[unit]
    if view.day is None:
        return _unknown(granularity)
    if granularity == "minute":
        return None
    shift = _shift(e, pack) or 0
    step = 10 if unit == "decade" else 100 if unit == "century" else 1
    moved = add(view.day, shift * step, "year" if step > 1 else unit)
    if unit == "weekend" and "shift" not in e.parts and not view.future and view.day.weekday() < 5:
        moved = view.day - timedelta(days=7)
    return _span(*whole(moved, unit), granularity, e, pack, True)


def _last_year(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    if view.day is None:
        return _unknown("year")
    year = view.day.year - ("vorjahr" in e.words.casefold())
    return When(earliest=date(year, 1, 1), latest=date(year, 12, 31), granularity="year", anchored=True)


def _day(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    if view.day is None:
        return _unknown("day")
    step = pack.days[e.parts["day"].casefold()]
    if re.match(r"the day (before|after)", e.words, re.IGNORECASE):
        step += 1 if " after " in e.words.casefold() else -1
    day = view.day + timedelta(days=step)
    return When(earliest=day, latest=day, anchored=True)


def _daypart(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    if view.day is None:
        return _unknown("day")
    day = view.day - timedelta(days=int(_shift(e, pack) == -1))
    return When(earliest=day, latest=day, anchored=True)


def _ago(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    return _moved(e, pack, view, -1)


def _later(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    return _moved(e, pack, view, 1)


def _moved(e: Expression, pack: Pack, view: Viewpoint, sign: int) -> When | None:
    unit = pack.units[e.parts["unit"].casefold()]
    granularity = _UNIT_GRANULARITY[unit]
    number = count_of(e.parts["n"], pack) if "n" in e.parts else None
    if unit in ("decade", "century"):
        # "A decade ago" is a year, not the decade that it falls in.
        unit, number, granularity = "year", number and number * (10 if unit == "decade" else 100), "year"
    if view.day is None:
        return _unknown(granularity, length=length_of(number, unit))
    if number is None:
        # "Several years ago": some time before, no nearer.
        open_end = When(granularity="open", anchored=True, length=length_of(None, unit))
        side = "latest" if sign < 0 else "earliest"
        return msgspec.structs.replace(open_end, **{side: view.day})
    first, last = whole(add(view.day, sign * number, unit), unit)
    made = When(granularity="day" if granularity == "minute" else granularity, anchored=True, latest=last)
    if sign < 0 and _MORE_THAN.match(e.words):
        return made
    return msgspec.structs.replace(made, earliest=first)


def _following(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    return _beside(e, pack, view, 1)


def _preceding(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    return _beside(e, pack, view, -1)


def _that(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    return _beside(e, pack, view, 0)


def _beside(e: Expression, pack: Pack, view: Viewpoint, sign: int) -> When | None:
    if "month" in e.parts and view.day is not None:
        return _month(e, pack, Viewpoint(day=view.day, future=True))
    unit = pack.units[e.parts["unit"].casefold()] if "unit" in e.parts else "day"
    granularity = _UNIT_GRANULARITY[unit]
    if view.day is None or granularity == "minute":
        return _unknown(granularity)
    step = {"decade": 10, "century": 100}.get(unit, 1)
    moved = add(view.day, sign * step, "year" if step > 1 else unit)
    return When(
        earliest=whole(moved, unit)[0], latest=whole(moved, unit)[1], granularity=granularity, anchored=True
    )


def _past(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    return _stretch(e, pack, view, -1)


def _next(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    return _stretch(e, pack, view, 1)


def _stretch(e: Expression, pack: Pack, view: Viewpoint, sign: int) -> When | None:
    unit = pack.units[e.parts["unit"].casefold()]
    singular = "n" not in e.parts and e.parts["unit"].casefold() == unit
    number = count_of(e.parts["n"], pack) if "n" in e.parts else (1.0 if singular else None)
    made = When(
        granularity=_UNIT_GRANULARITY[unit], kind="duration", length=length_of(number, unit), anchored=True
    )
    if view.day is None or number is None:
        return made
    other = add(view.day, sign * number, unit)
    return msgspec.structs.replace(made, earliest=min(other, view.day), latest=max(other, view.day))


def _holiday(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    fixed = pack.holidays[e.parts["holiday"].casefold()]
    if "y" in e.parts:
        day = _holiday_of(int(e.parts["y"]), fixed)
        return When(earliest=day, latest=day)
    if view.day is None:
        return _unknown("day")
    day = _nearest([_holiday_of(view.day.year + step, fixed) for step in (-1, 0, 1)], view)
    return When(earliest=day, latest=day, anchored=True)


def _holiday_of(year: int, fixed: str) -> date:
    if fixed == "thanksgiving":
        # The fourth Thursday of November in the United States, whose reports name the day without a country.
        first = date(year, 11, 1)
        return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    month, day = fixed.split("-")
    return date(year, int(month), int(day))


def _stamp(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    months = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    day = date(int(e.parts["y"]), months.index(e.parts["month"][:3].casefold()) + 1, int(e.parts["d"]))
    return When(earliest=day, latest=day)


def _duration(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    unit = pack.units[e.parts["unit"].casefold()]
    number = count_of(e.parts["n"], pack) if "n" in e.parts else None
    if number is not None and "and a half" in e.words.casefold():
        number += 0.5
    length = length_of(number, unit)
    if "n2" in e.parts:
        length += length_of(count_of(e.parts["n2"], pack), pack.units[e.parts["unit2"].casefold()]).lstrip("PT")
    return When(granularity=_UNIT_GRANULARITY[unit], kind="duration", length=length)


def _age(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    unit = pack.units[e.parts["unit"].casefold()] if "unit" in e.parts else "year"
    number = count_of(e.parts["n"], pack)
    if number is None or number > 130:
        return None
    return When(granularity=_UNIT_GRANULARITY[unit], kind="age", length=length_of(number, unit))


def _every(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    named = e.parts.get("unit", "").casefold()
    unit = pack.units.get(named, "day")
    length = length_of(count_of(e.parts["n"], pack) if "n" in e.parts else 1, unit) if named else ""
    return When(granularity=_UNIT_GRANULARITY[unit], kind="recurring", length=length)


def _clock(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    if "noon" in e.parts:
        hour, minute = (0 if e.parts["noon"].casefold() == "midnight" else 12), "00"
    else:
        hour, minute = int(e.parts["h"]), e.parts.get("min", "00")
        if e.parts.get("ampm", "").casefold().startswith("p") and hour < 12:
            hour += 12
        elif e.parts.get("ampm", "").casefold().startswith("a") and hour == 12:
            hour = 0
    day: When | None = When(granularity="day", anchored=True)
    if "weekday" in e.parts:
        day = _weekday(e, pack, view)
    elif "day" in e.parts:
        day = _day(e, pack, view)
    elif view.day is not None:
        day = When(earliest=view.day, latest=view.day, anchored=True)
    return None if day is None else msgspec.structs.replace(day, granularity="minute", clock=f"{hour:02}:{minute}")


def _vague(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    sense = pack.vague.get(e.parts.get("vague", "").casefold(), "")
    if not sense:
        words = e.words.casefold()
        sense = "past" if re.search(r"past|recent|letzt|último|dernier", words) else ""
        sense = sense or ("future" if re.search(r"futur|avenir|zukunft", words) else "now")
    if sense == "past":
        return When(latest=view.day, granularity="open", anchored=True)
    return When(earliest=view.day, granularity="open", anchored=True)


def _year_end(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    unit = pack.units[e.parts["unit"].casefold()]
    granularity = _UNIT_GRANULARITY[unit]
    if granularity == "minute":
        return None
    if view.day is None:
        return _unknown(granularity)
    return _span(*whole(view.day, unit), granularity, e, pack, True)


_MEANINGS: dict[str, Meaning] = {
    "date": _date,
    "days": _days,
    "month": _month,
    "year": _plain_year,
    "years": _years,
    "iso": _iso,
    "numeric": _numeric,
    "decade": _decade,
    "century": _century,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "weekday": _weekday,
    "shift": _shifted,
    "lastyear": _last_year,
    "day": _day,
    "daypart": _daypart,
    "ago": _ago,
    "later": _later,
    "earlier": _ago,
    "following": _following,
    "preceding": _preceding,
    "that": _that,
    "past": _past,
    "next": _next,
    "duration": _duration,
    "age": _age,
    "every": _every,
    "clock": _clock,
    "vague": _vague,
    "yearend": _year_end,
    "holiday": _holiday,
    "stamp": _stamp,
}
# These look back at the date that the text gave last, not at the day of publication.
FROM_THE_TEXT = frozenset({"later", "earlier", "following", "preceding", "that"})
