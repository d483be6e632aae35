"""The live desk: a folder that follows sources, keeps every version, and brings its stories up to date."""

import os
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from synoptic.errors import DeskError
from synoptic.intake.addresses import canonical
from synoptic.intake.fetching import Fetcher
from synoptic.news.capture import Source, SourceKind, StoryRecord
from synoptic.news.comparison import Comparison
from synoptic.news.ids import content_id
from synoptic.news.problem import Problem
from synoptic.run.desk_template import TEMPLATE
from synoptic.run.gathering import Clock, Gathered, Gatherer, Terms, stamp
from synoptic.run.models import ModelTools
from synoptic.run.progress import Listener, nobody_listens
from synoptic.run.revisions import note_revisions
from synoptic.run.runner import Runner
from synoptic.run.settings import Settings, read_settings
from synoptic.run.stage import Tools
from synoptic.run.updating import Updated, Updater
from synoptic.store import outdated, queue, readings, sources, stories
from synoptic.store.connection import Database
from synoptic.store.retention import Retained, retain

SETTINGS_FILE = "desk.toml"
DATABASE_FILE = "desk.sqlite"
ARCHIVE_FOLDER = "archive"
# Seconds between two tries to get the lease under which stories are brought up to date.
_TRY_AGAIN = 0.2


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """What one round of gathering did."""

    gathered: Gathered
    updated: Updated
    problems: tuple[Problem, ...] = ()


def now() -> datetime:
    """Return the time of this machine, in UTC."""
    return datetime.now(UTC)


class LiveDesk:
    """One opened desk. Its folder holds the settings, the archive of raw pages and, by default, the database.

    `tools` are the models; without them those of the settings are loaded when they are first needed.
    """

    def __init__(
        self, folder: Path, settings: Settings, db: Database, clock: Clock = now, tools: Tools | None = None
    ) -> None:
        self.folder = folder
        self.settings = settings
        self.db = db
        self.clock = clock
        self.holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._tools = tools
        self._taken = clock()

    @classmethod
    def create(cls, folder: Path, *, database: str = "", clock: Clock = now) -> "LiveDesk":
        """Return a new desk in a folder; DeskError D040 if there is one already, D041 if it cannot be made."""
        if (folder / SETTINGS_FILE).exists():
            raise DeskError("D040", path=str(folder))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            text = TEMPLATE.replace('database = ""', f"database = {msgspec.json.encode(database).decode()}")
            (folder / SETTINGS_FILE).write_text(text, encoding="utf-8")
        except OSError as error:
            raise DeskError("D041", path=str(folder), detail=error.strerror or str(error)) from error
        settings = read_settings(folder / SETTINGS_FILE)
        db = Database.create(_url(folder, settings), folder / ARCHIVE_FOLDER)
        return cls(folder, settings, db, clock)

    @classmethod
    def open(cls, folder: Path, *, clock: Clock = now, tools: Tools | None = None) -> "LiveDesk":
        """Return the desk of a folder; DeskError D042 if there is none."""
        if not (folder / SETTINGS_FILE).exists():
            raise DeskError("D042", path=str(folder))
        settings = read_settings(folder / SETTINGS_FILE)
        return cls(folder, settings, Database.open(_url(folder, settings), folder / ARCHIVE_FOLDER), clock, tools)

    def close(self) -> None:
        """Give back what this desk holds of the database."""
        queue.release(self.db, self.holder)
        self.db.close()

    def add(
        self, address: str, kind: SourceKind, *, title: str = "", outlet: str = "", language: str = ""
    ) -> tuple[Source, bool]:
        """Return the source under an address and whether it is new; addresses without a scheme are paths."""
        where = canonical(address) if address.startswith(("http://", "https://")) else str(Path(address).resolve())
        source = Source(
            id=content_id("source", where),
            kind=kind,
            address=where,
            title=title,
            outlet=outlet,
            language=language,
            added=stamp(self.clock()),
        )
        return source, sources.add_source(self.db, source)

    def gather(self, *, fetcher: Fetcher | None = None, listen: Listener = nobody_listens) -> Round:
        """Fetch what is due, then bring readings, stories and comparisons up to date."""
        self._free_dead_leases()
        with self._given_back():
            terms = Terms(desk=self.settings.desk, intake=self.settings.intake)
            gatherer = Gatherer(
                self.db,
                fetcher or Fetcher(self.settings.intake.fetch, self.clock, time.sleep),
                terms,
                self.clock,
                self.holder,
            )
            gathered = gatherer.visit_sources() + gatherer.fetch_items(listen)
            updated, problems = self._update(listen)
        return Round(gathered=gathered, updated=updated, problems=problems)

    def update(self, *, listen: Listener = nobody_listens) -> Updated:
        """Bring readings, stories and comparisons up to date without fetching anything."""
        self._free_dead_leases()
        with self._given_back():
            return self._update(listen)[0]

    def rebuild(self, *, listen: Listener = nobody_listens) -> Updated:
        """Make everything again from the archive; what the desk has captured is not touched."""
        with self._given_back():
            self._take("update")
            readings.forget_readings(self.db)
            stories.forget_days(self.db, outdated.all_days(self.db))
            stories.forget_comparisons(self.db)
            return self._update(listen)[0]

    def retain(self, before: str) -> Retained:
        """Let go of what lies wholly before a day (YYYY-MM-DD), while nobody brings the desk up to date."""
        self._free_dead_leases()
        with self._given_back():
            self._take("update")
            return retain(self.db, before)

    def stories(self) -> tuple[StoryRecord, ...]:
        """Return the stories, those that were last told most recently first."""
        return tuple(sorted(stories.stories(self.db), key=lambda s: (s.last, len(s.reports), s.id), reverse=True))

    def comparison(self, story: str) -> tuple[StoryRecord, Comparison] | None:
        """Return a story and its comparison under its id or any that it once had; None if there is none."""
        record = stories.story(self.db, story)
        held = stories.comparison(self.db, record.id) if record else None
        if record is None or held is None:
            return None
        comparison = msgspec.msgpack.decode(held[2], type=Comparison)
        return record, msgspec.structs.replace(comparison, id=record.id)

    def state(self) -> str:
        """Return the digest of what readers see: which reports tell which stories, and every comparison.

        Permanent ids do not enter: they follow the order in which pages were captured, which is nobody's choice.
        """
        held = [(s.reports, s.references, _digest(stories.comparison(self.db, s.id))) for s in self.stories()]
        return content_id("state", sorted(held))

    def _update(self, listen: Listener) -> tuple[Updated, tuple[Problem, ...]]:
        self._take("update")
        # The updater tells how far it is; the runner, given one page at a time, would only say “1 of 1”.
        runner = Runner(self.settings, self._models())
        updater = Updater(self.db, runner, self.settings, listen, self._renew)
        read = updater.read()
        note_revisions(self.db, self._models(), stamp(self.clock()))
        days = updater.group(stamp(self.clock()))
        compared = updater.compare()
        return Updated(readings=read, days=days, comparisons=compared), runner.problems

    def _take(self, task: str) -> None:
        """Wait until this desk has the lease of a task, or renew it."""
        while not queue.lease_desk(
            self.db, task, self.holder, stamp(self.clock()), self.settings.desk.lease_seconds
        ):
            time.sleep(_TRY_AGAIN)
        self._taken = self.clock()

    def _renew(self) -> None:
        """Renew the lease of an update once a third of it is over: each renewal is a transaction."""
        if self.clock() - self._taken >= timedelta(seconds=self.settings.desk.lease_seconds / 3):
            self._take("update")

    def _models(self) -> Tools:
        if self._tools is None:
            self._tools = ModelTools(self.settings.models)
        return self._tools

    @contextmanager
    def _given_back(self) -> Iterator[None]:
        try:
            yield
        finally:
            queue.release(self.db, self.holder)

    def _free_dead_leases(self) -> None:
        """Free what gatherers of this machine took that are no longer alive: nobody has to wait for them."""
        for holder in queue.holders(self.db):
            host, _, rest = holder.partition(":")
            process = rest.partition(":")[0]
            if host == socket.gethostname() and process.isdigit() and not _is_alive(int(process)):
                queue.release(self.db, holder)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _url(folder: Path, settings: Settings) -> str:
    return settings.desk.database or f"sqlite:///{(folder / DATABASE_FILE).resolve()}"


def _digest(held: tuple[str, str, bytes] | None) -> str:
    return content_id("content", held[2].hex()) if held else ""
