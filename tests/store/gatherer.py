"""A process that gathers an invented town's news until nothing is left; tests start several, and kill some.

python -m tests.store.gatherer URL ARCHIVE HOLDER
"""

import sys
from pathlib import Path

from synoptic.store.connection import Database
from synoptic.store.queue import open_items, release
from synoptic.store.readings import unread
from tests.store.builders import NOON, read, take

MADE_BY = "stages 1"


def gather(url: str, archive: Path, holder: str) -> None:
    """Take every open item, then read every page, a few at a time."""
    db = Database.open(url, archive)
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    while items := open_items(db, NOON, holder, 300, 5):
        for item in items:
            take(db, item, f"<p>What {item.id} says.".encode())
    for capture in unread(db, MADE_BY):
        read(db, capture, made_by=MADE_BY)
    release(db, holder)
    db.close()


if __name__ == "__main__":
    gather(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
