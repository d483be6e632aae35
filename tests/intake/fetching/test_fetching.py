"""What a visit brings, what it leaves for the next one, and how it behaves towards its hosts."""

import gzip
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import synoptic
from synoptic.intake.fetching import user_agent
from synoptic.news.capture import FetchNote
from tests.intake.fetching.conftest import Clock, Site, Visit, code, fetcher

PAGE = b"<p>The ferry is back, the harbour master said.</p>"


def test_a_page_comes_with_what_is_said_of_it(site: Site, clock: Clock) -> None:
    """Content, address, kind, charset and the time of the visit are returned."""
    address = site.page("/ferry", PAGE, content_type='Text/HTML; Charset="UTF-8"')
    fetched = fetcher(clock).fetch(address)
    assert (fetched.status, fetched.address, fetched.content) == (200, address, PAGE)
    assert (fetched.media_type, fetched.charset) == ("text/html", "utf-8")
    assert fetched.note == FetchNote(address=address, fetched="2031-03-04T06:00:00Z", status=200)
    assert fetched.problem is None


def test_we_say_who_we_are(site: Site, clock: Clock) -> None:
    """Hosts are told the name, the version and whom to ask; nothing of one visit is told to another."""
    address = site.page("/ferry", set_cookie="reader=77; Path=/")
    client = fetcher(clock, contact="https://desk.example/about")
    client.fetch(address)
    client.fetch(address)
    headers = site.visits[-1][1]
    assert headers["User-Agent"] == f"synoptic/{synoptic.__version__} (+https://desk.example/about)"
    assert headers["Accept-Encoding"] == "gzip, deflate, br, zstd"
    assert not {"Cookie", "Referer", "Authorization"} & headers.keys()


def test_a_contact_cannot_add_headers() -> None:
    """Line breaks and other letters in the contact are left out."""
    assert user_agent("") == f"synoptic/{synoptic.__version__}"
    assert (
        user_agent("ann@desk.example\r\nCookie: x=1")
        == f"synoptic/{synoptic.__version__} (+ann@desk.exampleCookie: x=1)"
    )


def test_what_has_not_changed_is_not_sent_again(site: Site, clock: Clock) -> None:
    """The note of a visit makes the next one conditional."""

    def page(visit: Visit) -> None:
        known = visit.headers.get("If-None-Match") == '"v1"' and visit.headers.get("If-Modified-Since")
        if known:
            visit.send(304)
        else:
            visit.send(200, PAGE, etag='"v1"', last_modified="Tue, 04 Mar 2031 05:00:00 GMT")

    address = site.answers("/ferry", page)
    client = fetcher(clock)
    first = client.fetch(address)
    assert (first.note.etag, first.note.last_modified) == ('"v1"', "Tue, 04 Mar 2031 05:00:00 GMT")
    clock.passed += 60
    second = client.fetch(address, first.note)
    assert (second.not_modified, second.status, second.problem, second.content) == (True, 304, None, b"")
    assert second.note.etag == '"v1"'
    assert second.note.fetched == "2031-03-04T06:01:00Z"


@pytest.mark.parametrize("etag", ['"' + "x" * 5000 + '"', '"tür"'])
def test_a_validator_that_cannot_be_sent_back_is_forgotten(etag: str, site: Site, clock: Clock) -> None:
    """An endless or damaged ETag does not spoil the next visit."""
    address = site.page("/ferry", PAGE, etag=etag)
    client = fetcher(clock)
    first = client.fetch(address)
    assert first.note.etag == ""
    assert client.fetch(address, first.note).content == PAGE
    assert client.fetch(address, FetchNote(address=address, etag="a\r\nCookie: x=1")).content == PAGE


def test_nothing_changed_is_not_believed_unasked(site: Site, clock: Clock) -> None:
    """A 304 to a visit that asked for the content whole is a fault of the server."""
    assert code(fetcher(clock).fetch(site.page("/ferry", b"", 304))) == "I160"


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_says_so(status: int, site: Site, clock: Clock) -> None:
    """A page that is gone is told apart from a failure; should it come back, it is wanted whole."""
    address = site.page("/ferry", b"", status)
    fetched = fetcher(clock).fetch(address, FetchNote(address=address, etag='"v1"', failures=2))
    assert (fetched.gone, code(fetched), fetched.status) == (True, "I157", status)
    assert (fetched.note.etag, fetched.note.due, fetched.note.failures) == ("", "", 0)


def test_permanent_moves_are_recorded(site: Site, clock: Clock) -> None:
    """The new address is that to which the first redirects lead, as far as they are permanent."""
    site.page("/c")
    site.page("/b", status=302, location="/c")
    site.page("/a2", status=308, location="b")
    address = site.page("/a", status=301, location="/a2#top")
    fetched = fetcher(clock).fetch(address)
    assert fetched.address == f"{site.address}/c"
    assert fetched.moved_permanently_to == fetched.note.moved_to == f"{site.address}/b"
    assert fetched.note.address == address


def test_a_move_for_now_is_not_recorded(site: Site, clock: Clock) -> None:
    """After a temporary redirect nothing is permanent any more."""
    site.page("/c")
    site.page("/b", status=301, location="/c")
    fetched = fetcher(clock).fetch(site.page("/a", status=307, location="/b"))
    assert (fetched.address, fetched.moved_permanently_to) == (f"{site.address}/c", "")


def test_a_page_that_leads_to_the_front_page_is_not_its_report(site: Site, clock: Clock) -> None:
    """Many sites send the reader of a page that is gone to their front page."""
    site.page("/")
    address = site.page("/news/ferry", status=301, location="/")
    fetched = fetcher(clock).fetch(address)
    assert (code(fetched), fetched.content, fetched.note.moved_to) == ("I163", b"", "")
    assert fetcher(clock).fetch(address, kind="feed").content


def test_packed_pages_are_unpacked(site: Site, clock: Clock) -> None:
    """The content is what was packed."""
    fetched = fetcher(clock).fetch(site.page("/ferry", gzip.compress(PAGE), content_encoding="gzip"))
    assert fetched.content == PAGE


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("I156", 401),
        ("I156", 402),
        ("I156", 403),
        ("I156", 451),
        ("I156", 300),
        ("I155", 500),
        ("I155", 502),
        ("I162", 204),
    ],
)
def test_each_refusal_has_its_code(kind: str, status: int, site: Site, clock: Clock) -> None:
    """What is not free, what is out of order and what is empty are told apart."""
    fetched = fetcher(clock).fetch(site.page("/ferry", b"", status))
    assert (code(fetched), fetched.status) == (kind, status)
    assert fetched.note.failures == 1


def test_an_empty_page_is_a_problem(site: Site, clock: Clock) -> None:
    """White space alone is no page."""
    assert code(fetcher(clock).fetch(site.page("/ferry", b" \n"))) == "I162"


@pytest.mark.parametrize("media_type", ["video/mp4", "image/jpeg", "audio/mpeg", "application/zip"])
def test_what_holds_no_text_is_not_taken(media_type: str, site: Site, clock: Clock) -> None:
    """A film is recognised by its kind, before it is sent."""
    assert code(fetcher(clock).fetch(site.page("/ferry", PAGE, content_type=media_type))) == "I158"


@pytest.mark.parametrize("charset", ["klingon", "base64", "idna", "x" * 300, "rot13"])
def test_a_charset_that_does_not_exist_is_a_remark(charset: str, site: Site, clock: Clock) -> None:
    """The page is taken; its charset will be guessed."""
    fetched = fetcher(clock).fetch(site.page("/ferry", PAGE, content_type=f"text/html; charset={charset}"))
    assert (fetched.content, fetched.charset, fetched.problem) == (PAGE, "", None)
    assert [remark.code for remark in fetched.remarks] == ["I159"]


def test_each_failure_doubles_the_wait(site: Site, clock: Clock) -> None:
    """Five minutes, ten, twenty, up to a day; a success begins anew, and the validators survive failures."""
    address = site.page("/ferry", b"", 500)
    client = fetcher(clock)
    note = FetchNote(address=address, etag='"v1"')
    dues = []
    for _ in range(12):
        note = client.fetch(address, note).note
        dues.append(note.due)
    assert dues[:3] == ["2031-03-04T06:05:00Z", "2031-03-04T06:10:00Z", "2031-03-04T06:20:00Z"]
    assert dues[-1] == "2031-03-05T06:00:00Z"
    assert note.etag == '"v1"'
    assert "out of order" in note.problem
    site.page("/ferry", PAGE)
    note = client.fetch(address, note).note
    assert (note.failures, note.due, note.problem) == (0, "", "")


def test_years_of_failures_are_no_endless_number(site: Site, clock: Clock) -> None:
    """The wait stays at a day."""
    address = site.page("/ferry", b"", 500)
    note = FetchNote(address=address, failures=100_000)
    assert fetcher(clock).fetch(address, note).note.due == "2031-03-05T06:00:00Z"


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("7200", "2031-03-04T08:00:00Z"),
        ("Tue, 04 Mar 2031 09:30:00 GMT", "2031-03-04T09:30:00Z"),
        ("999999999999999999999", "2031-03-05T06:00:00Z"),
        ("Fri, 31 Dec 9999 23:59:59 GMT", "2031-03-05T06:00:00Z"),
        ("yesterday", "2031-03-04T06:05:00Z"),
        ("Mon, 03 Mar 2031 06:00:00 GMT", "2031-03-04T06:05:00Z"),
        ("-5", "2031-03-04T06:05:00Z"),
    ],
)
def test_a_host_that_asks_for_rest_gets_it(status: int, asked: str, due: str, site: Site, clock: Clock) -> None:
    """`Retry-After` is honoured in both its forms, up to a day; nonsense counts as not said."""
    fetched = fetcher(clock).fetch(site.page("/ferry", b"", status, retry_after=asked))
    assert (code(fetched), fetched.note.due) == ("I154", due)


def test_a_storm_is_met_with_silence(site: Site, clock: Clock) -> None:
    """After one 429 no other page of the host is asked for until its time has come."""
    client = fetcher(clock, clock.network)
    client.fetch(site.page("/1", b"", 429, retry_after="600"))
    for number in range(2, 30):
        put_off = client.fetch(site.page(f"/{number}"), FetchNote(address="", failures=1))
        assert (code(put_off), put_off.note.due) == ("I161", "2031-03-04T06:10:00Z")
        assert put_off.note.failures == 1
    assert site.asked() == ["/1"]
    clock.passed += 601
    assert client.fetch(f"{site.address}/2").content


def test_visits_to_a_host_keep_their_distance(site: Site, clock: Clock) -> None:
    """A second lies between two visits to one host; robots.txt says how many more."""
    client = fetcher(clock, clock.network, host_delay=1.0)
    for number in range(3):
        client.fetch(site.page(f"/{number}"))
    assert clock.slept == [1.0, 1.0]


def test_a_crawl_delay_is_kept(site: Site, clock: Clock) -> None:
    """`Crawl-delay` counts where it is longer than ours."""
    site.page("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n")
    client = fetcher(clock, clock.network, host_delay=1.0)
    for number in range(3):
        client.fetch(site.page(f"/{number}"))
    assert clock.slept == [7.0, 7.0]


def test_a_long_crawl_delay_puts_a_visit_off(site: Site, clock: Clock) -> None:
    """A host that wants an hour between visits holds nobody up: the next page waits for a later gathering."""
    site.page("/robots.txt", b"User-agent: *\nCrawl-delay: 3600\n")
    client = fetcher(clock, clock.network)
    assert client.fetch(site.page("/1")).content
    put_off = client.fetch(site.page("/2"))
    assert (code(put_off), put_off.note.due) == ("I161", "2031-03-04T07:00:00Z")
    assert clock.slept == []


def test_threads_share_the_places_at_a_host(site: Site, clock: Clock) -> None:
    """Eight threads never are at one host more than two at a time, and all get their page."""
    lock, gate = threading.Lock(), threading.Semaphore(0)
    here, most = 0, 0

    def page(visit: Visit) -> None:
        nonlocal here, most
        with lock:
            here += 1
            most = max(most, here)
        gate.acquire(timeout=0.02)
        with lock:
            here -= 1
        visit.send(200, PAGE)

    addresses = [site.answers(f"/{number}", page) for number in range(16)]
    client = fetcher(clock, host_connections=2)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(client.fetch, addresses))
    assert all(one.content == PAGE for one in found)
    assert most == 2


def test_a_full_host_does_not_hold_a_thread_for_ever(site: Site, clock: Clock) -> None:
    """Who waits for a place longer than the longest wait comes back later."""
    entered, leave = threading.Event(), threading.Event()

    def page(visit: Visit) -> None:
        entered.set()
        leave.wait(5)
        visit.send(200, PAGE)

    client = fetcher(clock, host_connections=1, longest_wait=0.05)
    slow = threading.Thread(target=client.fetch, args=(site.answers("/slow", page),))
    slow.start()
    assert entered.wait(5)
    assert code(client.fetch(site.page("/quick"))) == "I161"
    leave.set()
    slow.join()
    assert client.fetch(site.page("/quick")).content


def test_closing_ends_the_visits_under_way(site: Site, clock: Clock) -> None:
    """Ctrl-C need not wait for a slow host: visits come back at once, are no failures, and none begins anew."""
    entered = threading.Event()

    def page(visit: Visit) -> None:
        entered.set()
        visit.server.ended.wait(5)

    address = site.answers("/slow", page)
    note = FetchNote(address=address, etag='"v1"', failures=1)
    client = fetcher(clock)
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(client.fetch, address, note)
        assert entered.wait(5)
        client.close()
        fetched = slow.result(timeout=5)
    assert (code(fetched), fetched.note) == ("I165", note)
    assert code(client.fetch(site.page("/next"))) == "I165"
    assert site.asked() == ["/slow"]


def test_a_page_whose_kind_is_not_stated_is_recognised(site: Site, clock: Clock) -> None:
    """Where a server does not know what it sends, the page is looked at."""
    page = b"<!DOCTYPE html><html><body>" + PAGE
    for stated in ("", "application/octet-stream"):
        assert fetcher(clock).fetch(site.page("/ferry", page, content_type=stated)).media_type == "text/html"
    assert fetcher(clock).fetch(site.page("/ferry", page, content_type="text/plain")).media_type == "text/plain"
