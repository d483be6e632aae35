"""Tables: one report a row of a CSV or Parquet file, under the names that exports use or that you map."""

import csv
import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from synoptic.errors import problem
from synoptic.intake.pages import Page
from synoptic.intake.records import fields_of, page_of
from synoptic.intake.settings import IntakeSettings
from synoptic.intake.times import written
from synoptic.news.problem import Problem
from synoptic.run.stage import Made

DELIMITERS = ",;\t|"
# Characters of one cell. The csv module stops at 131,072 unless told; a report can be longer, a book is not one.
LONGEST_CELL = 5_000_000
ROWS_AT_ONCE = 500


def read_csv(content: bytes, path: str, *, settings: IntakeSettings) -> Made[Page]:
    """Return the page of each row of a CSV table, whatever its delimiter and encoding."""
    text = _text(content)
    if text is None:
        return _refused(path, "it is not text")
    stated = text[:6].lower().startswith("sep=")
    first, _, rest = text.partition("\n")
    body = rest if stated else text
    delimiter = (first.strip()[4:5] if stated else "") or _delimiter(body)
    with _long_cells():
        rows = _rows(csv.reader(io.StringIO(body, newline=""), delimiter=delimiter))
        names = [name.strip() for name in next(rows, None) or ()]
        missing = _missing(names, path, settings)
        if missing:
            return Made((), tuple(missing))
        return _pages((_record(names, row) for row in rows if row is None or any(row)), path, settings)


def read_parquet(content: bytes, path: str, *, settings: IntakeSettings) -> Made[Page]:
    """Return the page of each row of a Parquet table."""
    try:
        with pq.ParquetFile(pa.BufferReader(content)) as table:
            names = list(table.schema_arrow.names)
            missing = _missing(names, path, settings)
            if missing:
                return Made((), tuple(missing))
            held = sum(table.metadata.row_group(one).total_byte_size for one in range(table.num_row_groups))
            if held > settings.largest_unpacked * 10:
                return _refused(path, f"it unpacks to {held / 1_000_000:.0f} MB")
            wanted = _wanted(names, settings)
            batches = table.iter_batches(batch_size=ROWS_AT_ONCE, columns=wanted, use_threads=False)
            return _pages((row for batch in batches for row in batch.to_pylist()), path, settings)
    except (pa.ArrowException, OSError, ValueError, TypeError, OverflowError) as fault:
        return _refused(path, " ".join(str(fault).split())[:200])


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let the csv module read cells as long as reports, and put its limit back."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str] | None]:
    """Yield the rows of a table, None for one that is broken; the ones after it are read."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield None


def _pages(rows: Iterable[Mapping[str, Any]], path: str, settings: IntakeSettings) -> Made[Page]:
    pages: list[Page] = []
    problems: list[Problem] = []
    bad = 0
    for number, row in enumerate(rows, 2):  # the first row is the header, as spreadsheets count
        if len(pages) >= settings.most_reports:
            problems.append(problem("I119", path, path=path, limit=f"{settings.most_reports:,}"))
            break
        made = page_of({key: _value(value) for key, value in row.items()}, f"{path}:{number}", settings.columns)
        pages += made.items
        if not made.items:
            bad += 1
            if bad <= settings.bad_rows_named:
                place = f"{path}:{number}"
                problems.append(problem("I122", place, place=place, detail="it has no text"))
    if bad > settings.bad_rows_named:
        problems.append(problem("I123", path, path=path, count=str(bad - settings.bad_rows_named)))
    return Made(tuple(pages), tuple(problems))


def _missing(names: Sequence[str], path: str, settings: IntakeSettings) -> list[Problem]:
    """Return what a table lacks: a column that the reader's own map names, or any with the text."""
    found = ", ".join(names[:12]) or "no columns"
    missing = [
        problem("I124", path, path=path, column=column, field=field, found=found)
        for field, column in settings.columns.items()
        if column not in names
    ]
    if not missing and not fields_of(dict.fromkeys(names, "x"), settings.columns).keys() & {"text", "html"}:
        missing.append(problem("I121", path, path=path, found=found))
    return missing


def _wanted(names: Sequence[str], settings: IntakeSettings) -> list[str]:
    """Return the columns that are read at all: others may be large and of types that mean nothing here."""
    return [name for name in names if name in settings.columns.values() or fields_of({name: "x"})]


def _record(names: Sequence[str], row: Sequence[str] | None) -> dict[str, str]:
    return {name: cell for name, cell in zip(names, row or (), strict=False) if cell.strip()}


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return written(value) if value.tzinfo else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, Decimal):
        return str(value)
    return None if isinstance(value, float) and math.isnan(value) else value


def _text(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace").replace("\x00", "")
    if b"\x00" in content:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # what spreadsheets on Windows write


def _delimiter(text: str) -> str:
    """Return the delimiter of a table: the one of which its first line has most outside quotation marks."""
    first = next((line for line in text[:100_000].splitlines() if line.strip()), "")
    plain = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=plain.count)


def _refused(path: str, detail: str) -> Made[Page]:
    return Made((), (problem("I120", path, path=path, detail=detail.rstrip(".") or "it is damaged"),))
