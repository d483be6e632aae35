"""The archive: raw bytes under their SHA-256, compressed, written so that a file is there whole or not at all."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import zstandard

from synoptic.errors import StoreError
from synoptic.store.failures import file_failure
from synoptic.store.settings import DEFAULTS, StoreSettings

_NAME = re.compile(r"[0-9a-f]{64}\.zst")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_PART = ".part"


class Archive:
    """A folder of compressed files, `ab/<digest>.zst`, each named after the SHA-256 of what it holds."""

    def __init__(self, folder: Path, settings: StoreSettings = DEFAULTS) -> None:
        self.folder = folder
        self._level = settings.level

    def put(self, content: bytes) -> str:
        """Return the digest under which the bytes are kept from now on; equal bytes are kept once."""
        digest = self.digest(content)
        path = self.path(digest)
        if self.is_whole(digest):
            # Written anew as far as retention can see: whoever put it may be about to refer to it.
            with suppress(OSError):
                os.utime(path)
            return digest
        try:
            _write_whole(path, zstandard.ZstdCompressor(level=self._level).compress(content))
        except OSError as error:
            raise file_failure(error, str(self.folder)) from error
        return digest

    @staticmethod
    def digest(content: bytes) -> str:
        """Return the SHA-256 of bytes in hexadecimal digits."""
        return hashlib.sha256(content).hexdigest()

    def get(self, digest: str) -> bytes:
        """Return the bytes under a digest; StoreError D008 if they are missing, D009 if they are others."""
        try:
            packed = self.path(digest).read_bytes()
        except FileNotFoundError as error:
            raise StoreError("D008", digest=digest, path=str(self.folder)) from error
        except OSError as error:
            raise file_failure(error, str(self.path(digest))) from error
        try:
            # In pieces, so that a damaged header cannot ask for all memory.
            content = zstandard.ZstdDecompressor().decompressobj().decompress(packed)
        except zstandard.ZstdError as error:
            raise StoreError("D009", digest=digest, path=str(self.path(digest))) from error
        if self.digest(content) != digest:
            raise StoreError("D009", digest=digest, path=str(self.path(digest)))
        return content

    def holds(self, digest: str) -> bool:
        """Return whether there is a file for a digest, without reading it."""
        return self.path(digest).is_file()

    def is_whole(self, digest: str) -> bool:
        """Return whether the bytes under a digest are there and are those bytes."""
        try:
            self.get(digest)
        except StoreError:
            return False
        return True

    def digests(self) -> Iterator[str]:
        """Yield the digest of everything that is kept, in their order."""
        for folder in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            yield from (name[:64] for name in sorted(os.listdir(folder)) if _NAME.fullmatch(name))

    def written(self, digest: str) -> str:
        """Return the day on which bytes were last put under a digest; empty if they are not there."""
        return day_written(self.path(digest))

    def remove(self, digest: str) -> None:
        """Let go of what is kept under a digest; nothing happens if there is nothing."""
        try:
            self.path(digest).unlink(missing_ok=True)
        except OSError as error:
            raise file_failure(error, str(self.folder)) from error

    def path(self, digest: str) -> Path:
        """Return where the bytes under a digest are or would be."""
        if not _DIGEST.fullmatch(digest):
            raise StoreError("D008", digest=digest[:80], path=str(self.folder))
        return self.folder / digest[:2] / f"{digest}.zst"

    def parts(self) -> Iterator[Path]:
        """Yield the pieces that writers left behind which were stopped half-way (or are at it now)."""
        yield from sorted(self.folder.glob(f"[0-9a-f][0-9a-f]/*{_PART}"))


def _write_whole(path: Path, packed: bytes) -> None:
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
        sync_folder(path.parent.parent)
    part = path.with_name(f"{path.stem}.{secrets.token_hex(4)}{_PART}")
    try:
        with part.open("xb") as file:
            file.write(packed)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def day_written(path: Path) -> str:
    """Return the day (YYYY-MM-DD, UTC) on which a file was written; empty if it is not there."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
    except OSError:
        return ""


def sync_folder(folder: Path) -> None:
    """See to it that a file's new name in a folder outlives a power cut, where the system can promise that."""
    try:
        held = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows does not open folders.
        return
    try:
        os.fsync(held)
    finally:
        os.close(held)
