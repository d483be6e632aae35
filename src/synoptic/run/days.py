"""Grouping as a fold over days, so that its result does not depend on when which report came in.

The stories of a day follow from its reports, and from the stories that the reports of the days just before it
already tell. Nothing else enters: one gathering or a hundred, early or late, end in the same stories. Every result
carries the digest of what it was made from; a late report makes its day again, and the days after it only until
one comes out as it was.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from synoptic.news.annotation import Reading
from synoptic.news.ids import content_id
from synoptic.news.story import CopyLink, Story, Window

# Days before a day whose reports are its neighbours (the design's 72 hours).
NEIGHBOUR_DAYS = 3
Find = Callable[[Window], Window]
Load = Callable[[Sequence[str]], Sequence[Reading]]


class Placed(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A report and the story that it was put into on its day; `story` is named after its first report."""

    report: str
    story: str
    references: tuple[str, ...] = ()
    reason: str = ""


class DayResult(msgspec.Struct, frozen=True, kw_only=True):
    """What grouping made of one day: where its reports belong, and the copies that they take part in."""

    day: str
    made_from: str
    placed: tuple[Placed, ...] = ()
    links: tuple[CopyLink, ...] = ()

    @property
    def stories(self) -> dict[str, str]:
        """Return the story of every report of the day."""
        return {one.report: one.story for one in self.placed}


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A report as grouping sees it from outside: its day, and the mark of the reading that is held of it."""

    report: str
    day: str
    reading: str


def days_before(day: str, count: int = NEIGHBOUR_DAYS) -> tuple[str, ...]:
    """Return the days before a day, the farthest first."""
    last = date.fromisoformat(day).toordinal()
    return tuple(date.fromordinal(last - back).isoformat() for back in range(count, 0, -1) if last - back > 0)


def made_from(day: str, marked: Iterable[Marked], before: Mapping[str, str], version: str) -> str:
    """Return the digest of all that the result of a day depends on.

    `marked` are the reports of the day and of its neighbours, `before` the story of every neighbour, `version`
    the stages and settings.
    """
    reports = sorted((m.day, m.report, m.reading, before.get(m.report, "")) for m in marked)
    return content_id("day", day, version, reports)


def fold_day(
    day: str, digest: str, readings: Sequence[Reading], before: Mapping[str, str], find: Find
) -> DayResult:
    """Return the result of a day from its own readings and its neighbours', whose stories are in `before`.

    `find` adds copies and stories to a window; the stories that the neighbours tell stand.
    """
    standing: dict[str, list[str]] = {}
    for report, story in sorted(before.items()):
        standing.setdefault(story, []).append(report)
    window = find(
        Window(
            readings=tuple(sorted(readings, key=lambda r: r.id)),
            stories=tuple(Story(id=story, reports=tuple(held)) for story, held in sorted(standing.items())),
        )
    )
    today: set[str] = {r.id for r in readings if r.id not in before}
    # Links among neighbours alone are in the results of their own days.
    links = tuple(x for x in window.links if x.original in today or x.copy in today)
    return DayResult(
        day=day,
        made_from=digest,
        placed=tuple(sorted(_placed(window, today, before))),
        links=tuple(sorted(links, key=lambda x: x.id)),
    )


def _placed(window: Window, today: set[str], before: Mapping[str, str]) -> Iterator[Placed]:
    order = {r.id: (r.report.published.earliest or "9999", r.id) for r in window.readings}
    names: dict[str, str] = {}
    for story in window.stories:
        known = sorted({before[report] for report in story.reports if report in before})
        first = min(story.reports, key=lambda report: order[report])
        names[story.id] = known[0] if known else first
    home = {report: names[story.id] for story in window.stories for report in story.reports}
    told: dict[str, set[str]] = {}
    for story in window.stories:
        for report in story.references:
            told.setdefault(report, set()).add(names[story.id])
    reasons = {names[story.id]: story.reason for story in window.stories}
    for report in today:
        here = home.get(report, report)
        yield Placed(
            report=report,
            story=here,
            references=tuple(sorted(told.get(report, set()) - {here})),
            reason=reasons.get(here, ""),
        )


def refold(
    marked: Iterable[Marked], held: Mapping[str, DayResult], load: Load, find: Find, version: str
) -> Iterator[DayResult]:
    """Yield the results of the days that have to be made again, oldest first.

    `marked` are all current reports, `held` the results so far by day; `load` returns the readings of reports. A
    day whose inputs are what they were is neither loaded nor yielded.
    """
    days: dict[str, list[Marked]] = {}
    for one in marked:
        days.setdefault(one.day, []).append(one)
    known: dict[str, dict[str, str]] = {}
    for day in sorted(days):
        near = [m for earlier in days_before(day) for m in days.get(earlier, ())]
        before = {m.report: known[m.day][m.report] for m in near}
        digest = made_from(day, [*near, *days[day]], before, version)
        result = held.get(day)
        if result is None or result.made_from != digest:
            readings = load([m.report for m in (*near, *days[day])])
            result = fold_day(day, digest, readings, before, find)
            yield result
        known[day] = {**{m.report: m.report for m in days[day]}, **result.stories}
