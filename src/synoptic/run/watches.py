"""Saved searches: what they found since last time, told once."""

from collections.abc import Callable, Mapping

import msgspec

from synoptic.news.problem import Problem
from synoptic.news.watching import Notice, NotifyBy, Watch
from synoptic.store.connection import Database

Sender = Callable[[Watch, Notice], None]
Senders = Mapping[NotifyBy, Sender]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """How many matches were told, and the problems met."""

    matches: int = 0
    notices: int = 0
    problems: tuple[Problem, ...] = ()


def add_watch(db: Database, watch: Watch) -> Watch:
    """Return the watch as kept; what it finds already counts as known."""
    raise NotImplementedError


def watches(db: Database) -> tuple[Watch, ...]:
    """Return every watch, in the order in which they were added."""
    raise NotImplementedError


def remove_watch(db: Database, wanted: str) -> bool:
    """Forget a watch and what it told; return whether it was there."""
    raise NotImplementedError


def tell_watches(db: Database, senders: Senders, now: str, holder: str) -> Told:
    """Tell the new matches of every watch, and again those whose telling failed or was cut off."""
    raise NotImplementedError
