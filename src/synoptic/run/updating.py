"""Bringing a desk up to date: readings, then days, then comparisons, each only where it is out of date."""

from collections.abc import Callable, Collection, Mapping, Sequence

import msgspec

from synoptic.errors import StoreError, problem
from synoptic.intake.addresses import canonical_of_page
from synoptic.intake.stubs import is_stub
from synoptic.news.annotation import Reading
from synoptic.news.capture import Capture, StoryRecord
from synoptic.news.comparison import Dossier
from synoptic.news.ids import content_id
from synoptic.news.report import RawReport
from synoptic.news.story import CopyLink, Story
from synoptic.run import marks, placing
from synoptic.run.days import moved, refold
from synoptic.run.progress import Listener, Progress
from synoptic.run.runner import Runner, finished
from synoptic.run.settings import Settings
from synoptic.store import captures, outdated, readings, shelf, stories
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
            try:
                self._read(capture, mark)
            except StoreError as error:
                # Bytes that are damaged or gone concern one report; the others are read.
                self._runner.add_problems([problem("D043", capture.address, detail=str(error))])
            self._renew()
            self._listen(Progress(phase="read", done=done, total=len(waiting), subject=capture.address))
        return len(waiting)

    def _read(self, capture: Capture, mark: str) -> None:
        raw = RawReport(
            id=capture.report,
            path=capture.address,
            form=capture.form,
            content=self._db.archive.get(capture.digest),
            charset=capture.charset,
            carrier=capture.carrier,
        )
        html = raw.content if raw.form == "html" else b""
        found = self._runner.read([raw])
        # One transaction: a teaser is never without its mark.
        with self._db.transaction() as connection:
            held = False
            for reading in found:
                kept = _with_provenance(reading, capture, html)
                readings.put_reading(connection, kept, mark, day_of(kept, capture))
                body = "\n".join(kept.report.words(block) for block in kept.report.blocks_of("body"))
                held = not is_stub(kept.report.text, html, body=body)
            if not held:
                # A teaser, or a page without any text: what it tells is not held.
                captures.mark_stub(connection, capture.report)

    def group(self, at: str) -> int:
        """Make again the days that are out of date and note what became of the stories; return how many days."""
        mark = marks.grouping_mark(self._settings)
        self._outdate_all_if_other("grouping", mark, outdated.DAYS, outdated.all_days)
        notes = outdated.outdated(self._db, outdated.DAYS)
        days = placing.DayShelf(self._db)
        made = 0
        for result in refold(notes, days, self._load, self._runner.find, mark):
            # What moved is noted before the former result is gone: a run that is killed here forgets nothing.
            outdated.outdate(self._db, outdated.REPORTS, moved(days.result(result.day), result))
            days.keep(result)
            made += 1
            self._renew()
        placing.settle(self._db, days, at)
        outdated.made(self._db, outdated.DAYS, notes)
        return made

    def compare(self) -> int:
        """Compare every story whose reports, readings or copies are not those it was compared with."""
        mark = marks.comparison_mark(self._settings)
        self._outdate_all_if_other("comparing", mark, outdated.STORIES, stories.ids)
        days = placing.DayShelf(self._db)
        notes = outdated.outdated(self._db, outdated.STORIES)
        compared = 0
        for done, story in enumerate(stories.records(self._db, notes), start=1):
            links = placing.links_of(days, story)
            inputs = _inputs_of(story, readings.digests(self._db, story.reports), links)
            if stories.comparison_mark(self._db, story.id) != (inputs, mark):
                stories.put_comparison(self._db, story.id, inputs, mark, self._compared(story, links))
                compared += 1
            outdated.made(self._db, outdated.STORIES, {story.id: notes[story.id]})
            self._renew()
            self._listen(Progress(phase="compare", done=done, total=len(notes), subject=story.id))
        return compared

    def _outdate_all_if_other(
        self, name: str, mark: str, kind: str, everything: Callable[[Database], Collection[str]]
    ) -> None:
        """Note all days or stories as out of date where another version or setting made them."""
        if shelf.get(self._db, "made by", name) != mark.encode():
            outdated.outdate(self._db, kind, everything(self._db))
            shelf.put(self._db, "made by", name, mark.encode())

    def _compared(self, story: StoryRecord, links: tuple[CopyLink, ...]) -> bytes:
        held = readings.readings(self._db, story.reports)
        dossier = Dossier(
            # Named after its members, not after its permanent id: equal reports give equal bytes on every desk.
            story=Story(
                id=content_id("story", *sorted(story.reports)),
                reports=story.reports,
                references=story.references,
                reason=story.reason,
            ),
            readings=tuple(sorted(held.values(), key=lambda r: r.id)),
            links=links,
        )
        return msgspec.msgpack.encode(finished(self._runner.compare(self._runner.dated(dossier))))

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


def _with_provenance(reading: Reading, capture: Capture, html: bytes) -> Reading:
    """Return the reading with where its page stands: the address that the page gives itself on its own site."""
    web = capture.address.startswith(("http://", "https://"))
    report = msgspec.structs.replace(
        reading.report,
        url=canonical_of_page(html, capture.address) if web else reading.report.url or capture.address,
        usage=tuple(sorted({*reading.report.usage, *capture.usage})),
        version=capture.version,
        previous=capture.previous,
    )
    return msgspec.structs.replace(reading, report=report)


def _inputs_of(story: StoryRecord, digests: Mapping[str, str], links: tuple[CopyLink, ...]) -> str:
    return content_id(
        "inputs",
        sorted((report, digests.get(report, "")) for report in story.reports),
        sorted(story.references),
        story.reason,
        msgspec.to_builtins(links),
    )
