"""Full-text search over the reports that a desk holds: the index, and the hits of a query."""

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection

from synoptic.news.annotation import Reading
from synoptic.news.capture import Capture
from synoptic.news.report import Passage

if TYPE_CHECKING:
    from synoptic.store.connection import Database


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A report that a query finds; `snippet` and `marks` are passages of its text that hold the words found."""

    report: str
    headline: str
    outlet: str
    language: str
    day: str
    snippet: Passage
    marks: tuple[Passage, ...] = ()
    score: float = 0.0


def create(connection: Connection) -> None:
    """Make the tables of the index."""


def index(connection: Connection, reading: Reading, capture: Capture | None) -> None:
    """Make a report findable, replacing what the index held of it."""


def drop(connection: Connection, report: str) -> None:
    """Take a report out of the index."""


def search(
    db: "Database", query: str, *, since: str = "", until: str = "", language: str = "", limit: int = 50
) -> tuple[Hit, ...]:
    """Return the reports that a query finds, the best first."""
    return ()
