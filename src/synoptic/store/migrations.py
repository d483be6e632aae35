"""How the database came to be as it is: a numbered list to which one only ever adds.

Each step runs in one transaction with the row that says that it ran; a step that fails leaves nothing behind. A
step is never edited once it was released: what it made stands in somebody's desk.
"""

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection, func, inspect, select, text

from synoptic.store.tables import schema_version

Upgrade = Callable[[Connection], None]

_FIRST = """
CREATE TABLE sources (
  id {text} NOT NULL PRIMARY KEY, place BIGINT NOT NULL, kind {text} NOT NULL, address {text} NOT NULL,
  title {text} NOT NULL, outlet {text} NOT NULL, language {text} NOT NULL, added {text} NOT NULL,
  every BIGINT NOT NULL, paused BOOLEAN NOT NULL, holder {text} NOT NULL, leased {text} NOT NULL
);
CREATE INDEX sources_address ON sources (address);
CREATE TABLE fetch_notes (
  address {text} NOT NULL PRIMARY KEY, etag {text} NOT NULL, last_modified {text} NOT NULL,
  fetched {text} NOT NULL, due {text} NOT NULL, status BIGINT NOT NULL, failures BIGINT NOT NULL,
  moved_to {text} NOT NULL, problem {text} NOT NULL
);
CREATE TABLE items (
  id {text} NOT NULL PRIMARY KEY, place BIGINT NOT NULL, source {text} NOT NULL, address {text} NOT NULL,
  carrier {text} NOT NULL, form {text} NOT NULL, body {text} NOT NULL, charset {text} NOT NULL,
  usage {text} NOT NULL, announced {text} NOT NULL, state {text} NOT NULL, problem {text} NOT NULL,
  due {text} NOT NULL, holder {text} NOT NULL, leased {text} NOT NULL
);
CREATE UNIQUE INDEX items_place ON items (place);
CREATE INDEX items_open ON items (place) WHERE state = 'open';
CREATE INDEX items_due ON items (due) WHERE due <> '';
CREATE INDEX items_held ON items (holder) WHERE holder <> '';
CREATE INDEX items_body ON items (body) WHERE body <> '';
CREATE TABLE addresses (
  address {text} NOT NULL PRIMARY KEY, place BIGINT NOT NULL, versions BIGINT NOT NULL,
  current BIGINT NOT NULL, report {text} NOT NULL, story_key {text} NOT NULL
);
CREATE INDEX addresses_story_key ON addresses (story_key);
CREATE UNIQUE INDEX addresses_place ON addresses (place);
CREATE TABLE captures (
  address {text} NOT NULL REFERENCES addresses (address), version BIGINT NOT NULL, place BIGINT NOT NULL,
  report {text} NOT NULL, digest {text} NOT NULL, form {text} NOT NULL, captured {text} NOT NULL,
  charset {text} NOT NULL, carrier {text} NOT NULL, usage {text} NOT NULL, source {text} NOT NULL,
  stub BOOLEAN NOT NULL, previous {text} NOT NULL, withdrawn {text} NOT NULL,
  PRIMARY KEY (address, version)
);
CREATE UNIQUE INDEX captures_place ON captures (place);
CREATE INDEX captures_report ON captures (report);
CREATE INDEX captures_digest ON captures (digest);
CREATE TABLE readings (
  report {text} NOT NULL PRIMARY KEY, made_by {text} NOT NULL, day {text} NOT NULL, digest {text} NOT NULL,
  content {bytes} NOT NULL
);
CREATE INDEX readings_marks ON readings (report, day, digest, made_by);
CREATE INDEX readings_days ON readings (day, report, digest);
CREATE TABLE day_results (
  day {text} NOT NULL PRIMARY KEY, digest {text} NOT NULL, content {bytes} NOT NULL
);
CREATE TABLE stories (
  id {text} NOT NULL PRIMARY KEY, first {text} NOT NULL, last {text} NOT NULL, reason {text} NOT NULL
);
CREATE TABLE members (
  story {text} NOT NULL REFERENCES stories (id) ON DELETE CASCADE, told BOOLEAN NOT NULL,
  position BIGINT NOT NULL, report {text} NOT NULL, PRIMARY KEY (story, told, position)
);
CREATE INDEX members_report ON members (report);
CREATE TABLE comparisons (
  story {text} NOT NULL PRIMARY KEY, inputs {text} NOT NULL, made_by {text} NOT NULL, content {bytes} NOT NULL
);
CREATE INDEX comparisons_marks ON comparisons (story, inputs, made_by);
CREATE TABLE changes (
  id {text} NOT NULL PRIMARY KEY, place BIGINT NOT NULL, at {text} NOT NULL, kind {text} NOT NULL,
  story {text} NOT NULL, report {text} NOT NULL, words {text} NOT NULL
);
CREATE UNIQUE INDEX changes_place ON changes (place);
CREATE INDEX changes_at ON changes (at);
CREATE TABLE leases (task {text} NOT NULL PRIMARY KEY, holder {text} NOT NULL, leased {text} NOT NULL);
CREATE TABLE shelf (
  shelf {text} NOT NULL, name {text} NOT NULL, place BIGINT NOT NULL, content {bytes} NOT NULL,
  PRIMARY KEY (shelf, name)
);
CREATE INDEX shelf_place ON shelf (place);
"""
_VERSIONS = """
CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL PRIMARY KEY, title TEXT NOT NULL)
"""
# Text is compared by its code points everywhere, as Python does it, not by the rules of some language.
_TYPES = {
    "sqlite": {"text": "TEXT", "bytes": "BLOB"},
    "postgresql": {"text": 'TEXT COLLATE "C"', "bytes": "BYTEA"},
}


class Migration(NamedTuple):
    """One step from a schema version to the next."""

    version: int
    title: str
    upgrade: Upgrade


def _run(script: str) -> Upgrade:
    def upgrade(connection: Connection) -> None:
        filled = script.format(**_TYPES[connection.dialect.name])
        for statement in filter(None, (part.strip() for part in filled.split(";"))):
            connection.execute(text(statement))

    return upgrade


def _make_search(connection: Connection) -> None:
    # Not at the top: search asks the same database, and its module the one that calls this.
    from synoptic.store import search

    search.create(connection)


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "sources, items, captures, readings and stories", _run(_FIRST)),
    Migration(2, "the index of the search", _make_search),
)
NEWEST = MIGRATIONS[-1].version


def version_of(connection: Connection) -> int | None:
    """Return the schema version of a database; 0 where it is empty, None where it is not a desk's."""
    names = inspect(connection).get_table_names()
    if schema_version.name in names:
        return connection.scalar(select(func.coalesce(func.max(schema_version.c.version), 0))) or 0
    return None if names else 0


def migrate(connection: Connection, migration: Migration) -> bool:
    """Run one migration in the transaction that is open, unless it ran already; return whether it did."""
    if version_of(connection) == 0:
        connection.execute(text(_VERSIONS))
    done = connection.scalar(select(func.max(schema_version.c.version))) or 0
    if done >= migration.version:
        return False
    migration.upgrade(connection)
    connection.execute(schema_version.insert().values(version=migration.version, title=migration.title))
    return True
