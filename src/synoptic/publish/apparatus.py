"""The numbered notes of a page: each cited passage once, with the words around it and where it stands."""

from collections.abc import Iterable

import msgspec

from synoptic.news.report import Passage, Report
from synoptic.publish.names import published_day

# About one line of a note on either side: enough to judge the words, short enough to read in passing.
_AROUND = 90


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One numbered citation: the exact words, what stands before and after them, and their anchor."""

    number: int
    passage: Passage
    outlet: str
    code: str
    mark: int
    place: str
    before: str
    after: str
    language: str
    when: str = ""
    url: str = ""

    @property
    def anchor(self) -> str:
        """Return the id under which the words are found in the report's column."""
        return word_anchor(self.mark, self.passage)


class Apparatus:
    """Numbers passages in the order in which a page first cites them."""

    def __init__(self, reports: Iterable[Report], names: dict[str, str], codes: dict[str, str]) -> None:
        self._reports = {report.id: (place, report) for place, report in enumerate(reports)}
        self._names = names
        self._codes = codes
        self._notes: dict[tuple[str, int, int], Note] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """Return every note so far, in the order of their numbers."""
        return tuple(self._notes.values())

    def cite(self, passages: Iterable[Passage]) -> tuple[Note, ...]:
        """Return the notes of passages, each passage once."""
        spans = {(p.report, p.start, p.end): p for p in passages if p.report in self._reports}
        return tuple(self._note(passage) for passage in spans.values())

    def _note(self, passage: Passage) -> Note:
        key = (passage.report, passage.start, passage.end)
        if key not in self._notes:
            mark, report = self._reports[passage.report]
            before, after = _around(report, passage)
            self._notes[key] = Note(
                number=len(self._notes) + 1,
                passage=passage,
                outlet=self._names[report.id],
                code=self._codes[report.id],
                mark=mark,
                place=next((b.kind.replace("_", " ") for b in report.blocks if b.contains(passage)), "text"),
                before=before,
                after=after,
                language=report.language,
                when=published_day(report),
                url=report.url,
            )
        return self._notes[key]


def word_anchor(mark: int, passage: Passage) -> str:
    """Return the id of the place in a report's column where a passage begins."""
    return f"r{mark}-{passage.start}"


def _around(report: Report, passage: Passage) -> tuple[str, str]:
    """Return what stands before and after a passage in its own block, cut at a word."""
    block = next((b for b in report.blocks if b.contains(passage)), None)
    first = max(block.start if block else 0, passage.start - _AROUND)
    last = min(block.end if block else len(report.text), passage.end + _AROUND)
    before, after = report.text[first : passage.start], report.text[passage.end : last]
    if first > (block.start if block else 0):
        before = "…" + before.partition(" ")[2]
    if last < (block.end if block else len(report.text)):
        after = after.rpartition(" ")[0] + "…"
    return before, after
