"""Where the marks of a chart stand: a timeline in lanes and strips of figures. Tables say the same."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from synoptic.news.annotation import Figure
from synoptic.news.comparison import FigureLine, TimelineEntry
from synoptic.publish.names import plain_number, plain_time

# User units of the drawings; the page scales them to its width.
WIDTH = 1000
_LEFT, _RIGHT = 30, 970
_LANE = 26
_TOP = 18
# Labels of this many characters at 12 units a letter's width of 6.4 never touch.
_LABEL_GAP = 84


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """One mark: where it stands, whose it is, and the words that say the same."""

    x: float
    y: float
    mark: int
    title: str
    x_end: float | None = None


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    """A label on the axis."""

    x: float
    label: str


class Lanes(msgspec.Struct, frozen=True, kw_only=True):
    """A timeline: one lane a report, one mark for each thing it dates."""

    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    lanes: tuple[float, ...]
    height: float


class Strip(msgspec.Struct, frozen=True, kw_only=True):
    """The values that are given for one thing, on one line."""

    dots: tuple[Dot, ...]
    low: str
    high: str


def timeline_lanes(
    entries: Sequence[TimelineEntry], reports: Sequence[str], names: dict[str, str]
) -> Lanes | None:
    """Return the lanes of a timeline, None with fewer than two days to tell apart.

    Entries stand at even distances in the order of time: on a true scale one old year squeezes the week
    that the story is about into a point.
    """
    days = sorted({entry.time.earliest or entry.time.latest or "" for entry in entries} - {""})
    if len(days) < 2:
        return None
    step = (_RIGHT - _LEFT) / (len(days) - 1)
    place = {day: _LEFT + number * step for number, day in enumerate(days)}
    dots = [
        Dot(
            x=round(place[day], 1),
            y=_TOP + reports.index(report) * _LANE,
            mark=reports.index(report),
            title=f"{plain_time(entry.time)}: {entry.what} — {names[report]}",
        )
        for entry in entries
        if (day := entry.time.earliest or entry.time.latest or "")
        for report in entry.reports
        if report in reports
    ]
    labels = {e.time.earliest or e.time.latest or "": plain_time(e.time) for e in reversed(entries)}
    return Lanes(
        dots=tuple(dots),
        ticks=tuple(_spaced([Tick(x=round(place[day], 1), label=labels[day]) for day in days])),
        lanes=tuple(float(_TOP + number * _LANE) for number in range(len(reports))),
        height=_TOP + len(reports) * _LANE + 14,
    )


def _spaced(ticks: list[Tick]) -> list[Tick]:
    """Return the ticks without those whose labels would touch the one before; the last always stays."""
    kept: list[Tick] = []
    for tick in ticks[:-1]:
        if (not kept or tick.x - kept[-1].x >= _LABEL_GAP) and ticks[-1].x - tick.x >= _LABEL_GAP:
            kept.append(tick)
    return [*kept, ticks[-1]]


def figure_strip(line: FigureLine, reports: Sequence[str], names: dict[str, str]) -> Strip | None:
    """Return the values of a figure line on one scale, None with fewer than two different values."""
    bounds = [
        (low, high)
        for value in line.values
        if (low := _bound(value, low=True)) is not None and (high := _bound(value, low=False)) is not None
    ]
    ends = sorted({x for pair in bounds for x in pair})
    if len(ends) < 2 or any(a == b for a, b in pairwise(ends)):
        return None
    scale = (_RIGHT - _LEFT) / (ends[-1] - ends[0])
    dots = []
    for value in line.values:
        low, high = _bound(value, low=True), _bound(value, low=False)
        if low is None or high is None or value.report not in reports:
            continue
        dots.append(
            Dot(
                x=round(_LEFT + (low - ends[0]) * scale, 1),
                x_end=round(_LEFT + (high - ends[0]) * scale, 1) if high != low else None,
                y=_TOP,
                mark=reports.index(value.report),
                title=f"{plain_number(value.low, value.high)} {value.unit} — {names[value.report]}",
            )
        )
    return Strip(dots=tuple(dots), low=plain_number(ends[0], ends[0]), high=plain_number(ends[-1], ends[-1]))


def _bound(value: Figure, *, low: bool) -> float | None:
    """Return a side of a figure; an open side stands at the side that is known."""
    return value.low if (low and value.low is not None) or value.high is None else value.high
