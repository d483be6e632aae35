"""A feed with far too many items, cut to the newest before it is read in full."""

import contextlib
import re
from datetime import UTC, datetime
from typing import NamedTuple
from xml.parsers import expat

from synoptic.intake.times import time_of

ITEMS = {"item", "entry"}
# The elements that date an item, the surest first.
DATES = ("published", "pubdate", "date", "issued", "updated", "modified")
OPENED = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]")


class Cut(NamedTuple):
    """A feed with at most so many items, and how many it had."""

    text: str
    found: int


class _Span(NamedTuple):
    start: int
    end: int
    when: datetime


def cut_to_newest(text: str, most: int) -> Cut:
    """Return a well-formed feed with its newest items only; items without a date count as the oldest."""
    found = len(OPENED.findall(text))
    if found <= most:
        return Cut(text, found)
    content = text.encode("utf-8")
    spans = _Spans(content).found
    order = sorted(range(len(spans)), key=lambda place: spans[place].when, reverse=True)
    kept, pieces, at = set(order[:most]), [], 0
    for place, span in enumerate(spans):
        if place not in kept:
            pieces.append(content[at : span.start])
            at = span.end
    pieces.append(content[at:])
    return Cut(b"".join(pieces).decode("utf-8"), len(spans))


def each_alone(text: str, most: int) -> list[str]:
    """Return the feed once for each of its first items with that item alone, to find the one that is at fault."""
    content = text.encode("utf-8")
    spans = _Spans(content).found
    if not spans:
        return []
    head, tail = content[: spans[0].start], content[spans[-1].end :]
    return [(head + content[span.start : span.end] + tail).decode("utf-8") for span in spans[:most]]


class _Spans:
    """The byte ranges of the outermost items of a document, with the day of each."""

    def __init__(self, content: bytes) -> None:
        self.found: list[_Span] = []
        self._content = content
        self._depth = self._start = 0
        self._inside = ""
        self._words: dict[str, str] = {}
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._opened
        self._parser.EndElementHandler = self._closed
        self._parser.CharacterDataHandler = self._said
        with contextlib.suppress(expat.ExpatError):
            self._parser.Parse(content, True)

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        plain = name.rpartition(":")[2].lower()
        if self._depth:
            self._depth += 1
            self._inside = plain if self._depth == 2 and plain in DATES else ""
        elif plain in ITEMS:
            self._depth, self._start, self._words = 1, self._parser.CurrentByteIndex, {}

    def _closed(self, name: str) -> None:
        if not self._depth:
            return
        self._depth -= 1
        self._inside = ""
        if not self._depth:
            # The parser stands at the start of the closing tag, or of an element that closes itself.
            end = self._content.index(b">", self._parser.CurrentByteIndex) + 1
            said = next((self._words[key] for key in DATES if key in self._words), "")
            self.found.append(_Span(self._start, end, time_of(said) or datetime.min.replace(tzinfo=UTC)))

    def _said(self, words: str) -> None:
        if self._inside:
            self._words[self._inside] = (self._words.get(self._inside, "") + words)[:60]
