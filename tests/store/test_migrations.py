"""The schema grows by steps, and nothing that was kept is lost on the way."""

import pytest
from sqlalchemy import inspect, select, text

from synoptic.errors import StoreError
from synoptic.store import migrations, tables
from synoptic.store.connection import Database
from synoptic.store.migrations import MIGRATIONS, Migration
from synoptic.store.sources import add_source, sources
from tests.store.builders import FEED


@pytest.fixture
def next_step(monkeypatch):
    """Return a way to put a step at the end of the list, as the next version of the program would."""

    def add(upgrade):
        step = Migration(MIGRATIONS[-1].version + 1, "one more", upgrade)
        monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, step))
        monkeypatch.setattr(migrations, "NEWEST", step.version)
        return step.version

    return add


def version(db):
    with db.snapshot() as connection:
        return migrations.version_of(connection)


def add_table(connection):
    connection.execute(text("CREATE TABLE more (word TEXT)"))


def test_the_steps_are_numbered_one_after_the_other():
    """A step is only ever added at the end."""
    assert [step.version for step in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_the_steps_make_the_tables_that_are_asked(db):
    """What the migrations made has the columns, the keys and the order that `tables.py` says."""
    with db.snapshot() as connection:
        made = inspect(connection)
        for table in tables.metadata.tables.values():
            assert [column["name"] for column in made.get_columns(table.name)] == list(table.columns.keys())
            key = made.get_pk_constraint(table.name)["constrained_columns"]
            assert key == [column.name for column in table.primary_key]
            assert not any(column["nullable"] for column in made.get_columns(table.name)), table.name


def test_a_new_desk_notes_every_step(db):
    """The version of the schema is that of the last step."""
    with db.snapshot() as connection:
        noted = connection.execute(select(tables.schema_version).order_by("version")).all()
    assert [(row.version, row.title) for row in noted] == [(step.version, step.title) for step in MIGRATIONS]


def test_an_older_desk_is_brought_up_to_date(url, tmp_path, next_step):
    """Opening it runs the steps that are missing, once, and what was kept is there."""
    made = Database.create(url, tmp_path / "archive")
    add_source(made, FEED)
    made.close()
    newest = next_step(add_table)
    for _ in range(2):
        opened = Database.open(url, tmp_path / "archive")
        assert version(opened) == newest
        assert sources(opened) == (FEED,)
        opened.close()


def test_a_copy_is_kept_before_a_file_is_changed(sqlite, tmp_path, next_step):
    """The copy is a whole desk of the former schema."""
    add_source(sqlite, FEED)
    former = version(sqlite)
    sqlite.close()
    next_step(add_table)
    Database.open(f"sqlite:///{sqlite.path}", tmp_path / "archive").close()
    copy = tmp_path / f"desk.sqlite.schema-{former}"
    opened = Database.open(f"sqlite:///{copy}", tmp_path / "archive")
    assert sources(opened) == (FEED,)
    opened.close()


def test_a_newer_desk_is_not_touched(url, tmp_path):
    """A schema that this version does not know is refused, with the advice to update."""
    made = Database.create(url, tmp_path / "archive")
    with made.transaction() as connection:
        connection.execute(tables.schema_version.insert().values(version=99, title="of next year"))
    made.close()
    with pytest.raises(StoreError, match=r"Update synoptic") as error:
        Database.open(url, tmp_path / "archive")
    assert error.value.code == "D003"


def test_a_step_that_fails_leaves_the_desk_as_it_was(url, tmp_path, next_step, monkeypatch):
    """Half a step is no step: the former version opens the desk afterwards."""
    Database.create(url, tmp_path / "archive").close()

    def fails(connection):
        add_table(connection)
        connection.execute(text("CREATE TABLE sources (id TEXT)"))

    with monkeypatch.context() as during:
        next_step(fails)
        with pytest.raises(StoreError) as error:
            Database.open(url, tmp_path / "archive")
        assert error.value.code == "D010"
        during.undo()
    monkeypatch.setattr(migrations, "MIGRATIONS", MIGRATIONS)
    monkeypatch.setattr(migrations, "NEWEST", MIGRATIONS[-1].version)
    opened = Database.open(url, tmp_path / "archive")
    with opened.snapshot() as connection:
        assert "more" not in inspect(connection).get_table_names()
    opened.close()


def test_two_that_open_an_older_desk_at_once_run_each_step_once(db):
    """A step that ran is not run again."""
    with db.transaction() as connection:
        assert not any(migrations.migrate(connection, step) for step in MIGRATIONS)
