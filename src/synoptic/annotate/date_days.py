"""What times mean that name days and months: dates in full or short, numeric ones, holidays."""

import calendar
import re
from datetime import date, timedelta

import msgspec

from synoptic.annotate.date_calendar import (
    Meaning,
    Viewpoint,
    When,
    add,
    nearest,
    ordinal_of,
    shift_of,
    stretch,
    unknown,
    whole,
)
from synoptic.annotate.date_grammar import Expression
from synoptic.annotate.date_packs import Pack


def _date(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    number = int(e.parts["d"]) if "d" in e.parts else ordinal_of(e.parts["ord"], pack)
    named = e.parts.get("mon") or e.parts.get("month")
    month = int(e.parts["monthno"]) if "monthno" in e.parts else pack.months[named.casefold()] if named else None
    year = e.parts.get("y") or e.parts.get("yy") or e.parts.get("y2")
    if month and year:
        day = date(year_of(year), month, number)
        return When(earliest=day, latest=day)
    if view.day is None:
        return unknown("day") if month is None or number <= calendar.monthrange(2000, month)[1] else None
    if month is None:
        candidates = [add(view.day.replace(day=1), step, "month") for step in (-1, 0, 1)]
        days = [c.replace(day=number) for c in candidates if number <= calendar.monthrange(c.year, c.month)[1]]
    else:
        years = range(view.day.year - 4, view.day.year + 5)
        days = [date(y, month, number) for y in years if number <= calendar.monthrange(y, month)[1]]
    weekday = pack.weekdays.get(e.parts.get("wd", "").casefold())
    fitting = [d for d in days if weekday and d.isoweekday() == weekday]
    shift = shift_of(e, pack)
    day = nearest(fitting or days, view)
    if e.words.casefold().startswith("this ") or shift == 0:
        day = min(days, key=lambda d: abs((d - view.day).days) if view.day else 0)
        day = next((d for d in days if d.year == view.day.year), day)
    return When(earliest=day, latest=day, anchored=True)


def _days(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    first = _date(e, pack, view)
    last = _date(msgspec.structs.replace(e, parts={**e.parts, "d": e.parts["d2"]}), pack, view)
    if first is None or last is None or int(e.parts["d2"]) <= int(e.parts["d"]):
        return None
    return msgspec.structs.replace(first, latest=last.latest)


def month_of(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    """Return the month that is named, of the year printed or of the nearest fitting one."""
    named = e.parts.get("month") or e.parts.get("mon") or ""
    month = pack.months[named.casefold()]
    if "y" in e.parts:
        first, last = whole(date(year_of(e.parts["y"]), month, 1), "month")
        return stretch((first, last), "month", e, pack, False)
    if view.day is None:
        return unknown("month")
    shift = shift_of(e, pack)
    if shift is not None and re.search(r"\byear$", e.words):
        # "October of next year" moves the year, not the month.
        return stretch(whole(date(view.day.year + shift, month, 1), "month"), "month", e, pack, True)
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
        day = nearest(years, msgspec.structs.replace(view, day=here))
    return stretch(whole(day, "month"), "month", e, pack, True)


def year_of(words: str) -> int:
    """Return a year of four digits for one printed with two or four."""
    year = int(words)
    if year < 100:
        return year + (1900 if year > 50 else 2000)
    return year


def _iso(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    day = date(year_of(e.parts["y"]), int(e.parts["m"]), int(e.parts["d"]))
    clock = f"{int(e.parts['h']):02}:{e.parts['min']}" if "h" in e.parts else ""
    return When(earliest=day, latest=day, clock=clock)


def _numeric(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    year, month = year_of(e.parts.get("y") or e.parts["yy"]), int(e.parts["m"])
    if "d" not in e.parts:
        return stretch(whole(date(year, month, 1), "month"), "month", e, pack, False)
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


def _stamp(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    months = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    day = date(int(e.parts["y"]), months.index(e.parts["month"][:3].casefold()) + 1, int(e.parts["d"]))
    return When(earliest=day, latest=day)


def _week_of(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    """Return the week that a day lies in, or the week of a month that is counted ("the last week of March")."""
    if "d" in e.parts:
        day = _date(e, pack, view)
        if day is None or day.earliest is None:
            return unknown("week")
        first, last = whole(day.earliest, "week")
        return When(earliest=first, latest=last, granularity="week", anchored=day.anchored)
    year = date(int(e.parts["y"]), 1, 1) if "y" in e.parts and "mon" not in e.parts else None
    month = month_of(e, pack, view) if year is None else stretch(whole(year, "year"), "year", e, pack, False)
    if month is None or month.earliest is None or month.latest is None:
        return unknown("week")
    if "final" in e.parts:
        first, last = whole(month.latest, "week")
    else:
        number = pack.ordinals.get(e.parts["ord"].casefold(), 0)
        if not 1 <= number <= 5:
            return None
        first, last = whole(add(month.earliest, number - 1, "week"), "week")
    return When(earliest=first, latest=last, granularity="week", anchored=month.anchored)


def _holiday(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    fixed = pack.holidays[e.parts["holiday"].casefold()]
    if "y" in e.parts:
        day = _holiday_of(int(e.parts["y"]), fixed)
        return When(earliest=day, latest=day)
    if view.day is None:
        return unknown("day")
    here, shift = view.day.year, shift_of(e, pack)
    if shift:
        view = msgspec.structs.replace(view, past=shift < 0, future=shift > 0)
    day = nearest([_holiday_of(here + step, fixed) for step in (-1, 0, 1)], view)
    return When(earliest=day, latest=day, anchored=True)


def _holiday_of(year: int, fixed: str) -> date:
    if fixed == "thanksgiving":
        # The fourth Thursday of November in the United States, whose reports name the day without a country.
        first = date(year, 11, 1)
        return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    month, day = fixed.split("-")
    return date(year, int(month), int(day))


NAMED_DAYS: dict[str, Meaning] = {
    "date": _date,
    "days": _days,
    "month": month_of,
    "iso": _iso,
    "numeric": _numeric,
    "stamp": _stamp,
    "holiday": _holiday,
    "weekof": _week_of,
    "weekin": _week_of,
}
