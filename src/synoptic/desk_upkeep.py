"""Keeping a desk: `synoptic desk backup`, `restore`, `check`, `rebuild` and `retain`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from synoptic.desk_opening import AsJson, Folder, Yes, confirm, opened
from synoptic.terminal import print_json, progress_bars, show_many_problems

if TYPE_CHECKING:
    from synoptic.run.live import LiveDesk

Copy = Annotated[
    Path | None, typer.Option("--backup", metavar="TO", help="Make this backup before anything goes.")
]


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

    typer.echo(f"The desk is {bring_back(source, to)}")


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
    from synoptic.store import retention

    how_long(length)
    with opened(where) as live:
        before = since_when(length, live.clock()).date().isoformat()
        held = live.stories()
        going = sum(story.last < before for story in held)
        undo = f"A backup is made first: {copy}." if copy else "Only a backup can bring them back (--backup TO)."
        told = f"{going} of {len(held)} stories were last told before {before}. They go for good, with the reports"
        confirm(f"{told} and pages that nothing younger rests on. {undo}", "Let them go?", yes=yes)
        made = _backed_up(live, copy) if copy else None
        gone = retention.retain(live.db, before)
    typer.echo(f"Gone: {gone.stories} stories, {gone.captures} pages, {gone.readings} readings.")
    if made:
        typer.echo(f"To bring all back: synoptic desk restore {made} NEWDIR")
