"""Databases to test with: every test of the store runs over SQLite and over PostgreSQL."""

import itertools
import os
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
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of a database that is yet to be made, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.sqlite'}"
    made: str = request.getfixturevalue("postgres_url")()
    return made


@pytest.fixture
def db(url: str, tmp_path: Path) -> Iterator[Database]:
    """Give a new, empty database of each kind in turn."""
    made = Database.create(url, tmp_path / "archive")
    yield made
    made.close()


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
