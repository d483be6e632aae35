"""No visit to a private, local or reserved address, however it is written and whoever sends us there."""

import contextlib
import socket
from collections.abc import Sequence

import httpcore
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.intake.fetch_settings import FetchSettings
from synoptic.intake.fetching import Fetcher
from synoptic.intake.guard import Guard, RefusedError, closed, system_resolve
from synoptic.intake.transport import Network
from synoptic.news.capture import FetchNote
from tests.intake.fetching.conftest import Clock, Site, code, fetcher

PUBLIC = "93.184.215.14"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255",
        "192.168.1.1", "169.254.169.254", "169.254.170.2", "100.64.0.1", "100.100.100.200", "168.63.129.16",
        "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255",
        "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:a00:1", "::127.0.0.1", "fe80::1",
        "fe80::1%eth0", "febf::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "100::1", "2001:db8::1",
        "2001::1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "3fff::1", "5f00::1",
        "no address", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_closed(address: str) -> None:
    """Private, local, link-local, metadata, multicast, reserved, tunnelled and mapped addresses are refused."""
    assert closed(address)


@pytest.mark.parametrize(
    "address",
    [PUBLIC, "1.1.1.1", "172.32.0.1", "2606:4700:4700::1111", "::ffff:93.184.215.14", "64:ff9b::101:101"],
)
def test_public_addresses_are_open(address: str) -> None:
    """Addresses of the public internet may be visited."""
    assert not closed(address)


@given(st.ip_addresses())
def test_what_python_holds_for_private_is_closed(address: object) -> None:
    """Nothing that the standard library calls private, loopback or link-local is ever open."""
    special = ("is_private", "is_loopback", "is_link_local", "is_reserved", "is_unspecified", "is_multicast")
    translated = str(address).startswith("64:ff9b:")
    mapped = getattr(address, "ipv4_mapped", None) is not None
    if any(getattr(address, name) for name in special) and not translated and not mapped:
        assert closed(str(address))


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/",
        "http://0177.0.0.1/", "http://017700000001/", "http://127.0.0.1./", "http://0/", "http://[::1]/",
        "http://[::ffff:7f00:1]/", "http://[0:0:0:0:0:0:0:1]/", "http://127。0。0。1/", "http://１２７.0.0.1/",
        "http://169.254.169.254/latest/meta-data/", "https://10.0.0.1/", "http://[fd00:ec2::254]/",
    ],
)  # fmt: skip
def test_every_way_to_write_a_private_address_is_refused(address: str, clock: Clock) -> None:
    """Decimal, octal, hexadecimal, short, full-width and mapped numbers are read as the address that they mean."""
    client = Fetcher(FetchSettings(), clock, clock.sleep, Network(resolve=lambda host, port: [host]))
    assert code(client.fetch(address)) in ("I141", "I140")


@pytest.mark.parametrize(
    "address",
    [
        "", "ferry", "//post.example/a", "ftp://post.example/a", "file:///etc/passwd", "gopher://post.example/",
        "http:///a", "http://", "http://[::1", "http://[fe80::1%25eth0]/", "http://%31%32%37.0.0.1/",
        "http://ann:secret@post.example/", "http://127.0.0.1@post.example/", "http://post.example:port/",
        "http://1.2.3.4.5/", "http://999.1.1.1/", "http://a b/",
        "http://post.example/" + "a" * 5000, "http://post.example\x00.b/", "data:text/html,a",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(address: str, clock: Clock) -> None:
    """Other schemes, log-ins, missing hosts and broken or endless addresses are not fetched."""
    fetched = fetcher(clock).fetch(address)
    assert code(fetched) == "I140"
    assert fetched.note.address == address


def test_a_log_in_is_not_repeated_in_the_message(clock: Clock) -> None:
    """A password in an address does not end up in a message."""
    fetched = fetcher(clock).fetch("http://ann:secret@post.example/")
    assert fetched.problem is not None
    assert "secret" not in fetched.problem.message


@pytest.mark.parametrize("port", [22, 25, 6379, 8080, 99999])
def test_ports_that_are_not_of_the_web_are_refused(port: int, clock: Clock) -> None:
    """Mail servers and databases are not visited; a setting opens further ports."""
    address = f"http://post.example:{port}/"
    assert code(fetcher(clock).fetch(address)) == "I142"
    assert Guard(FetchSettings(ports=(80, port))).checked(address).port == port


def test_a_name_is_refused_if_one_of_its_addresses_is_private(clock: Clock) -> None:
    """A public address beside a private one does not help: the connection might go to either."""
    network = Network(resolve=lambda host, port: [PUBLIC, "10.0.0.7"], dial=never)
    assert code(fetcher(clock, network).fetch("http://post.example/")) == "I141"


def test_names_of_this_machine_are_refused(clock: Clock) -> None:
    """`localhost` is looked up like any name, and its address refused."""
    client = Fetcher(FetchSettings(), clock, clock.sleep)
    assert code(client.fetch("http://localhost/")) == "I141"


def test_redirects_to_private_addresses_are_refused(site: Site, clock: Clock) -> None:
    """A public page cannot send us to the metadata of a cloud or to another port of this machine."""
    client = fetcher(clock, allowed_hosts=(f"127.0.0.1:{site.server_port}",))
    for number, target in enumerate(
        ("http://169.254.169.254/latest/", "http://127.0.0.1:1/", "file:///etc/passwd")
    ):
        address = site.page(f"/{number}", status=302, location=target)
        assert code(client.fetch(address)) in ("I141", "I142", "I140")
    assert site.asked() == ["/0", "/1", "/2"]


class Rebinding:
    """A name server that gives a public address first and a private one from then on."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, host: str, port: int) -> Sequence[str]:
        """Return the next answer."""
        self.asked += 1
        return [PUBLIC] if self.asked == 1 else ["127.0.0.1"]


def never(place: str, port: int, timeout: float) -> httpcore.NetworkStream:
    """Fail the test: nothing may be connected to."""
    raise AssertionError(f"connected to {place}")


def test_a_name_that_changes_its_address_gains_nothing(site: Site, clock: Clock) -> None:
    """The connection goes to the address that was checked, and the next look-up is checked again."""
    site.page("/a")
    site.page("/robots.txt", b"User-agent: *\nAllow: /\n")
    dialled = []

    def dial(place: str, port: int, timeout: float) -> httpcore.NetworkStream:
        dialled.append(place)
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", site.server_port, timeout)

    resolve = Rebinding()
    fetched = fetcher(clock, Network(resolve=resolve, dial=dial), allowed_hosts=()).fetch("http://post.example/a")
    assert code(fetched) == "I141"
    assert dialled == [PUBLIC]  # for robots.txt, at the address that was checked
    assert site.asked() == []


def test_the_connection_goes_to_the_address_that_was_looked_up_for_it(site: Site, clock: Clock) -> None:
    """Every connection has exactly one look-up; between check and connection there is no second one."""
    site.page("/a")
    looked_up, dialled = [], []

    def resolve(host: str, port: int) -> Sequence[str]:
        looked_up.append(f"93.184.215.{len(looked_up) + 1}")
        return looked_up[-1:]

    def dial(place: str, port: int, timeout: float) -> httpcore.NetworkStream:
        dialled.append(place)
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", site.server_port, timeout)

    fetched = fetcher(clock, Network(resolve=resolve, dial=dial), allowed_hosts=()).fetch("http://post.example/a")
    assert fetched.content
    assert dialled == looked_up
    assert site.visits[-1][1]["Host"] == "post.example"


def test_a_name_allowed_by_the_settings_may_be_private(site: Site, clock: Clock) -> None:
    """A host that the settings name may be in a private network, on any port; others may not."""
    site.page("/a")
    network = Network(resolve=lambda host, port: ["127.0.0.1"])
    port = site.server_port
    for allowed in ("intern.example", f"Intern.Example:{port}", "intern.example."):
        client = fetcher(clock, network, allowed_hosts=(allowed,))
        assert client.fetch(f"http://intern.example:{port}/a").content
        assert code(client.fetch("http://intern2.example/a")) == "I141"


def test_a_port_that_is_allowed_opens_no_other(clock: Clock) -> None:
    """`host:port` allows that port only."""
    guard = Guard(FetchSettings(allowed_hosts=("127.0.0.1:8123", "[::1]:8123")))
    assert guard.places(guard.checked("http://127.0.0.1:8123/")) == ("127.0.0.1",)
    assert guard.places(guard.checked("http://[::1]:8123/")) == ("::1",)
    with pytest.raises(RefusedError):
        guard.places(guard.checked("http://127.0.0.1/"))


def test_an_unknown_name_is_a_coded_problem(clock: Clock) -> None:
    """A host that does not exist is tried again later."""

    def resolve(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    fetched = fetcher(clock, Network(resolve=resolve)).fetch("http://post.example/")
    assert code(fetched) == "I143"
    assert fetched.note.due == "2031-03-04T06:05:00Z"
    assert code(fetcher(clock, Network(resolve=lambda host, port: [])).fetch("http://post.example/")) == "I143"
    assert code(fetcher(clock, Network(resolve=system_resolve)).fetch(f"http://{'a' * 70}.example/")) in (
        "I143",
        "I140",
    )


@given(st.text(max_size=60), st.sampled_from(("", "http://", "https://127.0.0.1/", "http://[", "//")))
def test_any_words_are_an_address_or_refused(words: str, start: str) -> None:
    """Whatever is given for an address, either it can be fetched or it is refused."""
    with contextlib.suppress(RefusedError):
        assert Guard(FetchSettings()).checked(start + words).scheme in ("http", "https")


@settings(max_examples=50)
@given(
    st.one_of(
        st.text(max_size=60),
        st.builds("http://{}/{}".format, st.text(max_size=20), st.text(max_size=30)),
        st.builds("https://a.example/{}?{}".format, st.text(max_size=20), st.text(max_size=20)),
    ),
    st.text(max_size=20),
)
def test_any_address_ends_with_a_coded_problem(address: str, validator: str) -> None:
    """A visit to any words, with any note, comes back with a code; nothing is connected to."""
    clock = Clock()
    client = fetcher(clock, Network(resolve=lambda host, port: [], dial=never))
    fetched = client.fetch(address, FetchNote(address="", etag=validator, last_modified=validator))
    assert code(fetched) in ("I140", "I142", "I143")
    assert fetched.note.failures == 1
