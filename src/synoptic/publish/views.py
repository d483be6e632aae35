"""What a story's page shows, as records: each part with its words, notes and marks worked out."""

import msgspec

from synoptic.news.annotation import Figure, Quote
from synoptic.news.comparison import (
    ClaimGroup,
    Comparison,
    Dispute,
    FigureLine,
    SupportCell,
    TimelineEntry,
    Voice,
)
from synoptic.news.edition import BriefSentence
from synoptic.news.report import Report
from synoptic.news.story import CopyLink
from synoptic.publish.apparatus import Note
from synoptic.publish.charts import Lanes, Plot
from synoptic.publish.columns import Column
from synoptic.publish.word_differences import Piece


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One report as the page refers to it: its name, code and colour, and what was done to its text."""

    report: Report
    name: str
    code: str
    mark: int
    repaired: tuple[tuple[str, str, int], ...]
    kept_out: tuple[tuple[str, int], ...]


class OriginRow(msgspec.Struct, frozen=True, kw_only=True):
    """An origin: its letter, its reports and why they count once."""

    id: str
    letter: str
    name: str
    reason: str
    sources: tuple[Source, ...]


class CitedSentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of the brief; `lead_in` and the marked parts stand in brackets: they are ours and not cited.

    `claims` are the places of its claims on the page, each with what it is called there.
    """

    sentence: BriefSentence
    lead_in: str
    parts: tuple[tuple[str, bool], ...]
    notes: tuple[Note, ...]
    claims: tuple[tuple[str, str], ...] = ()


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """What one report does with one claim group, and the note of its words where it says anything."""

    support: SupportCell
    note: Note | None


class GroupRow(msgspec.Struct, frozen=True, kw_only=True):
    """A claim group: the words that stand for it and what surrounds them, who says so, its cells, its number."""

    group: ClaimGroup
    before: str
    words: str
    after: str
    language: str
    notes: tuple[Note, ...]
    voices: tuple[str, ...]
    cells: tuple[Cell, ...]
    number: int
    first_told: str = ""

    @property
    def told_by(self) -> int:
        """Return how many reports say it, wholly or in part."""
        return sum(cell.support.support in ("says", "partly") for cell in self.cells)


class WordingRow(msgspec.Struct, frozen=True, kw_only=True):
    """One wording of a claim: who has it, its pieces beside the first wording, and what that has beyond it.

    `translated` where its language is not that of the first, so that the two are not laid side by side.
    """

    notes: tuple[Note, ...]
    language: str
    pieces: tuple[Piece, ...]
    without: tuple[str, ...] = ()
    translated: bool = False


class ClaimView(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as each report words it, the wording that stands for it first."""

    row: GroupRow
    wordings: tuple[WordingRow, ...]


class DisputeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A dispute with each side's voice, words and notes."""

    dispute: Dispute
    sides: tuple[tuple[str, str, tuple[Note, ...]], ...]


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    """A figure line with the notes of each value (equal ones together), and its drawing where values differ."""

    line: FigureLine
    values: tuple[tuple[Figure, tuple[Note, ...]], ...]
    plot: Plot | None


class TimelineRow(msgspec.Struct, frozen=True, kw_only=True):
    """A timeline entry with a note for each report that tells it."""

    entry: TimelineEntry
    when: str
    notes: tuple[Note, ...]
    others: tuple[Source, ...]


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """Words that somebody or something is called by, and the reports that use them; `voice` if they quote them."""

    words: str
    voice: str
    sources: tuple[Source, ...]


class LabelRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one entity is called, each wording once."""

    name: str
    words: tuple[Wording, ...]


class VoiceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A voice with the note of where it is first heard, and the reports that hear it."""

    voice: Voice
    first: tuple[Note, ...]
    sources: tuple[Source, ...]
    share: int


class QuoteRow(msgspec.Struct, frozen=True, kw_only=True):
    """The same words as several passages give them, each with how it differs from the first."""

    speaker: str
    versions: tuple[tuple[Quote, tuple[Note, ...], str], ...]


class SilenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A claim group and the reports in whose text it was not found, each with the reason it was looked for."""

    row: GroupRow
    reports: tuple[tuple[Source, str], ...]


class CopyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A copy with the two reports as sources."""

    link: CopyLink
    original: Source
    copy: Source


class StoryView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a story's page shows, in its order."""

    story: Comparison
    counts: str
    when: str
    headline_notes: tuple[Note, ...]
    brief: tuple[CitedSentence, ...]
    brief_notes: tuple[Note, ...]
    sources: tuple[Source, ...]
    origins: tuple[OriginRow, ...]
    agreed: tuple[GroupRow, ...]
    updated: tuple[GroupRow, ...]
    single: tuple[GroupRow, ...]
    disputes: tuple[DisputeRow, ...]
    matrix: tuple[GroupRow, ...]
    wordings: tuple[ClaimView, ...]
    notes: tuple[Note, ...]
    silences: tuple[SilenceRow, ...]
    figures: tuple[FigureRow, ...]
    lone_figures: tuple[FigureRow, ...]
    timeline: tuple[TimelineRow, ...]
    lanes: Lanes | None
    labels: tuple[LabelRow, ...]
    voices: tuple[VoiceRow, ...]
    quotes: tuple[QuoteRow, ...]
    copies: tuple[CopyRow, ...]
    columns: tuple[Column, ...]
