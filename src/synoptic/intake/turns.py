"""Whose turn it is at a host: never too soon, never too many at once, and not while it asks for rest."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from synoptic.intake.fetch_settings import FetchSettings

# Hosts of which a process knows; then those that were not visited lately are forgotten.
MOST_HOSTS = 10_000


class NotYetError(Exception):
    """A host wants more time than a visit may wait; `seconds` is how much."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:g}")
        self.seconds = seconds


class _Host:
    def __init__(self, connections: int) -> None:
        self.places = threading.BoundedSemaphore(connections)
        self.free = 0.0


class Turns:
    """Gives the threads of a process their turns at hosts, in seconds of one clock that never goes back."""

    def __init__(
        self, settings: FetchSettings, monotonic: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._settings = settings
        self._monotonic = monotonic
        self._sleep = sleep
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def turn(self, host: str, delay: float) -> Iterator[None]:
        """Wait until a host may be visited and keep a place at it; NotYetError where that takes too long."""
        known = self._host(host)
        if not known.places.acquire(timeout=self._settings.longest_wait):
            raise NotYetError(self._settings.longest_wait)
        try:
            wait = self._reserved(known, max(delay, self._settings.host_delay))
            if wait > 0:
                self._sleep(wait)
            yield
        finally:
            known.places.release()

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for some seconds from now."""
        known = self._host(host)
        with self._lock:
            known.free = max(known.free, self._monotonic() + seconds)

    def _host(self, host: str) -> _Host:
        with self._lock:
            if len(self._hosts) >= MOST_HOSTS:
                now = self._monotonic()
                self._hosts = {name: known for name, known in self._hosts.items() if known.free > now}
            return self._hosts.setdefault(host, _Host(self._settings.host_connections))

    def _reserved(self, known: _Host, delay: float) -> float:
        """Return how long to wait for the next free moment of a host, which is then taken."""
        with self._lock:
            now = self._monotonic()
            wait = known.free - now
            if wait > self._settings.longest_wait:
                raise NotYetError(wait)
            known.free = max(now, known.free) + delay
            return wait
