"""What times mean that name years or parts of them: decades, centuries, quarters, halves, seasons."""

from collections.abc import Callable
from datetime import date, timedelta

from synoptic.annotate.date_calendar import (
    Meaning,
    Viewpoint,
    When,
    add,
    ordinal_of,
    shift_of,
    stretch,
    unknown,
    whole,
)
from synoptic.annotate.date_grammar import Expression
from synoptic.annotate.date_packs import Pack

_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_SCRIPT = {"fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90}
_ROMAN = {"I": 1, "V": 5, "X": 10}


def _plain_year(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    return stretch(whole(date(int(e.parts["y"]), 1, 1), "year"), "year", e, pack, False)


def _years(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    first, last = int(e.parts["y"]), int(e.parts["y2"])
    if last < 100:
        last += first // 100 * 100
    if last <= first or last - first > 300:
        return None
    return When(earliest=date(first, 1, 1), latest=date(last, 12, 31), granularity="year")


def _decade(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    if "y" in e.parts:
        year = int(e.parts["y"])
        if year % 10:
            return None
    else:
        word = e.parts["decade"].casefold()
        year = 1900 + (int(word) if word.isdigit() else _SCRIPT[word])
    return stretch(whole(date(year, 1, 1), "decade"), "decade", e, pack, False)


def _century(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    if "cent" in e.parts:
        number = int(e.parts["cent"])
    elif "roman" in e.parts:
        number = _roman(e.parts["roman"].upper())
    else:
        number = ordinal_of(e.parts["ord"], pack)
    if not 1 <= number <= 22:
        return None
    return stretch(whole(date(max(1, number * 100 - 100), 1, 1), "century"), "century", e, pack, False)


def _roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    return sum(-v if any(v < later for later in values[i + 1 :]) else v for i, v in enumerate(values))


def _quarter(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    number = 4 if "final" in e.parts else int(e.parts.get("q") or ordinal_of(e.parts["ord"], pack))
    if not 1 <= number <= 4:
        return None
    year, anchored = _year_beside(e, pack, view, lambda y: date(y, number * 3 - 2, 1))
    if year is None:
        return unknown("quarter")
    return stretch(whole(date(year, number * 3, 1), "quarter"), "quarter", e, pack, anchored)


def _half(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    second = e.parts["half"].casefold() == "second"
    year, anchored = _year_beside(e, pack, view, lambda y: date(y, 7 if second else 1, 1))
    if year is None:
        return unknown("year")
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
    shift = shift_of(e, pack)
    if shift is not None:
        return view.day.year + shift, True
    return view.day.year - (begins(view.day.year) > view.day and not view.future), True


def _season(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    season = pack.seasons[e.parts["season"].casefold()]
    first_month, _ = _SEASON_MONTHS[season]
    shift = shift_of(e, pack)
    if "y" in e.parts:
        year, anchored = int(e.parts["y"]), False
    elif view.day is None:
        return unknown("season")
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
    return stretch((first, add(first, 3, "month") - timedelta(days=1)), "season", e, pack, anchored)


NAMED_YEARS: dict[str, Meaning] = {
    "year": _plain_year,
    "years": _years,
    "decade": _decade,
    "century": _century,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
}
