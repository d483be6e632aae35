"""Where the words of a page stand in its source."""

import re

from synoptic.clean.entities import characters, variants
from synoptic.clean.offsets import Piece

# Text nodes are looked for this far ahead; scripts and styles between two of them may be long.
_REACH = 300_000
# So many searches of a whole source are made before the rest of a page is searched within reach only.
_FAR = 25


class Placer:
    """Finds text nodes in a source one after the other, each behind the one before."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._cursor = 0
        self._far = _FAR

    def pieces(self, fragments: tuple[str, ...]) -> list[Piece]:
        """Return a paragraph with single spaces, in pieces of the source where its text nodes are found there."""
        pieces: list[Piece] = []
        spaced = True
        for fragment in fragments:
            words = fragment.strip()
            if fragment[0].isspace() and not spaced:
                pieces.append(" ")
            spaced = spaced or fragment[0].isspace()
            if not words:
                continue
            pieces += self._placed(words)
            spaced = fragment[-1].isspace()
            if spaced:
                pieces.append(" ")
        while pieces and pieces[-1] == " ":
            pieces.pop()
        return pieces

    def _placed(self, words: str) -> list[Piece]:
        """Return the pieces of one text node: slices of the source, or its words where it is not found."""
        place, written = self._find(words)
        runs = re.finditer(r"\S+(?: \S+)*", words)
        made: list[Piece] = []
        for run in runs:
            if made:
                made.append(" ")
            if place < 0:
                made.append(run.group())
            elif written == words:
                made.append((place + run.start(), place + run.end()))
            else:
                made += _escaped(run.span(), place, written)
        return made

    def _find(self, words: str) -> tuple[int, str]:
        """Return where a text node stands and how it is written there, -1 where that is not certain."""
        for written in variants(words):
            place = self._next(written, self._cursor + _REACH)
            if place < 0 and self._far > 0 and self._cursor + _REACH < len(self._source):
                self._far -= 1
                place = self._next(written, len(self._source))
            if place >= 0:
                self._cursor = place + len(written)
                return place, written
        return -1, words

    def _next(self, written: str, end: int) -> int:
        """Return the next place of some words right behind a tag or a comment."""
        place = self._source.find(written, self._cursor, end)
        for _ in range(200):
            if place < 0 or self._behind_tag(place):
                return place
            place = self._source.find(written, place + 1, end)
        return -1

    def _behind_tag(self, place: int) -> bool:
        before = place - 1
        while before >= 0 and self._source[before].isspace():
            before -= 1
        return before < 0 or self._source[before] == ">"


def _escaped(run: tuple[int, int], place: int, written: str) -> list[Piece]:
    """Return a run of a text node whose markup characters are escaped in the source.

    The escaped characters are inserted (a piece of the source would show the reference), all others are slices.
    """
    pieces: list[Piece] = []
    for start, end in characters(written)[run[0] : run[1]]:
        if end - start > 1:
            pieces.append({"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}.get(written[start:end], "'"))
        elif pieces and isinstance(pieces[-1], tuple) and pieces[-1][1] == place + start:
            pieces[-1] = (pieces[-1][0], place + end)
        else:
            pieces.append((place + start, place + end))
    return pieces
