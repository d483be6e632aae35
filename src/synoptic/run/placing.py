"""Which stories the reports of a desk tell now, worked out for the reports that moved and for nothing else."""

from collections.abc import Iterable, Sequence

import msgspec

from synoptic.news.capture import StoryRecord
from synoptic.news.story import CopyLink
from synoptic.run import identities
from synoptic.run.days import DayResult, Marked, days_before
from synoptic.store import captures, outdated, readings, stories
from synoptic.store.connection import Database


class DayShelf:
    """The days of a desk as grouping reads them; what was read once is kept for the length of one update."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._days: tuple[str, ...] | None = None
        self._marked: dict[str, tuple[Marked, ...]] = {}
        self._results: dict[str, DayResult | None] = {}

    def days(self) -> Sequence[str]:
        """Return every day that has reports or a result, in order."""
        if self._days is None:
            self._days = outdated.all_days(self._db)
        return self._days

    def marked(self, day: str) -> Sequence[Marked]:
        """Return the current reports of a day."""
        if day not in self._marked:
            found = readings.marks_of_days(self._db, (day,))
            self._marked[day] = tuple(Marked(report=m.report, day=m.day, reading=m.digest) for m in found)
        return self._marked[day]

    def result(self, day: str) -> DayResult | None:
        """Return the result of a day."""
        if day not in self._results:
            held = stories.day_result(self._db, day)
            self._results[day] = msgspec.msgpack.decode(held[1], type=DayResult) if held else None
        return self._results[day]

    def keep(self, result: DayResult) -> None:
        """Store a new result."""
        stories.put_day_result(self._db, result.day, result.made_from, msgspec.msgpack.encode(result))
        self._results[result.day] = result

    def told_from(self, day: str, story: str) -> list[str]:
        """Return the days on which a story was told, found outwards from one of them."""
        held = list(self.days())
        found = {day}
        for step in (1, -1):
            last = place = held.index(day)
            while 0 <= (place := place + step) < len(held) and _near(held[place], held[last]):
                result = self.result(held[place])
                if result and story in result.stories.values():
                    found.add(held[place])
                    last = place
        return sorted(found)


def _near(one: str, other: str) -> bool:
    earlier, later = sorted((one, other))
    return earlier in days_before(later)


def settle(db: Database, shelf: DayShelf, at: str) -> None:
    """Bring the stories of all noted reports up to date, and tell the log."""
    notes = outdated.outdated(db, outdated.REPORTS)
    if not notes:
        return
    former = stories.records(db, stories.stories_of(db, notes).values())
    touched = {*notes, *(report for story in former for report in story.reports)}
    wanted: set[str] = set()
    days: set[str] = set()
    for report, day in readings.days_of_reports(db, touched).items():
        result = shelf.result(day)
        story = result.stories.get(report) if result else None
        if story is not None and story not in wanted:
            wanted.add(story)
            days.update(shelf.told_from(day, story))
    results = [result for day in _with_days_behind(shelf, days) if (result := shelf.result(day))]
    new = identities.stories_of(results, _seen(db, results, wanted), wanted)
    # A story that took in a report of another one stands in for that one too.
    former = stories.records(
        db, {*(s.id for s in former), *stories.stories_of(db, (r for s in new for r in s.reports)).values()}
    )
    address = captures.addresses_of(db, (r for story in (*former, *new) for r in story.reports))
    log = identities.changes_between(former, new, address, at)
    stories.exchange_stories(db, [story.id for story in former], new, log)
    outdated.made(db, outdated.REPORTS, notes)


def links_of(shelf: DayShelf, story: StoryRecord) -> tuple[CopyLink, ...]:
    """Return the copies among the reports of a story, in the order of their ids."""
    members = frozenset(story.reports)
    held = {
        link.id: link
        for day in shelf.days()
        if story.first <= day <= story.last and (result := shelf.result(day))
        for link in result.links
        if link.original in members and link.copy in members
    }
    return tuple(held[key] for key in sorted(held))


def _with_days_behind(shelf: DayShelf, days: Iterable[str]) -> list[str]:
    """Return days together with those whose reports may refer to what is told on them."""
    wanted = set(days)
    return [day for day in shelf.days() if day in wanted or wanted & set(days_before(day))]


def _seen(db: Database, results: Iterable[DayResult], wanted: set[str]) -> list[identities.Seen]:
    day = {p.report: result.day for result in results for p in result.placed if p.story in wanted}
    return [
        identities.Seen(report=p.report, address=p.address, order=p.place, day=day[p.report])
        for p in captures.places(db, day)
    ]
