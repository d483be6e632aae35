"""Keeping a desk: `synoptic desk backup`, `restore`, `check`, `rebuild` and `retain`."""

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from synoptic.desk_opening import AsJson, Folder, Yes, confirm, opened
from synoptic.errors import IntakeError
from synoptic.terminal import end_with, print_json, progress_bars, show_many_problems, show_problems, writing

if TYPE_CHECKING:
    from synoptic.run.live import LiveDesk

# The line of the settings that names a database; it is not empty.
_DATABASE = re.compile(r"""^(\s*(?:desk\.)?)database\s*=\s*(?!""|'')\S.*$""", re.MULTILINE)

Copy = Annotated[
    Path | None, typer.Option("--backup", metavar="TO", help="Make this backup before anything goes.")
]


class Form(StrEnum):
    """The form of the files that are written."""

    PARQUET = "parquet"
    JSONL = "jsonl"
    NINJS = "ninjs"
    CSV = "csv"
    FEEDS = "feeds"


def export(
    form: Annotated[
        Form, typer.Option("--format", help="ninjs: the IPTC’s News in JSON; csv: claims by reports.")
    ],
    to: Annotated[Path, typer.Option(metavar="DIR", help="The folder for the files.")],
    since: Annotated[str, typer.Option(metavar="TIME", help="Only the days since then: 24h, last monday.")] = "",
    until: Annotated[str, typer.Option(metavar="TIME", help="Only the days until then, that day included.")] = "",
    as_json: AsJson = False,
    where: Folder = None,
) -> None:
    """Write reports and stories for other programs; texts that their publishers reserve are left out.

    **Examples**

    - `synoptic desk export --format parquet --to out/`
    - `synoptic desk export --format csv --to out/ --since "last month" --until 2026-05-31`
    """
    from synoptic.run import exports
    from synoptic.run.spans_of_time import since_when

    with opened(where) as live:
        first, last = (since_when(w, live.clock()).date().isoformat() if w else "" for w in (since, until))
        made = exports.export(live.db, to, form.value, since=first, until=last)
    if as_json:
        print_json({**msgspec.structs.asdict(made), "files": [str(path) for path in made.files]})
    else:
        typer.echo(f"{made.reports} reports and {made.stories} stories are in {', '.join(map(str, made.files))}")
        show_problems(made.problems)
    end_with(made.problems)


def backup(
    to: Annotated[Path, typer.Argument(metavar="TO", help="A new file (.tar.zst) or folder.")],
    where: Folder = None,
) -> None:
    """Copy the whole desk, settings and archive included, while others go on working.

    **Examples**

    - `synoptic desk backup ../mydesk-monday.tar.zst`
    """
    with opened(where) as live:
        typer.echo(f"The backup is {_backed_up(live, to)}")


def _backed_up(live: "LiveDesk", to: Path) -> Path:
    from synoptic.store.backup import backup as copy

    # Settings and the user's own lists lie beside the database as TOML and CSV files.
    beside = sorted(path for path in live.folder.iterdir() if path.suffix in (".toml", ".csv"))
    return copy(live.db, to, beside)


def restore(
    source: Annotated[Path, typer.Argument(metavar="BACKUP", help="What `synoptic desk backup` made.")],
    to: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder.")],
) -> None:
    """Bring a desk back from a backup, into a new folder.

    **Examples**

    - `synoptic desk restore mydesk-monday.tar.zst mydesk2`
    """
    from synoptic.store.backup import restore as bring_back

    if not source.exists():
        raise IntakeError("I001", path=str(source))
    folder = bring_back(source, to)
    if _takes_own_database(folder):
        typer.echo("The copy has its database in its own folder; the URL in its desk.toml was taken out.")
    typer.echo(f"The desk is {folder}")


def _takes_own_database(folder: Path) -> bool:
    """Make a desk use the database that was brought back with it, not the one that its settings named before."""
    from synoptic.run.live import SETTINGS_FILE

    path = folder / SETTINGS_FILE
    with writing(path):
        former = path.read_text(encoding="utf-8") if path.exists() else ""
        text = _DATABASE.sub(r'\1database = ""', former)
        if text != former:
            path.write_text(text, encoding="utf-8")
    return text != former


def check(as_json: AsJson = False, where: Folder = None) -> None:
    """Check that all is whole: pages have their bytes, references lead somewhere, nothing is double.

    **Examples**

    - `synoptic desk check`
    """
    from synoptic.store import captures, sources
    from synoptic.store.checking import check as examine

    with opened(where) as live:
        problems = examine(live.db)
        held = len(captures.captures(live.db, current=False, stubs=True))
        counts = f"{len(sources.sources(live.db))} sources, {held} pages, {len(live.stories())} stories"
    if as_json:
        print_json(problems)
    elif not problems:
        typer.echo(f"The desk is whole: {counts}.")
    if not as_json:
        show_many_problems(problems)
    if problems:
        raise typer.Exit(1)


def rebuild(where: Folder = None) -> None:
    """Make readings, stories and comparisons again from the archive; what was captured is not touched.

    **Examples**

    - `synoptic desk rebuild`
    """
    with opened(where) as live, progress_bars() as listen:
        made = live.rebuild(listen=listen)
    typer.echo(f"Made again: {made.readings} readings, {made.days} days, {made.comparisons} comparisons.")


def retain(
    length: Annotated[
        str, typer.Argument(metavar="TIME", help="How long stories are kept: 90d, 6 months, 2 years.")
    ],
    copy: Copy = None,
    yes: Yes = False,
    where: Folder = None,
) -> None:
    """Let go of stories that were told last longer ago than this, with their reports; asks first.

    **Examples**

    - `synoptic desk retain 90d --backup ../before.tar.zst`
    - `synoptic desk retain "6 months" --yes`
    """
    from synoptic.run.spans_of_time import how_long, since_when

    how_long(length)
    with opened(where) as live:
        before = since_when(length, live.clock()).date().isoformat()
        going, held = _older(live, before)
        told = f"{going} of {held} stories were last told, and came in, before {before}. They go for good, with "
        told += "their pages, except what a younger story rests on. "
        told += f"A backup is made first: {copy}." if copy else "Only a backup can bring them back (--backup TO)."
        confirm(told, "Go on?", yes=yes)
        made = _backed_up(live, copy) if copy else None
        gone = live.retain(before)
    typer.echo(f"Gone: {gone.stories} stories, {gone.captures} pages, {gone.readings} readings.")
    if made:
        typer.echo(f"To bring all back: synoptic desk restore {made} NEWDIR")


def _older(live: "LiveDesk", before: str) -> tuple[int, int]:
    """Return how many stories, of how many, were last told before a day and have no report that came in since."""
    from synoptic.store import captures

    young = {c.report for c in captures.captures(live.db, current=False, stubs=True) if c.captured[:10] >= before}
    held = live.stories()
    return sum(story.last < before and young.isdisjoint(story.reports) for story in held), len(held)
