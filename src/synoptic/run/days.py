"""Grouping as a fold over days, so that its result does not depend on when which report came in.

The stories of a day follow from its reports, and from the stories that the reports of the days just before it
already tell. Nothing else enters: one gathering or a hundred, early or late, end in the same stories. Every result
carries the digest of what it was made from; a late report makes its day again, and the days after it only until
one comes out as it was.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

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


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the neighbours of a day: the story of each, and the copies among them."""

    stories: Mapping[str, str]
    links: tuple[CopyLink, ...] = ()


def made_from(day: str, marked: Iterable[Marked], before: Before, version: str) -> str:
    """Return the digest of all that the result of a day depends on.

    `marked` are the reports of the day and of its neighbours, `version` the stages and settings.
    """
    reports = sorted((m.day, m.report, m.reading, before.stories.get(m.report, "")) for m in marked)
    return content_id("day", day, version, reports, msgspec.to_builtins(before.links))


def fold_day(day: str, digest: str, readings: Sequence[Reading], before: Before, find: Find) -> DayResult:
    """Return the result of a day from its own readings and its neighbours', whose stories are in `before`.

    `find` adds copies and stories to a window; the stories that the neighbours tell stand.
    """
    standing: dict[str, list[str]] = {}
    for report, story in sorted(before.stories.items()):
        standing.setdefault(story, []).append(report)
    window = find(
        Window(
            readings=tuple(sorted(readings, key=lambda r: r.id)),
            links=before.links,
            stories=tuple(Story(id=story, reports=tuple(held)) for story, held in sorted(standing.items())),
        )
    )
    today: set[str] = {r.id for r in readings if r.id not in before.stories}
    # Links among neighbours alone are in the results of their own days.
    links = tuple(x for x in window.links if x.original in today or x.copy in today)
    return DayResult(
        day=day,
        made_from=digest,
        placed=tuple(sorted(_placed(window, today, before.stories))),
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


class Shelf(Protocol):
    """What a fold reads: the days that have reports, their marks, and the results so far."""

    def days(self) -> Sequence[str]:
        """Return every day that has reports, in order."""
        ...

    def marked(self, day: str) -> Sequence[Marked]:
        """Return the current reports of a day."""
        ...

    def result(self, day: str) -> DayResult | None:
        """Return the result of a day, the newest that was made."""
        ...


def refold(outdated: Iterable[str], shelf: Shelf, load: Load, find: Find, version: str) -> Iterator[DayResult]:
    """Yield the results of the days that have to be made again, oldest first, before the next is begun.

    `outdated` are the days whose reports changed; `load` returns the readings of reports. The days behind a day
    that was made again are looked at too, and so on until one depends on nothing that changed.
    """
    held = list(shelf.days())
    waiting = sorted(set(outdated))
    while waiting:
        day = waiting.pop(0)
        result = _remade(day, shelf, load, find, version)
        if result is None:
            continue
        yield result
        after = bisect_right(held, day)
        behind = [d for d in held[after : after + NEIGHBOUR_DAYS] if day in days_before(d)]
        waiting = sorted({*waiting, *behind})


def _remade(day: str, shelf: Shelf, load: Load, find: Find, version: str) -> DayResult | None:
    """Return the new result of a day, or None if it depends on what it depended on before."""
    near = [m for earlier in days_before(day) for m in shelf.marked(earlier)]
    before = _before(near, shelf)
    own = shelf.marked(day)
    digest = made_from(day, [*near, *own], before, version)
    former = shelf.result(day)
    if former is not None and former.made_from == digest:
        return None
    if not own:
        return DayResult(day=day, made_from=digest)
    return fold_day(day, digest, load([m.report for m in (*near, *own)]), before, find)


def _before(near: Sequence[Marked], shelf: Shelf) -> Before:
    members = {m.report for m in near}
    known = [result for day in dict.fromkeys(m.day for m in near) if (result := shelf.result(day))]
    home = {report: story for result in known for report, story in result.stories.items()}
    links = {x.id: x for result in known for x in result.links if x.original in members and x.copy in members}
    return Before(
        stories={m.report: home.get(m.report, m.report) for m in near},
        links=tuple(links[key] for key in sorted(links)),
    )


def moved(former: DayResult | None, new: DayResult) -> frozenset[str]:
    """Return the reports that two results of a day place, explain or link otherwise."""
    old = former or DayResult(day=new.day, made_from="")
    placed = {*old.placed} ^ {*new.placed}
    before, now = {x.id: x for x in old.links}, {x.id: x for x in new.links}
    links = [
        link for held, other in ((before, now), (now, before)) for k, link in held.items() if other.get(k) != link
    ]
    return frozenset([p.report for p in placed] + [r for link in links for r in (link.original, link.copy)])
