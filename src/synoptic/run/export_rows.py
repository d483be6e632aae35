"""What a desk holds as rows: its reports, its stories, and what every report does with every claim."""

from collections.abc import Iterator, Sequence

import msgspec

from synoptic.intake.usage import UsageLimits
from synoptic.news.annotation import Reading
from synoptic.news.capture import Capture, StoryRecord
from synoptic.news.comparison import ClaimGroup, Comparison
from synoptic.news.export import ClaimRow, ReportRow, StoryRow
from synoptic.news.report import Report
from synoptic.publish.names import outlet_names
from synoptic.run.permitted import limits_of, permitted_brief, within
from synoptic.store import captures, readings, stories
from synoptic.store.connection import Database

# Reports that are held in memory at once: about 100 kB each, with all that was found in them.
_BATCH = 64


class HeldReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its capture, its story, and what may be published of it."""

    report: Report
    capture: Capture
    story: str
    limits: UsageLimits

    @property
    def left_out(self) -> str:
        """Return why the text may not be given, empty where it may."""
        if self.capture.stub:
            return "stub: the page held only a part"
        return "" if self.limits.full_text else "reserved: " + ", ".join(self.limits.reasons)


class HeldStory(msgspec.Struct, frozen=True, kw_only=True):
    """A story with its comparison and its reports."""

    record: StoryRecord
    comparison: Comparison
    reports: tuple[HeldReport, ...]


def held_reports(db: Database, span: tuple[str, str] = ("", "")) -> Iterator[HeldReport]:
    """Yield the current reports of some days, in the order in which they were captured.

    A stub was not read: of it there is what the source that announced it says.
    """
    days = readings.reading_days(db)
    story = {report: record.id for record in stories.stories(db) for report in record.reports}
    current = captures.captures(db, stubs=True)
    wanted = [c for c in current if _within(c.captured[:10] if c.stub else days.get(c.report, ""), span)]
    for first in range(0, len(wanted), _BATCH):
        some = wanted[first : first + _BATCH]
        held = readings.readings(db, [capture.report for capture in some])
        for capture in some:
            reading = Reading(report=_announced(capture)) if capture.stub else held.get(capture.report)
            if reading is not None:
                yield _held(reading, capture, story.get(capture.report, ""))


def held_stories(db: Database, span: tuple[str, str] = ("", "")) -> Iterator[HeldStory]:
    """Yield the stories of some days that were compared, the latest last."""
    for record in sorted(stories.stories(db), key=lambda s: (s.last, s.first, s.id)):
        content = stories.comparison(db, record.id)
        if content is None or not _within(record.last, (span[0], "")) or not _within(record.first, ("", span[1])):
            continue
        comparison = msgspec.msgpack.decode(content[2], type=Comparison)
        found = readings.readings(db, record.reports)
        held = []
        for report in record.reports:
            capture = captures.capture(db, report)
            if report in found and capture is not None:
                held.append(_held(found[report], capture, record.id))
        allowed = {one.report.id: one.limits for one in held}
        printed = msgspec.structs.replace(
            comparison, id=record.id, brief=permitted_brief(comparison.brief, allowed)
        )
        yield HeldStory(record=record, comparison=printed, reports=tuple(held))


def report_row(held: HeldReport) -> ReportRow:
    """Return a report as a row."""
    report, capture = held.report, held.capture
    return ReportRow(
        report=report.id,
        address=capture.address,
        outlet=report.outlet,
        headline=report.headline,
        standfirst=within(report.standfirst, held.limits),
        byline=report.byline,
        dateline=report.dateline,
        language=report.language,
        published_first=report.published.earliest or "",
        published_last=report.published.latest or "",
        published_certainty=report.published.certainty,
        captured=capture.captured,
        version=capture.version,
        previous=capture.previous,
        withdrawn=capture.withdrawn,
        stub=capture.stub,
        story=held.story,
        source=capture.source,
        digest=capture.digest,
        usage=report.usage,
        words=len(report.text.split()),
        text="" if held.left_out else report.text,
        text_left_out=held.left_out,
    )


def story_row(held: HeldStory) -> StoryRow:
    """Return a story as a row."""
    story, record = held.comparison, held.record
    standings = [group.standing for group in story.claim_groups]
    reports = [one.report for one in held.reports]
    return StoryRow(
        story=record.id,
        headline=story.headline,
        first=record.first,
        last=record.last,
        reports=record.reports,
        references=record.references,
        outlets=tuple(sorted(set(outlet_names(reports).values()))),
        languages=tuple(sorted({r.language for r in reports if r.language})),
        origins=len(story.origins),
        what=story.event.what,
        where=story.event.where,
        when=story.event.when,
        who=story.event.who,
        brief=tuple(sentence.text for sentence in story.brief.sentences),
        agreed=standings.count("agreed"),
        single_origin=standings.count("single_origin"),
        disputed=standings.count("disputed"),
        updated=standings.count("updated"),
        disputes=len(story.disputes),
    )


def claim_rows(held: HeldStory) -> Iterator[ClaimRow]:
    """Yield a row for each claim group and report of a story: what the report does with it, in which words."""
    reports = {one.report.id: one for one in held.reports}
    names = outlet_names([one.report for one in held.reports])
    for group in held.comparison.claim_groups:
        lead = next((c for c in group.claims if c.id == group.lead), group.claims[0] if group.claims else None)
        shown = within(lead.words, reports[lead.report].limits) if lead and lead.report in reports else ""
        for cell in group.support:
            if cell.report not in reports:
                continue
            one = reports[cell.report]
            yield ClaimRow(
                story=held.record.id,
                story_headline=held.comparison.headline,
                group=group.id,
                claim=" ".join(shown.split()),
                standing=group.standing,
                origins=len(group.origins),
                report=cell.report,
                outlet=names[cell.report],
                address=one.capture.address,
                language=one.report.language,
                published=one.report.published.earliest or "",
                support=cell.support,
                words=_words_of(group, cell.claims, one.limits),
            )


def _words_of(group: ClaimGroup, claims: Sequence[str], limits: UsageLimits) -> str:
    said = (" ".join(claim.words.split()) for claim in group.claims if claim.id in claims)
    return " | ".join(filter(None, (within(words, limits) for words in said)))


def _held(reading: Reading, capture: Capture, story: str) -> HeldReport:
    usage = {*reading.report.usage, *capture.usage}
    return HeldReport(report=reading.report, capture=capture, story=story, limits=limits_of(usage))


def _announced(capture: Capture) -> Report:
    carrier = capture.carrier
    return Report(
        id=capture.report,
        path=capture.address,
        text="",
        outlet=carrier.outlet,
        url=capture.address,
        headline=carrier.title,
        byline=carrier.byline,
        language=carrier.language,
        usage=capture.usage,
    )


def _within(day: str, span: tuple[str, str]) -> bool:
    return bool(day) and (not span[0] or day >= span[0]) and (not span[1] or day <= span[1])
