"""What every command shares: progress bars, printing, problems and the exit codes that follow from them."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from synoptic.errors import SynopticError
from synoptic.news.problem import Problem
from synoptic.run.progress import Listener
from synoptic.run.progress import Progress as Step

if TYPE_CHECKING:
    from synoptic.publish.lines import Lines

# Problems of one code that are shown where thousands of pages may have met the same; the rest is counted.
_OF_ONE_CODE = 3


@contextmanager
def progress_bars() -> Iterator[Listener]:
    """Give a listener that draws a bar for each phase on a terminal, and nothing where there is none."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        tasks = {}

        def listen(step: Step) -> None:
            # A phase of which nobody knows how long it is has a bar that only moves.
            total = step.total or None
            if step.phase not in tasks:
                tasks[step.phase] = bars.add_task(step.phase, total=total)
            bars.update(tasks[step.phase], completed=step.done, total=total)

        yield listen


def columns(width: int) -> int:
    """Return the width asked for, or the terminal's, at most 100 so that lines stay readable."""
    return width or min(100, Console().width)


def print_lines(page: "Lines") -> None:
    """Print lines: with styles on a terminal that has colours, else bare."""
    console = Console(highlight=False)
    if console.is_terminal and console.color_system:
        for line in page.styled():
            console.print(line, soft_wrap=True)
    else:
        typer.echo(str(page), nl=False)


def print_json(thing: Any) -> None:
    """Print records as indented JSON, the same bytes for the same records."""
    typer.echo(msgspec.json.format(msgspec.json.encode(thing, order="deterministic"), indent=1))


def show_problems(problems: Iterable[Problem], *, most: int = sys.maxsize) -> None:
    """Print problems to standard error, at most so many of a code; the others are counted."""
    told: dict[str, int] = {}
    for problem in problems:
        told[problem.code] = told.get(problem.code, 0) + 1
        if told[problem.code] <= most:
            subject = "" if problem.subject in problem.message else f"{problem.subject}: "
            typer.echo(f"{problem.severity} {problem.code}: {subject}{problem.message}", err=True)
    for code, count in told.items():
        if count > most:
            typer.echo(f"… and {count - most} more of {code}.", err=True)


def show_many_problems(problems: Iterable[Problem]) -> None:
    """Print a few problems of each code to standard error."""
    show_problems(sorted(set(problems)), most=_OF_ONE_CODE)


def end_with(problems: Iterable[Problem]) -> None:
    """End with exit code 1 where a problem is more than for information."""
    if any(problem.severity != "info" for problem in problems):
        raise typer.Exit(1)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn a failure to write into the coded one that names the place."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise SynopticError("R010", path=str(path), detail=error.strerror or str(error)) from error


def memory() -> Path:
    """Return where the last comparison is kept."""
    from platformdirs import user_cache_path

    home = os.environ.get("SYNOPTIC_CACHE")
    return (Path(home) if home else user_cache_path("synoptic")) / "last-comparison.json"


def remember(content: bytes) -> None:
    """Keep the last comparison for `explain`; a cache that cannot be written is no reason to fail."""
    try:
        memory().parent.mkdir(parents=True, exist_ok=True)
        memory().write_bytes(content)
    except OSError:
        return
