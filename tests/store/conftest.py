"""Databases to test with: every test of the store runs over SQLite and over PostgreSQL."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from synoptic.store.connection import Database
from tests.postgres import programs, server

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Give the URL of a server of our own."""
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with server(found) as url:
        yield url


@pytest.fixture
def postgres_url(postgres: str) -> Callable[[], str]:
    """Return a way to get the URL of an empty place on the server."""

    def make() -> str:
        schema = f"desk{os.getpid()}_{next(_NUMBERS)}"
        with psycopg.connect(postgres) as connection:
            connection.execute(f'CREATE SCHEMA "{schema}"')
        return f"{postgres}&options=-csearch_path%3D{schema}"

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Return each kind of database in turn."""
    made: str = request.param
    return made


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of a database that is yet to be made, of each kind in turn."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.sqlite'}"
    made: str = request.getfixturevalue("postgres_url")()
    return made


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of an empty SQLite database, to be copied: that is quicker than to make one each time."""
    folder = tmp_path_factory.mktemp("empty")
    Database.create(f"sqlite:///{folder / 'desk.sqlite'}", folder / "archive").close()
    return folder / "desk.sqlite"


@pytest.fixture(scope="session")
def empty_schema(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the URL of a PostgreSQL database that is emptied and used again, for the same reason."""
    schema = f"shared{os.getpid()}"
    with psycopg.connect(postgres) as connection:
        connection.execute(f'CREATE SCHEMA "{schema}"')
    url = f"{postgres}&options=-csearch_path%3D{schema}"
    Database.create(url, tmp_path_factory.mktemp("empty") / "archive").close()
    return url


@pytest.fixture
def db_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of an empty database of each kind in turn."""
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("empty_file"), tmp_path / "desk.sqlite")
        return f"sqlite:///{tmp_path / 'desk.sqlite'}"
    url: str = request.getfixturevalue("empty_schema")
    with psycopg.connect(url) as connection:
        wanted = (
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema AND tablename <> 'schema_version'"
        )
        names = [name for (name,) in connection.execute(wanted)]
        connection.execute("SET session_replication_role = replica")
        for name in names:
            connection.execute(f'DELETE FROM "{name}"')
    return url


@pytest.fixture
def db(db_url: str, tmp_path: Path) -> Iterator[Database]:
    """Give an empty database of each kind in turn."""
    (tmp_path / "archive").mkdir()
    opened = Database.open(db_url, tmp_path / "archive")
    yield opened
    opened.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """Give a new, empty SQLite database."""
    made = Database.create(f"sqlite:///{tmp_path / 'desk.sqlite'}", tmp_path / "archive")
    yield made
    made.close()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that anybody may reach; those of pytest are closed to others."""
    with tempfile.TemporaryDirectory(prefix="desk-") as name:
        Path(name).chmod(0o777)
        yield Path(name)


@pytest.fixture
def as_somebody() -> Iterator[Callable[[], None]]:
    """Give a way to lose the rights of root, which may write anywhere; they come back after the test."""
    user = os.geteuid()

    def become() -> None:
        if user == 0:
            os.seteuid(65534)

    yield become
    os.seteuid(user)
