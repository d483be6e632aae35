"""Opening a desk, and what is said when that cannot be done."""

import sqlite3
from pathlib import Path

import pytest

from synoptic.errors import DeskError, StoreError
from synoptic.store import connection as opening
from synoptic.store.captures import captures
from synoptic.store.connection import Database
from synoptic.store.queue import lease_desk, open_items
from synoptic.store.settings import StoreSettings
from synoptic.store.sources import add_source, sources
from tests.store.builders import FEED, NOON, announce, item, take

HASTY = StoreSettings(busy_seconds=0)


def refused(url, archive, how=Database.open):
    """Return the error with which a database is refused."""
    with pytest.raises(StoreError) as error:
        how(url, archive)
    return error.value


def test_a_desk_that_was_closed_is_opened_as_it_was(url, tmp_path):
    """All that was kept is there again."""
    made = Database.create(url, tmp_path / "archive")
    add_source(made, FEED)
    taken = take(made, item(1))
    made.close()
    opened = Database.open(url, tmp_path / "archive")
    assert sources(opened) == (FEED,)
    assert captures(opened) == (taken,)
    assert opened.archive.get(taken.digest)
    opened.close()


def test_a_desk_is_made_once(url, tmp_path):
    """Making it again is refused, and what is there stays."""
    made = Database.create(url, tmp_path / "archive")
    add_source(made, FEED)
    assert refused(url, tmp_path / "archive", Database.create).code == "D012"
    assert sources(made) == (FEED,)
    made.close()


def test_there_is_nothing_to_open(url, tmp_path):
    """Where no desk was made, the error says how to make one; no file appears."""
    error = refused(url, tmp_path / "archive")
    assert error.code == "D001"
    assert "synoptic desk init" in str(error)
    assert isinstance(error, DeskError)
    assert not (tmp_path / "desk.sqlite").exists()


def test_making_a_desk_that_was_stopped_half_way_goes_on(tmp_path):
    """An empty file is no desk yet, and does not stand in the way of one."""
    (tmp_path / "desk.sqlite").touch()
    url = f"sqlite:///{tmp_path / 'desk.sqlite'}"
    assert refused(url, tmp_path / "archive").code == "D001"
    Database.create(url, tmp_path / "archive").close()
    Database.open(url, tmp_path / "archive").close()


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://host/desk", "sqlite://", "sqlite:///:memory:"])
def test_only_two_kinds_of_addresses_are_known(url, tmp_path):
    """Anything else is refused with examples of what is right."""
    error = refused(url, tmp_path)
    assert error.code == "D011"
    assert "postgresql://" in str(error)


def test_a_password_is_never_shown(tmp_path):
    """An address that is refused or does not answer is shown without it."""
    for url in ("mysql://me:s3cret@host/desk", f"postgresql://me:s3cret@/desk?host={tmp_path}"):
        assert "s3cret" not in str(refused(url, tmp_path))


def test_a_server_that_does_not_answer(tmp_path):
    """The error says which, and what to look at."""
    error = refused(f"postgresql://desk@/postgres?host={tmp_path}", tmp_path / "archive")
    assert error.code == "D006"
    assert "Start the server" in str(error)


@pytest.mark.parametrize(
    "content", [b"This is a letter, not a database." * 200, b"SQLite format 3\0" + b"\x07" * 5000]
)
def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path, content):
    """The error points at the backup; not a byte of the file is changed."""
    path = tmp_path / "desk.sqlite"
    path.write_bytes(content)
    error = refused(f"sqlite:///{path}", tmp_path / "archive")
    assert error.code == "D002"
    assert "backup" in str(error)
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_left_alone(tmp_path):
    """Tables of another program are no desk, whether it is to be opened or made."""
    path = tmp_path / "desk.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    url = f"sqlite:///{path}"
    assert refused(url, tmp_path / "archive").code == "D002"
    assert refused(url, tmp_path / "archive", Database.create).code == "D002"


def test_damage_that_shows_later_says_so(sqlite, tmp_path):
    """Pages that were overwritten give the coded error when they are read, from whatever function reads them."""
    announce(sqlite, *(item(number) for number in range(400)))
    url, archive = f"sqlite:///{sqlite.path}", sqlite.archive.folder
    sqlite.close()
    with sqlite.path.open("r+b") as file:
        size = file.seek(0, 2)
        for page in range(8, size // 4096):
            file.seek(page * 4096)
            file.write(b"\xff" * 4096)
    with pytest.raises(StoreError) as error:
        _use(url, archive)
    assert error.value.code == "D002"


def _use(url, archive):
    opened = Database.open(url, archive)
    try:
        open_items(opened, NOON, "one", 300, 1000)
    finally:
        opened.close()


@pytest.mark.parametrize("closed", ["folder", "file", "archive"])
def test_a_desk_that_may_not_be_written(open_folder, as_somebody, closed):
    """Without the right to write to its folder or its file a desk is not opened, and the error says which."""
    database, archive = open_folder / "desk.sqlite", open_folder / "archive"
    Database.create(f"sqlite:///{database}", archive).close()
    for path in (database, archive):
        path.chmod(0o777)
    place = {"folder": open_folder, "file": database, "archive": archive}[closed]
    place.chmod(0o555)
    as_somebody()
    error = refused(f"sqlite:///{database}", archive)
    assert error.code == "D004"
    assert f"{place} may not be written" in str(error)


def test_a_desk_that_may_not_even_be_looked_at(sqlite, tmp_path, as_somebody):
    """A folder that is closed to others gives the same error."""
    sqlite.close()
    tmp_path.chmod(0o700)
    as_somebody()
    assert refused(f"sqlite:///{sqlite.path}", sqlite.archive.folder).code == "D004"


def test_a_desk_cannot_be_made_where_nobody_may_write(open_folder, as_somebody):
    """The error names the folder."""
    closed = open_folder / "closed"
    closed.mkdir(mode=0o555)
    as_somebody()
    error = refused(f"sqlite:///{closed / 'new' / 'desk.sqlite'}", closed / "new" / "archive", Database.create)
    assert error.code == "D004"


def test_a_full_disk_loses_nothing(sqlite):
    """When the database cannot grow, the visit is refused as a whole; with room again it is taken."""
    announce(sqlite, item(0))
    with sqlite.engine.connect() as held:
        pages = held.exec_driver_sql("PRAGMA page_count").scalar()
        held.exec_driver_sql(f"PRAGMA max_page_count = {pages + 5}")
        held.rollback()
        crowd = [item(number) for number in range(2000)]
        with pytest.raises(StoreError, match="no room left") as error:
            _announce_over(sqlite, held, crowd)
        assert error.value.code == "D005"
        held.exec_driver_sql("PRAGMA max_page_count = 1000000")
        held.rollback()
    assert open_items(sqlite, NOON, "one", 300, 9) == (item(0),)
    assert announce(sqlite, *crowd) == 1999


def _announce_over(db, held, crowd):
    """Announce items over one certain connection, which is the only one whose size is limited."""
    from synoptic.store.failures import told
    from synoptic.store.sources import take_visit
    from tests.store.builders import note

    with told(db.where), held.begin():
        take_visit(held, note(), crowd)


def test_a_writer_that_waits_too_long_gives_up_politely(url, tmp_path):
    """A desk that stays busy gives D007 and nothing else happens."""
    made = Database.create(url, tmp_path / "archive", StoreSettings(busy_seconds=1))
    with made.transaction() as first:
        add_source(first, FEED)
        with pytest.raises(StoreError) as error:
            lease_desk(made, "update", "two", NOON, 300)
        assert error.value.code == "D007"
    assert sources(made) == (FEED,)
    made.close()


def test_a_reader_is_not_held_up_by_a_writer(db):
    """While something is written, others see the desk as it was before."""
    with db.transaction() as writer:
        add_source(writer, FEED)
        assert sources(db) == ()
    assert sources(db) == (FEED,)


def test_a_server_that_goes_away_may_come_back(postgres_url, tmp_path):
    """A connection that is cut gives D006, leaves nothing half done, and the next one works."""
    made = Database.create(postgres_url(), tmp_path / "archive")

    def cut():
        with made.transaction() as connection:
            add_source(connection, FEED)
            connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(StoreError) as error:
        cut()
    assert error.value.code == "D006"
    assert sources(made) == ()
    assert add_source(made, FEED)
    made.close()


def test_a_snapshot_stays_as_it_was(db):
    """What is written meanwhile is not seen by a reader that began before."""
    with db.snapshot() as reader:
        assert sources(reader) == ()
        add_source(db, FEED)
        assert sources(reader) == ()
    assert sources(db) == (FEED,)


def test_ctrl_c_in_a_transaction_leaves_nothing(db):
    """An interrupted transaction is taken back, and the desk can be used."""

    def stopped():
        with db.transaction() as connection:
            add_source(connection, FEED)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert sources(db) == ()
    assert add_source(db, FEED)


def test_two_desks_on_one_server_do_not_know_of_each_other(postgres_url, tmp_path):
    """Each has a schema of its own, named in the address."""
    one, other = (Database.create(postgres_url(), tmp_path / name) for name in ("morning", "evening"))
    add_source(one, FEED)
    assert sources(other) == ()
    one.close()
    other.close()


def test_an_address_of_postgresql_needs_no_driver_name(tmp_path):
    """Both ways to write it lead to the same driver."""
    assert opening._address("postgresql://me@host/desk").drivername == "postgresql+psycopg"
    assert opening._address("postgresql+psycopg://me@host/desk").drivername == "postgresql+psycopg"
    assert Path(opening._address(f"sqlite:///{tmp_path}/x").database) == tmp_path / "x"
