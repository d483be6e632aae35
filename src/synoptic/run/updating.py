"""Bringing a desk up to date: readings, then days, then comparisons, each only where it is out of date."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from synoptic.intake.stubs import is_stub
from synoptic.news.annotation import Reading
from synoptic.news.capture import Capture, StoryRecord
from synoptic.news.comparison import Dossier
from synoptic.news.ids import content_id
from synoptic.news.report import RawReport
from synoptic.news.story import CopyLink, Story
from synoptic.run import identities, marks
from synoptic.run.days import DayResult, Marked, refold
from synoptic.run.progress import Listener, Progress
from synoptic.run.runner import Runner, finished
from synoptic.run.settings import Settings
from synoptic.store import captures, readings, stories
from synoptic.store.connection import Database


class Updated(msgspec.Struct, frozen=True, kw_only=True):
    """How many readings, days and comparisons had to be made."""

    readings: int = 0
    days: int = 0
    comparisons: int = 0


class Updater:
    """Makes again what is out of date; every step is one transaction, so it can be stopped anywhere."""

    def __init__(
        self, db: Database, runner: Runner, settings: Settings, listen: Listener, renew: Callable[[], None]
    ) -> None:
        self._db = db
        # Called between steps: whoever brings a desk up to date must not lose the lease while at work.
        self._renew = renew
        self._runner = runner
        self._settings = settings
        self._listen = listen

    def read(self) -> int:
        """Clean and annotate every current capture that has no reading by today's stages; return how many."""
        mark = marks.reading_mark(self._settings)
        waiting = readings.unread(self._db, mark)
        for done, capture in enumerate(waiting, start=1):
            raw = RawReport(
                id=capture.report,
                path=capture.address,
                form=capture.form,
                content=self._db.archive.get(capture.digest),
                charset=capture.charset,
                carrier=capture.carrier,
            )
            for reading in self._runner.read([raw]):
                kept = _with_provenance(reading, capture)
                readings.put_reading(self._db, kept, mark, day_of(kept, capture))
                reason = is_stub(kept.report.text, raw.content if raw.form == "html" else b"")
                if reason:
                    captures.mark_stub(self._db, capture.report)
            self._renew()
            self._listen(Progress(phase="read", done=done, total=len(waiting), subject=capture.address))
        return len(waiting)

    def group(self, at: str) -> int:
        """Make again the days that are out of date and note what became of the stories; return how many days."""
        marked = [Marked(report=m.report, day=m.day, reading=m.digest) for m in readings.reading_marks(self._db)]
        held = {d: msgspec.msgpack.decode(c, type=DayResult) for d, c in stories.day_results(self._db).items()}
        made = 0
        mark = marks.grouping_mark(self._settings)
        for result in refold(marked, held, self._load, self._runner.find, mark):
            stories.put_day_result(self._db, result.day, result.made_from, msgspec.msgpack.encode(result))
            held[result.day] = result
            made += 1
            self._renew()
        empty = sorted(held.keys() - {m.day for m in marked})
        stories.forget_days(self._db, empty)
        self._settle([held[day] for day in held.keys() - set(empty)], marked, at)
        return made

    def _settle(self, results: Sequence[DayResult], marked: Iterable[Marked], at: str) -> None:
        current = captures.captures(self._db)
        order = captures.first_captured(self._db)
        day = {m.report: m.day for m in marked}
        seen = [
            identities.Seen(report=c.report, address=c.address, order=order[c.address], day=day[c.report])
            for c in current
            if c.report in day
        ]
        former = stories.stories(self._db)
        new = identities.stories_of(results, seen)
        if new == former:
            return
        address = captures.addresses(self._db)
        stories.replace_stories(self._db, new, identities.changes_between(former, new, address, at))

    def compare(self) -> int:
        """Compare every story whose reports, readings or copies are not those it was compared with."""
        mark = marks.comparison_mark(self._settings)
        digests = {m.report: m.digest for m in readings.reading_marks(self._db)}
        links = self._links()
        waiting = []
        for story in stories.stories(self._db):
            inputs = _inputs_of(story, digests, links)
            held = stories.comparison_mark(self._db, story.id)
            if held != (inputs, mark):
                waiting.append((story, inputs))
        for done, (story, inputs) in enumerate(waiting, start=1):
            content = self._compared(story, links)
            stories.put_comparison(self._db, story.id, inputs, mark, content)
            self._renew()
            self._listen(Progress(phase="compare", done=done, total=len(waiting), subject=story.id))
        return len(waiting)

    def _compared(self, story: StoryRecord, links: Mapping[str, Sequence[CopyLink]]) -> bytes:
        held = readings.readings(self._db, story.reports)
        members = frozenset(held)
        dossier = Dossier(
            # Named after its members, not after its permanent id: equal reports give equal bytes on every desk.
            story=Story(
                id=content_id("story", *sorted(story.reports)),
                reports=story.reports,
                references=story.references,
                reason=story.reason,
            ),
            readings=tuple(sorted(held.values(), key=lambda r: r.id)),
            links=_inside(members, links),
        )
        return msgspec.msgpack.encode(finished(self._runner.compare(self._runner.dated(dossier))))

    def _links(self) -> dict[str, list[CopyLink]]:
        found: dict[str, list[CopyLink]] = {}
        for content in stories.day_results(self._db).values():
            for link in msgspec.msgpack.decode(content, type=DayResult).links:
                found.setdefault(link.original, []).append(link)
                found.setdefault(link.copy, []).append(link)
        return found

    def _load(self, reports: Sequence[str]) -> Sequence[Reading]:
        return tuple(readings.readings(self._db, reports).values())


def day_of(reading: Reading, capture: Capture) -> str:
    """Return the day that a report belongs to: the day of its publication, else the day of its capture.

    A page that says it was published after it was captured has a wrong clock, or announces: the capture decides.
    """
    captured = capture.captured[:10]
    published = reading.report.published
    day = published.earliest or published.latest or captured
    return min(day[:10], captured)


def _with_provenance(reading: Reading, capture: Capture) -> Reading:
    report = msgspec.structs.replace(
        reading.report,
        url=reading.report.url or capture.address,
        usage=tuple(sorted({*reading.report.usage, *capture.usage})),
        version=capture.version,
        previous=capture.previous,
    )
    return msgspec.structs.replace(reading, report=report)


def _inside(members: frozenset[str], links: Mapping[str, Sequence[CopyLink]]) -> tuple[CopyLink, ...]:
    held = {
        link.id: link
        for member in members
        for link in links.get(member, ())
        if link.original in members and link.copy in members
    }
    return tuple(held[key] for key in sorted(held))


def _inputs_of(story: StoryRecord, digests: Mapping[str, str], links: Mapping[str, Sequence[CopyLink]]) -> str:
    members = frozenset(story.reports)
    return content_id(
        "inputs",
        sorted((report, digests.get(report, "")) for report in members),
        sorted(story.references),
        story.reason,
        [link.id for link in _inside(members, links)],
    )
