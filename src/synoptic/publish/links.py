"""Addresses as they may be written into what we publish."""

import re
from urllib.parse import quote

_WEB = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)
# What may stand in a URI as it is (RFC 3986); a per cent sign is part of what is escaped already.
_LEFT = "!#$%&'()*+,/:;=?@[]~-._"


def web_address(address: str) -> str:
    """Return an address of the web as a URI, all else escaped; empty if it is none (javascript:, data:, file:)."""
    if not _WEB.match(address.strip()):
        return ""
    return quote(address.strip().encode("utf-8", "replace"), safe=_LEFT)
