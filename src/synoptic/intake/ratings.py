"""Ratings of outlets that a user brings: a CSV file, each row with who says it. None come with the package."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from synoptic.errors import problem
from synoptic.intake.sites import host_of
from synoptic.news.outlet import Rating
from synoptic.news.problem import Problem
from synoptic.run.stage import Made

if TYPE_CHECKING:
    import _csv

# Bytes of a file of ratings: the longest public lists rate some 10,000 outlets in about 1 MB.
LARGEST = 10_000_000
# Rows whose faults are named one by one: whoever mends these sees the pattern of the others.
NAMED = 20
# Characters of a field: a rating is a mark or a few words, an address rarely longer.
LONGEST = 500
# The names that columns have in the wild, without case and signs, by our name for each; best first.
COLUMNS: dict[str, tuple[str, ...]] = {
    "outlet": ("outlet", "name", "newspaper", "publisher", "medium"),
    "domain": ("domain", "site", "website", "host"),
    "value": ("rating", "value", "score", "label", "grade"),
    "source": ("source", "rater", "ratedby", "ratingsource", "by"),
    "date": ("date", "rated", "asof", "year"),
    "address": ("url", "address", "link"),
}
_WANTED = "outlet or domain, rating, source, and if known date and url"


class _UnusableError(Exception):
    """Why a file or a row cannot be used."""


def read_ratings(content: bytes, path: str) -> Made[Rating]:
    """Return the ratings of a CSV file (columns outlet or domain, rating, source; date and url if known)."""
    try:
        rows = _rows(content)
        places = _columns(next(rows, (0, []))[1])
    except (_UnusableError, csv.Error) as fault:
        return Made((), (problem("I175", path, path=path, detail=str(fault), known=_WANTED),))
    ratings: dict[Rating, None] = {}
    faults: list[tuple[int, str]] = []
    try:
        for line, row in rows:
            try:
                ratings.setdefault(_rating(row, places))
            except _UnusableError as fault:
                faults.append((line, str(fault)))
    except csv.Error as fault:
        faults.append((0, f"the file cannot be read from here on ({fault})"))
    return Made(tuple(ratings), _problems(faults, path))


def _rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not empty with the number of the line on which it ends."""
    if len(content) > LARGEST:
        raise _UnusableError(f"it has more than {LARGEST:,} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise _UnusableError(f"it is not UTF-8 (byte {fault.start})") from None
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    return _numbered(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _numbered(reader: "_csv.Reader") -> Iterator[tuple[int, list[str]]]:
    for row in reader:
        if any(field.strip() for field in row):
            yield reader.line_num, row


def _columns(head: Sequence[str]) -> dict[str, int]:
    plain = [re.sub(r"[\W_]", "", name.casefold()) for name in head]
    places = {
        field: plain.index(name) for field, names in COLUMNS.items() for name in reversed(names) if name in plain
    }
    missing = [field for field in ("value", "source") if field not in places]
    if not {"outlet", "domain"} & places.keys():
        missing.insert(0, "outlet")
    if missing:
        shown = ", ".join("rating" if field == "value" else field for field in missing)
        raise _UnusableError(f"it has no column for: {shown}")
    return places


def _rating(row: Sequence[str], places: dict[str, int]) -> Rating:
    fields = {name: _plain(row[place]) if place < len(row) else "" for name, place in places.items()}
    domain = fields.get("domain", "")
    if domain and not host_of(domain):
        raise _UnusableError(f"“{domain}” is no domain")
    if not domain and not fields.get("outlet"):
        raise _UnusableError("it names no outlet")
    if not fields["value"]:
        raise _UnusableError("it has no rating")
    # A mark without its maker would look like ours.
    if not fields["source"]:
        raise _UnusableError("it does not say whose rating it is (column “source”)")
    if any(len(value) > LONGEST for value in fields.values()):
        raise _UnusableError(f"a field has more than {LONGEST} characters")
    return Rating(**{"outlet": "", **fields, "domain": host_of(domain).removeprefix("www.")})


def _plain(field: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in field).split())


def _problems(faults: Sequence[tuple[int, str]], path: str) -> tuple[Problem, ...]:
    named = [
        problem("I176", f"{path}:{line}", path=path, line=str(line), detail=detail)
        for line, detail in faults[:NAMED]
    ]
    if len(faults) > NAMED:
        named.append(problem("I177", path, path=path, count=str(len(faults) - NAMED)))
    return tuple(named)
