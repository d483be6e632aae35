"""What keeps the site safe whatever a report, a form or a stranger's page holds: headers, names, form tokens."""

import hashlib
import hmac
import ipaddress
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_OWN_NAMES = ("localhost", "localhost.localdomain")


async def add_headers(message: Message, scope: Scope) -> None:
    """Give every answer, errors too, the headers that let nothing but our own styles and scripts run."""
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        for name, value in HEADERS.items():
            headers[name] = value


def is_loopback(host: str) -> bool:
    """Return whether a name or an address means this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() in _OWN_NAMES


def host_of(header: str) -> str:
    """Return the name in a Host header, without its port."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


class Forms:
    """Tokens that show that a form was sent from a page of this site to the client that it was given to.

    They need no cookie: a token is signed with a secret of this run, the client's address and a time.
    """

    def __init__(self, secret: bytes, seconds: int, time: Callable[[], float]) -> None:
        self._secret = secret
        self._seconds = seconds
        self._time = time

    def token(self, client: str) -> str:
        """Return a token for a form that a client is given."""
        now = str(int(self._time()))
        return f"{now}.{self._signed(client, now)}"

    def is_ours(self, token: str, client: str) -> bool:
        """Return whether a token was given to this client not too long ago."""
        made, _, signed = token[:200].partition(".")
        if not (made.isascii() and made.isdigit()) or not signed.isascii():
            return False
        if not hmac.compare_digest(signed, self._signed(client, made)):
            return False
        return 0 <= int(self._time()) - int(made) <= self._seconds

    def _signed(self, client: str, made: str) -> str:
        return hmac.new(self._secret, f"{client} {made}".encode(), hashlib.sha256).hexdigest()


def is_same_site(headers: Mapping[str, str], host: str) -> bool:
    """Return whether a form comes from a page of this site, as far as the browser says where it comes from."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    # Our pages send no referrer, so browsers give the origin of their forms as “null”.
    origin = headers.get("origin", "null")
    return origin == "null" or origin.partition("://")[2] == host
