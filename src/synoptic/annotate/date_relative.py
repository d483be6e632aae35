"""What times mean that count from an anchor: weekdays, "last month", "two years ago", "the next day"."""

import re
from datetime import date, timedelta

import msgspec

from synoptic.annotate.date_calendar import (
    UNIT_GRANULARITY,
    Meaning,
    Viewpoint,
    When,
    add,
    count_of,
    length_of,
    shift_of,
    stretch,
    unknown,
    whole,
)
from synoptic.annotate.date_days import month_of
from synoptic.annotate.date_grammar import Expression
from synoptic.annotate.date_packs import Pack

_MORE_THAN = re.compile(
    r"(?:more than|over|mehr als|über|plus de|más de)\b|vor (?:mehr als|über)\b", re.IGNORECASE
)


def _weekday(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    if view.day is None:
        return unknown("day")
    wanted = pack.weekdays[e.parts["weekday"].casefold()]
    back = (view.day.isoweekday() - wanted) % 7
    ahead = (wanted - view.day.isoweekday()) % 7
    shift = shift_of(e, pack)
    if shift == 1 or (shift is None and view.future):
        day = view.day + timedelta(days=ahead or (7 if shift == 1 else 0))
    elif shift == 0:
        # "This Tuesday" is the one of the current week, past or to come.
        day = whole(view.day, "week")[0] + timedelta(days=wanted - 1)
    elif shift == -1:
        day = view.day - timedelta(days=back or 7)
    elif ahead == 1:
        # Tomorrow's name for the day six days ago would mislead, so reports avoid it.
        day = view.day + timedelta(days=1)
    else:
        day = view.day - timedelta(days=back)
    return When(earliest=day, latest=day, anchored=True)


def _shifted(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    unit = pack.units[e.parts["unit"].casefold()] if "unit" in e.parts else "weekend"
    granularity = UNIT_GRANULARITY[unit]
    if view.day is None:
        return unknown(granularity)
    if granularity == "minute":
        return None
    shift = shift_of(e, pack) or 0
    step = 10 if unit == "decade" else 100 if unit == "century" else 1
    moved = add(view.day, shift * step, "year" if step > 1 else unit)
    if unit == "weekend" and "shift" not in e.parts and not view.future and view.day.weekday() < 5:
        moved = view.day - timedelta(days=7)
    return stretch(whole(moved, unit), granularity, e, pack, True)


def _last_year(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    if view.day is None:
        return unknown("year")
    year = view.day.year - ("vorjahr" in e.words.casefold())
    return When(earliest=date(year, 1, 1), latest=date(year, 12, 31), granularity="year", anchored=True)


def _day(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    if view.day is None:
        return unknown("day")
    step = pack.days[e.parts["day"].casefold()]
    if re.match(r"the day (before|after)", e.words, re.IGNORECASE):
        step += 1 if " after " in e.words.casefold() else -1
    day = view.day + timedelta(days=step)
    return When(earliest=day, latest=day, anchored=True)


def _daypart(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    if view.day is None:
        return unknown("day")
    day = view.day - timedelta(days=int(shift_of(e, pack) == -1))
    return When(earliest=day, latest=day, anchored=True)


def _ago(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    return _moved(e, pack, view, -1)


def _later(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    return _moved(e, pack, view, 1)


def _moved(e: Expression, pack: Pack, view: Viewpoint, sign: int) -> When | None:
    unit = pack.units[e.parts["unit"].casefold()]
    granularity = UNIT_GRANULARITY[unit]
    number = count_of(e.parts["n"], pack) if "n" in e.parts else None
    if unit in ("decade", "century"):
        # "A decade ago" is a year, not the decade that it falls in.
        unit, number, granularity = "year", number and number * (10 if unit == "decade" else 100), "year"
    if view.day is None:
        return unknown(granularity, length=length_of(number, unit))
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
        return month_of(e, pack, Viewpoint(day=view.day, future=True))
    unit = pack.units[e.parts["unit"].casefold()] if "unit" in e.parts else "day"
    granularity = UNIT_GRANULARITY[unit]
    if view.day is None or granularity == "minute":
        return unknown(granularity)
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
    made = When(granularity=UNIT_GRANULARITY[unit], kind="duration", length=length_of(number, unit), anchored=True)
    if view.day is None or number is None:
        return made
    other = add(view.day, sign * number, unit)
    return msgspec.structs.replace(made, earliest=min(other, view.day), latest=max(other, view.day))


def _year_end(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    unit = pack.units[e.parts["unit"].casefold()]
    granularity = UNIT_GRANULARITY[unit]
    if granularity == "minute":
        return None
    if view.day is None:
        return unknown(granularity)
    return stretch(whole(view.day, unit), granularity, e, pack, True)


RELATIVE: dict[str, Meaning] = {
    "weekday": _weekday,
    "shift": _shifted,
    "lastyear": _last_year,
    "day": _day,
    "daypart": _daypart,
    "ago": _ago,
    "later": _later,
    "ahead": _later,
    "earlier": _ago,
    "following": _following,
    "preceding": _preceding,
    "that": _that,
    "past": _past,
    "next": _next,
    "yearend": _year_end,
}
