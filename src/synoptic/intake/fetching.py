"""A polite client: fetches one address at a time within limits, and says why when it could not."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal

import msgspec

from synoptic.intake.fetch_settings import FetchSettings
from synoptic.news.capture import FetchNote
from synoptic.news.problem import Problem

Kind = Literal["page", "feed", "sitemap"]
Clock = Callable[[], datetime]


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What a visit to an address brought.

    `address` is where the content came from, after redirects. `note` is to be stored with the visit and given to
    the next one; after a failure its `due` says when to try again, otherwise `due` is left to the caller (empty).
    `problem` says why there is no content; it is None with content and when nothing has changed.
    `remarks` are worth telling but did not stop the visit. `charset` is empty where none that is known is stated.
    """

    address: str
    note: FetchNote
    status: int = 0
    content: bytes = b""
    media_type: str = ""
    charset: str = ""
    usage: tuple[str, ...] = ()
    problem: Problem | None = None
    remarks: tuple[Problem, ...] = ()
    not_modified: bool = False
    gone: bool = False
    moved_permanently_to: str = ""


class Fetcher:
    """Fetches addresses; may be shared by the threads of a process. `sleep` is given seconds."""

    def __init__(self, settings: FetchSettings, clock: Clock, sleep: Callable[[float], None]) -> None:
        self._settings = settings
        self._clock = clock
        self._sleep = sleep

    def fetch(self, address: str, note: FetchNote | None = None, kind: Kind = "page") -> Fetched:
        """Return what is at an address now; `note` is what the last visit left behind."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the connections that are kept open."""
