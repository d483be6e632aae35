"""What publishers say to machines about the use of their pages."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.intake.usage import UsageLimits, limits, signals, terms_in_robots, terms_of_site
from tests.intake.fetching.conftest import Clock, Site, fetcher

TERMS = b"""[
  {"location": "/free/*", "tdm-reservation": 0},
  {"location": "/*.html$", "tdm-reservation": 1, "tdm-policy": "https://post.example/policy.json"},
  {"location": "/", "tdm-reservation": 1}
]"""


def test_headers_and_the_page_are_read() -> None:
    """Reservations, preferences and directives come from the headers and from the page itself."""
    headers = {
        "TDM-Reservation": "1",
        "tdm-policy": "https://post.example/policy.json",
        "Content-Usage": "train-ai=n, search=y",
        "X-Robots-Tag": "noai, noindex, max-snippet: 120",
    }
    html = '<head><meta name="Robots" content="index, NOARCHIVE"><meta name="tdm-reservation" content="1"></head>'
    assert signals(headers, html) == (
        "content-usage=search=y",
        "content-usage=train-ai=n",
        "robots=max-snippet:120",
        "robots=noai",
        "robots=noarchive",
        "tdm-policy=https://post.example/policy.json",
        "tdm-reservation=1",
    )


def test_a_page_that_says_nothing_has_no_signals() -> None:
    """No signal is made up; what is for search engines only is none."""
    assert (
        signals({"X-Robots-Tag": "noindex, nofollow"}, '<meta name="robots" content="max-image-preview:large">')
        == ()
    )
    assert signals({}, b"") == ()


def test_what_is_said_to_another_robot_is_not_said_to_us() -> None:
    """A directive with a name in front is for that robot."""
    headers = httpx.Headers([("X-Robots-Tag", "examplebot: noarchive"), ("X-Robots-Tag", "synoptic: nosnippet")])
    assert signals(headers, '<meta name="examplebot" content="noai">') == ("robots=nosnippet",)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/free/a.html", ("tdm-reservation=0",)),
        ("/news/a.html", ("tdm-policy=https://post.example/policy.json", "tdm-reservation=1")),
        ("/news/a.html?x", ("tdm-reservation=1",)),
    ],
)
def test_the_first_rule_of_a_site_that_fits_counts(path: str, found: tuple[str, ...]) -> None:
    """A site's terms of mining are rules for paths, of which the first one that fits counts."""
    assert terms_of_site(TERMS, path) == found


def test_nearer_terms_of_mining_overrule_those_of_the_site() -> None:
    """What the headers say counts before the site's file, and what the page says before both."""
    site = ("tdm-policy=https://post.example/policy.json", "tdm-reservation=1")
    assert signals({}, "", site=site) == site
    assert signals({"tdm-reservation": "0"}, "", site=site) == ("tdm-reservation=0",)
    page = '<meta name="tdm-reservation" content="1">'
    assert signals({"tdm-reservation": "0"}, page, site=site) == site


@pytest.mark.parametrize("document", [b"", b"{}", b"[1, null]", b'[{"location": 7}]', b"<html>", b"[" * 9000])
def test_terms_that_are_none_say_nothing(document: bytes) -> None:
    """A page of the site in place of the terms, or broken ones, are no signal."""
    assert terms_of_site(document, "/") == ()


def test_preferences_in_a_robots_file_are_read() -> None:
    """They hold for their path, for us by name or else for every robot."""
    text = (
        "User-agent: *\nContent-Usage: train-ai=n\nContent-Usage: /free train-ai=y\nContent-Signal: ai-train=no\n"
    )
    assert terms_in_robots(text, "/news") == ("content-signal=ai-train=no", "content-usage=train-ai=n")
    assert terms_in_robots(text + "\nUser-agent: synoptic\nDisallow:\n", "/news") == ()
    assert "content-usage=train-ai=y" in terms_in_robots(text, "/free/a")
    assert terms_in_robots("Content-Usage: train-ai=n\n" + text, "/news") == terms_in_robots(text, "/news")
    assert terms_in_robots("User-agent: another\nContent-Usage: train-ai=n\n", "/news") == ()


def test_a_visit_gathers_the_terms_of_page_site_and_robots(site: Site, clock: Clock) -> None:
    """What a page, its site and its robots.txt say goes along with the content; the site is asked once."""
    site.page("/.well-known/tdmrep.json", TERMS)
    site.page("/robots.txt", b"User-agent: *\nContent-Usage: train-ai=n\n")
    client = fetcher(clock)
    for number in range(2):
        address = site.page(f"/{number}", b'<meta name="robots" content="noai"><p>The ferry is back.')
        assert client.fetch(address).usage == ("content-usage=train-ai=n", "robots=noai", "tdm-reservation=1")
    assert [path for path, _ in site.visits].count("/.well-known/tdmrep.json") == 1


def test_a_site_need_not_be_asked_for_terms(site: Site, clock: Clock) -> None:
    """A setting leaves the terms of sites out, and feeds do not ask for them."""
    site.page("/.well-known/tdmrep.json", TERMS)
    assert fetcher(clock, ask_terms=False).fetch(site.page("/a")).usage == ()
    assert fetcher(clock).fetch(site.page("/a"), kind="feed").usage == ()


def test_terms_that_cannot_be_had_do_not_stop_a_visit(site: Site, clock: Clock) -> None:
    """A site whose terms are broken or missing gives its pages all the same."""
    site.answers("/.well-known/tdmrep.json", lambda visit: visit.wfile.write(b"no web server"))
    assert fetcher(clock).fetch(site.page("/a")).content


@pytest.mark.parametrize(
    "signal",
    [
        "robots=noarchive",
        "robots=noai",
        "tdm-reservation=1",
        "content-usage=train-ai=n",
        "content-signal=ai-train=no",
    ],
)
def test_reservations_close_the_full_text(signal: str) -> None:
    """Who reserves mining, training or keeping has no full text published; quotations stay free."""
    assert limits((signal,)) == UsageLimits(full_text=False, longest_quote=None, reasons=(signal,))


def test_snippets_may_be_limited() -> None:
    """The shortest limit counts; -1 is none."""
    assert limits(("robots=max-snippet:120", "robots=max-snippet:80")).longest_quote == 80
    assert limits(("robots=max-snippet:80", "robots=nosnippet")).longest_quote == 0
    assert limits(("robots=max-snippet:-1",)) == UsageLimits()


def test_what_is_free_stays_free() -> None:
    """Signals that permit, or speak of pictures, limit nothing."""
    assert limits(("content-usage=search=y", "robots=noimageai", "tdm-reservation=0")) == UsageLimits()


@given(st.text(max_size=80), st.binary(max_size=80))
def test_any_headers_and_pages_can_be_read(value: str, html: bytes) -> None:
    """Whatever is said, signals come back, and limits follow from them."""
    found = signals(dict.fromkeys(("tdm-reservation", "tdm-policy", "content-usage", "x-robots-tag"), value), html)
    assert isinstance(limits(found), UsageLimits)
    assert isinstance(terms_in_robots(value, "/news"), tuple)
    assert isinstance(terms_of_site(html, value), tuple)
