"""One compressed file for a folder, and back: only plain files, only names that a desk's backup has."""

import os
import re
import shutil
import tarfile
from pathlib import Path

import zstandard

from synoptic.errors import StoreError

# A file beside the others, or one of the archive: a backup from strangers cannot write anywhere else.
_NAMES = re.compile(r"[\w-][\w.-]*|archive/[0-9a-f]{2}/[0-9a-f]{64}\.zst")
# What is in the archive is compressed already; the level is for the database.
_LEVEL = 3


def pack_folder(folder: Path, to: Path) -> None:
    """Write all files of a folder into one tar file, compressed with zstd, in the order of their names."""
    with (
        to.open("xb") as file,
        zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).stream_writer(file, closefd=False) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                tar.add(path, arcname=path.relative_to(folder).as_posix(), filter=_plain)
    with to.open("rb+") as written:
        os.fsync(written.fileno())


def unpack_folder(source: Path, to: Path) -> None:
    """Write the files of such a tar file into a folder; StoreError D017 if it is none or is damaged."""
    if not source.is_file():
        raise StoreError("D017", path=str(source), detail="there is no such file")
    try:
        with (
            source.open("rb") as file,
            zstandard.ZstdDecompressor().stream_reader(file) as packed,
            tarfile.open(fileobj=packed, mode="r|") as tar,
        ):
            for member in tar:
                _unpack(tar, member, to)
    except (tarfile.TarError, zstandard.ZstdError, EOFError, ValueError) as error:
        raise StoreError("D017", path=str(source), detail=str(error)) from error


def _unpack(tar: tarfile.TarFile, member: tarfile.TarInfo, to: Path) -> None:
    content = tar.extractfile(member) if member.isreg() and _NAMES.fullmatch(member.name) else None
    if content is None:
        raise ValueError(f"a backup holds nothing like “{member.name[:80]}”")
    path = to / member.name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        shutil.copyfileobj(content, file)
        file.flush()
        os.fsync(file.fileno())
    # Retention goes by the day on which bytes were put into the archive.
    os.utime(path, (member.mtime, member.mtime))


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out who made the backup."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o644
    return member
