"""A gatherer that is killed anywhere loses nothing and leaves nothing twice."""

import os
from collections import Counter
from pathlib import Path
from random import Random

from synoptic.store import captures
from synoptic.store.checking import check
from tests.desk.desks import gather, gather_killed, new_desk, opened
from tests.desk.newsroom import newsroom

# The nightly run has 200 kills over 40 feeds and 2,000 pages.
KILLS = int(os.environ.get("SYNOPTIC_KILLS", "12"))
FEEDS = int(os.environ.get("SYNOPTIC_FEEDS", "6"))
PAGES = int(os.environ.get("SYNOPTIC_PAGES", "90"))
# A kill comes at any time between the start and the moment at which about a tenth of the work would be done.
LATEST = float(os.environ.get("SYNOPTIC_LATEST_KILL", "0.8"))


def test_a_gatherer_killed_again_and_again_ends_where_an_undisturbed_one_ends(tmp_path: Path) -> None:
    """After many kills and one last run no report is lost or doubled, all checks hold, the state is equal."""
    random = Random(20260504)
    with newsroom(PAGES, FEEDS) as news:
        calm = new_desk(tmp_path / "calm", news)
        gather(calm)
        struck = new_desk(tmp_path / "struck", news)
        for _ in range(KILLS):
            gather_killed(struck, random.uniform(0.01, LATEST))
        gather(struck)
        one, other = opened(calm), opened(struck)
        try:
            addresses = Counter(capture.address for capture in captures.captures(other.db, current=False))
            assert len(addresses) == news.pages
            assert set(addresses.values()) == {1}
            assert check(other.db) == ()
            assert other.state() == one.state()
        finally:
            one.close()
            other.close()
