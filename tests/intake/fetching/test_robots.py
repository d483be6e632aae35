"""What a robots.txt says is kept to."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.intake.robots import read_rules
from tests.intake.fetching.conftest import Clock, Site, Visit, code, fetcher

ROBOTS = b"""
User-agent: *
Disallow: /archive/
Allow: /archive/open/
Disallow: /*?print=

User-agent: examplebot
Disallow: /
"""


def test_what_is_forbidden_is_not_fetched(site: Site, clock: Clock) -> None:
    """A forbidden page is not asked for; the longest rule that fits decides."""
    site.page("/robots.txt", ROBOTS)
    client = fetcher(clock)
    for path in ("/archive/1", "/news/1?print=1"):
        assert code(client.fetch(site.page(path))) == "I152"
    for path in ("/news/1", "/archive/open/1"):
        assert client.fetch(site.page(path)).content
    assert site.asked() == ["/news/1", "/archive/open/1"]


def test_rules_for_us_by_name_come_before_those_for_all(site: Site, clock: Clock) -> None:
    """Who names us means us, in any case and with a version; names that only begin alike are others."""
    site.page("/robots.txt", b"User-agent: *\nDisallow: /\n\nUser-agent: Synoptic/0.1\nDisallow: /archive\n")
    assert fetcher(clock).fetch(site.page("/news")).content
    site.page("/robots.txt", b"User-agent: synopticus\nUser-agent: syn\nDisallow: /\n")
    assert fetcher(clock).fetch(site.page("/news")).content


def test_the_contact_cannot_be_taken_for_another_robot(site: Site, clock: Clock) -> None:
    """Rules for a robot that is named in our contact are not ours."""
    site.page("/robots.txt", b"User-agent: examplebot\nDisallow: /\n")
    assert fetcher(clock, contact="https://examplebot.example").fetch(site.page("/news")).content


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_without_a_robots_file_all_is_allowed(status: int, site: Site, clock: Clock) -> None:
    """A file that is not there forbids nothing (RFC 9309)."""
    site.page("/robots.txt", b"", status)
    assert fetcher(clock).fetch(site.page("/news")).content


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_robots_file_that_cannot_be_had_forbids_all_for_now(status: int, site: Site, clock: Clock) -> None:
    """While a host is out of order nothing is fetched; after ten minutes its rules are asked for again."""
    site.page("/robots.txt", b"", status)
    client = fetcher(clock, clock.network)
    address = site.page("/news")
    assert [code(client.fetch(address)) for _ in range(3)] == ["I153"] * 3
    assert len(site.visits) == 1
    site.page("/robots.txt", b"")
    clock.passed += 601
    assert client.fetch(address).content


def test_the_problem_is_said_of_the_page(site: Site, clock: Clock) -> None:
    """The subject of a problem is the page that was wanted, not the robots.txt that could not be read."""
    site.answers("/robots.txt", lambda visit: visit.wfile.write(b"no web server"))
    fetched = fetcher(clock).fetch(site.page("/news"))
    assert fetched.problem is not None
    assert (fetched.problem.code, fetched.problem.subject) == ("I160", f"{site.address}/news")


def test_rules_are_remembered_for_half_a_day(site: Site, clock: Clock) -> None:
    """A robots.txt is read once, and again when it is old."""
    client = fetcher(clock, clock.network, ask_terms=False)
    for hours in (0, 1, 11, 13):
        clock.passed = hours * 3600.0
        client.fetch(site.page("/news"))
    assert [path for path, _ in site.visits].count("/robots.txt") == 2


def test_a_robots_file_may_be_elsewhere(site: Site, clock: Clock) -> None:
    """Redirects of a robots.txt are followed; in a circle they count as no answer."""
    site.page("/rules", b"User-agent: *\nDisallow: /news\n")
    site.page("/robots.txt", status=301, location="/rules")
    assert code(fetcher(clock).fetch(site.page("/news"))) == "I152"
    site.page("/robots.txt", status=301, location="/robots.txt")
    assert code(fetcher(clock).fetch(site.page("/news"))) == "I151"


def test_redirects_are_asked_about_too(site: Site, clock: Clock) -> None:
    """A page that is allowed cannot lead to one that is not."""
    site.page("/robots.txt", b"User-agent: *\nDisallow: /archive\n")
    site.page("/archive")
    assert code(fetcher(clock).fetch(site.page("/news", status=302, location="/archive"))) == "I152"
    assert site.asked() == ["/news"]


def test_an_endless_robots_file_is_read_up_to_the_limit(site: Site, clock: Clock) -> None:
    """The first half megabyte counts, as RFC 9309 asks."""

    def page(visit: Visit) -> None:
        visit.wfile.write(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /archive\n")
        while True:
            visit.wfile.write(b"Allow: /x\n" * 5000)

    site.answers("/robots.txt", page)
    client = fetcher(clock, largest_robots=50_000)
    assert client.fetch(site.page("/news")).content
    assert code(client.fetch(site.page("/archive"))) == "I152"


def test_half_a_rule_at_the_limit_is_left_out() -> None:
    """`Disallow: /` may be the beginning of something else."""
    content = b"User-agent: *\nDisallow: /archive/1900\n"
    cut = content.index(b"archive")
    assert read_rules(content, cut).allow("https://post.example/news")
    assert not read_rules(content, len(content)).allow("https://post.example/archive/1900")


def test_a_robots_file_made_to_be_slow_is_read_quickly() -> None:
    """Thousands of names times thousands of rules, and rules full of stars, take no time."""
    names = "".join(f"User-agent: bot{number}\n" for number in range(12_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(12_000))
    stars = "User-agent: *\nDisallow: /" + "*a" * 2000 + "b\n"
    started = time.monotonic()
    assert read_rules((names + rules + stars).encode(), 600_000).allow("https://post.example/" + "a" * 3000)
    assert time.monotonic() - started < 10


def test_what_a_host_asks_by_rate_counts_as_delay() -> None:
    """`Request-rate: 1/10` is one visit in ten seconds."""
    assert read_rules(b"User-agent: *\nRequest-rate: 1/10\nCrawl-delay: 2\n", 1000).delay == 10.0
    assert read_rules(b"User-agent: *\nCrawl-delay: soon\n", 1000).delay == 0.0


@given(st.binary(max_size=300), st.integers(0, 300))
def test_any_bytes_are_a_robots_file(content: bytes, largest: int) -> None:
    """Nothing that a host puts there is a failure."""
    rules = read_rules(content, largest)
    assert rules.allow("https://post.example/news") in (True, False)
    assert rules.delay >= 0
