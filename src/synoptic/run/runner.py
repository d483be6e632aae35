"""Running the stages: from raw pages to finished comparisons, with problems as values."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from synoptic.errors import problem
from synoptic.news.annotation import Claim, Entity, Figure, Mention, Quote, Reading, Sentence, TimeMention
from synoptic.news.comparison import (
    ClaimGroup,
    ClaimLink,
    Comparison,
    Dispute,
    Dossier,
    FigureLine,
    Label,
    Silence,
    StoryEntity,
    TimelineEntry,
    Voice,
)
from synoptic.news.edition import Brief, Headline
from synoptic.news.problem import Problem
from synoptic.news.report import Credit, RawReport, Report
from synoptic.news.story import CopyLink, Event, Origin, ReportDating, Story, Window
from synoptic.run import pipeline
from synoptic.run.progress import Listener, Progress, nobody_listens
from synoptic.run.settings import Settings
from synoptic.run.stage import Stage, Tools

# Where a growing subject keeps the records of a type.
_FIELDS: dict[type, str] = {
    Sentence: "sentences",
    Entity: "entities",
    Mention: "mentions",
    TimeMention: "times",
    Figure: "figures",
    Quote: "quotes",
    Claim: "claims",
    Credit: "credits",
    CopyLink: "links",
    Story: "stories",
    Origin: "origins",
    StoryEntity: "entities",
    ClaimLink: "claim_links",
    ClaimGroup: "claim_groups",
    Dispute: "disputes",
    FigureLine: "figures",
    Label: "labels",
    Voice: "voices",
    Silence: "silences",
    TimelineEntry: "timeline",
}
_SINGLE: dict[type, str] = {Event: "event", Brief: "brief", Headline: "headline"}


class Runner:
    """Runs the stages over subjects and gathers the problems that they meet."""

    def __init__(self, settings: Settings, tools: Tools, listen: Listener = nobody_listens) -> None:
        pipeline.check_order(pipeline.STAGES)
        self._settings = settings
        self._tools = tools
        self._listen = listen
        self._problems: list[Problem] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return every problem met so far, each once, in a fixed order."""
        return tuple(sorted(set(self._problems)))

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Keep problems that were met before the first stage."""
        self._problems.extend(problems)

    def read(self, pages: Sequence[RawReport]) -> tuple[Reading, ...]:
        """Return the readings of raw pages, in an order that does not depend on theirs."""
        readings = []
        for done, page in enumerate(sorted(pages, key=lambda p: p.id), start=1):
            for report in self._make(pipeline.CLEAN[0], page, page.path).get(Report, ()):
                readings.append(self._annotate(report))
            self._listen(Progress(phase="read", done=done, total=len(pages), subject=page.path))
        return tuple(sorted(readings, key=lambda r: r.id))

    def gather(self, readings: Iterable[Reading]) -> tuple[Dossier, ...]:
        """Return one dossier for each story among the readings, largest story first."""
        window = self.find(Window(readings=tuple(sorted(readings, key=lambda r: r.id))))
        dossiers = [self.dated(self._dossier(story, window)) for story in window.stories]
        return tuple(sorted(dossiers, key=lambda d: (-len(d.readings), d.story.id)))

    def find(self, window: Window) -> Window:
        """Return the window with its copies and stories; stories that it already holds stand."""
        found: Window = self._run(pipeline.WINDOW, window, "the reports together")
        return found

    def compare(self, dossier: Dossier) -> Dossier:
        """Return the dossier with everything that can be said by laying its reports side by side."""
        compared: Dossier = self._run(pipeline.COMPARE + pipeline.WRITE, dossier, dossier.story.id)
        return compared

    def compare_all(self, dossiers: Sequence[Dossier]) -> tuple[Dossier, ...]:
        """Return every dossier compared, telling the listener after each."""
        compared = []
        for done, dossier in enumerate(dossiers, start=1):
            compared.append(self.compare(dossier))
            self._listen(Progress(phase="compare", done=done, total=len(dossiers), subject=dossier.story.id))
        return tuple(compared)

    def _annotate(self, report: Report) -> Reading:
        reading = self._run(pipeline.ANNOTATE, Reading(report=report), report.id)
        reading = self._run(pipeline.ANNOTATE_DATED + pipeline.CREDITS, reading, report.id)
        # The public record of a report carries its credits too.
        report = msgspec.structs.replace(reading.report, credits=reading.credits)
        credited: Reading = msgspec.structs.replace(reading, report=report)
        return credited

    def _dossier(self, story: Story, window: Window) -> Dossier:
        members = set(story.reports)
        return Dossier(
            story=story,
            readings=tuple(r for r in window.readings if r.id in members),
            links=tuple(x for x in window.links if x.original in members and x.copy in members),
        )

    def dated(self, dossier: Dossier) -> Dossier:
        """Return the dossier with its undated reports dated from the others, and their times read anew."""
        made = self._make(pipeline.DATING[0], dossier, dossier.story.id)
        dated = {dating.report: dating for dating in made.get(ReportDating, ())}
        readings = tuple(
            self._run(pipeline.ANNOTATE_DATED, _with_published(reading, dated[reading.id]), reading.id)
            if reading.id in dated
            else reading
            for reading in dossier.readings
        )
        return msgspec.structs.replace(dossier, readings=readings)

    def _run(self, stages: Iterable[Stage], subject: Any, name: str) -> Any:
        for stage in stages:
            subject = _with_records(subject, self._make(stage, subject, name))
        return subject

    def _make(self, stage: Stage, subject: Any, name: str) -> dict[type, tuple[Any, ...]]:
        """Return what a stage made, by type; a stage that fails makes nothing and leaves a problem."""
        try:
            made = stage.function(subject, settings=getattr(self._settings, stage.section), tools=self._tools)
        except Exception as error:
            detail = f"{type(error).__name__}: {error}"
            self._problems.append(problem("R002", name, stage=stage.name, detail=detail[:300]))
            return {}
        self._problems.extend(made.problems)
        return {kind: tuple(x for x in made.items if type(x) is kind) for kind in stage.makes}


def _with_published(reading: Reading, dating: ReportDating) -> Reading:
    return msgspec.structs.replace(
        reading, report=msgspec.structs.replace(reading.report, published=dating.published)
    )


def _with_records(subject: Any, made: dict[type, tuple[Any, ...]]) -> Any:
    changes: dict[str, Any] = {}
    for kind, items in made.items():
        if kind is ReportDating:
            for dating in items:
                subject = _with_published(subject, dating)
        elif kind in _SINGLE:
            changes[_SINGLE[kind]] = items[0] if items else None
        else:
            changes[_FIELDS[kind]] = items
    return msgspec.structs.replace(subject, **changes)


def finished(dossier: Dossier) -> Comparison:
    """Return the public form of a compared dossier."""
    headline = dossier.headline or Headline(text="", citations=())
    return Comparison(
        id=dossier.story.id,
        event=dossier.event or Event(what=""),
        headline=headline.text,
        headline_citations=headline.citations,
        reports=tuple(reading.id for reading in dossier.readings),
        references=dossier.story.references,
        origins=dossier.origins,
        brief=dossier.brief or Brief(),
        claim_groups=dossier.claim_groups,
        disputes=dossier.disputes,
        figures=dossier.figures,
        quotes=dossier.quotes or tuple(q for r in dossier.readings for q in r.quotes),
        labels=dossier.labels,
        voices=dossier.voices,
        silences=dossier.silences,
        timeline=dossier.timeline,
        entities=dossier.entities,
        copies=dossier.links,
        claim_links=dossier.claim_links,
        reason=dossier.story.reason,
    )
