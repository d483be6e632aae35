"""Short ways to make desks for tests, and to gather in a process that can be killed."""

import os
import signal
import time
from pathlib import Path

from synoptic.run.live import SETTINGS_FILE, LiveDesk
from tests.desk.newsroom import Newsroom
from tests.desk.plain_tools import PlainTools

# Quick and rude: the hosts are ours.
SETTINGS = """
[desk]
database = "{database}"
lease_seconds = 30
revisit_days = 0

[intake.fetch]
host_delay = 0.0
host_connections = 8
allowed_hosts = ["127.0.0.1"]
"""


def new_desk(folder: Path, news: Newsroom, database: str = "") -> Path:
    """Return the folder of a new desk that follows every feed of a newsroom."""
    LiveDesk.create(folder, database=database).close()
    (folder / SETTINGS_FILE).write_text(SETTINGS.format(database=database), encoding="utf-8")
    desk = opened(folder)
    for feed in news.feeds:
        desk.add(feed, "feed")
    desk.close()
    return folder


def opened(folder: Path) -> LiveDesk:
    """Return a desk that works without models."""
    return LiveDesk.open(folder, tools=PlainTools())


def gather(folder: Path) -> None:
    """Gather once in this process."""
    desk = opened(folder)
    try:
        desk.gather()
    finally:
        desk.close()


def gather_killed(folder: Path, seconds: float) -> bool:
    """Gather in a child that is killed after some seconds; return whether it had finished by then."""
    child = start_gathering(folder)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            assert status == 0, f"the gatherer failed with {status}"
            return True
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return status == 0


def start_gathering(folder: Path) -> int:
    """Gather in a child process; return its id."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            gather(folder)
            status = 0
        finally:
            os._exit(status)
    return child
