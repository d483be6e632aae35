"""The sheet on which the rules of cleaning write what each paragraph of a page is."""

import re
from collections.abc import Sequence

import msgspec

from synoptic.clean.features import Matrix, Seen
from synoptic.clean.judge import read_judge
from synoptic.clean.lines import Line
from synoptic.news.report import BlockKind, Interval


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a text with its kind and why."""

    start: int
    end: int
    kind: BlockKind
    reason: str
    handle: str = ""
    posted: Interval | None = None
    credit: str = ""


class Sheet:
    """The paragraphs of one page: each rule types some that are still open, the surest rule first.

    `titles` are the titles that the page's markup or its carrier gives, the surest first.
    """

    def __init__(self, text: str, lines: Sequence[Line], titles: Sequence[str] = ()) -> None:
        self.text = text
        self.lines = lines
        self.titles = tuple(title for title in titles if title)
        # Where an extractor has found the main text of a web page, its paragraphs need no second judge.
        self.extracted = any(line.main for line in lines)
        self._chances: Matrix | None = None
        self._typed: dict[int, Typed] = {}
        self._inside: set[int] = set()

    def chance(self, number: int) -> float | None:
        """Return how likely a line of plain text is to be the report's own, None on a web page."""
        if self.extracted or any(line.tag for line in self.lines):
            return None
        if self._chances is None:
            self._chances = read_judge("line").probabilities([_bare(line.words) for line in self.lines], "")
        return float(self._chances[number])

    def put(self, number: int, kind: BlockKind, reason: str, credit: str = "") -> None:
        """Type one paragraph."""
        line = self.lines[number]
        self._typed[number] = Typed(start=line.start, end=line.end, kind=kind, reason=reason, credit=credit)

    def put_run(self, first: int, last: int, typed: Typed) -> None:
        """Type paragraphs from the first to the last as one block."""
        self._typed[first] = typed
        self._inside |= set(range(first + 1, last + 1))

    def is_open(self, number: int) -> bool:
        """Return whether no rule has typed a paragraph yet."""
        return number not in self._typed and number not in self._inside

    def open(self) -> list[int]:
        """Return the paragraphs that no rule has typed yet."""
        return [number for number in range(len(self.lines)) if self.is_open(number)]

    def kind(self, number: int) -> str:
        """Return the kind of a paragraph, '' while it is open or inside a block of several."""
        return self._typed[number].kind if number in self._typed else ""

    def blocks(self) -> list[Typed]:
        """Return the blocks in text order; what is still open is body."""
        for number in self.open():
            self.put(number, "body", self.lines[number].reason or "a paragraph of the report")
        return [self._typed[number] for number in sorted(self._typed)]


def _bare(words: str) -> Seen:
    """Return a line without markup as the model sees it."""
    return Seen(words=words, kind="", tag="", wrapper="", blocks=(), linked=0.0, inline=0.0, votes=())


def plain(words: str) -> str:
    """Return the words of a text in lower case, without marks."""
    return " ".join(re.findall(r"\w+", words.casefold()))
