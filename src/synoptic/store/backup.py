"""A copy of a whole desk in one file or folder, taken while others go on, and the way back.

A copy holds `desk.sqlite` (an SQLite database, whatever the desk itself uses), `archive/` and the files that were
given to be kept beside them.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Table, select

from synoptic.errors import StoreError
from synoptic.news.annotation import Reading
from synoptic.store import search, tables
from synoptic.store.archive import Archive, sync_folder
from synoptic.store.captures import capture
from synoptic.store.checking import referenced
from synoptic.store.connection import Database, copy_sqlite
from synoptic.store.failures import file_failure
from synoptic.store.records import unpack, unsqueeze
from synoptic.store.tarball import pack_folder, unpack_folder

DATABASE = "desk.sqlite"
ARCHIVE = "archive"
PACKED = ".tar.zst"
# Rows that are copied together; a reading is some 30 kB.
_IN_PIECES = {"yield_per": 200}


def backup(db: Database, to: Path, beside: Sequence[Path] = ()) -> Path:
    """Return where the copy is: one file if the name ends in .tar.zst, else a folder.

    It is there whole or not at all. Bytes that the archive has lost cannot be copied; `check` names them here
    and there. StoreError D018 if there is something in the way.
    """
    if to.exists():
        raise StoreError("D018", path=str(to))
    folder = _beside(to, ".part")
    packed = _beside(to, ".packing")
    try:
        folder.mkdir(parents=True)
        _fill(db, folder, beside)
        if to.name.endswith(PACKED):
            pack_folder(folder, packed)
            os.replace(packed, to)
            shutil.rmtree(folder)
        else:
            os.replace(folder, to)
        sync_folder(to.parent)
    except OSError as error:
        raise file_failure(error, str(to)) from error
    finally:
        _clear(folder)
        _clear(packed)
    return to


def restore(source: Path, to: Path) -> Path:
    """Return the folder that a backup was brought back to, once all of it was found whole.

    StoreError D017 if the backup is none or is damaged, D018 if the folder is not empty.
    """
    if to.exists() and not (to.is_dir() and not any(to.iterdir())):
        raise StoreError("D018", path=str(to))
    folder = _beside(to, ".part")
    try:
        if source.is_dir():
            shutil.copytree(source, folder)
        else:
            folder.mkdir(parents=True)
            unpack_folder(source, folder)
        _refuse_damaged(source, folder)
        if to.exists():
            to.rmdir()
        os.replace(folder, to)
        sync_folder(to.parent)
    except OSError as error:
        raise file_failure(error, str(to)) from error
    finally:
        _clear(folder)
    return to


def fill(folder: Path, url: str) -> None:
    """Make a database at a URL and fill it with that of a restored folder, for a desk that lives on a server.

    StoreError D012 if it holds anything already: nothing is written over.
    """
    source = Database.open(f"sqlite:///{folder / DATABASE}", folder / ARCHIVE)
    try:
        target = _empty(url, folder / ARCHIVE)
        try:
            copy_rows(source, target)
        finally:
            target.close()
    finally:
        source.close()


def _empty(url: str, archive: Path) -> Database:
    """Return a database without a row: a new one, or that of a filling that was stopped half-way."""
    try:
        return Database.create(url, archive)
    except StoreError as error:
        if error.code != "D012":
            raise
        found = Database.open(url, archive)
        with found.snapshot() as connection:
            held = [table for table in _filled() if connection.execute(select(table).limit(1)).first()]
        if held:
            found.close()
            raise
        return found


def _filled() -> Iterator[Table]:
    """Yield the tables whose rows are copied."""
    yield from (table for table in tables.metadata.tables.values() if table is not tables.schema_version)


def copy_rows(source: Database, target: Database) -> None:
    """Fill an empty database with all that another one holds, as it is at this moment; both may be of any kind."""
    with source.snapshot() as reading, target.transaction() as writing:
        for table in _filled():
            with reading.execute(select(table), execution_options=_IN_PIECES) as rows:
                for some in rows.mappings().partitions():
                    writing.execute(table.insert(), [dict(row) for row in some])
        # What the search keeps differs from one kind of database to the other; it follows from the readings.
        with writing.execute(select(tables.readings), execution_options=_IN_PIECES) as made:
            for row in made:
                subject = f"the reading of {row.report}"
                held = unpack(Reading, unsqueeze(row.content, subject), subject)
                search.index(writing, held, capture(writing, row.report))


def _fill(db: Database, folder: Path, beside: Sequence[Path]) -> None:
    copied = folder / DATABASE
    if db.path:
        copy_sqlite(db, copied)
    else:
        target = Database.create(f"sqlite:///{copied}", folder / ARCHIVE)
        try:
            copy_rows(db, target)
        finally:
            target.close()
    for path in beside:
        shutil.copy2(path, folder / path.name)
    # The database first: all that it refers to is in the archive by now.
    held = Database.open(f"sqlite:///{copied}", folder / ARCHIVE)
    try:
        with held.snapshot() as connection:
            wanted = referenced(connection)
    finally:
        held.close()
    to = Archive(folder / ARCHIVE)
    for digest in sorted(wanted):
        to.path(digest).parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            shutil.copy2(db.archive.path(digest), to.path(digest))


def _refuse_damaged(source: Path, folder: Path) -> None:
    try:
        held = Database.open(f"sqlite:///{folder / DATABASE}", folder / ARCHIVE)
    except StoreError as error:
        raise StoreError("D017", path=str(source), detail=str(error)) from error
    held.close()
    archive = Archive(folder / ARCHIVE)
    for digest in archive.digests():
        try:
            archive.get(digest)
        except StoreError as error:
            raise StoreError("D017", path=str(source), detail=str(error)) from error


def _beside(path: Path, ending: str) -> Path:
    beside = path.with_name(f".{path.name}{ending}")
    _clear(beside)
    return beside


def _clear(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)
