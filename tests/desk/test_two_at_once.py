"""Two gatherers and a reader on one desk, in processes of their own."""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from synoptic.store import captures
from synoptic.store.checking import check
from tests.desk.desks import gather, new_desk, opened, start_gathering
from tests.desk.newsroom import newsroom


def test_two_gatherers_and_a_reader_lose_nothing_and_see_no_lock(
    tmp_path: Path, database_url: Callable[[str], str]
) -> None:
    """Both end well, the reader never fails, every page is held once, and the state is that of one gatherer."""
    with newsroom(60, 6) as news:
        alone = new_desk(tmp_path / "alone", news, database_url("alone"))
        gather(alone)
        shared = new_desk(tmp_path / "shared", news, database_url("shared"))
        children = {start_gathering(shared), start_gathering(shared)}
        reader = opened(shared)
        looks = 0
        try:
            while children:
                done, status = os.waitpid(-1, os.WNOHANG)
                if done:
                    assert status == 0
                    children.remove(done)
                reader.stories()
                looks += 1
            addresses = Counter(c.address for c in captures.captures(reader.db, current=False))
            assert set(addresses.values()) == {1}
            assert len(addresses) == news.pages
            assert check(reader.db) == ()
            one = opened(alone)
            assert reader.state() == one.state()
            one.close()
        finally:
            reader.close()
        assert looks > 1
