"""`synoptic desk …`: the commands of the live desk in their order, and the first and the most used of them."""

import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from synoptic import desk_following, desk_listings, desk_upkeep, desk_watching
from synoptic.desk_opening import AsJson, Folder, opened
from synoptic.terminal import end_with, progress_bars, show_many_problems

if TYPE_CHECKING:
    from synoptic.run.live import LiveDesk, Round
    from synoptic.run.watches import Told

desk = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Follow sources, keep every version, bring stories up to date as reports arrive.\n\n"
    "Start with `synoptic desk init mydesk`. The desk is the one that `--desk DIR` or the environment variable "
    "SYNOPTIC_DESK names, or the current folder.",
    epilog="Exit codes: 0 all went well, 1 done but with warnings or errors, 2 failed, 130 stopped by Ctrl-C.",
)


@desk.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the new desk.")],
    database: Annotated[
        str, typer.Option(metavar="URL", help="A PostgreSQL database; default: SQLite in the folder.")
    ] = "",
) -> None:
    """Make a desk: a folder with its settings, its database and its archive.

    **Examples**

    - `synoptic desk init mydesk`
    - `synoptic desk init mydesk --database postgresql+psycopg://me@host/news`
    """
    from synoptic.run.live import SETTINGS_FILE, LiveDesk

    LiveDesk.create(folder, database=database).close()
    typer.echo(f"The desk {folder} is made; its settings are in {folder / SETTINGS_FILE}.")
    typer.echo(f"Next: synoptic desk add https://…/feed.xml --desk {folder}")


desk.command()(desk_following.add)
desk.add_typer(desk_following.sources_app, name="sources")


@desk.command()
def gather(
    once: Annotated[
        bool, typer.Option("--once", help="Gather once and end; this is what happens anyway.")
    ] = False,
    every: Annotated[str, typer.Option(metavar="TIME", help="Go on, and look again so often: 10m, 1h.")] = "",
    as_json: AsJson = False,
    where: Folder = None,
) -> None:
    """Fetch what is due, keep it, bring stories and comparisons up to date, and tell what is watched.

    It may be stopped at any time and started again, also twice at once: nothing is lost or doubled.

    **Examples**

    - `synoptic desk gather`
    - `synoptic desk gather --every 10m`
    """
    from synoptic.intake.fetching import Fetcher
    from synoptic.run.spans_of_time import how_long

    if once and every:
        raise typer.BadParameter("Say either --once or --every.")
    pause = how_long(every) if every else timedelta()
    with opened(where) as live:
        # One for all rounds: it knows the robots.txt of every host, and when each may be asked again.
        fetcher = Fetcher(live.settings.intake.fetch, live.clock, time.sleep)
        while True:
            began = live.clock()
            with progress_bars() as listen:
                made = live.gather(fetcher=fetcher, listen=listen)
            notices = desk_watching.tell(live)
            problems = made.gathered.problems + made.problems + notices.problems
            if as_json:
                # One line a round, so that a program can read along.
                row = {**msgspec.structs.asdict(made), "told": notices}
                typer.echo(msgspec.json.encode(row, order="deterministic"))
            else:
                show_many_problems(problems)
                typer.echo(_in_words(made, notices))
            if not every:
                break
            _wait_until(began + pause, live)
    end_with(problems)


def _in_words(made: "Round", notices: "Told") -> str:
    """Return what a round of gathering did, in one line."""
    got, brought = made.gathered, made.updated
    parts = [
        f"{got.sources} sources visited",
        f"{got.announced} new reports announced",
        f"{got.captured} pages kept",
        f"{got.unchanged} unchanged" if got.unchanged else "",
        f"{got.gone} withdrawn" if got.gone else "",
        f"{got.refused} refused" if got.refused else "",
        f"{brought.readings} read",
        f"{brought.comparisons} stories compared",
        f"{notices.matches} watched reports told" if notices.matches else "",
    ]
    return " · ".join(part for part in parts if part)


def _wait_until(moment: datetime, live: "LiveDesk") -> None:
    while (left := (moment - live.clock()).total_seconds()) > 0:
        # A clock that is set back must not make this wait for days; so short a sleep ends soon after it is set.
        time.sleep(min(left, 60))


desk.command()(desk_listings.stories)
desk.command()(desk_listings.story)
desk.command()(desk_listings.changes)
desk.command()(desk_listings.outlets)
desk.command()(desk_watching.watch)
desk.add_typer(desk_watching.watches_app, name="watches")
desk.command()(desk_upkeep.export)
desk.command()(desk_upkeep.backup)
desk.command()(desk_upkeep.restore)
desk.command()(desk_upkeep.check)
desk.command()(desk_upkeep.rebuild)
desk.command()(desk_upkeep.retain)
