"""Works out what a story's page shows from its comparison."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

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
from synoptic.news.report import Passage, Report
from synoptic.publish import views
from synoptic.publish.apparatus import Apparatus, Note
from synoptic.publish.charts import figure_plot, figure_values, timeline_lanes
from synoptic.publish.claim_wordings import claim_view
from synoptic.publish.columns import Column, column, counted_kind, marks_of
from synoptic.publish.data import ComparisonDocument
from synoptic.publish.excerpts import in_one_line, surroundings
from synoptic.publish.label_order import labels_by_name
from synoptic.publish.names import origin_letter, outlet_names, plain_time, report_codes, story_counts
from synoptic.publish.versions import difference, original_first

_BRACKETS = re.compile(r"(\[[^\]]*\])")
# With more reports than this a lane of the timeline stands for an origin, so that the drawing fits a screen.
_MOST_LANES = 10
# So many columns are open at first; the others, and reprints of an origin that is open, show their heads.
_MOST_OPEN = 4


def story_view(document: ComparisonDocument, story: Comparison) -> views.StoryView:
    """Return a story in the form that its page shows."""
    return _Maker(document, story).view()


class _Maker:
    """Works out the parts of a page; the notes are numbered in the order in which the parts are asked for."""

    def __init__(self, document: ComparisonDocument, story: Comparison) -> None:
        held = {report.id: report for report in document.reports if report.id in story.reports}
        self.story = story
        # Reports of one origin stand side by side, so that the matrix can bracket them.
        self.codes = {report: code for report, code in report_codes(story).items() if report in held}
        self.reports = [held[report] for report in self.codes]
        self.places = {report: place for place, report in enumerate(self.codes)}
        self.names = outlet_names(document.reports)
        self.notes = Apparatus(self.reports, self.names, self.codes)
        self.sources = tuple(self._source(report) for report in self.reports)
        by_salience = sorted(story.claim_groups, key=lambda g: (-g.salience, g.id))
        self.ranked = [g for g in by_salience if any(c.report in self.places for c in g.claims)]
        shared = (g.id for g in self.ranked if len({c.report for c in g.claims}) > 1 or g.standing == "disputed")
        self.numbers = {group: number for number, group in enumerate(shared, start=1)}

    def view(self) -> views.StoryView:
        """Return the whole page."""
        story = self.story
        headline_notes = self.notes.cite(story.headline_citations)
        brief = tuple(self._sentence(sentence) for sentence in story.brief.sentences)
        brief_notes = self.notes.notes
        rows = [self._group(group) for group in self.ranked]
        figures = [self._figure(line) for line in story.figures]
        # In the order of the page: notes are numbered as they are asked for.
        disputes = tuple(self._dispute(dispute) for dispute in story.disputes)
        timeline = tuple(self._entry(entry) for entry in story.timeline)
        voices = tuple(self._voices(story.voices))
        quotes = tuple(self._quotes())
        by_report = {report.id: report for report in self.reports}
        wordings = tuple(claim_view(row, self.notes, by_report) for row in rows if row.told_by > 1)
        return views.StoryView(
            story=story,
            counts=story_counts(story, self.reports),
            when=plain_time(story.event.time) if story.event.time else "",
            headline_notes=headline_notes,
            brief=brief,
            brief_notes=brief_notes,
            sources=self.sources,
            origins=tuple(self._origins()),
            agreed=tuple(row for row in rows if row.group.standing == "agreed"),
            updated=tuple(row for row in rows if row.group.standing == "updated"),
            single=tuple(row for row in rows if row.group.standing == "single_origin"),
            matrix=tuple(row for row in rows if row.number),
            wordings=wordings,
            disputes=disputes,
            silences=tuple(self._silences(rows)),
            figures=tuple(row for row in figures if len(row.line.values) > 1),
            lone_figures=tuple(row for row in figures if len(row.line.values) == 1),
            timeline=timeline,
            lanes=timeline_lanes(story.timeline, self._lanes(), self.names),
            labels=tuple(self._labels()),
            voices=voices,
            quotes=quotes,
            copies=tuple(self._copies()),
            columns=tuple(self._columns()),
            notes=self.notes.notes[len(brief_notes) :],
        )

    def _source(self, report: Report) -> views.Source:
        repairs = Counter((repair.before, repair.after) for repair in report.repairs)
        kinds = Counter(
            block.kind for block in report.blocks if block.kind not in ("body", "headline", "standfirst")
        )
        return views.Source(
            report=report,
            name=self.names[report.id],
            code=self.codes[report.id],
            mark=self.places[report.id],
            repaired=tuple((*pair, n) for pair, n in sorted(repairs.items(), key=lambda x: (-x[1], x[0]))),
            kept_out=tuple((counted_kind(kind, number), number) for kind, number in kinds.items()),
        )

    def _origins(self) -> Iterable[views.OriginRow]:
        for number, origin in enumerate(self.story.origins):
            sources = self._sources(origin.reports)
            if sources:
                name = origin.name if len(sources) > 1 else ""
                yield views.OriginRow(
                    id=origin.id, letter=origin_letter(number), name=name, reason=origin.reason, sources=sources
                )
        # A report that no origin holds (the stage may have failed) still has its column.
        held = {report for origin in self.story.origins for report in origin.reports}
        for source in self.sources:
            if source.report.id not in held:
                yield views.OriginRow(
                    id=f"origin-of:{source.code}",
                    letter=source.code,
                    name="",
                    reason="not known",
                    sources=(source,),
                )

    def _sources(self, reports: Iterable[str]) -> tuple[views.Source, ...]:
        wanted = set(reports)
        return tuple(source for source in self.sources if source.report.id in wanted)

    def _sentence(self, sentence: BriefSentence) -> views.CitedSentence:
        lead_in, text = "", sentence.text
        while text.startswith("[") and "]" in text:
            ours, _, text = text[1:].partition("]")
            lead_in, text = f"{lead_in} {ours}".strip(), text.strip()
        parts = tuple((part, part.startswith("[")) for part in _BRACKETS.split(text) if part)
        return views.CitedSentence(
            sentence=sentence,
            lead_in=lead_in,
            parts=parts,
            notes=self.notes.cite(sentence.citations),
            claims=tuple(self._claim_place(group) for group in self.ranked if group.id in sentence.groups),
        )

    def _claim_place(self, group: ClaimGroup) -> tuple[str, str]:
        number = self.numbers.get(group.id)
        return (f"row-{number}", str(number)) if number else (group.id, "told once")

    def _group(self, group: ClaimGroup) -> views.GroupRow:
        lead = next((c for c in group.claims if c.id == group.lead), group.claims[0])
        home = self.reports[self.places[lead.report]] if lead.report in self.places else None
        before, after = surroundings(home, lead) if home else ("", "")
        # One note a report: the lead's own words before others of the same report.
        first = {c.report: c for c in sorted(group.claims, key=lambda c: (c.id == lead.id, -c.start))}
        notes = {r.id: note for r in self.reports if r.id in first for note in self.notes.cite([first[r.id]])}
        support = {cell.report: cell for cell in group.support}
        cells = (support.get(r.id, SupportCell(report=r.id, support="not_found")) for r in self.reports)
        return views.GroupRow(
            group=group,
            before=before,
            words=in_one_line(lead),
            after=after,
            language=home.language if home else "",
            notes=tuple(notes.values()),
            voices=tuple(dict.fromkeys(c.attributed_to for c in group.claims if c.attributed_to)),
            cells=tuple(views.Cell(support=cell, note=self._cell_note(cell, group, notes)) for cell in cells),
            number=self.numbers.get(group.id, 0),
            first_told=min(
                (r.published.earliest for r in self.reports if r.id in first and r.published.earliest), default=""
            ),
        )

    def _cell_note(self, cell: SupportCell, group: ClaimGroup, notes: dict[str, Note]) -> Note | None:
        if cell.support not in ("says", "partly", "differs"):
            return None
        if cell.report in notes:
            return notes[cell.report]
        # A report that differs has no claim in the group: its words stand on the other side of the dispute.
        other = (
            citation
            for dispute in self.story.disputes
            if group.id in dispute.groups
            for side in dispute.sides
            for citation in side.citations
            if citation.report == cell.report
        )
        return next(iter(self.notes.cite(other)), None)

    def _dispute(self, dispute: Dispute) -> views.DisputeRow:
        sides = []
        for side in dispute.sides:
            notes = self.notes.cite(side.citations)
            sides.append((side.voice or ", ".join(note.outlet for note in notes[:1]), side.position, notes))
        return views.DisputeRow(dispute=dispute, sides=tuple(sides))

    def _figure(self, line: FigureLine) -> views.FigureRow:
        alike: dict[tuple[object, ...], list[Figure]] = {}
        for value in figure_values(line):
            if value.report in self.places:
                said = (
                    value.low,
                    value.high,
                    value.unit,
                    value.words.casefold(),
                    value.as_of,
                    value.attributed_to,
                )
                alike.setdefault(said, []).append(value)
        values = tuple((same[0], self.notes.cite(same)) for same in alike.values())
        return views.FigureRow(line=line, values=values, plot=figure_plot(line, self.codes))

    def _entry(self, entry: TimelineEntry) -> views.TimelineRow:
        notes = self.notes.cite(one_a_report(entry.citations))
        cited = {note.passage.report for note in notes}
        return views.TimelineRow(
            entry=entry,
            when=plain_time(entry.time),
            notes=notes,
            others=self._sources(report for report in entry.reports if report not in cited),
        )

    def _lanes(self) -> list[tuple[str, Sequence[Report]]]:
        if len(self.reports) <= _MOST_LANES:
            return [(source.code, [source.report]) for source in self.sources]
        return [(origin.letter, [source.report for source in origin.sources]) for origin in self._origins()]

    def _voices(self, found: Sequence[Voice]) -> Iterable[views.VoiceRow]:
        most = max((voice.characters for voice in found), default=0)
        for voice in found:
            yield views.VoiceRow(
                voice=voice,
                first=self.notes.cite([voice.first]),
                sources=self._sources(voice.reports),
                share=round(100 * voice.characters / most) if most else 0,
            )

    def _silences(self, rows: Sequence[views.GroupRow]) -> Iterable[views.SilenceRow]:
        silent: dict[str, dict[str, str]] = {}
        for silence in self.story.silences:
            silent.setdefault(silence.group, {})[silence.report] = silence.reason
        for row in rows:
            reasons = silent.get(row.group.id, {})
            if sources := self._sources(reasons):
                yield views.SilenceRow(row=row, reports=tuple((s, reasons[s.report.id]) for s in sources))

    def _labels(self) -> Iterable[views.LabelRow]:
        for name, named in labels_by_name(self.story.labels).items():
            said: dict[tuple[str, str], list[Label]] = {}
            for label in named:
                said.setdefault((" ".join(label.words.casefold().split()), label.voice), []).append(label)
            wordings = (
                views.Wording(words=x[0].words, voice=voice, sources=self._sources(label.report for label in x))
                for (_, voice), x in said.items()
            )
            yield views.LabelRow(name=name, words=tuple(wordings))

    def _quotes(self) -> Iterable[views.QuoteRow]:
        by_id = {quote.id: quote for quote in self.story.quotes if quote.report in self.places}
        shown: set[str] = set()
        for quote in by_id.values():
            together = [by_id[x] for x in dict.fromkeys((quote.id, *quote.same_as)) if x in by_id]
            if len(together) > 1 and not shown & {x.id for x in together}:
                shown |= {x.id for x in together}
                yield self._versions(original_first(together))

    def _versions(self, quotes: Sequence[Quote]) -> views.QuoteRow:
        """Return the versions of a quote; reports that give the very same words stand together."""
        first = quotes[0]
        alike: dict[tuple[str, str], list[Quote]] = {}
        for quote in quotes:
            how = (
                "" if quote is first else difference(first, quote, (self._language(first), self._language(quote)))
            )
            alike.setdefault((" ".join(quote.words.split()), how if how != "the same words" else ""), []).append(
                quote
            )
        return views.QuoteRow(
            speaker=next((x.speaker for x in quotes if x.speaker), ""),
            versions=tuple((same[0], self.notes.cite(same), how) for (_, how), same in alike.items()),
        )

    def _language(self, quote: Quote) -> str:
        return quote.language or self.reports[self.places[quote.report]].language

    def _copies(self) -> Iterable[views.CopyRow]:
        by_id = {source.report.id: source for source in self.sources}
        for link in self.story.copies:
            if link.original in by_id and link.copy in by_id:
                yield views.CopyRow(link=link, original=by_id[link.original], copy=by_id[link.copy])

    def _columns(self) -> Iterable[Column]:
        marks = marks_of(self.story, self.numbers, [note.passage for note in self.notes.notes], self.places)
        opened = [origin.sources[0].report.id for origin in self._origins()][:_MOST_OPEN]
        if len(self.reports) <= _MOST_OPEN:
            opened = [report.id for report in self.reports]
        for place, report in enumerate(self.reports):
            yield column(report, place, marks, opened=report.id in opened)


def one_a_report(passages: Iterable[Passage]) -> list[Passage]:
    """Return the first passage of each report."""
    return list({passage.report: passage for passage in reversed(tuple(passages))}.values())[::-1]
