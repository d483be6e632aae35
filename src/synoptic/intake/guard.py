"""Which addresses may be visited: public ones, checked where the connection is made, and those allowed by name."""

import re
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from synoptic.errors import problem
from synoptic.intake.addresses import DEFAULT_PORTS, ascii_host
from synoptic.intake.fetch_settings import FetchSettings

Resolve = Callable[[str, int], Sequence[str]]

# Addresses of one host that are tried before it counts as unreachable.
MOST_ADDRESSES = 4
# From the registries of special addresses of IANA, and one that a cloud keeps for its machines.
CLOSED_V4 = tuple(
    (ip_network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "an address of this machine"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared inside a provider's network"),
        ("127.0.0.0/8", "an address of this machine"),
        ("168.63.129.16/32", "a service inside a cloud"),
        ("169.254.0.0/16", "link-local, or the metadata of a cloud"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "reserved for documentation"),
        ("192.88.99.0/24", "reserved"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "reserved for measurements"),
        ("198.51.100.0/24", "reserved for documentation"),
        ("203.0.113.0/24", "reserved for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
OPEN_V6 = ip_network("2000::/3")  # all that has been given out; everything else is special
CLOSED_V6 = tuple(
    (ip_network(network), kind)
    for network, kind in (
        ("2001::/23", "reserved, or a tunnel"),
        ("2001:db8::/32", "reserved for documentation"),
        ("2002::/16", "a tunnel"),
        ("3fff::/20", "reserved for documentation"),
    )
)
# An IPv6-only network writes IPv4 addresses in this way (RFC 6052); the inner address is what counts.
TRANSLATED = ip_network("64:ff9b::/96")
NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+))*")


class RefusedError(Exception):
    """A visit that ended without content, and why; `wait` is how many seconds the host asked to be left alone."""

    def __init__(self, code: str, subject: str, /, *, status: int = 0, wait: float = 0.0, **values: str) -> None:
        self.problem = problem(code, subject, **{"status": str(status), **values})
        self.status = status
        self.wait = wait
        self._values = values
        super().__init__(self.problem.message)

    def about(self, subject: str) -> "RefusedError":
        """Return the same, said of another subject for which it holds too."""
        return RefusedError(self.problem.code, subject, status=self.status, wait=self.wait, **self._values)


def closed(address: str) -> str:
    """Return what kind of address that is not on the public internet this is; empty if it is public."""
    try:
        known = ip_address(address)
    except ValueError:
        return "no address"
    if isinstance(known, IPv6Address):
        inner = known.ipv4_mapped or (IPv4Address(int(known) & 0xFFFFFFFF) if known in TRANSLATED else None)
        return _closed_v4(inner) if inner else _closed_v6(known)
    return _closed_v4(known)


def _closed_v4(address: IPv4Address) -> str:
    return next((kind for network, kind in CLOSED_V4 if address in network), "")


def _closed_v6(address: IPv6Address) -> str:
    if address.is_loopback or address.is_unspecified:
        return "an address of this machine"
    if address.is_link_local:
        return "link-local"
    if address not in OPEN_V6:
        return "multicast" if address.is_multicast else "private" if address.is_private else "reserved"
    return next((kind for network, kind in CLOSED_V6 if address in network), "")


def system_resolve(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a host as the machine knows them, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[4][0]) for place in found))


class Guard:
    """Decides which addresses may be visited."""

    def __init__(self, settings: FetchSettings, resolve: Resolve = system_resolve) -> None:
        self._settings = settings
        self._resolve = resolve
        self._allowed = frozenset(_spelled(one) for one in settings.allowed_hosts)

    def checked(self, address: str) -> httpx.URL:
        """Return a web address in parts; RefusedError if it is none, or asks for what no visit may ask for."""
        if len(address) > self._settings.longest_address:
            raise _malformed(address[:80] + "…", f"it is longer than {self._settings.longest_address} characters")
        try:
            url = httpx.URL(address).copy_with(fragment=None)
            host = _numbers_read(ascii_host(url.host))
            url = url.copy_with(host=host)
        except (httpx.InvalidURL, ValueError, TypeError) as fault:
            raise _malformed(address, str(fault).rstrip(".") or "it cannot be read") from fault
        if url.scheme not in DEFAULT_PORTS:
            raise _malformed(address, "only http and https are fetched")
        if not host or "%" in host:
            raise _malformed(address, "it names no host")
        if url.userinfo:
            raise _malformed(address[:8] + "…", "it holds a user name; what is behind a log-in is not fetched")
        if not self._may_be_private(host, _port(url)) and _port(url) not in self._settings.ports:
            raise RefusedError("I142", address, port=str(_port(url)))
        return url

    def places(self, url: httpx.URL) -> tuple[str, ...]:
        """Return the addresses to connect to; RefusedError if even one of them is not on the public internet."""
        host, port = url.host, _port(url)
        try:
            found = (host,) if _is_address(host) else tuple(self._resolve(host, port))
        except (OSError, UnicodeError, ValueError) as fault:
            detail = getattr(fault, "strerror", None) or "it cannot be a name"
            raise RefusedError("I143", str(url), detail=detail) from fault
        if not found:
            raise RefusedError("I143", str(url), detail="it has no address")
        if not self._may_be_private(host, port):
            for place in found:
                if kind := closed(place):
                    raise RefusedError("I141", str(url), address=place, kind=kind)
        return found[:MOST_ADDRESSES]

    def _may_be_private(self, host: str, port: int) -> bool:
        shown = f"[{host}]" if ":" in host else host
        return bool({host, shown, f"{shown}:{port}"} & self._allowed)


def _malformed(address: str, detail: str) -> RefusedError:
    return RefusedError("I140", address, detail=detail)


def _port(url: httpx.URL) -> int:
    return url.port or DEFAULT_PORTS.get(url.scheme, 0)


def _spelled(allowed: str) -> str:
    host, colon, port = allowed.strip().rpartition(":")
    if colon and port.isdigit() and "]" not in port:
        return f"{ascii_host(host)}:{port}" if ":" not in host or host.startswith("[") else allowed.strip().lower()
    return ascii_host(allowed)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _numbers_read(host: str) -> str:
    """Return a host that is written as a number (`2130706433`, `0x7f.1`, `0177.0.0.1`) as the address it means."""
    if not NUMERIC.fullmatch(host):
        return host
    try:
        return str(IPv4Address(socket.inet_aton(host)))
    except OSError as fault:
        raise ValueError("its host is a number that is no address") from fault
