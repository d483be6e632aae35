"""Packed answers, up to a limit."""

import contextlib
import gzip
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from synoptic.intake.unpacking import UNPACKERS, DamagedError, TooLargeError, unpacked

TEXT = b"The ferry is back, the harbour master said. " * 50
BOMB = bytes(10_000_000)


def raw_deflate(content: bytes) -> bytes:
    """Return content as some servers deflate it, without the header that belongs there."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda content: brotli.compress(content, quality=1),
    "zstd": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("encoding", UNPACKERS)
def test_each_packing_is_undone(encoding: str) -> None:
    """What was packed comes back, whatever the case in which the packing is named."""
    packed = PACKERS[encoding](TEXT)
    assert unpacked(packed, f" {encoding.upper()} ", 10_000) == TEXT


def test_plain_content_is_left_alone() -> None:
    """No packing, or `identity`, changes nothing."""
    assert unpacked(TEXT, "", 10_000) == TEXT == unpacked(TEXT, "identity", 10_000)


def test_servers_that_pack_in_their_own_way_are_understood() -> None:
    """Deflate without a header, several gzip members, padding and several zstd frames are read."""
    assert unpacked(raw_deflate(TEXT), "deflate", 10_000) == TEXT
    assert unpacked(gzip.compress(TEXT) + gzip.compress(b"END") + b"\0\0", "gzip", 10_000) == TEXT + b"END"
    frames = PACKERS["zstd"](TEXT) + PACKERS["zstd"](b"END")
    assert unpacked(frames, "zstd", 10_000) == TEXT + b"END"
    assert unpacked(gzip.compress(brotli.compress(TEXT)), "br, gzip", 10_000) == TEXT


@pytest.mark.parametrize("encoding", UNPACKERS)
def test_a_bomb_stops_at_the_limit(encoding: str) -> None:
    """Ten megabytes in a few kilobytes are not unpacked beyond the limit."""
    packed = PACKERS[encoding](BOMB)
    assert len(packed) < 200_000
    with pytest.raises(TooLargeError):
        unpacked(packed, encoding, 1_000_000)


def test_a_bomb_within_a_bomb_stops_at_the_limit() -> None:
    """The limit holds for each layer."""
    with pytest.raises(TooLargeError):
        unpacked(gzip.compress(gzip.compress(BOMB)), "gzip, gzip", 1_000_000)


@pytest.mark.parametrize("encoding", UNPACKERS)
def test_what_is_cut_short_or_damaged_is_refused(encoding: str) -> None:
    """Half a page is not taken for a page."""
    packed = PACKERS[encoding](TEXT)
    for broken in (packed[: len(packed) // 2], b"no such thing", packed[:-1]):
        with pytest.raises(DamagedError):
            unpacked(broken, encoding, 10_000)


@pytest.mark.parametrize("encodings", ["compress", "gzip, gzip, gzip", "exi", "aes128gcm"])
def test_unknown_or_repeated_packing_is_refused(encodings: str) -> None:
    """A packing that is not known, or is put on top of others, is not tried."""
    with pytest.raises(DamagedError):
        unpacked(gzip.compress(TEXT), encodings, 10_000)


@given(st.binary(max_size=300), st.sampled_from(sorted(UNPACKERS)), st.integers(0, 2000))
def test_any_bytes_are_unpacked_or_refused(content: bytes, encoding: str, limit: int) -> None:
    """Bytes of strangers come back within the limit or are refused."""
    with contextlib.suppress(DamagedError, TooLargeError):
        assert len(unpacked(content, encoding, limit)) <= limit


@given(st.binary(max_size=500), st.sampled_from(sorted(UNPACKERS)))
def test_unpacking_undoes_packing(content: bytes, encoding: str) -> None:
    """Any content comes back as it was."""
    assert unpacked(PACKERS[encoding](content), encoding, 1000) == content
