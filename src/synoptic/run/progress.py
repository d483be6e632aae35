"""Events that a run emits, so that whoever started it can show how far it is."""

from collections.abc import Callable

import msgspec


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a phase of the run is: `done` of `total` subjects, and which one was last."""

    phase: str
    done: int
    total: int
    subject: str = ""


Listener = Callable[[Progress], None]


def nobody_listens(progress: Progress) -> None:
    """Take an event and do nothing with it."""
