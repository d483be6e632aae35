"""What times mean that name no day of their own: lengths, ages, what recurs, hours and "now"."""

import re

import msgspec

from synoptic.annotate.date_calendar import UNIT_GRANULARITY, Meaning, Viewpoint, When, count_of, length_of
from synoptic.annotate.date_grammar import Expression
from synoptic.annotate.date_packs import Pack
from synoptic.annotate.date_relative import RELATIVE


def _duration(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    unit = pack.units[e.parts["unit"].casefold()]
    number = count_of(e.parts["n"], pack) if "n" in e.parts else None
    if number is not None and "and a half" in e.words.casefold():
        number += 0.5
    length = length_of(number, unit)
    if "n2" in e.parts:
        length += length_of(count_of(e.parts["n2"], pack), pack.units[e.parts["unit2"].casefold()]).lstrip("PT")
    return When(granularity=UNIT_GRANULARITY[unit], kind="duration", length=length)


def _age(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    unit = pack.units[e.parts["unit"].casefold()] if "unit" in e.parts else "year"
    number = count_of(e.parts["n"], pack)
    if number is None or number > 130:
        return None
    return When(granularity=UNIT_GRANULARITY[unit], kind="age", length=length_of(number, unit))


def _every(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    named = e.parts.get("unit", "").casefold()
    unit = pack.units.get(named, "day")
    length = length_of(count_of(e.parts["n"], pack) if "n" in e.parts else 1, unit) if named else ""
    return When(granularity=UNIT_GRANULARITY[unit], kind="recurring", length=length)


def _clock(e: Expression, pack: Pack, view: Viewpoint) -> When | None:
    if "noon" in e.parts:
        hour, minute = (0 if e.parts["noon"].casefold() == "midnight" else 12), "00"
    else:
        hour, minute = int(e.parts["h"]), e.parts.get("min", "00")
        late = pack.dayparts.get(e.parts.get("daypart", "").casefold(), "") in ("AF", "EV")
        if (late or e.parts.get("ampm", "").casefold().startswith("p")) and hour < 12:
            hour += 12
        elif e.parts.get("ampm", "").casefold().startswith("a") and hour == 12:
            hour = 0
    day: When | None = When(granularity="day", anchored=True)
    if "weekday" in e.parts:
        day = RELATIVE["weekday"](e, pack, view)
    elif "day" in e.parts:
        day = RELATIVE["day"](e, pack, view)
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


LENGTHS: dict[str, Meaning] = {
    "duration": _duration,
    "age": _age,
    "every": _every,
    "clock": _clock,
    "vague": _vague,
}
