"""The log of a desk, one day of it."""

from datetime import date, timedelta

import msgspec
from sqlalchemy import Connection

from synoptic.news.capture import StoryChange
from synoptic.store import stories

# So many days back it is looked for the last one on which something happened.
_BACK = 14


class Log(msgspec.Struct, frozen=True, kw_only=True):
    """What happened on a day, the latest first; `before` and `after` are the days beside it, empty at the end."""

    day: str
    before: str
    after: str
    changes: tuple[StoryChange, ...]
    left_out: int


def read_log(connection: Connection, wanted: str, today: date, most: int) -> Log:
    """Return what happened on a day; without one, on the last day on which something did."""
    since = wanted or (today - timedelta(days=_BACK)).isoformat()
    log = stories.changes(connection, since)
    day = wanted or max((change.at[:10] for change in log), default=today.isoformat())
    of_day = tuple(change for change in reversed(log) if change.at[:10] == day)
    here = date.fromisoformat(day)
    return Log(
        day=day,
        before=_beside(here, -1),
        after=_beside(here, 1) if here < today else "",
        changes=of_day[:most],
        left_out=max(len(of_day) - most, 0),
    )


def _beside(day: date, step: int) -> str:
    try:
        return (day + timedelta(days=step)).isoformat()
    except OverflowError:
        return ""
