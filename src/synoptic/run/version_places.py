"""Changed places of a text, and whether a passage holds one of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from synoptic.news.report import Span
from synoptic.news.versions import TextEdit
from synoptic.run.version_words import folded, words_of


class Places:
    """The changed places of one version; they do not overlap, since every word is changed once."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted({(span.start, span.end) for span in spans})
        self._full = [(start, end) for start, end in ordered if start < end]
        self._starts = [start for start, _ in self._full]
        self._ends = [end for _, end in self._full]
        self._empty = [start for start, end in ordered if start == end]

    def touch(self, span: Span) -> bool:
        """Return whether changed words lie in a span, or words were put in or taken out in it or at its edge."""
        first = bisect_right(self._ends, span.start)
        if first < len(self._full) and self._starts[first] < span.end:
            return True
        return self._has_empty(span.start, span.end + 1)

    def lie_inside(self, span: Span) -> bool:
        """Return whether changed words lie in a span, or words were put in or taken out between its ends."""
        first = bisect_right(self._ends, span.start)
        if first < len(self._full) and self._starts[first] < span.end:
            return True
        return self._has_empty(span.start + 1, span.end)

    def _has_empty(self, first: int, end: int) -> bool:
        at = bisect_left(self._empty, first)
        return at < len(self._empty) and self._empty[at] < end


class Changed(NamedTuple):
    """The changed places of two versions, and the words that went and came there."""

    former: Places
    later: Places
    gone: frozenset[str]
    come: frozenset[str]

    def renames(self, former: str, later: str) -> bool:
        """Return whether words changed that name one of two speakers who share no part of their names.

        Where none did, the text says the same and was only understood otherwise.
        """
        one, other = _keys(former), _keys(later)
        return bool(one and other and not one & other and (one & self.gone or other & self.come))


def changed_places(edits: Iterable[TextEdit]) -> Changed:
    """Return what some edits changed in either version."""
    held = tuple(edits)
    return Changed(
        Places(e.former for e in held),
        Places(e.later for e in held),
        frozenset().union(*(_keys(e.former.words) for e in held)),
        frozenset().union(*(_keys(e.later.words) for e in held)),
    )


def _keys(words: str) -> frozenset[str]:
    return frozenset(folded(words_of(words, 0, len(words))))
