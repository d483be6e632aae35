"""Reports from files, folders and standard input, in the same order whatever the order of the arguments."""

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from synoptic.errors import problem
from synoptic.intake.kinds import archive_pages, is_archive, pages_of
from synoptic.intake.packed import unpacked
from synoptic.intake.pages import Page, raw_report
from synoptic.intake.settings import IntakeSettings
from synoptic.news.problem import Problem
from synoptic.news.report import RawReport
from synoptic.run.stage import Made

# Files of these kinds lie beside saved pages in folders and are never reports; named by hand they are tried.
BESIDE = re.compile(
    r"\.(?:css|m?js|map|png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|woff2?|ttf|otf|eot|mp[34]|m4a|ogg|wav|webm|mov|docx?"
    r"|od[st]|xlsx?|pptx?|zip|tar|tgz|bz2|xz|7z|rar|toml|ya?ml|ini|cfg|lock|pyc?|ipynb|sh|sqlite|db|log"
    r"|bak|tmp)$|^(?:readme|licen[sc]e|changelog|makefile)\b",
    re.IGNORECASE,
)
STDIN = "-"


class _Place(NamedTuple):
    shown: str
    file: Path
    named: bool


def read_paths(
    paths: Sequence[str | Path], *, settings: IntakeSettings, stdin: BinaryIO | None = None
) -> Made[RawReport]:
    """Return the reports of files, folders and standard input (`-`), sorted by id, and what could not be read."""
    problems: list[Problem] = []
    pages: list[Page] = []
    for place in _places(paths, problems):
        made = _read(place, settings)
        pages += made.items
        problems += made.problems
    if any(str(path) == STDIN for path in paths):
        made = _from_stdin(stdin, settings)
        pages += made.items
        problems += made.problems
    reports, doubles = _distinct(pages)
    return Made(reports, tuple(sorted({*problems, *doubles})))


def _distinct(pages: Sequence[Page]) -> tuple[tuple[RawReport, ...], list[Problem]]:
    """Return one report for each id, sorted, and a note for each page that is the same as another."""
    kept: dict[str, RawReport] = {}
    problems = []
    for report in sorted(map(raw_report, pages), key=lambda report: (report.id, len(report.path), report.path)):
        first = kept.setdefault(report.id, report)
        if first is not report:
            problems.append(problem("I016", report.path, path=report.path, first=first.path))
    return tuple(kept.values()), problems


def _places(paths: Sequence[str | Path], problems: list[Problem]) -> list[_Place]:
    """Return every file to read, each once, however many arguments lead to it."""
    found: dict[str, _Place] = {}
    for argument in sorted({Path(path).as_posix() for path in paths if str(path) != STDIN}):
        for place in _under(argument, problems):
            real = os.path.realpath(place.file)
            known = found.get(real)
            if known is None or (not place.named, len(place.shown), place.shown) < (
                not known.named,
                len(known.shown),
                known.shown,
            ):
                found[real] = place
    return sorted(found.values(), key=lambda place: place.shown)


def _under(argument: str, problems: list[Problem]) -> Iterator[_Place]:
    try:
        mode = os.stat(argument).st_mode
    except (OSError, ValueError) as fault:
        code = "I008" if os.path.islink(argument) else "I002" if isinstance(fault, PermissionError) else "I001"
        problems.append(problem(code, argument, path=argument))
        return
    if not stat.S_ISDIR(mode):
        yield _Place(argument, Path(argument), True)
        return
    before = len(problems)
    places = list(_walk(argument, problems, ()))
    yield from places
    if not places and not any(one.severity != "info" for one in problems[before:]):
        problems.append(problem("I007", argument, path=argument))


def _walk(folder: str, problems: list[Problem], above: tuple[str, ...]) -> Iterator[_Place]:
    real = os.path.realpath(folder)
    if real in above:
        problems.append(problem("I008", folder, path=folder))
        return
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        problems.append(problem("I002", folder, path=folder))
        return
    for name in names:
        if name.startswith((".", "~")):
            continue
        path = (Path(folder) / name).as_posix()
        try:
            mode = os.stat(path).st_mode
        except OSError:
            problems.append(problem("I008" if os.path.islink(path) else "I002", path, path=path))
            continue
        if stat.S_ISDIR(mode):
            yield from _walk(path, problems, (*above, real))
        elif not stat.S_ISREG(mode) or BESIDE.search(name):
            problems.append(problem("I009", path, path=path))
        else:
            yield _Place(path, Path(path), False)


def _read(place: _Place, settings: IntakeSettings) -> Made[Page]:
    path = place.shown
    try:
        if is_archive(place.file.name.lower()):
            # An archive is read record by record: it may be far larger than any one page.
            with place.file.open("rb") as opened:
                return archive_pages(opened, path, settings)
        size = place.file.stat().st_size
        if size > settings.largest_file:
            return _refused("I003", path, size=_megabytes(size), limit=_megabytes(settings.largest_file))
        with place.file.open("rb") as opened:
            content = opened.read(settings.largest_file + 1)
    except OSError:
        return _refused("I002", path)
    made = _opened(content, path, place.file.name.lower(), settings)
    if not place.named and [one.code for one in made.problems] in (["I121"], ["I134"]) and not made.items:
        # A table or feed that lies beside saved pages and holds no reports is no fault of the folder.
        return _refused("I009", path)
    return made


def _from_stdin(stdin: BinaryIO | None, settings: IntakeSettings) -> Made[Page]:
    content = stdin.read(settings.largest_file + 1) if stdin else b""
    return _opened(content, "standard input", "", settings)


def _opened(content: bytes, path: str, name: str, settings: IntakeSettings) -> Made[Page]:
    if len(content) > settings.largest_file:
        limit = _megabytes(settings.largest_file)
        return _refused("I003", path, size=f"more than {limit}", limit=limit)
    plain = unpacked(content, settings.largest_unpacked)
    if plain is None:
        return _refused("I017", path, limit=_megabytes(settings.largest_unpacked))
    if plain is not content:
        content, name = plain, name.removesuffix(".gz")
    if not content:
        return _refused("I004", path)
    if not content.strip():
        return _refused("I005", path)
    return pages_of(content, path, name, settings)


def _refused(code: str, path: str, **values: str) -> Made[Page]:
    return Made((), (problem(code, path, path=path, **values),))


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB" if size >= 1_000_000 else f"{size} bytes"
