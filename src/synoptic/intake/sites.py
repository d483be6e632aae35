"""Whose site an address is on: its host, its registrable domain, and domains that belong to nobody alone."""

import ipaddress
import re
from urllib.parse import urlsplit

import tld

# Hosts under which strangers publish side by side; each name below them is a site of its own. The public suffix
# list has most hosts of this kind, but not these.
SHARED_HOSTS = frozenset(
    {
        "substack.com", "medium.com", "wordpress.com", "tumblr.com", "ghost.io", "beehiiv.com", "blogspot.com",
        "livejournal.com", "over-blog.com", "wixsite.com", "weebly.com", "typepad.com", "squarespace.com",
        "hypotheses.org",
    }
)  # fmt: skip
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")


def host_of(address: str) -> str:
    """Return the host of a URL, or of a bare host, in lower-case ASCII; empty where it names no site.

    Numbers (`127.0.0.1`), names without a dot, and addresses of files and of mail are no sites.
    """
    text = address.strip()
    if "://" not in text:
        if "@" in text:
            return ""
        text = "http://" + text.removeprefix("//")
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https"):
        return ""
    try:
        plain = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    labels = plain.split(".")
    if len(plain) > 253 or len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        return ""
    return "" if _is_number(plain) else plain


def site_of(address: str) -> str:
    """Return the registrable domain of a URL or host (`example.co.uk`), empty where there is none."""
    host = host_of(address)
    if not host or belongs_to_nobody(host):
        return host
    labels = host.split(".")
    for kept in range(2, len(labels) + 1):
        if ".".join(labels[-kept + 1 :]) in SHARED_HOSTS:
            return ".".join(labels[-kept:])
    known = tld.get_fld(f"http://{host}", fail_silently=True, search_private=True)
    return known if isinstance(known, str) else ".".join(labels[-2:])


def belongs_to_nobody(host: str) -> bool:
    """Return whether many publish under a host (`co.uk`, `github.io`), so that it is no outlet's domain."""
    return host in SHARED_HOSTS or bool(tld.is_tld(host, search_private=True))


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.rsplit(".", 1)[-1].isdigit()
    return True
