"""What the head of an answer says of its content, and what in it is not to be believed."""

import re

import httpx

from synoptic.errors import problem
from synoptic.intake.guard import RefusedError
from synoptic.intake.pages import looks_like_html
from synoptic.intake.transport import Answer
from synoptic.intake.unpacking import DamagedError, TooLargeError, unpacked
from synoptic.news.problem import Problem

# Kinds of content that hold no text; a feed or a page of such a kind is a mistake of its server or a trap.
NOT_TEXT = re.compile(r"(?:image|audio|video|font|model)/(?!svg)|application/(?:zip|x-7z|x-rar|wasm|x-msdownload)")
# What servers say when they do not know.
UNKNOWN = ("", "application/octet-stream", "unknown/unknown")
# Codecs of Python that are no charsets of pages.
NO_CHARSETS = re.compile(r"idna|punycode|(?:raw_?)?unicode[_-]escape|undefined|utf-?7")
CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)


def media_type(headers: httpx.Headers) -> str:
    """Return the kind of content that an answer states, such as `text/html`; empty if it states none."""
    return str(headers.get("content-type", "")).split(";", 1)[0].strip().lower()[:100]


def seen_media_type(headers: httpx.Headers, content: bytes) -> str:
    """Return the stated kind of content, or `text/html` where none is stated and the content is plainly a page."""
    stated = media_type(headers)
    if stated in UNKNOWN and looks_like_html(content[:20_000].decode("latin-1")):
        return "text/html"
    return stated


def is_html(kind: str) -> bool:
    """Return whether a kind of content is that of web pages."""
    return kind in ("text/html", "application/xhtml+xml")


def charset(headers: httpx.Headers, address: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the charset that an answer states, or none and a remark if there is no such charset."""
    stated = CHARSET.search(headers.get("content-type", ""))
    if stated is None:
        return "", ()
    name = stated[1][:40].lower()
    try:
        # Only the decoding of something tells a charset from the other codecs that Python has.
        b"a".decode(name)
    except (LookupError, ValueError):
        return "", (problem("I159", address, charset=name),)
    return ("", (problem("I159", address, charset=name),)) if NO_CHARSETS.fullmatch(name) else (name, ())


def content_of(answer: Answer, limit: int, address: str) -> bytes:
    """Return the unpacked content of an answer; RefusedError over `limit` bytes, or if it cannot be unpacked."""
    try:
        return unpacked(answer.content, answer.headers.get("content-encoding", ""), limit)
    except TooLargeError as fault:
        shown = f"{limit / 1e6:g} MB"
        raise RefusedError("I148", address, status=answer.status, limit=shown) from fault
    except DamagedError as fault:
        raise RefusedError("I149", address, status=answer.status, detail=str(fault)) from fault


def only_front_page(asked: str, url: httpx.URL) -> bool:
    """Return whether a page was sent on to the front page of its own site, as is done with pages that are gone."""
    try:
        first = httpx.URL(asked)
    except httpx.InvalidURL:
        return False
    away = first.path.rstrip("/") != "" and url.path in ("", "/") and not url.query
    return away and first.host.removeprefix("www.") == url.host.removeprefix("www.")
