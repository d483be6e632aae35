"""Servers that mean harm, or are broken: each ends at a limit, with a coded problem."""

import gzip
import socket
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.fetching.conftest import Clock, Site, Visit, code, fetcher, serving
from tests.intake.fetching.test_unpacking import PACKERS

Write = Callable[[Visit], None]


def raw(content: bytes) -> Write:
    """Return a page that writes bytes as they are and hangs up."""

    def page(visit: Visit) -> None:
        visit.wfile.write(content)
        visit.close_connection = True

    return page


def dripping(head: bytes, drop: bytes, pause: float = 0.005) -> Write:
    """Return a page that goes on writing for as long as it is listened to."""

    def page(visit: Visit) -> None:
        visit.wfile.write(head)
        while not visit.server.ended.is_set():
            visit.wfile.write(drop)
            visit.wfile.flush()
            time.sleep(pause)

    return page


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def test_an_endless_body_ends_at_the_limit(site: Site, clock: Clock) -> None:
    """A page without end is given up when it is larger than any page is."""
    address = site.answers("/", dripping(HEAD + b"\r\n", b"x" * 65536, 0))
    fetched = fetcher(clock, largest_answer=500_000).fetch(address)
    assert (code(fetched), fetched.content) == ("I147", b"")


def test_a_body_that_is_stated_too_large_is_not_begun(site: Site, clock: Clock) -> None:
    """The stated length is enough to refuse it."""
    address = site.answers("/", raw(HEAD + b"Content-Length: 99999999\r\n\r\nx"))
    assert code(fetcher(clock).fetch(address)) == "I147"


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "deflate"])
def test_a_bomb_does_not_fill_the_memory(encoding: str, site: Site, clock: Clock) -> None:
    """Ten megabytes in a few kilobytes are refused when they grow over the limit."""
    packed = PACKERS[encoding](bytes(10_000_000))
    address = site.page("/", packed, content_encoding=encoding)
    assert code(fetcher(clock, largest_unpacked=1_000_000).fetch(address)) == "I148"


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "compress"])
def test_a_packing_that_cannot_be_undone_is_a_problem(encoding: str, site: Site, clock: Clock) -> None:
    """Bytes that are not what they are said to be are not taken for a page."""
    address = site.page("/", b"<p>The ferry is back.</p>", content_encoding=encoding)
    assert code(fetcher(clock).fetch(address)) == "I149"


@pytest.mark.parametrize(
    "page",
    [
        dripping(HEAD + b"\r\n", b"x"),
        dripping(HEAD, b"X-Long: y\r\n"),
        dripping(b"", b"H"),
        dripping(b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
        dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    ],
    ids=["body", "headers", "status", "processing", "chunks"],
)
def test_a_slow_drip_ends_with_the_whole_time(page: Write, site: Site, clock: Clock) -> None:
    """However steadily single bytes come, in the body or before it, the visit ends when its time is up."""
    started = time.monotonic()
    fetched = fetcher(clock, whole_time=0.3, silent_time=0.2).fetch(site.answers("/", page))
    assert code(fetched) in ("I145", "I160")
    assert time.monotonic() - started < 10


def test_silence_ends_a_visit(site: Site, clock: Clock) -> None:
    """A server that says nothing is left after the silent time."""
    address = site.answers("/", lambda visit: (visit.server.ended.wait(5), None)[1])
    fetched = fetcher(clock, silent_time=0.1).fetch(address)
    assert code(fetched) == "I145"
    assert "more than 0.1 seconds" in fetched.note.problem


def test_silence_does_not_outlast_the_whole_time(site: Site, clock: Clock) -> None:
    """A silent server is left when the time for the visit is up, even if more silence would be allowed."""
    started = time.monotonic()
    fetched = fetcher(clock, silent_time=5.0, whole_time=0.2).fetch(
        site.answers("/", lambda visit: (visit.server.ended.wait(5), None)[1])
    )
    assert code(fetched) == "I145"
    assert time.monotonic() - started < 4


def test_redirects_in_a_circle_are_seen(site: Site, clock: Clock) -> None:
    """A page that leads back to where we were is not followed again."""
    site.page("/b", status=302, location="/a")
    address = site.page("/a", status=301, location="/b")
    assert code(fetcher(clock).fetch(address)) == "I151"
    assert code(fetcher(clock).fetch(site.page("/self", status=302, location=""))) == "I156"
    assert code(fetcher(clock).fetch(site.page("/self", status=302, location="/self"))) == "I151"
    assert len(site.asked()) == 4


def test_redirects_without_end_stop_at_the_limit(site: Site, clock: Clock) -> None:
    """A chain that never comes to an end is left after eight steps."""
    for number in range(40):
        site.page(f"/{number}", status=302, location=f"/{number + 1}")
    assert code(fetcher(clock).fetch(f"{site.address}/0")) == "I150"
    assert len(site.asked()) == 9


@pytest.mark.parametrize("location", ["http://[bad/", "javascript:alert(1)", "http://", "ferry:\x7f", "//"])
def test_a_redirect_to_nowhere_is_a_problem(location: str, site: Site, clock: Clock) -> None:
    """A location that is no web address is refused like any other."""
    address = site.page("/", status=302, location=location)
    assert code(fetcher(clock).fetch(address)) in ("I140", "I142", "I151")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no web server\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 999999 ?\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-" + b"y" * 300_000 + b": z\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nbad header\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01",
    ],
    ids=str.split("nothing no-http half length two-lengths chunks half-chunk status long-header header tls"),
)
def test_broken_answers_are_problems(content: bytes, site: Site, clock: Clock) -> None:
    """Whatever comes over the line, a visit ends with a code; half a page is not taken for a page."""
    fetched = fetcher(clock).fetch(site.answers("/", raw(content)))
    assert (code(fetched), fetched.content) == ("I160", b"")


def test_nobody_listening_is_a_problem(clock: Clock) -> None:
    """A closed port is told as what it is."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    fetched = fetcher(clock).fetch(f"http://127.0.0.1:{port}/")
    assert code(fetched) == "I144"
    assert "refused" in fetched.note.problem.lower()


def test_one_bad_host_does_not_spoil_the_next(site: Site, clock: Clock) -> None:
    """After any of these a good page is fetched as ever."""
    client = fetcher(clock, largest_answer=100_000, whole_time=0.3)
    bad = [
        site.answers("/1", dripping(HEAD + b"\r\n", b"x" * 65536, 0)),
        site.answers("/2", raw(b"no web server")),
        site.page("/3", gzip.compress(b"x")[:-4], content_encoding="gzip"),
    ]
    assert [code(client.fetch(address)) for address in bad] == ["I147", "I160", "I149"]
    assert client.fetch(site.page("/good")).content


@pytest.fixture(scope="module")
def lasting_site() -> Iterator[Site]:
    """Return a server for many examples."""
    yield from serving(Site())


ANSWER_PARTS = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 301 Moved\r\n", b"HTTP/1.0 503 \r\n", b"Location: /", b"Location: http://[\r\n",
        b"Content-Encoding: gzip\r\n", b"Content-Length: 9\r\n", b"Retry-After: 1e9\r\n", b"ETag: \xff\r\n",
        b"Content-Type: text/html; charset=\r\n", b"\r\n", b"\r\n\r\n", b"<p>", b"\x1f\x8b\x08", b": ", b"\x00",
    ]
)  # fmt: skip


@settings(max_examples=60)
@given(content=st.lists(st.one_of(ANSWER_PARTS, st.binary(max_size=20)), max_size=10).map(b"".join))
def test_any_bytes_end_a_visit_without_a_failure(content: bytes, lasting_site: Site) -> None:
    """Whatever a server writes, there is content or a coded problem, and a note for the next visit."""
    lasting_site.pages["/any"] = raw(content)
    address = f"{lasting_site.address}/any"
    fetched = fetcher(Clock(), silent_time=1.0, ask_terms=False, most_redirects=2).fetch(address)
    assert bool(fetched.content) != bool(fetched.problem)
    assert fetched.note.address == address


@pytest.mark.parametrize(
    "page",
    [b"<html><a " + b" ".join(b"x%d" % number for number in range(30_000)) + b">", b"<html>" + b"<p>" * 120_000],
    ids=["attributes", "elements"],
)
def test_a_page_made_to_hold_readers_up_is_refused(page: bytes, site: Site, clock: Clock) -> None:
    """Pages of one element with thousands of attributes, or of countless elements, do not reach the cleaner."""
    started = time.monotonic()
    assert code(fetcher(clock).fetch(site.page("/", page))) == "I166"
    assert time.monotonic() - started < 10
