"""Records as rows and back, and blobs: the one place that says how a record is written down."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal, TypeVar, get_origin

import msgspec
import zstandard

from synoptic.errors import StoreError

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)

# Names in one IN (…): SQLite takes 32,766 parameters; a few hundred keep each statement short.
MOST_NAMES = 500
_LEVEL = 3
_JSON = msgspec.json.Encoder(order="deterministic")
# What PostgreSQL does not take (NUL) and what UTF-8 cannot say (half a surrogate pair) becomes U+FFFD.
_NOT_TEXT = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


def storable(text: str) -> str:
    """Return a text of the same length that every database can hold."""
    return text if text.isascii() and "\0" not in text else text.translate(_NOT_TEXT)


def row_of(record: msgspec.Struct) -> dict[str, Any]:
    """Return a record as a row: texts, numbers and flags as they are, what is nested as JSON, no bytes."""
    values = {name: getattr(record, name) for name in record.__struct_fields__}
    return {name: _cell(value) for name, value in values.items() if not isinstance(value, bytes)}


def cell_of(value: object) -> str:
    """Return the JSON that a nested value is stored as."""
    return _JSON.encode(_mended(msgspec.to_builtins(value))).decode()


def record_of(kind: type[S], row: Mapping[Any, Any]) -> S:
    """Return the record that a row holds; StoreError D013 if this version does not understand it."""
    try:
        values = {
            name: msgspec.json.decode(row[name]) if nested else row[name]
            for name, nested in _fields(kind)
            if name in row
        }
        return msgspec.convert(values, kind)
    except msgspec.MsgspecError as error:
        subject = f"{kind.__name__} {row.get('id') or row.get('report') or row.get('address') or ''}".strip()
        raise StoreError("D013", subject=subject, detail=str(error)) from error


def pack(record: object) -> bytes:
    """Return the MessagePack of a record; equal records give equal bytes."""
    try:
        return msgspec.msgpack.encode(record, order="deterministic")
    except UnicodeEncodeError:
        return msgspec.msgpack.encode(_mended(msgspec.to_builtins(record)), order="deterministic")


def unpack(kind: type[T], content: bytes, subject: str) -> T:
    """Return the record that was packed; StoreError D013 if this version does not understand it."""
    try:
        return msgspec.msgpack.decode(content, type=kind)
    except msgspec.MsgspecError as error:
        raise StoreError("D013", subject=subject, detail=str(error)) from error


def squeeze(content: bytes) -> bytes:
    """Return bytes compressed with zstd."""
    # A compressor may not be shared between threads; making one costs microseconds.
    return zstandard.ZstdCompressor(level=_LEVEL).compress(content)


def unsqueeze(content: bytes, subject: str) -> bytes:
    """Return what was compressed; StoreError D013 if it is damaged."""
    try:
        # In pieces, so that a damaged header cannot ask for all memory.
        return zstandard.ZstdDecompressor().decompressobj().decompress(content)
    except zstandard.ZstdError as error:
        raise StoreError("D013", subject=subject, detail=str(error)) from error


def batches(names: Iterable[T]) -> Iterator[Sequence[T]]:
    """Yield names in runs that fit into one statement."""
    held = list(names)
    for start in range(0, len(held), MOST_NAMES):
        yield held[start : start + MOST_NAMES]


def _cell(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    return value if isinstance(value, (bool, int)) else cell_of(value)


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a record, and whether each is nested and thus stored as JSON."""
    plain = (str, int, bool, bytes)
    fields = msgspec.structs.fields(kind)
    return tuple((f.name, f.type not in plain and get_origin(f.type) is not Literal) for f in fields)


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, (list, tuple)):
        return [_mended(one) for one in value]
    if isinstance(value, dict):
        return {_mended(name): _mended(one) for name, one in value.items()}
    return value
