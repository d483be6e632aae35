r"""Where each character of a text came from: a compact map that can be composed step by step.

A page goes through several texts: bytes → decoded text → repaired text → the report's text. Each step makes
one `Offsets`, and `later.through(earlier)` joins two steps into one:

    to_raw = decoded.raw_offsets                                # decoded text → bytes
    to_raw = repaired.offsets.through(to_raw)                   # repaired text → bytes
    text, built = build(repaired.text, [(10, 25), "\n\n", (40, 90)])
    to_raw = built.through(to_raw)                              # the report's text → bytes
    report = Report(..., source_map=to_raw.ranges)
    start, end = to_raw.source(3, 8)                            # the bytes behind text[3:8]

A range whose source is a whole multiple of its length advances evenly (one character, k bytes); any other
range is one piece, and every part of it leads to the whole source. Inserted words have an empty source.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from synoptic.news.report import Repair, SourceRange

Piece = tuple[int, int] | str


class Offsets(msgspec.Struct, frozen=True):
    """The source of every character of a text, as ranges in text order without gaps."""

    ranges: tuple[SourceRange, ...] = ()

    @property
    def length(self) -> int:
        """Return how many characters the mapped text has."""
        return self.ranges[-1].end if self.ranges else 0

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest source range that holds everything text[start:end] came from."""
        pieces = [_part(one, max(start, one.start), min(end, one.end)) for one in self._covering(start, end)]
        filled = [piece for piece in pieces if piece[0] < piece[1]] or pieces
        if not filled:
            return (0, 0)
        return min(piece[0] for piece in filled), max(piece[1] for piece in filled)

    def through(self, earlier: "Offsets") -> "Offsets":
        """Return the map from this text to the source of the earlier step's text."""
        joined: list[SourceRange] = []
        for one in self.ranges:
            joined.extend(_followed(one, earlier))
        return Offsets(_merged(joined))

    def _covering(self, start: int, end: int) -> Sequence[SourceRange]:
        first = max(0, bisect_right(self.ranges, start, key=lambda one: one.start) - 1)
        last = bisect_right(self.ranges, max(start, end - 1), key=lambda one: one.start)
        return self.ranges[first:last]


def identity(length: int) -> Offsets:
    """Return the map of a text that is its own source."""
    return Offsets((_range(0, length, 0, length),)) if length else Offsets()


def of_steps(steps: Iterable[tuple[int, int]], start: int = 0) -> Offsets:
    """Return the map of a text from (characters, source length) steps that follow one another from `start`."""
    ranges: list[SourceRange] = []
    at, source = 0, start
    for count, taken in steps:
        ranges.append(_range(at, at + count, source, source + taken))
        at, source = at + count, source + taken
    return Offsets(_merged(ranges))


def of_repairs(length: int, repairs: Iterable[Repair]) -> Offsets:
    """Return the map from a repaired text of `length` characters to the text before its repairs."""
    ranges: list[SourceRange] = []
    at = source = 0
    for repair in repairs:
        kept = repair.start - at
        ranges.append(_range(at, repair.start, source, source + kept))
        source += kept
        ranges.append(_range(repair.start, repair.end, source, source + len(repair.before)))
        at, source = repair.end, source + len(repair.before)
    ranges.append(_range(at, length, source, source + length - at))
    return Offsets(_merged(ranges))


def build(text: str, pieces: Iterable[Piece]) -> tuple[str, Offsets]:
    """Return the text made of slices of `text` and inserted words, and where each character came from.

    A piece is `(start, end)` of `text`, or a string to insert.
    """
    words: list[str] = []
    ranges: list[SourceRange] = []
    at = latest = 0
    for piece in pieces:
        start, end = (latest, latest) if isinstance(piece, str) else piece
        said = piece if isinstance(piece, str) else text[start:end]
        words.append(said)
        ranges.append(_range(at, at + len(said), start, end))
        at, latest = at + len(said), end
    return "".join(words), Offsets(_merged(ranges))


def _range(start: int, end: int, raw_start: int, raw_end: int) -> SourceRange:
    return SourceRange(start=start, end=end, raw_start=raw_start, raw_end=raw_end)


def _step(one: SourceRange) -> int:
    """Return how far the source advances a character; 0 where the range is one piece."""
    length, taken = one.end - one.start, one.raw_end - one.raw_start
    return taken // length if length and taken and taken % length == 0 else 0


def _part(one: SourceRange, start: int, end: int) -> tuple[int, int]:
    step = _step(one)
    if not step or start > end:
        return one.raw_start, one.raw_end
    return one.raw_start + (start - one.start) * step, one.raw_start + (end - one.start) * step


def _followed(one: SourceRange, earlier: Offsets) -> list[SourceRange]:
    step = _step(one)
    if step != 1:
        if step == 0 or one.end - one.start == 1:
            return [_range(one.start, one.end, *earlier.source(one.raw_start, one.raw_end))]
        return [
            _range(at, at + 1, *earlier.source(one.raw_start + index * step, one.raw_start + (index + 1) * step))
            for index, at in enumerate(range(one.start, one.end))
        ]
    shift = one.start - one.raw_start
    parts = []
    for before in earlier._covering(one.raw_start, one.raw_end):
        start, end = max(one.raw_start, before.start), min(one.raw_end, before.end)
        if start < end:
            parts.append(_range(start + shift, end + shift, *_part(before, start, end)))
    return parts


def _merged(ranges: Iterable[SourceRange]) -> tuple[SourceRange, ...]:
    """Return the ranges with neighbours that advance alike made one, and empty ones left out."""
    merged: list[SourceRange] = []
    for one in ranges:
        if one.start == one.end:
            continue
        last = merged[-1] if merged else None
        if last and last.end == one.start and last.raw_end == one.raw_start and _step(last) == _step(one) != 0:
            merged[-1] = _range(last.start, one.end, last.raw_start, one.raw_end)
        else:
            merged.append(one)
    return tuple(merged)
