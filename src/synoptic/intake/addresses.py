"""Canonical addresses: one spelling for each page, without what only follows the reader about."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

import idna
import msgspec

from synoptic.intake.heads import read_head
from synoptic.intake.sites import site_of

# Wrappers around wrappers are followed this often; more is play.
WRAPPED = 3
DEFAULT_PORTS = {"http": 80, "https": 443}
# Browsers take these out of an address, wherever they stand, and control characters off its ends.
BREAKS = re.compile(r"[\t\r\n]")
ENDS = "".join(map(chr, range(0x21)))
ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


class Wrapper(msgspec.Struct, frozen=True):
    """An address that only leads on to the one in a parameter."""

    host: str
    path: str
    names: tuple[str, ...]


class Everywhere(msgspec.Struct, frozen=True):
    """Names, and beginnings of names, of parameters that choose no page anywhere."""

    names: frozenset[str]
    prefixes: tuple[str, ...]


class Tracking(msgspec.Struct, frozen=True):
    """What of an address follows readers, as tracking.toml has it."""

    everywhere: Everywhere
    publishers: dict[str, frozenset[str]]
    wrapper: tuple[Wrapper, ...]


class _Split(NamedTuple):
    scheme: str
    host: str
    port: int | None
    path: str
    query: str


@cache
def tracking() -> Tracking:
    """Return the list that comes with the package."""
    text = files("synoptic.intake").joinpath("tracking.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Tracking)


def canonical(url: str) -> str:
    """Return the one spelling of an address; what is no web address comes back stripped of white space."""
    url = _one_line(url)
    for _ in range(WRAPPED):
        inner = _unwrapped(url)
        if not inner:
            break
        url = inner
    split = _split(url)
    if split is None:
        return url
    port = "" if split.port in (None, DEFAULT_PORTS[split.scheme]) else f":{split.port}"
    query = _query(split)
    return f"{split.scheme}://{split.host}{port}{_path(split.path)}" + (f"?{query}" if query else "")


def canonical_of_page(html: bytes | str, url: str) -> str:
    """Return the canonical address that a page gives for itself on its own site; else that of `url`."""
    own = canonical(url)
    head = read_head(html)
    for stated in (head.canonical, (head.meta("og:url"),)):
        found = {canonical(_joined(url, one)) for one in stated if one.strip()}
        # A page that names several has copied somebody's head; one that names the front page, the site's.
        if len(found) == 1 and _names_a_page_of(own, best := found.pop()):
            return best
    return own


def ascii_host(host: str) -> str:
    """Return a host name in lower case and in ASCII (IDNA), without the dot that may end it."""
    host = host.strip().lower().rstrip(".。")
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii").rstrip(".")
    except (idna.IDNAError, UnicodeError, ValueError, IndexError):
        return host


def _one_line(url: str) -> str:
    url = url.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair has no spelling in an address
    return BREAKS.sub("", url.strip().strip(ENDS)).strip().replace("&amp;", "&")


def _split(url: str) -> _Split | None:
    """Return the parts of a web address; None for anything else."""
    try:
        split: SplitResult = urlsplit(url)
        host, port = ascii_host(split.hostname or ""), split.port
    except ValueError:
        return None
    scheme = split.scheme.lower()
    if scheme not in DEFAULT_PORTS or not host or re.search(r"[\s/\\?#@<>\"%|^`{}]", host):
        return None
    shown = f"[{host}]" if ":" in host else host
    return _Split(scheme, shown, port, split.path, split.query)


def _path(path: str) -> str:
    """Return a path with its dots resolved and every character escaped in the one way that is needed."""
    kept: list[str] = []
    steps = path.split("/")[1:]
    for number, step in enumerate(steps):
        plain = step.lower().replace("%2e", ".")
        last = number == len(steps) - 1
        if plain == "..":
            del kept[-1:]
        elif plain != ".":
            kept.append(step)
            continue
        if last:
            kept.append("")
    return "/" + _escaped("/".join(kept), "/:@!$&'()*+,;=")


def _query(split: _Split) -> str:
    listed = tracking()
    names = set(listed.everywhere.names)
    for host, more in listed.publishers.items():
        if _within(split.host, host):
            names |= more
    kept = []
    for part in split.query.split("&"):
        name = unquote(part.split("=", 1)[0]).strip().lower()
        if part and name not in names and not name.startswith(listed.everywhere.prefixes):
            kept.append(_escaped(part, "/:@!$'()*+,;=?"))
    # The order of equal names may mean something; that of different ones does not, and differs between carriers.
    return "&".join(sorted(kept, key=lambda part: part.split("=", 1)[0]))


def _escaped(words: str, safe: str) -> str:
    """Return percent-escapes in capitals and only where they are needed."""

    def again(found: re.Match[str]) -> str:
        byte = int(found[1], 16)
        return chr(byte) if byte in UNRESERVED else found[0].upper()

    return quote(ESCAPED.sub(again, re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", words)), safe=safe + "%")


def _unwrapped(url: str) -> str:
    """Return the address that an address only leads on to; empty if it is one itself."""
    split = _split(url)
    if split is None:
        return ""
    for wrapper in tracking().wrapper:
        if split.path == wrapper.path and _within(split.host, wrapper.host):
            values = dict(part.partition("=")[::2] for part in split.query.split("&"))
            found = (_one_line(unquote(values.get(name, ""))) for name in wrapper.names)
            return next((inner for inner in found if _split(inner)), "")
    return ""


def _within(host: str, domain: str) -> bool:
    return host == domain or host.endswith("." + domain)


def _joined(url: str, stated: str) -> str:
    try:
        return urljoin(url, stated.strip())
    except ValueError:
        return stated


def _names_a_page_of(own: str, stated: str) -> bool:
    """Return whether an address is on the same site as another and not its front page instead of a page."""
    mine, theirs = _split(own), _split(stated)
    if mine is None or theirs is None or (site_of(own) or mine.host) != (site_of(stated) or theirs.host):
        return False
    return theirs.path not in ("", "/") or bool(theirs.query) or mine.path in ("", "/")
