"""Databases for whole desks: SQLite in the desk's folder, and a PostgreSQL server of our own."""

import itertools
import os
from collections.abc import Callable

import psycopg
import pytest

from tests.store.conftest import postgres  # noqa: F401  the same server, once a session

_NUMBERS = itertools.count()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Return a way to get the setting `database` for a desk of some name: empty for SQLite."""
    if request.param == "sqlite":
        return lambda name: ""
    server: str = request.getfixturevalue("postgres")

    def made(name: str) -> str:
        schema = f"{name}{os.getpid()}_{next(_NUMBERS)}"
        with psycopg.connect(server) as connection:
            connection.execute(f'CREATE SCHEMA "{schema}"')
        return f"{server}&options=-csearch_path%3D{schema}"

    return made
