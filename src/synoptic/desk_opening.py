"""What every `synoptic desk` command begins with: which desk is meant, and its opening."""

import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from synoptic.errors import DeskError, NotFoundError

if TYPE_CHECKING:
    from synoptic.run.live import LiveDesk

Folder = Annotated[
    Path | None,
    typer.Option(
        "--desk",
        metavar="DIR",
        envvar="SYNOPTIC_DESK",
        help="The desk's folder; default: the current folder, if it is a desk.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
Width = Annotated[
    int, typer.Option("--width", metavar="COLUMNS", help="Width of the text; 0 fits the terminal.", min=0)
]
# Six hex digits tell apart some thousand ids; more are printed until all are distinct.
_SHORTEST = 6
_STOPPED = "Stopped. Nothing is lost: the next command goes on where this one left off."


@contextmanager
def opened(folder: Path | None) -> Iterator["LiveDesk"]:
    """Give the desk that is named, or the one of the current folder; DeskError D050 if it is none.

    Ctrl-C ends the command with exit code 130: every step of a desk is whole or not at all.
    """
    from synoptic.run.live import SETTINGS_FILE, LiveDesk

    if folder is None and not Path(SETTINGS_FILE).is_file():
        raise DeskError("D050", path=str(Path.cwd()))
    desk = LiveDesk.open(folder or Path.cwd())
    stopped = False
    try:
        yield desk
    except KeyboardInterrupt:
        stopped = True
    finally:
        desk.close()
    if stopped:
        typer.echo(f"\n{_STOPPED}", err=True)
        _leave(130)


def _leave(code: int) -> NoReturn:
    """End the command without waiting for fetches under way: a slow host would hold the terminal for a minute."""
    if any(thread is not threading.main_thread() and not thread.daemon for thread in threading.enumerate()):
        # The desk is closed, and a fetch holds nothing but bytes that were not kept yet.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    raise typer.Exit(code)


def confirm(told: str, question: str, *, yes: bool) -> None:
    """Say what will be done and ask; end the command where the answer is no or nobody is there to ask."""
    typer.echo(told)
    if yes:
        return
    try:
        agreed = typer.confirm(question)
    except typer.Abort as error:
        typer.echo()
        if isinstance(error.__context__, KeyboardInterrupt):
            raise KeyboardInterrupt from None
        raise DeskError("D057") from None
    if not agreed:
        typer.echo("Nothing was changed.")
        raise typer.Exit(0)


def one_of(wanted: str, ids: Iterable[str], kind: str, listing: str) -> str:
    """Return the one id that is meant by its beginning, with or without its kind before it.

    NotFoundError D053 if there is none, D054 if there are several; `listing` is the command that lists them.
    """
    bare = wanted.strip().lower().removeprefix(f"{kind}:")
    found = sorted(whole for whole in ids if bare and whole.partition(":")[2].startswith(bare))
    if not found:
        raise NotFoundError("D053", kind=kind, wanted=wanted, listing=listing)
    if len(found) > 1:
        raise NotFoundError("D054", wanted=wanted, ids=", ".join(found[:8]))
    return found[0]


def shortened_ids(ids: Sequence[str]) -> dict[str, str]:
    """Return each id with as few digits as tell all of them apart."""
    for digits in range(_SHORTEST, 65, 2):
        short = {whole: _cut(whole, digits) for whole in ids}
        if len(set(short.values())) == len(short):
            return short
    return {whole: whole for whole in ids}


def _cut(whole: str, digits: int) -> str:
    kind, _, rest = whole.partition(":")
    return f"{kind}:{rest[:digits]}"
