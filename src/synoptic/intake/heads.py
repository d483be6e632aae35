"""What a page says of itself to machines: its meta elements, canonical links, and structured data."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

# Bytes of a page that are read. The largest of the 500 saved pages in the labelled sets is under 3 MB, and what
# a page says of itself stands near its start.
LARGEST = 3_000_000
# Structured data nests a few levels; deeper is play.
DEEPEST = 12
# What old templates put around a script's content.
WRAPPING = re.compile(r"^\s*(?:<!--|(?://\s*)?<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*$")


class PageHead(NamedTuple):
    """The statements of one page; `metas` are (name, content), `marks` the classes and ids in use."""

    metas: tuple[tuple[str, str], ...] = ()
    canonical: tuple[str, ...] = ()
    structured: tuple[dict[str, Any], ...] = ()
    marks: tuple[str, ...] = ()

    def meta(self, name: str) -> str:
        """Return the content of the first meta element of a name or property; empty if there is none."""
        return next((content for known, content in self.metas if known == name), "")


def read_head(html: bytes | str) -> PageHead:
    """Return what a page says of itself; an empty record if it is no page."""
    root = _root(html)
    if root is None:
        return PageHead()
    metas = tuple((_name(one), one.get("content") or "") for one in root.iter("meta"))
    links = tuple(
        one.get("href") or "" for one in root.iter("link") if "canonical" in (one.get("rel") or "").lower().split()
    )
    structured = tuple(found for one in root.iter("script") for found in _structured(one))
    marks = {mark for one in root.iter(etree.Element) for mark in _marks(one)}
    return PageHead(metas, links, structured, tuple(sorted(marks)))


def _name(meta: Any) -> str:
    return (meta.get("name") or meta.get("property") or meta.get("http-equiv") or "").strip().lower()


def _root(html: bytes | str) -> Any:
    content = html[:LARGEST].encode("utf-8", "replace") if isinstance(html, str) else html[:LARGEST]
    if not content.strip():
        return None
    encoding = "utf-8" if isinstance(html, str) else None
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding=encoding)
    try:
        return etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _structured(script: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a script of structured data, the inner ones too."""
    if "ld+json" not in (script.get("type") or "").lower():
        return
    words = WRAPPING.sub("", script.text or "")
    try:
        document = json.loads(words, strict=False)
    except (ValueError, RecursionError):
        return
    yield from _objects(document, 0)


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from _objects(one, depth + 1)


def _marks(element: Any) -> Iterator[str]:
    if element.tag in ("script", "style", "link", "meta"):
        return
    for name in ("class", "id"):
        yield from (element.get(name) or "").lower().split()
