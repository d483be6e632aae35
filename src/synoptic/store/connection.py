"""One opened desk database: SQLite in a file, or PostgreSQL by its URL, behind the same few operations."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from synoptic.errors import StoreError
from synoptic.store import migrations
from synoptic.store.archive import Archive, sync_folder
from synoptic.store.failures import file_failure, is_busy, told
from synoptic.store.settings import DEFAULTS, StoreSettings

# How often a writer asks again; each time the database itself waits for its share of `busy_seconds`.
_TRIES = 4
# Any number will do, as long as every version of the program takes the same: who makes or changes the tables.
_MIGRATING = 7_264_051


class Database:
    """An opened desk: its database and its archive. Threads of one process may share it."""

    def __init__(self, engine: Engine, where: str, archive: Archive) -> None:
        self.engine = engine
        self.where = where
        self.archive = archive

    @classmethod
    def create(cls, url: str, archive: Path, settings: StoreSettings = DEFAULTS) -> "Database":
        """Return a new, empty database; StoreError D012 if there is one already."""
        made = cls._connected(url, archive, settings)
        try:
            archive.mkdir(parents=True, exist_ok=True)
            if made.path:
                made.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise file_failure(error, str(error.filename or archive)) from error
        with made._kept_open():
            if made._version() == migrations.NEWEST:
                raise StoreError("D012", path=made.where)
            made._migrate()
        return made

    @classmethod
    def open(cls, url: str, archive: Path, settings: StoreSettings = DEFAULTS) -> "Database":
        """Return the database that is there, brought to the newest schema.

        StoreError D001 if there is none, D002 if it is damaged, D003 if a newer version made it, D004 if it may
        not be written. Of an older SQLite database a copy is kept first.
        """
        opened = cls._connected(url, archive, settings)
        opened._refuse_unusable()
        with opened._kept_open():
            version = opened._version()
            if version == 0:
                raise StoreError("D001", path=opened.where)
            if version > migrations.NEWEST:
                raise StoreError("D003", path=opened.where, found=str(version), known=str(migrations.NEWEST))
            if version < migrations.NEWEST:
                opened._keep_copy(version)
                opened._migrate()
        return opened

    @classmethod
    def _connected(cls, url: str, archive: Path, settings: StoreSettings) -> "Database":
        address = _address(url)
        engine = create_engine(address, pool_size=settings.most_connections, max_overflow=0, **_options(address))
        kept = Archive(archive, settings)
        _prepare(engine, kept, settings)
        where = address.database or "" if engine.dialect.name == "sqlite" else address.render_as_string()
        return cls(engine, where, kept)

    @property
    def path(self) -> Path | None:
        """Return the file of an SQLite database; None for a server."""
        return Path(self.where) if self.engine.dialect.name == "sqlite" else None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Give a connection that may write; all of it is kept, or nothing where the block fails.

        There is one writer at a time; others wait. Readers are never held up.
        """
        with told(self.where), self._begun(writes=True) as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Give a connection that sees the desk as it is now, whatever others write meanwhile."""
        with told(self.where), self._begun(writes=False) as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @contextmanager
    def _begun(self, *, writes: bool, locked: bool = True) -> Iterator[Connection]:
        for attempt in range(_TRIES):
            connection = self._connection(writes)
            try:
                connection.begin()
                if connection.dialect.name == "postgresql":
                    _settle(connection, writes, locked)
                break
            except OperationalError as error:
                connection.close()
                if not is_busy(error) or attempt == _TRIES - 1:
                    raise
            except BaseException:
                connection.close()
                raise
        with connection:
            yield connection
            if writes:
                connection.commit()

    def _connection(self, writes: bool) -> Connection:
        try:
            return self.engine.connect().execution_options(desk_writes=writes)
        except UnicodeDecodeError as error:
            # SQLite quotes what it could not make sense of, and that is not always text.
            raise StoreError("D002", path=self.where, detail="its tables cannot be read") from error

    @contextmanager
    def _kept_open(self) -> Iterator[None]:
        """Close the database again if what is done with it first fails."""
        try:
            yield
        except BaseException:
            self.close()
            raise

    def _version(self) -> int:
        with self.snapshot() as connection:
            version = migrations.version_of(connection)
        if version is None:
            raise StoreError("D002", path=self.where, detail="it holds tables of something else")
        return version

    def _migrate(self) -> None:
        for migration in migrations.MIGRATIONS:
            with told(self.where), self._begun(writes=True, locked=False) as connection:
                migrations.migrate(connection, migration)

    def _keep_copy(self, version: int) -> None:
        """Keep a copy of an SQLite file before its tables are changed; PostgreSQL takes a change back whole."""
        if self.path:
            copy_sqlite(self, self.path.with_name(f"{self.path.name}.schema-{version}"))

    def _refuse_unusable(self) -> None:
        """Refuse what SQLite would make itself, or would only find out when something is to be kept."""
        try:
            if self.path and not (self.path.is_file() and self.path.stat().st_size):
                raise StoreError("D001", path=self.where)
            places = (self.path, self.path.parent, self.archive.folder) if self.path else (self.archive.folder,)
            closed = [place for place in places if place.exists() and not _may_write(place)]
        except OSError as error:
            raise file_failure(error, self.where) from error
        if closed:
            raise StoreError("D004", path=str(closed[0]), detail="there is no right to write")


Desk: TypeAlias = Database | Connection
"""What every function of the store takes first: a database, or the connection of a transaction that is open."""


@contextmanager
def writing(desk: Desk) -> Iterator[Connection]:
    """Give the connection that is open already, or that of a transaction of its own."""
    if isinstance(desk, Connection):
        yield desk
    else:
        with desk.transaction() as connection:
            yield connection


@contextmanager
def seeing(desk: Desk) -> Iterator[Connection]:
    """Give the connection that is open already, or that of a snapshot of its own."""
    if isinstance(desk, Connection):
        yield desk
    else:
        with desk.snapshot() as connection:
            yield connection


def archive_of(desk: Desk) -> Archive:
    """Return the archive that belongs to a database, or to the one that a connection leads to."""
    if isinstance(desk, Connection):
        archive: Archive = desk.info["archive"]
        return archive
    return desk.archive


def copy_sqlite(db: Database, to: Path) -> None:
    """Write the database as it is now to a file of its own, whole or not at all, while others go on."""
    part = to.with_name(f"{to.name}.part")
    part.unlink(missing_ok=True)
    with told(str(to)):
        source, target = sqlite3.connect(db.where), sqlite3.connect(part)
        try:
            source.backup(target)
            # A copy is one file; its journal would be two more.
            target.execute("PRAGMA journal_mode = DELETE")
        finally:
            target.close()
            source.close()
    try:
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(part, to)
        sync_folder(to.parent)
    except OSError as error:
        raise file_failure(error, str(to)) from error


def _may_write(place: Path) -> bool:
    return os.access(place, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StoreError("D011", url=url[:80]) from error
    kind = address.get_backend_name()
    if kind in ("postgresql", "postgres"):
        return address.set(drivername="postgresql+psycopg")
    if kind != "sqlite" or not address.database or address.database == ":memory:":
        raise StoreError("D011", url=address.render_as_string())
    return address


def _options(address: URL) -> dict[str, Any]:
    if address.get_backend_name() == "sqlite":
        return {"connect_args": {"check_same_thread": False}}
    # A server may have dropped a connection that lay idle; it is asked before it is used.
    return {"pool_pre_ping": True, "connect_args": {"connect_timeout": 10}}


def _prepare(engine: Engine, archive: Archive, settings: StoreSettings) -> None:
    """See to it that every connection knows its archive, waits for others, and begins as it is told to."""
    share = settings.busy_seconds * 1000 // _TRIES

    @event.listens_for(engine, "connect")
    def _connected(driver: Any, record: Any) -> None:
        record.info["archive"] = archive
        record.info["share"] = share
        if engine.dialect.name == "sqlite":
            driver.isolation_level = None  # BEGIN is ours, below.
            driver.execute(f"PRAGMA busy_timeout = {share}")
            driver.execute("PRAGMA foreign_keys = ON")
            driver.execute("PRAGMA journal_mode = WAL")
            # FULL: what was committed outlives a power cut. NORMAL would lose the last moments.
            driver.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if engine.dialect.name == "sqlite":
            writes = connection.get_execution_options().get("desk_writes")
            # Taking the lock at once: a reader that later wants to write could not wait for it.
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _settle(connection: Connection, writes: bool, locked: bool) -> None:
    """Give a PostgreSQL transaction what SQLite has: one writer at a time, and readers that see one moment."""
    if not writes:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(connection.info['share'])}")
    if locked:
        connection.exec_driver_sql("LOCK TABLE schema_version IN SHARE ROW EXCLUSIVE MODE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
