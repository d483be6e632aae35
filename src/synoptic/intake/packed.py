"""Gzip from strangers, unpacked up to a limit."""

import gzip
import io
import zlib


def unpacked(content: bytes, limit: int) -> bytes | None:
    """Return what a gzip file holds, and other bytes as they are; None if damaged or larger than the limit."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        with gzip.open(io.BytesIO(content)) as opened:
            plain = opened.read(limit + 1)
    except (OSError, EOFError, zlib.error):
        return None
    return plain if len(plain) <= limit else None
