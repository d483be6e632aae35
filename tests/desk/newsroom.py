"""A web server on this machine that serves feeds and pages of invented outlets, in a process of its own."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from typing import NamedTuple

from benchmarks.desk_reports import Page, pages


class Newsroom(NamedTuple):
    """A running server: its address, its feeds, and how many pages they announce."""

    address: str
    feeds: tuple[str, ...]
    pages: int


@contextmanager
def newsroom(count: int, feeds: int, seed: int = 7) -> Iterator[Newsroom]:
    """Serve so many pages, announced by so many feeds, while the block runs."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs, count, feeds, seed))
    process.start()
    try:
        port, announced = ours.recv()
        address = f"http://127.0.0.1:{port}"
        yield Newsroom(address, tuple(f"{address}/feed/{n}.xml" for n in range(feeds)), announced)
    finally:
        process.terminate()
        process.join()


def _serve(pipe: Connection, count: int, feeds: int, seed: int) -> None:
    first = [page for page in pages(count, seed) if page.version == 1]
    server = ThreadingHTTPServer(("127.0.0.1", 0), _answering(first, feeds))
    pipe.send((server.server_port, len(first)))
    server.serve_forever()


def _answering(held: list[Page], feeds: int) -> type[BaseHTTPRequestHandler]:
    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kind, _, name = self.path.strip("/").partition("/")
            number = name.partition(".")[0]
            if kind == "page" and number.isdigit() and int(number) < len(held):
                self._send(held[int(number)].html, "text/html; charset=utf-8")
            elif kind == "feed" and number.isdigit() and int(number) < feeds:
                self._send(_feed(held, int(number), feeds, self.headers["Host"]), "application/rss+xml")
            else:
                self.send_error(404)

        def _send(self, content: bytes, media_type: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *values: object) -> None:
            """Say nothing."""

    return Answer


def _feed(held: list[Page], number: int, feeds: int, host: str) -> bytes:
    items = "".join(
        f"<item><title>{escape(page.carrier.title or 'News')}</title>"
        f"<link>http://{host}/page/{place}.html</link><guid>http://{host}/page/{place}.html</guid></item>"
        for place, page in enumerate(held)
        if place % feeds == number
    )
    head = f"<title>Outlet {number}</title><link>http://{host}/</link><description>Invented</description>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()
