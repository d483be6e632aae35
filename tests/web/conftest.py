"""A small desk with stories, and its site as a client sees it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from synoptic.run.live import SETTINGS_FILE, LiveDesk
from synoptic.web.app import create_app
from synoptic.web.settings import WebSettings
from tests.desk.clock import Clock
from tests.desk.plain_tools import PlainTools
from tests.desk.site import Site, site

FERRY = [
    "The ferry Halcyon ran aground off Port Merrow on Monday with 212 passengers on board, the coast guard said.",
    "Nobody was hurt, and the passengers were taken ashore by two lifeboats before noon, the coast guard said.",
    "The line that runs the ferry said an engine had failed shortly after the ship left Port Merrow.",
]
OTHER = [
    "The ferry Halcyon with 212 people on board ran aground near Port Merrow on Monday, the coast guard reported.",
    "Two lifeboats brought all passengers of the ferry ashore, and nobody was hurt, according to the coast guard.",
    "The harbour of Port Merrow stayed closed to large ships while divers looked at the hull of the Halcyon.",
]
BRIDGE = [
    "The bridge over the Tarn closes on Saturday for repairs that take six weeks, the council of Calder said.",
    "Drivers were told to take the road by Low Ness until the repairs are done.",
]
HOSTILE = [
    'The mayor of Ness said <script>alert("x")</script> to <img src=x onerror=alert(1)> reporters on Monday.',
    'She named a link <a href="javascript:alert(2)">here</a> and \u202ereversed words\u202c in a speech.',
]
_SETTINGS = """
[desk]
revisit_every = 3600
revisit_days = 2

[intake.fetch]
host_delay = 0.0
allowed_hosts = ["127.0.0.1"]
"""


class Time:
    """Seconds that a test sets."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.seconds


def gathered(folder: Path, web: Site) -> LiveDesk:
    """Return a desk of two days that follows a site and has gathered once."""
    web.put("ferry", "Ferry runs aground off Port Merrow", FERRY)
    web.put("halcyon", "Halcyon aground near Port Merrow", OTHER)
    web.put("bridge", "Bridge at Calder closes", BRIDGE, day="2026-05-02")
    web.put("mayor", 'Mayor says <script>alert("h")</script>', HOSTILE)
    clock = Clock()
    LiveDesk.create(folder, clock=clock).close()
    (folder / SETTINGS_FILE).write_text(_SETTINGS, encoding="utf-8")
    desk = LiveDesk.open(folder, clock=clock, tools=PlainTools())
    desk.add(web.feed, "feed", title="The Ferry Post", outlet="The Ferry Post")
    desk.gather()
    return desk


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LiveDesk, Site]]:
    """Return a gathered desk and the site that it follows; tests only read it."""
    with site() as web:
        desk = gathered(tmp_path_factory.mktemp("web") / "desk", web)
        yield desk, web
        desk.close()


@pytest.fixture(scope="session")
def desk(held: tuple[LiveDesk, Site]) -> LiveDesk:
    """Return the gathered desk."""
    return held[0]


@pytest.fixture(scope="session")
def seconds() -> Time:
    """Return the seconds that the sites go by; they only grow."""
    return Time()


def client_of(desk: LiveDesk, seconds: Time, **limits: Any) -> TestClient[Any]:
    """Return a client of a desk's site under some limits."""
    app = create_app(desk, settings=WebSettings(**limits), tools=PlainTools(), time=seconds)
    return TestClient(app, base_url="http://127.0.0.1:8010", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def served(desk: LiveDesk, seconds: Time) -> Iterator[TestClient[Any]]:
    """Return a client of the site; it takes a second to begin."""
    with client_of(desk, seconds, requests_a_minute=100_000) as made:
        yield made


@pytest.fixture
def client(served: TestClient[Any]) -> TestClient[Any]:
    """Return a browser at the site that comes for the first time."""
    served.cookies.clear()
    return served
