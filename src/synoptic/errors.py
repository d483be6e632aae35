"""The exception tree, and every coded message by its code, each saying what to do next.

A stage package adds its messages to `messages.py`, what only a desk needs to `desk_messages.py`, and makes a
problem with `problem("C001", subject, detail=…)`. Letters: I intake, C clean, A annotate, L lineage, G group,
X compare, W write, P publish, S settings, R run, D desk and store, V web.
"""

from synoptic.desk_messages import DESK_MESSAGES
from synoptic.messages import STAGE_MESSAGES, Message
from synoptic.news.problem import Problem

MESSAGES: dict[str, Message] = {**STAGE_MESSAGES, **DESK_MESSAGES}


class SynopticError(Exception):
    """Any failure that ends a command; `code` names its message."""

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        super().__init__(f"[{code}] " + MESSAGES[code].words.format(**values))


class SettingsError(SynopticError):
    """The settings cannot be used."""


class PipelineError(SynopticError):
    """The stages cannot run in the order given."""


class IntakeError(SynopticError):
    """Nothing that could be read was given."""


class DeskError(SynopticError):
    """A live desk cannot be made, opened or used."""


class StoreError(DeskError):
    """The database or the archive of a desk cannot be used; nothing was lost."""


class QueryError(SynopticError):
    """A search cannot be understood; `place` is the offset in `query` where it goes wrong."""

    def __init__(self, code: str, query: str, place: int, **values: str) -> None:
        self.query = query
        self.place = place
        shown = f"{query[max(0, place - 40) : place]}▸{query[place : place + 40]}"
        super().__init__(code, place=str(place + 1), shown=shown, **values)


class NotFoundError(SynopticError):
    """What was asked for is not there."""


def problem(code: str, subject: str, **values: str) -> Problem:
    """Return the coded problem with its subject and its message filled in."""
    message = MESSAGES[code]
    words = message.words.format(**{"subject": subject, **values})
    return Problem(code=code, severity=message.severity, subject=subject, message=words)
