"""Answers that are worked out once a key and remembered for a while, by all threads of a process."""

import threading
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class _Kept(NamedTuple, Generic[T]):
    answer: T
    until: float


class Remembered(Generic[T]):
    """Remembers at most `most` answers; each is worked out by one thread while the others wait for it."""

    def __init__(self, most: int, monotonic: Callable[[], float]) -> None:
        self._most = most
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._kept: dict[str, _Kept[T]] = {}
        self._working: dict[str, threading.Lock] = {}

    def get(self, key: str, work: Callable[[str], tuple[T, float]]) -> T:
        """Return the answer of a key; `work` returns it with the seconds for which it holds."""
        with self._lock:
            working = self._working.setdefault(key, threading.Lock())
        with working:
            known = self._kept.get(key)
            if known is not None and self._monotonic() < known.until:
                return known.answer
            answer, seconds = work(key)
            with self._lock:
                self._kept.pop(key, None)
                self._kept[key] = _Kept(answer, self._monotonic() + seconds)
                while len(self._kept) > self._most:
                    oldest = next(iter(self._kept))
                    del self._kept[oldest]
                    self._working.pop(oldest, None)
            return answer
