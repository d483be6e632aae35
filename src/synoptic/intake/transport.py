"""One request over one connection: to a checked address, within a time and a size, whatever the server does."""

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import httpcore
import httpx

from synoptic.intake.guard import Guard, RefusedError, Resolve, system_resolve

Dial = Callable[[str, int, float], httpcore.NetworkStream]


def system_dial(place: str, port: int, timeout: float) -> httpcore.NetworkStream:
    """Return a connection to an address (never a name); ConnectError or ConnectTimeout if there is none."""
    return httpcore.SyncBackend().connect_tcp(place, port, timeout)


class Network(NamedTuple):
    """The parts of a machine that fetching uses, so that a test can give its own."""

    resolve: Resolve = system_resolve
    dial: Dial = system_dial
    tls: Callable[[], ssl.SSLContext] = httpx.create_ssl_context
    monotonic: Callable[[], float] = time.monotonic


class Limits(NamedTuple):
    """What one request may cost: bytes over the line, and seconds in all and in silence.

    `cut` says that the first bytes of what is larger are good enough.
    """

    largest: int
    whole: float
    silent: float
    cut: bool = False


class Answer(NamedTuple):
    """What a server answered; the content is still packed, and empty unless the status is 200 or 203."""

    status: int
    headers: httpx.Headers
    content: bytes = b""


class Line:
    """Makes requests; every one has its own connection, so that nothing of one answer can get into another."""

    def __init__(self, guard: Guard, network: Network) -> None:
        self._guard = guard
        self._network = network
        self._tls: ssl.SSLContext | None = None

    def ask(
        self, url: httpx.URL, headers: dict[str, str], limits: Limits, wanted: Callable[[httpx.Headers], None]
    ) -> Answer:
        """Return the answer to a GET; `wanted` sees the headers of a good one and may refuse its content."""
        until = self._network.monotonic() + limits.whole
        backend = _PinnedBackend(url, self._guard, self._network, until)
        target = httpcore.URL(str(url))
        times = dict.fromkeys(("connect", "read", "write", "pool"), limits.silent)
        sent = [(name.encode("ascii"), value.encode("ascii", "ignore")) for name, value in headers.items()]
        try:
            with (
                httpcore.HTTPConnection(
                    target.origin, ssl_context=self._context(url), network_backend=backend
                ) as line,
                line.stream("GET", target, headers=sent, extensions={"timeout": times}) as response,
            ):
                got = httpx.Headers(response.headers)
                if response.status not in (200, 203):
                    return Answer(response.status, got)
                wanted(got)
                return Answer(response.status, got, self._body(response.iter_stream(), got, url, limits))
        except httpcore.TimeoutException as fault:
            spent = limits.whole if self._network.monotonic() >= until else limits.silent
            raise RefusedError("I145", str(url), limit=f"{spent:g}") from fault
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as fault:
            raise _trouble(fault, str(url)) from fault

    def _context(self, url: httpx.URL) -> ssl.SSLContext | None:
        """Return the trusted authorities, loaded once; a race only loads them twice."""
        if url.scheme != "https":
            return None
        if self._tls is None:
            self._tls = self._network.tls()
        return self._tls

    def _body(self, chunks: Iterable[bytes], headers: httpx.Headers, url: httpx.URL, limits: Limits) -> bytes:
        stated = headers.get("content-length", "")
        if not limits.cut and stated.isdigit() and len(stated) < 20 and int(stated) > limits.largest:
            raise too_large(str(url), limits.largest)
        content = bytearray()
        for chunk in chunks:
            content += chunk
            if len(content) > limits.largest:
                if limits.cut:
                    return bytes(content[: limits.largest])
                raise too_large(str(url), limits.largest)
        return bytes(content)


def too_large(address: str, limit: int) -> RefusedError:
    """Return the refusal of an answer over the limit."""
    return RefusedError("I147", address, limit=f"{limit / 1e6:g} MB")


def _trouble(fault: BaseException, address: str) -> RefusedError:
    """Return the refusal for a failed connection, which the libraries wrap in their own."""
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            detail = getattr(cause, "verify_message", "") or (cause.reason or "the handshake failed").lower()
            return RefusedError("I146", address, detail=detail.replace("_", " "))
        cause = cause.__cause__ or cause.__context__
    words = str(fault).rstrip(".") or "the connection broke off"
    if isinstance(fault, httpcore.ConnectError):
        return RefusedError("I144", address, detail=words)
    return RefusedError("I160", address, detail=words)


class _PinnedBackend(httpcore.NetworkBackend):
    """Connects to the addresses that the guard has let through, and to no other: a name is looked up once."""

    def __init__(self, url: httpx.URL, guard: Guard, network: Network, until: float) -> None:
        self._url = url
        self._guard = guard
        self._network = network
        self._until = until

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first of the host's addresses that answers."""
        fault: httpcore.ConnectError | None = None
        for place in self._guard.places(self._url):
            left = self._until - self._network.monotonic()
            if left <= 0:
                raise httpcore.ConnectTimeout
            try:
                inner = self._network.dial(place, port, min(left, timeout or left))
            except httpcore.ConnectError as failed:
                fault = failed
                continue
            return _TimedStream(inner, self._until, self._network.monotonic)
        raise fault or httpcore.ConnectError("no address answered")


class _TimedStream(httpcore.NetworkStream):
    """A connection that ends at a moment, however little at a time arrives."""

    def __init__(self, inner: httpcore.NetworkStream, until: float, monotonic: Callable[[], float]) -> None:
        self._inner = inner
        self._until = until
        self._monotonic = monotonic

    def _left(self, timeout: float | None) -> float:
        left = self._until - self._monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return min(left, timeout) if timeout else left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has arrived; ReadTimeout once the time is up."""
        return self._inner.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes; ReadTimeout once the time is up."""
        self._inner.write(buffer, self._left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return the connection with encryption, under the same time."""
        inner = self._inner.start_tls(ssl_context, server_hostname, self._left(timeout))
        return _TimedStream(inner, self._until, self._monotonic)

    def get_extra_info(self, info: str) -> Any:
        """Return what the library asks about the connection."""
        return self._inner.get_extra_info(info)
