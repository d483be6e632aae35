"""Fetching what is due: sources first, then the pages that they announce, each step whole or not at all.

What is to be done stands in the database, never in memory, so a gatherer that was killed is taken over by the next
one: nothing is lost, and nothing is there twice.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple, TypeVar

import msgspec

from synoptic.intake.addresses import canonical
from synoptic.intake.announced import Announced, Place, held_item
from synoptic.intake.fetching import Fetched, Fetcher, Kind
from synoptic.intake.files import read_paths
from synoptic.intake.following import read_followed
from synoptic.intake.pdf import read_pdf
from synoptic.intake.settings import IntakeSettings
from synoptic.news.capture import Capture, FetchNote, Item, ItemState, Source
from synoptic.news.ids import content_id, report_id
from synoptic.news.problem import Problem
from synoptic.run.desk_settings import DeskSettings
from synoptic.run.progress import Listener, Progress, nobody_listens
from synoptic.store import captures, queue, sources
from synoptic.store.connection import Database

T = TypeVar("T")
_KINDS: dict[str, Kind] = {"feed": "feed", "sitemap": "sitemap"}
Clock = Callable[[], datetime]


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """What one gathering did, in numbers, and the problems that it met."""

    sources: int = 0
    announced: int = 0
    captured: int = 0
    unchanged: int = 0
    gone: int = 0
    refused: int = 0
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: "Gathered") -> "Gathered":
        """Return the sum of two gatherings."""
        return Gathered(
            sources=self.sources + other.sources,
            announced=self.announced + other.announced,
            captured=self.captured + other.captured,
            unchanged=self.unchanged + other.unchanged,
            gone=self.gone + other.gone,
            refused=self.refused + other.refused,
            problems=self.problems + other.problems,
        )


class Terms(NamedTuple):
    """The settings that a gatherer keeps to."""

    desk: DeskSettings
    intake: IntakeSettings


class Gatherer:
    """One worker that visits sources and fetches pages; `holder` is the name that its leases carry."""

    def __init__(self, db: Database, fetcher: Fetcher, terms: Terms, clock: Clock, holder: str) -> None:
        self._db = db
        self._fetcher = fetcher
        self._terms = terms
        self._clock = clock
        self._holder = holder

    def visit_sources(self) -> Gathered:
        """Visit every source that is due once, and note what each announces."""
        total = Gathered()
        for source, fetched in self._fetched_sources():
            total += self._take_source(source, fetched)
        return total

    def fetch_items(self, listen: Listener = nobody_listens) -> Gathered:
        """Fetch the pages that are open until none is left to take; `listen` hears how many are done."""
        total = Gathered()
        for done, (item, fetched) in enumerate(self._fetched_items(), start=1):
            total += self._take_item(item, fetched)
            listen(Progress(phase="fetch", done=done, total=done, subject=item.address))
        return total

    def _fetched_sources(self) -> Iterator[tuple[Source, Fetched | None]]:
        visited: set[str] = set()

        def take() -> Sequence[Source]:
            due = sources.due_sources(self._db, self._now(), self._holder, *self._lease())
            # Each once: a folder that takes long to read is due again before the others are done.
            new = [source for source in due if source.id not in visited]
            visited.update(source.id for source in new)
            return new

        def fetch(source: Source) -> Fetched | None:
            if not source.address.startswith(("http://", "https://")):
                return None
            note = sources.fetch_note(self._db, source.address)
            # A source that moved for good is asked for where it is now, unless it fails there again and again.
            moved = note.moved_to if note and note.failures < self._terms.desk.most_tries else ""
            where = moved or source.address
            return self._fetcher.fetch(where, note, _KINDS.get(source.kind, "page"))

        yield from self._side_by_side(take, fetch)

    def _fetched_items(self) -> Iterator[tuple[Item, Fetched | None]]:
        def take() -> Sequence[Item]:
            return queue.open_items(self._db, self._now(), self._holder, *self._lease())

        def fetch(item: Item) -> Fetched | None:
            if item.form:
                return None
            note = sources.fetch_note(self._db, item.address)
            if note and not captures.versions(self._db, item.address):
                # The address may be a source too: “not modified” would be no answer for a page that is not held.
                note = msgspec.structs.replace(note, etag="", last_modified="")
            return self._fetcher.fetch(item.address, note, "page")

        yield from self._side_by_side(take, fetch)

    def _side_by_side(
        self, take: Callable[[], Sequence[T]], fetch: Callable[[T], Fetched | None]
    ) -> Iterator[tuple[T, Fetched | None]]:
        """Yield what was taken from the queue with what was fetched for it, the quickest first."""
        threads = self._terms.desk.fetch_threads
        # Not in a `with`: its end would wait for every fetch under way, and Ctrl-C should not.
        pool = ThreadPoolExecutor(max_workers=threads)
        running: dict[Future[Fetched | None], T] = {}
        try:
            while True:
                # More is taken before the last page of a batch is in, so that no thread waits for the slowest.
                if len(running) < threads:
                    running.update({pool.submit(fetch, one): one for one in take()})
                if not running:
                    return
                ready, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in ready:
                    yield running.pop(future), future.result()
        finally:
            # Ctrl-C: what has not begun is left to the queue; its lease ends by itself.
            pool.shutdown(wait=False, cancel_futures=True)

    def _take_source(self, source: Source, fetched: Fetched | None) -> Gathered:
        """Note a visit and what it announced, in one transaction."""
        now = self._clock()
        told = self._told_by_path(source) if fetched is None else self._told_by(source, fetched)
        note = fetched.note if fetched else FetchNote(address=source.address, fetched=stamp(now), status=200)
        # The note lies under the address that is followed, wherever its redirects led.
        former = sources.fetch_note(self._db, source.address)
        moved = note.moved_to or (former.moved_to if former else "")
        note = msgspec.structs.replace(note, address=source.address, moved_to=moved)
        if not note.due:
            # To look into a folder costs nobody anything: it is due again at the next gathering.
            pause = source.every if fetched else 1
            note = msgspec.structs.replace(note, due=stamp(now + timedelta(seconds=pause)))
        new = sources.take_visit(self._db, note, told.items)
        return Gathered(sources=1, announced=new, problems=told.problems)

    def _told_by(self, source: Source, fetched: Fetched) -> Announced:
        """Return what a fetched source announces, the parts of a sitemap index included."""
        problems = [*fetched.remarks, *((fetched.problem,) if fetched.problem else ())]
        if fetched.problem or fetched.not_modified or fetched.gone:
            return Announced((), tuple(problems))
        place = self._place(source, fetched)
        if source.kind == "page":
            return Announced((_page_itself(source, fetched),), tuple(problems))
        told = read_followed(fetched.content, place, settings=self._terms.intake)
        items = list(told.items)
        problems += told.problems
        for address in told.further[: self._terms.desk.most_further]:
            part = self._fetcher.fetch(address, None, "sitemap")
            problems += [*part.remarks, *((part.problem,) if part.problem else ())]
            if part.content:
                inner = read_followed(part.content, self._place(source, part), settings=self._terms.intake)
                items += inner.items
                problems += inner.problems
        return Announced(tuple({item.address: item for item in items}.values()), tuple(problems))

    def _told_by_path(self, source: Source) -> Announced:
        """Return the reports of a folder or file as items whose content is held."""
        read = read_paths([source.address], settings=self._terms.intake)
        place = self._place(source, None)
        return Announced(tuple(held_item(raw, place) for raw in read.items), read.problems)

    def _place(self, source: Source, fetched: Fetched | None) -> Place:
        return Place(
            address=fetched.address if fetched else source.address,
            source=source.id,
            outlet=source.outlet,
            language=source.language,
            charset=fetched.charset if fetched else "",
            now=self._clock(),
            canonical=canonical,
        )

    def _take_item(self, item: Item, fetched: Fetched | None) -> Gathered:
        """Keep what came of an item: a capture, the news that its page is gone, or why there is neither."""
        if fetched is None:
            # The source itself holds the content, and says when it is another: nothing has to be looked at again.
            return self._capture(item, item.content, None)
        note = fetched.note
        if fetched.gone:
            captures.withdraw(self._db, item.address, self._now())
            queue.finish_item(self._db, item, "gone", "", note)
            return Gathered(gone=1)
        if fetched.not_modified:
            queue.finish_item(self._db, item, "held", "", self._with_revisit(item, note))
            return Gathered(unchanged=1)
        if fetched.problem:
            return self._failed(item, note, fetched.problem)
        found = msgspec.structs.replace(item, usage=tuple(sorted({*item.usage, *fetched.usage})))
        note = self._with_revisit(item, note)
        if "pdf" in fetched.media_type or fetched.content.startswith(b"%PDF-"):
            return self._take_pdf(found, fetched, note)
        form: Literal["html", "text"] = "html" if "html" in fetched.media_type else "text"
        found = msgspec.structs.replace(found, form=form, charset=fetched.charset)
        return self._capture(found, fetched.content, note)

    def _failed(self, item: Item, note: FetchNote, fault: Problem) -> Gathered:
        """Keep an item open for another try, or give it up; a page that is held stays held."""
        again = bool(note.due) and note.failures < self._terms.desk.most_tries
        state: ItemState = "open" if again else "refused"
        if captures.versions(self._db, item.address):
            state = "held"
        # An item that was given up is due no more; if its source says something new of it, it is tried again.
        kept = note if again else msgspec.structs.replace(note, due="")
        queue.finish_item(self._db, item, state, fault.code, kept)
        return Gathered(refused=state == "refused", problems=(fault,))

    def _take_pdf(self, item: Item, fetched: Fetched, note: FetchNote) -> Gathered:
        """Keep the text of a PDF, with what the file says of itself where the source says nothing."""
        made = read_pdf(fetched.content, item.address, settings=self._terms.intake)
        if not made.items:
            return self._failed(item, msgspec.structs.replace(note, due=""), made.problems[0])
        page = made.items[0]
        carrier = item.carrier if item.carrier.title else page.carrier
        found = msgspec.structs.replace(item, form=page.form, charset=page.charset, carrier=carrier)
        return self._capture(found, page.content, note)

    def _capture(self, item: Item, content: bytes, note: FetchNote | None) -> Gathered:
        # Archive first: a capture row never points at bytes that are not there.
        digest = self._db.archive.put(content)
        form = item.form or "text"
        capture = Capture(
            report=report_id(content, form, item.carrier),
            address=item.address,
            digest=digest,
            form=form,
            captured=self._now(),
            charset=item.charset,
            carrier=item.carrier,
            usage=item.usage,
            source=item.source,
        )
        kept = captures.take_capture(self._db, item, capture, note)
        return Gathered(captured=kept is not None, unchanged=kept is None)

    def _with_revisit(self, item: Item, note: FetchNote) -> FetchNote:
        """Return the note with the time at which a young page is looked at again; old pages are left alone."""
        now = self._clock()
        first = captures.versions(self._db, item.address)
        age = now - moment(first[0].captured) if first else timedelta()
        young = age < timedelta(days=self._terms.desk.revisit_days)
        due = stamp(now + timedelta(seconds=self._terms.desk.revisit_every)) if young else ""
        return msgspec.structs.replace(note, due=due)

    def _lease(self) -> tuple[int, int]:
        return self._terms.desk.lease_seconds, self._terms.desk.batch

    def _now(self) -> str:
        return stamp(self._clock())


def _page_itself(source: Source, fetched: Fetched) -> Item:
    """Return the followed page as an item whose content is held: it was fetched just now."""
    return Item(
        id=content_id("item", source.id, source.address),
        source=source.id,
        address=source.address,
        form="html" if "html" in fetched.media_type else "text",
        content=fetched.content,
        charset=fetched.charset,
        usage=fetched.usage,
    )


def stamp(at: datetime) -> str:
    """Return a moment as the store writes it: UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(stamped: str) -> datetime:
    """Return the moment that the store wrote."""
    return datetime.strptime(stamped, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
