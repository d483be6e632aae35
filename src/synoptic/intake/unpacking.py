"""Undoes the packing of an answer (gzip, deflate, br, zstd) up to a limit, so that a small bomb stays small."""

import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import zstandard

ACCEPTED = "gzip, deflate, br, zstd"
# Servers pack once; a proxy may do so again.
MOST_LAYERS = 2
# zstd cannot be told to stop, so it is fed in slices: one of 256 bytes grows to some 8 MB at the very most.
SLICE = 256
# What a zstd answer may ask for as its window (RFC 9659).
WINDOW = 8 * 1024 * 1024


class TooLargeError(Exception):
    """What was packed is larger than the limit."""


class DamagedError(Exception):
    """What was packed cannot be undone."""


def unpacked(content: bytes, encodings: str, limit: int) -> bytes:
    """Return what is behind a `Content-Encoding`; TooLargeError over `limit` bytes, DamagedError if broken."""
    layers = [one for name in encodings.split(",") if (one := name.strip().lower()) not in ("", "identity")]
    if len(layers) > MOST_LAYERS:
        raise DamagedError(f"it is packed {len(layers)} times")
    for layer in reversed(layers):
        undo = UNPACKERS.get(layer)
        if undo is None:
            raise DamagedError(f"“{layer[:20]}” is not known")
        if content:
            content = undo(content, limit)
    return content


def _gzip(content: bytes, limit: int) -> bytes:
    kept = bytearray()
    while content:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        kept += _inflated(member, content, limit - len(kept))
        content = member.unused_data.lstrip(b"\x00")  # some servers pad the last member
        if not content.startswith(b"\x1f\x8b"):
            break
    return bytes(kept)


def _deflate(content: bytes, limit: int) -> bytes:
    try:
        return _inflated(zlib.decompressobj(), content, limit)
    except DamagedError:
        return _inflated(
            zlib.decompressobj(-zlib.MAX_WBITS), content, limit
        )  # without the header that belongs there


def _inflated(member: "zlib._Decompress", content: bytes, limit: int) -> bytes:
    try:
        found = member.decompress(content, limit + 1)
    except zlib.error as fault:
        raise DamagedError("the bytes are damaged") from fault
    if len(found) > limit:
        raise TooLargeError
    if not member.eof:
        raise DamagedError("the end is missing")
    return found


def _brotli(content: bytes, limit: int) -> bytes:
    packed = brotli.Decompressor()
    kept = bytearray()
    try:
        kept += packed.process(content, output_buffer_limit=limit + 1)
        while not packed.can_accept_more_data() and len(kept) <= limit:
            kept += packed.process(b"", output_buffer_limit=limit + 1 - len(kept))
    except brotli.error as fault:
        raise DamagedError("the bytes are damaged") from fault
    if len(kept) > limit:
        raise TooLargeError
    if not packed.is_finished():
        raise DamagedError("the end is missing")
    return bytes(kept)


def _zstd(content: bytes, limit: int) -> bytes:
    kept = bytearray()
    while content:
        frame = zstandard.ZstdDecompressor(max_window_size=WINDOW).decompressobj()
        start = 0
        try:
            while start < len(content) and not frame.eof:
                kept += frame.decompress(content[start : start + SLICE])
                start += SLICE
                if len(kept) > limit:
                    raise TooLargeError
        except zstandard.ZstdError as fault:
            raise DamagedError("the bytes are damaged") from fault
        if not frame.eof:
            raise DamagedError("the end is missing")
        content = frame.unused_data + content[start:]
    return bytes(kept)


UNPACKERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd,
}  # fmt: skip
