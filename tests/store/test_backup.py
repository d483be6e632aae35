"""Backups: whole or not there, of either kind of database, and back again."""

import io
import tarfile

import pytest
import zstandard

from synoptic.errors import StoreError
from synoptic.news.capture import StoryRecord
from synoptic.store import backup as copying
from synoptic.store import shelf
from synoptic.store.backup import backup, fill, restore
from synoptic.store.captures import captures
from synoptic.store.checking import check
from synoptic.store.connection import Database
from synoptic.store.readings import reading, reading_marks
from synoptic.store.sources import add_source, sources
from synoptic.store.stories import comparison, put_comparison, put_day_result, replace_stories, stories
from tests.store.builders import FEED, announce, item, read, take

NAMES = ["desk.tar.zst", "desk-copy"]


@pytest.fixture
def full(db):
    """Return a desk that holds some of everything."""
    add_source(db, FEED)
    announce(db, item(1), item(2), item(9, form="html", content=b"<p>It waits."))
    made = [read(db, take(db, item(number), b"<p>Page %d." % number)) for number in (1, 2)]
    replace_stories(db, [StoryRecord(id="story:1", reports=tuple(one.id for one in made))])
    put_comparison(db, "story:1", "inputs", "stages", b"compared")
    put_day_result(db, "2026-05-04", "digest", b"grouped")
    shelf.add(db, "watches", "border", b"1")
    return db


def everything(db):
    """Return what a desk holds, as far as any function tells."""
    held = captures(db, current=False)
    return (
        sources(db),
        held,
        [db.archive.get(one.digest) for one in held],
        reading_marks(db),
        [reading(db, one.report) for one in held],
        stories(db),
        comparison(db, "story:1"),
        shelf.entries(db, "watches"),
    )


def reopened(folder):
    return Database.open(f"sqlite:///{folder / 'desk.sqlite'}", folder / "archive")


@pytest.mark.parametrize("name", NAMES)
def test_a_restored_desk_holds_all_that_was_there(full, tmp_path, name):
    """Whether it is one file or a folder, and whichever database the desk used."""
    settings = tmp_path / "desk.toml"
    settings.write_text('[desk]\ndatabase = ""\n')
    made = backup(full, tmp_path / name, [settings])
    assert made == tmp_path / name
    folder = restore(made, tmp_path / "again")
    again = reopened(folder)
    assert everything(again) == everything(full)
    assert check(again) == ()
    again.close()
    assert (folder / "desk.toml").read_text() == settings.read_text()


def test_a_backup_leaves_nothing_beside_it(full, tmp_path):
    """What was needed while it was made is gone."""
    folder = tmp_path / "backups"
    for name in NAMES:
        backup(full, folder / name)
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)


def test_a_restored_desk_goes_into_a_server(full, tmp_path, postgres_url):
    """The rows of a copy fill an empty database of the other kind, so that a desk can move."""
    folder, url = restore(backup(full, tmp_path / "desk.tar.zst"), tmp_path / "again"), postgres_url()
    fill(folder, url)
    target = Database.open(url, folder / "archive")
    assert everything(target) == everything(full)
    assert check(target) == ()
    target.close()
    with pytest.raises(StoreError) as error:
        fill(folder, url)
    assert error.value.code == "D012"


def test_a_filling_that_was_stopped_begins_again(full, tmp_path, postgres_url, monkeypatch):
    """All rows go in together, so that an interrupted filling leaves an empty database that can be filled."""
    folder, url = restore(backup(full, tmp_path / "desk.tar.zst"), tmp_path / "again"), postgres_url()

    def stopped(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as during:
        during.setattr(copying.search, "index", stopped)
        with pytest.raises(KeyboardInterrupt):
            fill(folder, url)
    fill(folder, url)
    target = Database.open(url, folder / "archive")
    assert everything(target) == everything(full)
    target.close()


def test_a_backup_is_of_one_moment(full, tmp_path, monkeypatch):
    """What is written while the bytes are copied is not in it, and nothing in it lacks its bytes."""
    before = everything(full)
    found = copying.referenced

    def meanwhile(connection):
        take(full, item(3), b"<p>Page 3.")
        return found(connection)

    monkeypatch.setattr(copying, "referenced", meanwhile)
    again = reopened(restore(backup(full, tmp_path / "desk.tar.zst"), tmp_path / "again"))
    assert everything(again) == before
    again.close()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_written_over(full, tmp_path, name):
    """Neither by a backup nor by bringing one back."""
    made = backup(full, tmp_path / name)
    with pytest.raises(StoreError) as error:
        backup(full, made)
    assert error.value.code == "D018"
    with pytest.raises(StoreError) as error:
        restore(made, tmp_path)
    assert error.value.code == "D018"


def test_an_empty_folder_may_be_restored_to(full, tmp_path):
    """A folder that was made for the purpose does not stand in the way."""
    (tmp_path / "again").mkdir()
    assert restore(backup(full, tmp_path / "desk.tar.zst"), tmp_path / "again") == tmp_path / "again"


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_backup_is_not_brought_back(full, tmp_path, name):
    """A page that is not what its name says is found before anything is there."""
    made = backup(full, tmp_path / name)
    if made.is_dir():
        next(made.glob("archive/*/*.zst")).write_bytes(b"dust")
    else:
        held = bytearray(made.read_bytes())
        held[len(held) // 2] ^= 0xFF
        made.write_bytes(held)
    with pytest.raises(StoreError) as error:
        restore(made, tmp_path / "again")
    assert error.value.code == "D017"
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("content", [b"", b"This is a letter.", zstandard.compress(b"no tar")])
def test_other_files_are_no_backups(tmp_path, content):
    """The error says what a backup is made with; nothing is left behind."""
    path = tmp_path / "letter.tar.zst"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="synoptic desk backup") as error:
        restore(path, tmp_path / "again")
    assert error.value.code == "D017"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_there_is_no_such_backup(tmp_path):
    """A name that leads nowhere is no backup either."""
    with pytest.raises(StoreError) as error:
        restore(tmp_path / "none.tar.zst", tmp_path / "again")
    assert error.value.code == "D017"


@pytest.mark.parametrize("name", ["../escaped", "/tmp/escaped", "archive/../../escaped", ".hidden"])
def test_a_backup_from_strangers_writes_nowhere_else(tmp_path, name):
    """Only names that a desk has are unpacked."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        member = tarfile.TarInfo(name)
        member.size = 4
        tar.addfile(member, io.BytesIO(b"gotcha"[:4]))
    path = tmp_path / "gift.tar.zst"
    path.write_bytes(zstandard.compress(packed.getvalue()))
    with pytest.raises(StoreError) as error:
        restore(path, tmp_path / "in" / "again")
    assert error.value.code == "D017"
    assert not list(tmp_path.rglob("escaped"))


def test_a_backup_that_finds_no_room_leaves_nothing(full, tmp_path, monkeypatch):
    """The error says that the disk is full; no half of a backup stays."""

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "pack_folder", full_disk)
    with pytest.raises(StoreError) as error:
        backup(full, tmp_path / "backups" / "desk.tar.zst")
    assert error.value.code == "D005"
    assert list((tmp_path / "backups").iterdir()) == []


def test_lost_bytes_do_not_stop_a_backup(full, tmp_path):
    """All else is kept, and the check of the copy names what is missing."""
    full.archive.remove(full.archive.digest(b"<p>Page 1."))
    again = reopened(restore(backup(full, tmp_path / "desk.tar.zst"), tmp_path / "again"))
    assert [problem.code for problem in check(again)] == ["D008"]
    again.close()
