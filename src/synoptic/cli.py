"""The command line: thin commands over the public functions.

Exit codes: 0 everything went well, 1 done but with problems, 2 failed.
"""

import json
import os
import sys
import traceback
from pathlib import Path
from typing import Annotated, BinaryIO, NoReturn

import msgspec
import typer

from synoptic import __version__
from synoptic.desk_cli import desk
from synoptic.errors import IntakeError, NotFoundError, SynopticError
from synoptic.news.problem import Problem
from synoptic.run.settings import Settings, read_settings
from synoptic.serve_cli import serve
from synoptic.terminal import (
    columns,
    end_with,
    memory,
    print_lines,
    progress_bars,
    remember,
    show_problems,
    writing,
)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Every report of one story, read side by side.\n\nStart with `synoptic compare FILES --html out/`.",
    epilog="Exit codes: 0 all went well, 1 a result, but with warnings or errors beside it, 2 no result.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(desk, name="desk")
app.command()(serve)

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.")]
SettingsFile = Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="A settings file (TOML).")]
Width = Annotated[
    int, typer.Option("--width", metavar="COLUMNS", help="Width of the text; 0 fits the terminal.", min=0)
]
AsOf = Annotated[
    str, typer.Option("--as-of", metavar="DATE", help="The day to read from (2022-11-04): nothing is dated later.")
]


@app.command()
def compare(
    paths: Paths,
    html: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write an index and a page for each story here.")
    ] = None,
    json_file: Annotated[
        str, typer.Option("--json", metavar="FILE", help="Write the JSON document here; - prints it alone.")
    ] = "",
    as_of: AsOf = "",
    settings: SettingsFile = None,
    width: Width = 0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no comparison, only problems.")] = False,
) -> None:
    """Compare reports: what they agree on, what only one says, where they differ, who copied whom.

    **Examples**

    - `synoptic compare wire.txt paper.html more/`
    - `synoptic compare reports.jsonl --html out/ --json out.json`
    - `cat page.html | synoptic compare - other.txt --as-of 2022-11-04`
    """
    from synoptic.api import Desk
    from synoptic.publish.data import to_json
    from synoptic.publish.plain import plain_lines

    _make_folders(html, Path(json_file).parent if json_file not in ("", "-") else None)
    with progress_bars() as listen:
        document = Desk(_settings(settings, as_of), listen=listen).compare_paths(paths, _stdin(paths))
    if not document.reports:
        show_problems(document.problems)
        raise IntakeError("R003")
    content = to_json(document)
    remember(content)
    if json_file == "-":
        sys.stdout.buffer.write(content)
    elif json_file:
        _write(Path(json_file), content)
    if json_file != "-" and not quiet:
        print_lines(plain_lines(document, width=columns(width)))
    if html is not None:
        from synoptic.publish.site import write_site

        with writing(html):
            typer.echo(f"The page is {write_site(document, html)}", err=json_file == "-")
    _finish(document.problems, shown=json_file != "-" and not quiet)


@app.command()
def read(
    paths: Paths,
    json_file: Annotated[
        str, typer.Option("--json", metavar="FILE", help="Write the JSON document here; - prints it alone.")
    ] = "",
    as_of: AsOf = "",
    settings: SettingsFile = None,
    width: Width = 0,
) -> None:
    """Show reports as understood: headline, date, blocks, names, times, figures, quotes, claims, repairs.

    **Examples**

    - `synoptic read page.html`
    - `synoptic read mail.eml --json -`
    """
    from synoptic.api import Desk
    from synoptic.publish.data import to_json
    from synoptic.publish.plain_reading import reading_lines

    with progress_bars() as listen:
        document = Desk(_settings(settings, as_of), listen=listen).read_paths(paths, _stdin(paths))
    if not document.readings:
        show_problems(document.problems)
        raise IntakeError("R003")
    if json_file == "-":
        sys.stdout.buffer.write(to_json(document))
    else:
        if json_file:
            _write(Path(json_file), to_json(document))
        print_lines(reading_lines(document, width=columns(width)))
    _finish(document.problems, shown=json_file != "-")


@app.command()
def explain(
    wanted: Annotated[str, typer.Argument(metavar="ID", help="An id as printed, or its beginning.")],
    document: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="The JSON of a comparison; default: the last one, from your cache folder or $SYNOPTIC_CACHE.",
        ),
    ] = None,
    width: Width = 0,
) -> None:
    """Show why a sentence, claim group, dispute, origin or anything else with an id is what it is.

    **Examples**

    - `synoptic explain group:3f2a`
    - `synoptic explain sentence:91cc --from out.json`
    """
    from synoptic.publish import explain as explanations
    from synoptic.publish.data import read_comparison

    path = document or memory()
    if not path.exists():
        raise NotFoundError("R004", path=str(path))
    try:
        held = read_comparison(path.read_bytes())
    except msgspec.DecodeError as error:
        raise NotFoundError("R005", path=str(path), detail=str(error)) from error
    ids = explanations.find_ids(held, wanted)
    if not ids:
        raise NotFoundError("R006", wanted=wanted, path=str(path))
    if len(ids) > 1:
        raise NotFoundError("R007", wanted=wanted, ids=", ".join(ids[:8]))
    print_lines(explanations.explain_lines(held, ids[0], width=columns(width)))


@app.command()
def doctor(
    settings: SettingsFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the checks as JSON.")] = False,
) -> None:
    """Check the models and optional parts, and say how to get what is missing."""
    from synoptic.run.doctor import check_parts

    checks = check_parts(_settings(settings, ""))
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(checks), indent=1))
    else:
        for check in checks:
            typer.echo(f"{'✓' if check.works else '✗'} {check.part}: {check.found}")
            if not check.works and check.remedy:
                typer.echo(f"    to get it: {check.remedy}")
    if any(check.required and not check.works for check in checks):
        raise typer.Exit(2)


@app.command()
def schema(
    name: Annotated[str, typer.Argument(help="comparison or reading")] = "comparison",
) -> None:
    """Print the JSON Schema of the documents that `compare --json` and `read --json` write."""
    from synoptic.publish import data

    if name not in data.DOCUMENTS:
        raise NotFoundError("R008", wanted=name, known=", ".join(sorted(data.DOCUMENTS)))
    typer.echo(json.dumps(data.schema(name), indent=1, ensure_ascii=False))


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"synoptic {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Every report of one story, read side by side."""


def main() -> None:
    """Run the command line; any failure that has a code becomes one line and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that has no “ or ● shows a question mark; that is no reason to fail.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except SynopticError as error:
        _fail(error)
    except BrokenPipeError:
        # The reader of our output has gone (head, less): that is no failure of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        _fail(SynopticError("R011", detail=_where(error)))


def _fail(error: SynopticError) -> NoReturn:
    typer.echo(f"synoptic: {error}", err=True)
    sys.exit(2)


def _where(error: Exception) -> str:
    """Return an error in one line with the place in the program that it came from."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {str(error)[:300]} ({Path(last.filename).name}:{last.lineno})"


def _settings(path: Path | None, as_of: str) -> Settings:
    from datetime import date

    settings = read_settings(path) if path else Settings()
    if not as_of:
        return settings
    try:
        day = date.fromisoformat(as_of).isoformat()
    except ValueError as error:
        raise SynopticError("R009", wanted=as_of) from error
    return msgspec.structs.replace(settings, annotate=msgspec.structs.replace(settings.annotate, as_of=day))


def _stdin(paths: list[str]) -> BinaryIO | None:
    return sys.stdin.buffer if "-" in paths else None


def _make_folders(*folders: Path | None) -> None:
    """Make the folders of the results before the work begins: nobody waits to hear that one cannot be made."""
    for folder in folders:
        if folder:
            with writing(folder):
                folder.mkdir(parents=True, exist_ok=True)


def _write(path: Path, content: bytes) -> None:
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _finish(problems: tuple[Problem, ...], *, shown: bool) -> None:
    if not shown:
        show_problems(problems)
    end_with(problems)
