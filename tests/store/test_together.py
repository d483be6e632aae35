"""Several at once, and some of them killed: nothing is lost, nothing is there twice, nobody sees a lock."""

import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from synoptic.news.capture import StoryRecord
from synoptic.store import shelf
from synoptic.store.captures import captures, first_captured
from synoptic.store.checking import check
from synoptic.store.connection import Database
from synoptic.store.queue import holders, lease_desk, open_items, release
from synoptic.store.readings import reading_marks, unread
from synoptic.store.stories import replace_stories, stories
from tests.store.builders import NOON, announce, item, take
from tests.store.gatherer import MADE_BY

PAGES = 60


def started(url, archive, holder):
    command = [sys.executable, "-m", "tests.store.gatherer", url, str(archive), holder]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process):
    """Wait for a process, and return what it complained of."""
    with process:
        return process.communicate(timeout=60)[1]


def assert_all_is_there(db):
    """Every page was taken once, read once, and counted once."""
    held = captures(db, current=False)
    assert sorted(one.address for one in held) == sorted(item(number).address for number in range(PAGES))
    assert {one.version for one in held} == {1}
    assert sorted(first_captured(db).values()) == list(range(1, PAGES + 1))
    assert len(reading_marks(db)) == PAGES
    assert unread(db, MADE_BY) == ()
    assert check(db) == ()


def test_two_processes_share_the_work(db, db_url):
    """Neither does what the other did, and a third may read all the while."""
    announce(db, *(item(number) for number in range(PAGES)))
    both = [started(db_url, db.archive.folder, name) for name in ("one", "two")]
    while any(process.poll() is None for process in both):
        assert len(captures(db)) <= PAGES
        time.sleep(0.02)
    assert [ended(process) for process in both] == ["", ""]
    assert_all_is_there(db)


def test_a_killed_process_leaves_nothing_half_done(db, db_url):
    """Wherever it is killed, the next one goes on, and the end is the same as without a kill."""
    announce(db, *(item(number) for number in range(PAGES)))
    chance = random.Random(20260504)
    for number in range(4):
        process = started(db_url, db.archive.folder, f"killed {number}")
        process.stdout.readline()
        time.sleep(chance.uniform(0.01, 0.15))
        process.send_signal(signal.SIGKILL)
        ended(process)
        for holder in holders(db):
            release(db, holder)
    assert ended(started(db_url, db.archive.folder, "last")) == ""
    assert_all_is_there(db)


def test_many_threads_share_one_database(db):
    """Items, captures, the log of the order and the shelf stay right with eight at work."""
    announce(db, *(item(number) for number in range(PAGES)))

    def work(holder):
        done = 0
        while items := open_items(db, NOON, holder, 300, 3):
            for one in items:
                done += take(db, one, f"<p>What {one.id} says.".encode()) is not None
        return done

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(work, [f"thread {number}" for number in range(8)])) == PAGES
        once = list(pool.map(lambda _: shelf.add(db, "told", "border", b"1"), range(16)))
    assert once.count(True) == 1
    assert sorted(first_captured(db).values()) == list(range(1, PAGES + 1))


def test_one_page_taken_by_many_at_once_has_one_version(db):
    """Whoever comes second finds it held."""
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: take(db, item(1)), range(16)))
    assert sum(one is not None for one in made) == 1
    assert len(captures(db, current=False)) == 1


def test_one_of_many_gets_a_task_of_the_whole_desk(db):
    """The others are refused, not made to wait."""
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda name: lease_desk(db, "update", f"{name}", NOON, 300), range(8)))
    assert got.count(True) == 1


def test_a_reader_never_sees_half_of_the_stories(db):
    """Stories are replaced as a whole, however often."""
    states = [[StoryRecord(id=f"story:{number}", reports=(name,)) for number in range(5)] for name in ("a", "b")]
    replace_stories(db, states[0])

    def read(_):
        return {one.reports[0] for one in stories(db)}, len(stories(db))

    with ThreadPoolExecutor(4) as pool:
        seen = pool.map(read, range(20))
        for number in range(10):
            replace_stories(db, states[number % 2])
    assert all(len(names) == 1 and count == 5 for names, count in seen)


def test_opening_at_once_makes_one_desk(url, tmp_path):
    """Two that make the same desk at the same moment end with one; the second is told, or finds it made."""

    def make(_):
        try:
            Database.create(url, tmp_path / "archive").close()
        except Exception as error:
            return getattr(error, "code", error)
        return "made"

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(make, range(4)))
    assert set(answers) <= {"made", "D012"}
    opened = Database.open(url, tmp_path / "archive")
    assert check(opened) == ()
    opened.close()
