"""Where the marks of a drawing stand: a timeline in lanes and the values of a figure. Tables say the same.

Across, places are percentages, so that a drawing fits any width while its letters keep their size.
"""

from collections.abc import Mapping, Sequence

import msgspec

from synoptic.news.annotation import Figure
from synoptic.news.comparison import FigureLine, TimelineEntry
from synoptic.news.report import Interval, Report
from synoptic.publish.names import plain_number, plain_time

_LANE = 28
_TOP = 20
# Lanes begin after their labels; the last label of the axis still fits before the edge.
_LEFT, _RIGHT = 8.0, 96.0
# On the narrowest drawing (44rem) a date of twelve letters takes about an eighth of the width.
_LABEL_GAP = 12.5
# The values of a figure stand left of their labels, which need the other two fifths.
_FIRST, _LAST = 4.0, 54.0
# So many codes of reports stand in a label before the others are only counted.
_MOST_CODES = 5


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """One mark of the timeline: where it stands, in whose lane, and the words that say the same."""

    x: float
    y: int
    mark: int
    title: str
    published: bool = False


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    """A label on the axis, and from which end it is set."""

    x: float
    label: str
    anchor: str


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """The line of one report, or of one origin where there are many reports."""

    y: int
    mark: int
    code: str


class Lanes(msgspec.Struct, frozen=True, kw_only=True):
    """A timeline: what each lane dates, and when its reports were published."""

    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    height: int


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a figure: a point or a range, and who gives it; `opens` where one side is not known."""

    x: float
    x_end: float
    y: int
    label: str
    opens: str = ""


class Plot(msgspec.Struct, frozen=True, kw_only=True):
    """The different values that are given for one thing, a line each, on one scale."""

    values: tuple[Value, ...]
    height: int


def timeline_lanes(
    entries: Sequence[TimelineEntry], lanes: Sequence[tuple[str, Sequence[Report]]], names: Mapping[str, str]
) -> Lanes | None:
    """Return the lanes of a timeline (code and reports each), None with fewer than two days to tell apart.

    Days stand at even distances in the order of time: on a true scale one old year squeezes the week that
    the story is about into a point.
    """
    days = {_first_day(entry.time): plain_time(entry.time) for entry in reversed(entries)}
    published = {r.id: day for _, reports in lanes for r in reports if (day := _first_day(r.published))}
    days = {**{day: plain_time(Interval(earliest=day, latest=day)) for day in published.values()}, **days}
    ordered = sorted(day for day in days if day)
    if len(ordered) < 2:
        return None
    step = (_RIGHT - _LEFT) / (len(ordered) - 1)
    place = {day: round(_LEFT + number * step, 2) for number, day in enumerate(ordered)}
    dots = []
    for number, (_, reports) in enumerate(lanes):
        y = _TOP + number * _LANE
        held = {report.id for report in reports}
        for entry in entries:
            if held & set(entry.reports) and (day := _first_day(entry.time)):
                title = f"{plain_time(entry.time)}: {' '.join(entry.what.split())}"
                dots.append(Dot(x=place[day], y=y, mark=number, title=title))
        dots += [
            Dot(x=place[day], y=y, mark=number, published=True, title=f"{names[report.id]} was published")
            for report in reports
            if (day := published.get(report.id, ""))
        ]
    return Lanes(
        dots=tuple(dots),
        ticks=tuple(_ticks([(place[day], days[day]) for day in ordered])),
        lanes=tuple(Lane(y=_TOP + n * _LANE, mark=n, code=code) for n, (code, _) in enumerate(lanes)),
        height=_TOP + len(lanes) * _LANE + 16,
    )


def _first_day(time: Interval) -> str:
    return (time.earliest or time.latest or "")[:10]


def _ticks(places: Sequence[tuple[float, str]]) -> list[Tick]:
    """Return the labels that do not touch the one before; the last always stays."""
    kept: list[Tick] = []
    last = places[-1][0]
    for x, label in places:
        if x != last and ((kept and x - kept[-1].x < _LABEL_GAP) or last - x < _LABEL_GAP):
            continue
        anchor = "end" if x == last else "middle" if kept else "start"
        kept.append(Tick(x=x, label=label, anchor=anchor))
    return kept


def figure_plot(line: FigureLine, codes: Mapping[str, str]) -> Plot | None:
    """Return the values of a figure line on one scale, None with fewer than two different values."""
    said: dict[tuple[float | None, float | None], set[str]] = {}
    for value in line.values:
        if value.report in codes and (value.low is not None or value.high is not None):
            said.setdefault((value.low, value.high), set()).add(value.report)
    ends = sorted({end for bounds in said for end in bounds if end is not None})
    if len(said) < 2 or len(ends) < 2:
        return None
    scale = (_LAST - _FIRST) / (ends[-1] - ends[0])
    values = []
    for number, (low, high) in enumerate(sorted(said, key=_middle)):
        first, last = low if low is not None else high, high if high is not None else low
        x, x_end = (round(_FIRST + ((end or 0.0) - ends[0]) * scale, 2) for end in (first, last))
        reports = _some([code for report, code in codes.items() if report in said[low, high]])
        values.append(
            Value(
                x=x,
                x_end=x_end,
                y=_TOP + number * _LANE,
                label=f"{plain_number(low, high)} · {reports}",
                opens="up" if high is None else "down" if low is None else "",
            )
        )
    return Plot(values=tuple(values), height=_TOP + len(values) * _LANE - 4)


def _some(codes: Sequence[str]) -> str:
    more = len(codes) - _MOST_CODES
    return " ".join(codes[:_MOST_CODES]) + (f" + {more}" if more > 0 else "")


def _middle(bounds: tuple[float | None, float | None]) -> tuple[float, float]:
    known = [bound for bound in bounds if bound is not None]
    return sum(known) / len(known), len(known)


def figure_values(line: FigureLine) -> tuple[Figure, ...]:
    """Return the values of a line, the smallest first."""
    return tuple(
        sorted(line.values, key=lambda v: (*_middle((v.low or v.high, v.high or v.low)), v.report, v.start))
    )
