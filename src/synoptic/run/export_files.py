"""Rows into files, a few at a time: lines of JSON, comma-separated values, Parquet."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, get_origin

import msgspec

from synoptic.errors import DeskError
from synoptic.run.whole_files import whole_file

Write = Callable[[Any], None]
Writer = AbstractContextManager[Write]

# Rows of one row group of a Parquet file: a few megabytes with full texts.
_GROUP = 500
# A spreadsheet takes a cell that begins so for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@contextmanager
def lines_writer(path: Path) -> Iterator[Write]:
    """Give a function that writes a record as a line of JSON."""
    encoder = msgspec.json.Encoder(order="deterministic")
    with whole_file(path) as file:

        def write(row: Any) -> None:
            file.write(encoder.encode(row) + b"\n")

        yield write


@contextmanager
def csv_writer(path: Path, kind: type[msgspec.Struct]) -> Iterator[Write]:
    """Give a function that writes a record as a row of values (RFC 4180, UTF-8), with the names above them.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    names = [field.name for field in msgspec.structs.fields(kind)]
    with whole_file(path) as file:

        def line(cells: Sequence[str]) -> None:
            held = io.StringIO()
            csv.writer(held).writerow(cells)
            file.write(held.getvalue().encode("utf-8", "replace"))

        def write(row: Any) -> None:
            line([_cell(getattr(row, name)) for name in names])

        line(names)
        yield write


@contextmanager
def parquet_writer(path: Path, kind: type[msgspec.Struct]) -> Iterator[Write]:
    """Give a function that writes a record as a row of a Parquet file; DeskError D071 without pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise DeskError("D071") from error
    kinds = {str: pa.string(), int: pa.int64(), bool: pa.bool_(), tuple: pa.list_(pa.string())}
    fields = [(f.name, kinds[get_origin(f.type) or f.type]) for f in msgspec.structs.fields(kind)]
    schema = pa.schema(fields)
    waiting: list[dict[str, Any]] = []
    with whole_file(path) as file, pq.ParquetWriter(file, schema, compression="zstd") as table:

        def flush() -> None:
            table.write_table(pa.Table.from_pylist(waiting, schema=schema))
            waiting.clear()

        def write(row: Any) -> None:
            waiting.append(msgspec.structs.asdict(row))
            if len(waiting) >= _GROUP:
                flush()

        yield write
        flush()


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        value = " | ".join(map(str, value))
    if isinstance(value, bool):
        value = str(value).lower()
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text
