"""The archive keeps bytes under their digest, whole or not at all."""

import errno
import hashlib
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from synoptic.errors import StoreError
from synoptic.store.archive import Archive

PAGE = b"<p>The harbour bell rang twice." * 40


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "archive")


def test_bytes_come_back_under_their_digest(archive):
    """What was put is got back under its SHA-256, from a compressed file in a folder of its first two digits."""
    digest = archive.put(PAGE)
    assert digest == hashlib.sha256(PAGE).hexdigest()
    assert archive.get(digest) == PAGE
    path = archive.folder / digest[:2] / f"{digest}.zst"
    assert path.is_file()
    assert path.stat().st_size < len(PAGE)


@settings(deadline=None)
@given(content=some.binary(max_size=3000))
def test_any_bytes_come_back(tmp_path_factory, content):
    """Whatever a stranger sends is kept byte for byte."""
    archive = Archive(tmp_path_factory.getbasetemp() / "any")
    assert archive.get(archive.put(content)) == content


def test_equal_bytes_are_kept_once(archive):
    """Putting the same page a second time makes no second file."""
    first, second = archive.put(PAGE), archive.put(PAGE)
    assert first == second
    assert list(archive.digests()) == [first]


def test_everything_kept_is_listed_in_order(archive):
    """The digests are listed in their order, and nothing else that lies in the folder."""
    digests = sorted(archive.put(b"page %d" % number) for number in range(9))
    (archive.folder / digests[0][:2] / "notes.txt").write_text("not ours")
    assert list(archive.digests()) == digests


def test_a_removed_page_is_gone(archive):
    """What was removed is missing, and removing it again does nothing."""
    digest = archive.put(PAGE)
    archive.remove(digest)
    archive.remove(digest)
    with pytest.raises(StoreError) as error:
        archive.get(digest)
    assert error.value.code == "D008"


@pytest.mark.parametrize("damage", [b"", b"no zstd at all", None], ids=["empty", "other", "turned"])
def test_a_damaged_page_is_never_taken_for_whole(archive, damage):
    """A file that lost its bytes, or some of them, raises D009 and names itself."""
    digest = archive.put(PAGE)
    path = archive.path(digest)
    held = path.read_bytes()
    path.write_bytes(held[:-3] + b"???" if damage is None else damage)
    with pytest.raises(StoreError, match=digest) as error:
        archive.get(digest)
    assert error.value.code == "D009"


def test_a_damaged_page_is_mended_when_it_comes_again(archive):
    """The same page gathered again takes the place of its damaged copy."""
    digest = archive.put(PAGE)
    archive.path(digest).write_bytes(b"dust")
    assert archive.put(PAGE) == digest
    assert archive.get(digest) == PAGE


def test_a_full_disk_leaves_nothing_half_written(archive, monkeypatch):
    """With no room left the error says so, no piece stays behind, and the next try succeeds."""

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as during:
        during.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match="no room left") as error:
            archive.put(PAGE)
    assert error.value.code == "D005"
    assert list(archive.digests()) == list(archive.parts()) == []
    assert archive.get(archive.put(PAGE)) == PAGE


def test_ctrl_c_leaves_nothing_half_written(archive, monkeypatch):
    """A writer that is interrupted takes its piece away."""

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        archive.put(PAGE)
    assert list(archive.digests()) == list(archive.parts()) == []


def test_a_piece_left_by_a_killed_writer_counts_for_nothing(archive):
    """What a killed writer left behind is neither listed nor got."""
    digest = archive.put(PAGE)
    piece = archive.path(digest).with_suffix(".0a1b2c3d.part")
    piece.write_bytes(b"half")
    assert list(archive.digests()) == [digest]
    assert list(archive.parts()) == [piece]


def test_a_folder_that_may_not_be_written(open_folder, as_somebody):
    """Without the right to write, the error names the folder and says what to do."""
    archive = Archive(open_folder / "archive")
    archive.folder.mkdir(mode=0o555)
    as_somebody()
    with pytest.raises(StoreError, match="may not be written") as error:
        archive.put(PAGE)
    assert error.value.code == "D004"


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_only_a_digest_names_a_page(archive, name):
    """Nothing outside the archive can be asked for."""
    with pytest.raises(StoreError):
        archive.get(name)
