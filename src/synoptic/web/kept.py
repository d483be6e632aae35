"""A few things kept ready between requests: bounded in number, and in time where that is asked for."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """The things asked for last, under keys that say all they were made from. Threads may share it."""

    def __init__(self, most: int, seconds: float = 0.0, time: Callable[[], float] = lambda: 0.0) -> None:
        self._most = most
        self._seconds = seconds
        self._time = time
        self._held: OrderedDict[K, tuple[float, V]] = OrderedDict()
        self._lock = Lock()

    def find(self, key: K) -> V | None:
        """Return what is kept under a key, or None."""
        with self._lock:
            held = self._held.get(key)
            if held is None:
                return None
            if self._seconds and self._time() - held[0] > self._seconds:
                del self._held[key]
                return None
            self._held.move_to_end(key)
            return held[1]

    def put(self, key: K, kept: V) -> V:
        """Keep something in place of what was asked for longest ago, and return it."""
        with self._lock:
            self._held[key] = (self._time(), kept)
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return kept

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Return what is kept under a key, made now if it is not there."""
        held = self.find(key)
        return self.put(key, make()) if held is None else held
