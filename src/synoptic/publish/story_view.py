"""A story as its page shows it: every part in order, with its words, notes and marks worked out."""

from collections.abc import Iterable, Sequence

import msgspec

from synoptic.news.annotation import Figure, Quote
from synoptic.news.comparison import (
    ClaimGroup,
    Comparison,
    Dispute,
    FigureLine,
    Label,
    SupportCell,
    TimelineEntry,
    Voice,
)
from synoptic.news.edition import BriefSentence
from synoptic.news.report import Report
from synoptic.news.story import CopyLink, Origin
from synoptic.publish.apparatus import Apparatus, Note
from synoptic.publish.charts import Lanes, Strip, figure_strip, timeline_lanes
from synoptic.publish.columns import Column, column, marks_of
from synoptic.publish.data import ComparisonDocument
from synoptic.publish.names import outlet_names, plain_time, story_counts


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One report as the page refers to it: its name, its mark and what was done to its text."""

    report: Report
    name: str
    mark: int
    origin: int
    repaired: tuple[tuple[str, str, int], ...]


class CitedSentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of the brief; `lead_in` is the bracketed part that is ours and not cited."""

    sentence: BriefSentence
    lead_in: str
    text: str
    notes: tuple[Note, ...]


class GroupRow(msgspec.Struct, frozen=True, kw_only=True):
    """A claim group: the words that stand for it, who says so, its cells and its number in the columns."""

    group: ClaimGroup
    words: str
    language: str
    notes: tuple[Note, ...]
    voices: tuple[str, ...]
    cells: tuple[SupportCell, ...]
    number: int


class DisputeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A dispute with the notes of each side."""

    dispute: Dispute
    notes: tuple[tuple[Note, ...], ...]


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    """A figure line with a note for each value, and its strip where values differ."""

    line: FigureLine
    values: tuple[tuple[Figure, Note], ...]
    strip: Strip | None


class TimelineRow(msgspec.Struct, frozen=True, kw_only=True):
    """A timeline entry with its notes and the marks of the reports that tell it."""

    entry: TimelineEntry
    when: str
    notes: tuple[Note, ...]
    marks: tuple[int, ...]


class LabelRow(msgspec.Struct, frozen=True, kw_only=True):
    """What each report calls one entity: its own words first, then words of others that it quotes."""

    name: str
    own: tuple[tuple[Label, ...], ...]
    quoted: tuple[tuple[Label, ...], ...]


class VoiceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A voice with the note of where it is first heard."""

    voice: Voice
    first: tuple[Note, ...]
    marks: tuple[int, ...]


class QuoteRow(msgspec.Struct, frozen=True, kw_only=True):
    """The same words as several passages give them: verbatim, trimmed, translated or altered."""

    speaker: str
    versions: tuple[tuple[Quote, Note], ...]


class StoryView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a story's page shows, in its order."""

    story: Comparison
    counts: str
    when: str
    headline_notes: tuple[Note, ...]
    brief: tuple[CitedSentence, ...]
    brief_notes: tuple[Note, ...]
    sources: tuple[Source, ...]
    origins: tuple[Origin, ...]
    agreed: tuple[GroupRow, ...]
    updated: tuple[GroupRow, ...]
    single: tuple[GroupRow, ...]
    disputes: tuple[DisputeRow, ...]
    matrix: tuple[GroupRow, ...]
    silences: tuple[tuple[GroupRow, tuple[tuple[int, str], ...]], ...]
    figures: tuple[FigureRow, ...]
    timeline: tuple[TimelineRow, ...]
    lanes: Lanes | None
    labels: tuple[LabelRow, ...]
    voices: tuple[VoiceRow, ...]
    quotes: tuple[QuoteRow, ...]
    copies: tuple[CopyLink, ...]
    columns: tuple[Column, ...]


def story_view(document: ComparisonDocument, story: Comparison) -> StoryView:
    """Return a story in the form that its page shows."""
    return _Maker(document, story).view()


class _Maker:
    """Works out the parts of a page; the notes are numbered in the order in which the parts are asked for."""

    def __init__(self, document: ComparisonDocument, story: Comparison) -> None:
        held = {report.id: report for report in document.reports}
        # Reports of one origin stand side by side, so that the matrix can bracket them.
        order = [report for origin in story.origins for report in origin.reports if report in held]
        order += [report for report in story.reports if report not in order and report in held]
        self.story = story
        self.reports = [held[report] for report in order]
        self.places = {report.id: place for place, report in enumerate(self.reports)}
        self.names = outlet_names(document.reports)
        self.notes = Apparatus(self.reports, self.names)
        by_salience = sorted(story.claim_groups, key=lambda g: (-g.salience, g.id))
        self.ranked = [g for g in by_salience if any(c.report in self.places for c in g.claims)]
        self.shared = [
            g.id for g in self.ranked if len({c.report for c in g.claims}) > 1 or g.standing == "disputed"
        ]

    def view(self) -> StoryView:
        """Return the whole page."""
        story = self.story
        headline_notes = self.notes.cite(story.headline_citations)
        brief = tuple(self._sentence(sentence) for sentence in story.brief.sentences)
        brief_notes = self.notes.notes
        rows = [self._group(group) for group in self.ranked]
        disputes = tuple(self._dispute(dispute) for dispute in story.disputes)
        figures = tuple(self._figure(line) for line in story.figures)
        timeline = tuple(self._entry(entry) for entry in story.timeline)
        voices = tuple(self._voice(voice) for voice in story.voices)
        quotes = tuple(self._quotes())
        cited = [note.passage for note in self.notes.notes]
        marks = marks_of(story, self.shared, cited, self.places)
        order = [report.id for report in self.reports]
        return StoryView(
            story=story,
            counts=story_counts(story, self.reports),
            when=plain_time(story.event.time) if story.event.time else "",
            headline_notes=headline_notes,
            brief=brief,
            brief_notes=brief_notes,
            sources=tuple(self._source(report) for report in self.reports),
            origins=tuple(o for o in story.origins if any(r in self.places for r in o.reports)),
            agreed=tuple(row for row in rows if row.group.standing == "agreed"),
            updated=tuple(row for row in rows if row.group.standing == "updated"),
            single=tuple(row for row in rows if row.group.standing == "single_origin"),
            disputes=disputes,
            matrix=tuple(row for row in rows if row.number),
            silences=tuple(self._silences(rows)),
            figures=figures,
            timeline=timeline,
            lanes=timeline_lanes(story.timeline, order, self.names),
            labels=tuple(self._labels()),
            voices=voices,
            quotes=quotes,
            copies=story.copies,
            columns=tuple(
                column(report, self.names[report.id], place, marks) for place, report in enumerate(self.reports)
            ),
        )

    def _source(self, report: Report) -> Source:
        origin = next((n for n, o in enumerate(self.story.origins) if report.id in o.reports), 0)
        counts: dict[tuple[str, str], int] = {}
        for repair in report.repairs:
            counts[repair.before, repair.after] = counts.get((repair.before, repair.after), 0) + 1
        repaired = tuple(
            (before, after, n) for (before, after), n in sorted(counts.items(), key=lambda x: (-x[1], x[0]))
        )
        return Source(
            report=report,
            name=self.names[report.id],
            mark=self.places[report.id],
            origin=origin,
            repaired=repaired,
        )

    def _sentence(self, sentence: BriefSentence) -> CitedSentence:
        lead_in, text = "", sentence.text
        if text.startswith("[") and "]" in text:
            lead_in, _, text = text[1:].partition("]")
        return CitedSentence(
            sentence=sentence, lead_in=lead_in, text=text.strip(), notes=self.notes.cite(sentence.citations)
        )

    def _group(self, group: ClaimGroup) -> GroupRow:
        lead = next((c for c in group.claims if c.id == group.lead), group.claims[0])
        # One note a report: the lead's own words before others of the same report.
        first = {c.report: c for c in sorted(group.claims, key=lambda c: (c.id == lead.id, -c.start))}
        ordered = [first[report.id] for report in self.reports if report.id in first]
        cells = {cell.report: cell for cell in group.support}
        return GroupRow(
            group=group,
            words=" ".join(lead.words.split()),
            language=self.reports[self.places[lead.report]].language if lead.report in self.places else "",
            notes=self.notes.cite(ordered),
            voices=tuple(sorted({c.attributed_to for c in group.claims if c.attributed_to})),
            cells=tuple(
                cells.get(report.id, SupportCell(report=report.id, support="not_found")) for report in self.reports
            ),
            number=self.shared.index(group.id) + 1 if group.id in self.shared else 0,
        )

    def _dispute(self, dispute: Dispute) -> DisputeRow:
        return DisputeRow(dispute=dispute, notes=tuple(self.notes.cite(side.citations) for side in dispute.sides))

    def _figure(self, line: FigureLine) -> FigureRow:
        values = tuple((value, note) for value in line.values for note in self.notes.cite([value]))
        return FigureRow(line=line, values=values, strip=figure_strip(line, list(self.places), self.names))

    def _entry(self, entry: TimelineEntry) -> TimelineRow:
        return TimelineRow(
            entry=entry,
            when=plain_time(entry.time),
            notes=self.notes.cite(entry.citations),
            marks=self._marks(entry.reports),
        )

    def _voice(self, voice: Voice) -> VoiceRow:
        return VoiceRow(voice=voice, first=self.notes.cite([voice.first]), marks=self._marks(voice.reports))

    def _marks(self, reports: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted(self.places[report] for report in reports if report in self.places))

    def _silences(self, rows: Sequence[GroupRow]) -> Iterable[tuple[GroupRow, tuple[tuple[int, str], ...]]]:
        by_group: dict[str, list[tuple[int, str]]] = {}
        for silence in self.story.silences:
            if silence.report in self.places:
                by_group.setdefault(silence.group, []).append((self.places[silence.report], silence.reason))
        for row in rows:
            if row.group.id in by_group:
                yield row, tuple(sorted(by_group[row.group.id]))

    def _labels(self) -> Iterable[LabelRow]:
        names = dict.fromkeys(label.name for label in self.story.labels)
        for name in names:
            of_name = [label for label in self.story.labels if label.name == name]
            yield LabelRow(
                name=name,
                own=tuple(
                    self._distinct(x for x in of_name if x.report == r.id and not x.voice) for r in self.reports
                ),
                quoted=tuple(
                    self._distinct(x for x in of_name if x.report == r.id and x.voice) for r in self.reports
                ),
            )

    def _distinct(self, labels: Iterable[Label]) -> tuple[Label, ...]:
        return tuple({" ".join(label.words.casefold().split()): label for label in labels}.values())

    def _quotes(self) -> Iterable[QuoteRow]:
        by_id = {quote.id: quote for quote in self.story.quotes if quote.report in self.places}
        shown: set[str] = set()
        for quote in by_id.values():
            together = [by_id[x] for x in dict.fromkeys((quote.id, *quote.same_as)) if x in by_id]
            if len(together) < 2 or shown & {x.id for x in together}:
                continue
            shown |= {x.id for x in together}
            versions = tuple((x, note) for x in together for note in self.notes.cite([x]))
            yield QuoteRow(speaker=next((x.speaker for x in together if x.speaker), ""), versions=versions)
