"""A small web site in a thread, whose pages a test can change and take away."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Site:
    """What the site serves: pages by name, announced by the feed at `/feed.xml` in the order of arrival.

    `missing` pages are announced but not there, `failing` ones end in an error of the server; `moved` leads from
    paths to addresses for good; `asked` are the paths that were asked for.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.pages: dict[str, str] = {}
        self.moved: dict[str, str] = {}
        self.missing: list[str] = []
        self.failing: list[str] = []
        self.asked: list[str] = []

    @property
    def feed(self) -> str:
        """Return the address of the feed."""
        return f"{self.address}/feed.xml"

    def page(self, name: str) -> str:
        """Return the address of a page."""
        return f"{self.address}/{name}.html"

    def put(self, name: str, headline: str, paragraphs: list[str], day: str = "2026-05-04") -> None:
        """Publish a page, or another version of it."""
        body = "".join(f"<p>{escape(words)}</p>" for words in paragraphs)
        self.pages[name] = (
            f'<!doctype html><html lang="en"><head><title>{escape(headline)}</title>'
            f'<meta property="article:published_time" content="{day}T06:00:00Z"></head>'
            f"<body><article><h1>{escape(headline)}</h1>{body}</article></body></html>"
        )

    def content(self, path: str) -> tuple[int, str, str]:
        """Return status, media type and words of what is at a path."""
        if path == "/feed.xml":
            return 200, "application/rss+xml", self._feed()
        if path == "/sitemap.xml":
            return 200, "application/xml", self._sitemap("sitemapindex", "sitemap", [f"{self.address}/part.xml"])
        if path == "/part.xml":
            return 200, "application/xml", self._sitemap("urlset", "url", [self.page(name) for name in self.pages])
        name = path.strip("/").removesuffix(".html")
        if name in self.failing:
            return 500, "text/plain", "out of order"
        return (
            (200, "text/html; charset=utf-8", self.pages[name]) if name in self.pages else (404, "text/plain", "")
        )

    def _feed(self) -> str:
        items = "".join(
            f"<item><title>{escape(name)}</title><link>{self.page(name)}</link><guid>{self.page(name)}</guid></item>"
            for name in dict.fromkeys((*self.pages, *self.missing, *self.failing))
        )
        head = f"<title>The Ferry Post</title><link>{self.address}/</link><description>Invented</description>"
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'

    def _sitemap(self, whole: str, part: str, addresses: list[str]) -> str:
        parts = "".join(f"<{part}><loc>{address}</loc></{part}>" for address in addresses)
        return (
            f'<?xml version="1.0"?><{whole} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{parts}</{whole}>'
        )


@contextmanager
def site() -> Iterator[Site]:
    """Serve a site on this machine while the block runs."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, media_type, words = held.content(self.path)
            content = words.encode()
            held.asked.append(self.path)
            if self.path in held.moved:
                status, content = 301, b""
            self.send_response(status)
            if self.path in held.moved:
                self.send_header("Location", held.moved[self.path])
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *values: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    held = Site(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
