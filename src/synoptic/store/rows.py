"""Small statements that several tables share: write over, add once, the next place, who may take a row."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

# A lease never lasts longer than a day. One that seems to was given by a clock that was ahead: it is free.
LONGEST_LEASE = timedelta(days=1)
_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_TIME = "%Y-%m-%dT%H:%M:%SZ"


def add_once(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; those whose key is there already are left as they are."""
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), list(rows))


def write_over(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; those whose key is there already are replaced."""
    if not rows:
        return
    statement = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), list(rows))


def next_place(connection: Connection, table: Table) -> int:
    """Return the number of the next row; nobody else can take it, for there is one writer at a time."""
    return (connection.scalar(select(func.max(table.c.place))) or 0) + 1


def free(leased: Column[str], now: str) -> ColumnElement[bool]:
    """Return the condition that nobody holds a row now."""
    return or_(leased == "", leased <= now, leased > _ahead(now, LONGEST_LEASE))


def until(now: str, seconds: int) -> str:
    """Return when a lease that is taken now ends."""
    return _ahead(now, min(timedelta(seconds=seconds), LONGEST_LEASE))


def is_free(leased: str, now: str) -> bool:
    """Return whether a lease has ended, or cannot be true."""
    return not now < leased <= _ahead(now, LONGEST_LEASE)


def still(table: Table, values: Mapping[str, Any]) -> ColumnElement[bool]:
    """Return the condition that a row has these values."""
    return and_(*(table.c[name] == value for name, value in values.items()))


def _ahead(now: str, length: timedelta) -> str:
    return (datetime.strptime(now, _TIME) + length).strftime(_TIME)


def _insert(connection: Connection, table: Table) -> Any:
    return _INSERT[connection.dialect.name](table)
