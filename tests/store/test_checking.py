"""A check names everything that is wrong with a desk, and nothing else."""

import pytest
from sqlalchemy import delete, insert, update

from synoptic.news.capture import StoryRecord
from synoptic.store import tables
from synoptic.store.checking import check
from synoptic.store.sources import add_source
from synoptic.store.stories import put_comparison, replace_stories
from tests.store.builders import FEED, announce, item, read, take


@pytest.fixture
def whole(db):
    """Return a desk that holds some of everything."""
    add_source(db, FEED)
    announce(db, item(1), item(2, form="html", content=b"<p>Whole."), item(3))
    made = [read(db, take(db, item(number), b"<p>Page %d." % number)) for number in (1, 3)]
    take(db, item(1), b"<p>Page 1, changed.")
    replace_stories(db, [StoryRecord(id="story:1", reports=(made[0].id,), references=(made[1].id,))])
    put_comparison(db, "story:1", "inputs", "stages", b"compared")
    return db


def spoil(db, statement):
    """Change rows as no function of the store would."""
    with db.transaction() as connection:
        connection.execute(statement)


def codes(db):
    return [problem.code for problem in check(db)]


def test_a_whole_desk_has_no_problem(whole):
    """Neither has an empty one."""
    assert check(whole) == ()


def test_an_empty_desk_has_no_problem(db):
    """There is nothing that could be missing."""
    assert check(db) == ()


def test_bytes_that_belong_to_nothing_are_no_problem(whole):
    """A gatherer that was killed between archive and database leaves some; they do no harm."""
    whole.archive.put(b"put, and never referred to")
    assert check(whole) == ()


@pytest.mark.parametrize("content", [b"<p>Page 1.", b"<p>Whole."], ids=["captured", "announced"])
def test_missing_bytes_are_named(whole, content):
    """The bytes of a former version and of an item that waits are wanted too."""
    digest = whole.archive.digest(content)
    whole.archive.remove(digest)
    (found,) = check(whole)
    assert (found.code, found.subject) == ("D008", digest)


def test_damaged_bytes_are_named(whole):
    """The file is named, so that it can be restored."""
    path = whole.archive.path(whole.archive.digest(b"<p>Page 3."))
    path.write_bytes(b"dust")
    (found,) = check(whole)
    assert found.code == "D009"
    assert str(path) in found.message


def test_a_damaged_reading_is_named(whole):
    """Its bytes no longer have their digest."""
    spoil(whole, update(tables.readings).values(content=b"dust"))
    assert codes(whole) == ["D013", "D013"]


LOST = {
    "a reading whose page is gone": delete(tables.captures).where(tables.captures.c.address == item(3).address),
    "a version whose former one is gone": delete(tables.captures).where(tables.captures.c.version == 1),
    "a comparison without a story": delete(tables.stories),
    "an item that is held nowhere": update(tables.items)
    .where(tables.items.c.id == item(2).id)
    .values(state="held"),
}


@pytest.mark.parametrize("statement", LOST.values(), ids=LOST.keys())
def test_what_refers_to_nothing_is_named(whole, statement):
    """Every reference has its row, or the check says which has not."""
    spoil(whole, statement)
    assert set(codes(whole)) == {"D015"}


def test_a_report_in_two_stories_is_named(whole):
    """A report tells one story only."""
    with whole.transaction() as connection:
        connection.execute(insert(tables.stories).values(id="story:2", first="", last="", reason=""))
        held = connection.execute(tables.members.select().where(tables.members.c.told)).first()
        row = {"story": "story:2", "told": True, "position": 0, "report": held.report}
        connection.execute(insert(tables.members).values(row))
    assert codes(whole) == ["D016"]


def test_a_version_that_is_there_twice_is_named(whole):
    """Two versions in a row with the same bytes are one too many."""
    first = tables.captures.select().where(tables.captures.c.address == item(3).address)
    with whole.transaction() as connection:
        row = dict(connection.execute(first).mappings().first())
        row |= {"version": 2, "place": 99, "previous": row["report"]}
        connection.execute(insert(tables.captures).values(row))
    assert codes(whole) == ["D016"]


def test_a_damaged_file_is_found(sqlite):
    """SQLite's own look at the file is part of the check."""
    announce(sqlite, *(item(number) for number in range(50)))
    with sqlite.snapshot() as connection:
        wanted = "SELECT rootpage FROM sqlite_master WHERE name = 'items_place'"
        page = connection.exec_driver_sql(wanted).scalar()
        size = connection.exec_driver_sql("PRAGMA page_size").scalar()
    sqlite.close()
    with sqlite.path.open("r+b") as file:
        file.seek((page - 1) * size + 8)
        file.write(b"\xff" * 40)
    assert set(codes(sqlite)) == {"D002"}
