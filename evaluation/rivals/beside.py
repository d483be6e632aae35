"""Which rivals stand beside which set, and how their figures are found and printed.

A rival is an installed package that does the same job, or a method of a few lines that everyone would try first.
It reads the rows that we read and is scored by the same function. What is not installed is named with the way to
get it, and costs our own figures nothing.
"""

import importlib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import msgspec

INSTALL = "pip install 'synoptic[eval]'"


class RivalScore(msgspec.Struct, frozen=True, kw_only=True):
    """What one rival reached on one of our measures; `key` is that of our own score."""

    rival: str
    key: str
    value: float
    rows: int
    note: str = ""


# For each set the modules of this folder that have a rival on it.
SETS: dict[str, tuple[str, ...]] = {
    "html_scrapinghub": ("pages",),
    "html_l3s_gn1": ("pages",),
    "html_trafilatura": ("pages",),
    "html_fundus": ("pages",),
    "mojibake": ("encodings",),
    "newsquant": ("quantities",),
    "recognizers": ("calendar",),
    "timex": ("calendar",),
    "stories_allsides": ("word_counts",),
    "stories_5w1h": ("word_counts",),
    "ecbplus": ("word_counts",),
    "basil": ("word_counts",),
    "allsides_neus": ("leads",),
}


def rivals_of(name: str, folder: Path, limit: int) -> tuple[list[RivalScore], list[str]]:
    """Return what rivals reach on a set, and a line for each package that is missing."""
    scores: list[RivalScore] = []
    missing: list[str] = []
    for job in SETS.get(name, ()):
        module = importlib.import_module(f"evaluation.rivals.{job}")
        absent = [package for package in module.PACKAGES if not installed(package)]
        if absent:
            missing.append(f"no rival: {', '.join(absent)} not installed; {INSTALL}")
        else:
            scores += module.rivals(folder, name, limit)
    return scores, missing


def installed(package: str) -> bool:
    """Return whether a distribution is installed here."""
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def called(package: str) -> str:
    """Return a package with its version, as it is printed."""
    return f"{package} {metadata.version(package)}"


def rival_lines(scores: Iterable[RivalScore], missing: Iterable[str]) -> Iterator[str]:
    """Yield a line for each rival's figure, then for each missing package."""
    for score in scores:
        note = f"  {score.note}" if score.note else ""
        yield f"{'   rival on ' + score.key:<64} {score.value:7.3f}  {score.rival} ({score.rows} rows){note}"
    yield from missing
