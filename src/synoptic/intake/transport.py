"""One request over one connection: to a checked address, within a time and a size, whatever the server does."""

import contextlib
import socket
import ssl
import threading
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
        self._open = _Open()

    def ask(
        self, url: httpx.URL, headers: dict[str, str], limits: Limits, wanted: Callable[[httpx.Headers], None]
    ) -> Answer:
        """Return the answer to a GET; `wanted` sees the headers of a good one and may refuse its content."""
        until = self._network.monotonic() + limits.whole
        backend = _PinnedBackend(url, self._guard, self._network, until, self._open)
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
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, OSError) as fault:
            raise self._refusal(fault, url, limits, until) from fault

    def _refusal(self, fault: Exception, url: httpx.URL, limits: Limits, until: float) -> RefusedError:
        if self._open.closed:
            return RefusedError("I165", str(url))
        if isinstance(fault, httpcore.TimeoutException):
            spent = limits.whole if self._network.monotonic() >= until else limits.silent
            return RefusedError("I145", str(url), limit=f"{spent:g}")
        return _trouble(fault, str(url))

    def close(self) -> None:
        """Break off every request, from any thread; later ones are refused."""
        self._open.close()

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


class _Open:
    """The connections that are open, so that another thread can end them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._streams: set[_TimedStream] = set()
        self.closed = False

    def enter(self, stream: "_TimedStream") -> None:
        """Keep a connection; ConnectError once all are to be closed."""
        with self._lock:
            if not self.closed:
                self._streams.add(stream)
                return
        stream.close()
        raise httpcore.ConnectError("fetching was broken off")

    def leave(self, stream: "_TimedStream") -> None:
        """Forget a connection that has been closed."""
        with self._lock:
            self._streams.discard(stream)

    def close(self) -> None:
        """End all connections: who waits at one of them is woken."""
        with self._lock:
            self.closed = True
            for stream in self._streams:
                stream.break_off()


class _PinnedBackend(httpcore.NetworkBackend):
    """Connects to the addresses that the guard has let through, and to no other: a name is looked up once."""

    def __init__(self, url: httpx.URL, guard: Guard, network: Network, until: float, opened: _Open) -> None:
        self._url = url
        self._guard = guard
        self._network = network
        self._until = until
        self._open = opened

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
            stream = _TimedStream(inner, self._until, self._network.monotonic, self._open)
            self._open.enter(stream)
            return stream
        raise fault or httpcore.ConnectError("no address answered")


class _TimedStream(httpcore.NetworkStream):
    """A connection that ends at a moment, however little at a time arrives."""

    def __init__(
        self, inner: httpcore.NetworkStream, until: float, monotonic: Callable[[], float], opened: _Open
    ) -> None:
        self._inner = inner
        self._until = until
        self._monotonic = monotonic
        self._open = opened

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
        self._open.leave(self)
        self._inner.close()

    def break_off(self) -> None:
        """Wake the thread that reads or writes, which then closes the connection."""
        with contextlib.suppress(OSError):
            self._inner.get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return the connection with encryption, under the same time."""
        try:
            self._inner = self._inner.start_tls(ssl_context, server_hostname, self._left(timeout))
        except BaseException:
            self._open.leave(self)  # the library closes the connection inside when a handshake fails
            raise
        return self

    def get_extra_info(self, info: str) -> Any:
        """Return what the library asks about the connection."""
        return self._inner.get_extra_info(info)
