"""What a page says of itself to machines: its meta elements, canonical links, and structured data."""

import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lxml import etree

# Elements of a page that are read. The largest of the 560 saved pages in the labelled sets has 3,129 of them, and
# what a page says of itself stands near its start.
MOST_ELEMENTS = 100_000
# Structured data nests a few levels; deeper is play.
DEEPEST = 12
# What old templates put around a script's content.
WRAPPING = re.compile(r"^\s*(?:<!--|(?://\s*)?<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*$")


class PageHead(NamedTuple):
    """The statements of one page; `metas` are (name, content), `marks` the classes and ids in use.

    `elements` counts those that were read, `most_attributes` the attributes of the one with the most.
    """

    metas: tuple[tuple[str, str], ...] = ()
    canonical: tuple[str, ...] = ()
    structured: tuple[dict[str, Any], ...] = ()
    marks: tuple[str, ...] = ()
    elements: int = 0
    most_attributes: int = 0

    def meta(self, name: str) -> str:
        """Return the content of the first meta element of a name or property; empty if there is none."""
        return next((content for known, content in self.metas if known == name), "")


def read_head(html: "bytes | str | PageHead", most_elements: int = MOST_ELEMENTS) -> PageHead:
    """Return what a page says of itself in its first elements; an empty record if it is no page."""
    if isinstance(html, PageHead):
        return html
    seen = _seen(html, most_elements)
    return PageHead(
        metas=tuple(seen.metas),
        canonical=tuple(seen.links),
        structured=tuple(found for script in seen.scripts for found in _structured(script)),
        marks=tuple(sorted(seen.marks)),
        elements=seen.elements,
        most_attributes=seen.most_attributes,
    )


class _EnoughError(Exception):
    """As many elements as are wanted have been read."""


class _Seen:
    """Takes note of the elements of a page as they pass.

    No tree is built: building one takes time that grows with the square of an element's attributes, so that a page
    of one element could hold up a whole gathering.
    """

    def __init__(self, most_elements: int) -> None:
        self.elements = 0
        self.metas: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.scripts: list[str] = []
        self.marks: set[str] = set()
        self.most_attributes = 0
        self._most_elements = most_elements
        self._script: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take note of an element; _EnoughError after the last one that is wanted."""
        self.elements += 1
        if self.elements > self._most_elements:
            raise _EnoughError
        self.most_attributes = max(self.most_attributes, len(attributes))
        get = attributes.get
        if tag == "meta":
            name = get("name") or get("property") or get("http-equiv") or ""
            self.metas.append((name.strip().lower(), get("content") or ""))
        elif tag == "link" and "canonical" in (get("rel") or "").lower().split():
            self.links.append(get("href") or "")
        elif tag == "script":
            self._script = [] if "ld+json" in (get("type") or "").lower() else None
        elif tag != "style":
            for name in ("class", "id"):
                self.marks.update((get(name) or "").lower().split())

    def data(self, words: str) -> None:
        """Take note of the words of a script."""
        if self._script is not None:
            self._script.append(words)

    def end(self, tag: str) -> None:
        """Take note of the end of a script."""
        if tag == "script" and self._script is not None:
            self.scripts.append("".join(self._script))
            self._script = None

    def close(self) -> "_Seen":
        """Return all that was noted."""
        return self


def _seen(html: bytes | str, most_elements: int) -> _Seen:
    seen = _Seen(most_elements)
    content = html.encode("utf-8", "replace") if isinstance(html, str) else html
    if content.strip():
        encoding = "utf-8" if isinstance(html, str) else None
        parser = etree.HTMLParser(target=seen, no_network=True, encoding=encoding)
        with contextlib.suppress(_EnoughError, etree.LxmlError, ValueError, AssertionError):
            etree.fromstring(content, parser)
    return seen


def _structured(script: str) -> Iterator[dict[str, Any]]:
    """Yield every object of a script of structured data, the inner ones too."""
    try:
        document = json.loads(WRAPPING.sub("", script), strict=False)
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
