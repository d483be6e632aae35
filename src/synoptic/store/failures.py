"""What the database's and the file system's own errors mean, as coded errors that say what to do next."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from synoptic.errors import StoreError

# The primary result codes of SQLite (the low byte of the extended ones); see sqlite.org/rescode.html.
_SQLITE = {
    sqlite3.SQLITE_BUSY: "D007",
    sqlite3.SQLITE_LOCKED: "D007",
    sqlite3.SQLITE_READONLY: "D004",
    sqlite3.SQLITE_PERM: "D004",
    sqlite3.SQLITE_CANTOPEN: "D004",
    sqlite3.SQLITE_CORRUPT: "D002",
    sqlite3.SQLITE_NOTADB: "D002",
    sqlite3.SQLITE_FULL: "D005",
}
# The SQLSTATE classes of PostgreSQL that have a remedy of their own.
_POSTGRES = {
    "55P03": "D007",
    "40001": "D007",
    "40P01": "D007",
    "53100": "D005",
    "25006": "D004",
    "42501": "D004",
    "XX001": "D002",
    "XX002": "D002",
}
_FILES = {
    errno.ENOSPC: "D005",
    errno.EDQUOT: "D005",
    errno.EROFS: "D004",
    errno.EACCES: "D004",
    errno.EPERM: "D004",
    errno.EBUSY: "D007",
}


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn the errors of a database that are raised inside into coded ones; `where` names the database."""
    try:
        yield
    except DBAPIError as error:
        raise database_failure(error.orig or error, where) from error
    except PoolTimeout as error:
        raise StoreError("D007", path=where) from error
    except sqlite3.Error as error:
        raise database_failure(error, where) from error


def database_failure(error: BaseException, where: str) -> StoreError:
    """Return the coded error for what a database driver raised."""
    code = _database_code(error)
    return StoreError(code, path=where, detail=_in_one_line(error))


def file_failure(error: OSError, where: str) -> StoreError:
    """Return the coded error for what the file system raised."""
    return StoreError(
        _FILES.get(error.errno or 0, "D010"), path=where, detail=error.strerror or _in_one_line(error)
    )


def is_busy(error: DBAPIError) -> bool:
    """Return whether a database only asks to be tried again."""
    return _database_code(error.orig or error) == "D007"


def _database_code(error: BaseException) -> str:
    state = getattr(error, "sqlstate", None)
    if state in _POSTGRES:
        return _POSTGRES[state]
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if primary in _SQLITE:
        return _SQLITE[primary]
    # A server that cannot be reached has no state to give; one that shuts down has class 57, 08 is the wire.
    silent = not state and type(error).__name__ == "OperationalError" and not isinstance(error, sqlite3.Error)
    return "D006" if silent or (state or "")[:2] in ("08", "57") else "D010"


def _in_one_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
