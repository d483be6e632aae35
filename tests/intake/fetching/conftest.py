"""A web server on this machine whose pages the tests write, and clocks that they move."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from synoptic.intake.fetch_settings import FetchSettings
from synoptic.intake.fetching import Fetcher
from synoptic.intake.transport import Network

START = datetime(2031, 3, 4, 6, 0, tzinfo=UTC)
Page = Callable[["Visit"], None]


class Visit(BaseHTTPRequestHandler):
    """One request; a page of a test answers it with `send`, or writes what it likes."""

    protocol_version = "HTTP/1.1"
    server: "Site"

    def do_GET(self) -> None:
        """Answer with the page at the path, or 404."""
        with self.server.lock:
            self.server.visits.append((self.path, dict(self.headers)))
        page = self.server.pages.get(self.path)
        if page is None:
            self.send(404)
        else:
            page(self)

    def send(self, status: int, content: bytes = b"", **headers: str) -> None:
        """Answer with a status, content and headers (`content_type=…`)."""
        self.send_response(status)
        for name, value in {"content_length": str(len(content)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *values: Any) -> None:
        """Say nothing."""


class Site(ThreadingHTTPServer):
    """A server of pages; `visits` are the paths and headers that it was asked for, in order."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Visit)
        self.pages: dict[str, Page] = {}
        self.visits: list[tuple[str, dict[str, str]]] = []
        self.lock = threading.Lock()
        self.ended = threading.Event()

    @property
    def address(self) -> str:
        """Return the address of the server."""
        return f"http://127.0.0.1:{self.server_port}"

    def page(
        self, path: str, content: bytes = b"<p>The ferry is back.</p>", status: int = 200, **headers: str
    ) -> str:
        """Put a page at a path and return its address."""
        self.pages[path] = lambda visit: visit.send(status, content, **{"content_type": "text/html", **headers})
        return self.address + path

    def answers(self, path: str, page: Page) -> str:
        """Let a function answer at a path and return its address."""
        self.pages[path] = page
        return self.address + path

    def asked(self) -> list[str]:
        """Return the paths that were asked for, without those that say what is allowed."""
        with self.lock:
            return [path for path, _ in self.visits if path not in ("/robots.txt", "/.well-known/tdmrep.json")]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that hang up."""


class Clock:
    """A clock that moves only when told to, or when somebody sleeps by it."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def __call__(self) -> datetime:
        """Return the time."""
        return START + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        """Return the seconds that have passed."""
        return self.passed

    @property
    def network(self) -> Network:
        """Return the network of this machine with the seconds of this clock."""
        return Network(monotonic=self.monotonic)

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self.slept.append(round(seconds, 3))
            self.passed += seconds


def serving(site: Site) -> Iterator[Site]:
    """Run a server until the test is done with it."""
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.ended.set()
        site.shutdown()
        socketserver.TCPServer.server_close(site)
        thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a running server without pages."""
    yield from serving(Site())


@pytest.fixture
def clock() -> Clock:
    """Return a clock at six in the morning."""
    return Clock()


def settings_for_tests(**changed: Any) -> FetchSettings:
    """Return settings under which this machine may be visited, without delay."""
    return FetchSettings(**{"allowed_hosts": ("127.0.0.1",), "host_delay": 0.0, **changed})


def fetcher(clock: Clock, network: Network | None = None, **changed: Any) -> Fetcher:
    """Return a client for tests; `changed` are settings."""
    return Fetcher(settings_for_tests(**changed), clock, clock.sleep, network)


def code(fetched: Any) -> str:
    """Return the code of the problem that a visit met; empty if it met none."""
    return fetched.problem.code if fetched.problem else ""
