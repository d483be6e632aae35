"""Dossiers of the labelled stories: with the system's own claims, or with the labelled clauses as claims."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from evaluation.scores import read_set
from synoptic.news.annotation import Claim, Reading, Role
from synoptic.news.comparison import Dossier
from synoptic.news.ids import content_id
from synoptic.news.report import Block, Passage, Published, Report
from synoptic.news.story import Story
from synoptic.run import pipeline
from synoptic.run.models import ModelTools
from synoptic.run.runner import Runner
from synoptic.run.settings import Settings

SET = "claims_stories"
# The stages of a story that come before its claims are linked.
BEFORE_LINKS = ("lineage.origins", "compare.entities")


class LabelledStory(msgspec.Struct, frozen=True, kw_only=True):
    """One labelled story: the readings of its reports, and the labels with offsets into their texts."""

    id: str
    dossier: Dossier
    labels: dict[str, Any]

    def spans(self, evidence: dict[str, list[list[int]]]) -> dict[str, list[tuple[int, int]]]:
        """Return the evidence of a label by the id that the report has in the dossier."""
        ids = {r.report.path: r.id for r in self.dossier.readings}
        return {ids[path]: [(a, b) for a, b in spans] for path, spans in evidence.items() if path in ids}


def labelled_stories(folder: Path, limit: int = 0, *, gold_clauses: bool = False) -> Iterator[LabelledStory]:
    """Yield the stories of the set, read by the system as far as its claims (or with the labelled clauses)."""
    settings = Settings()
    runner = Runner(settings, ModelTools(settings.models))
    for row in read_set(folder, SET, limit):
        readings = [_reading(runner, page) for page in row["input"]["reports"]]
        dossier = Dossier(
            story=Story(id=content_id("story", row["id"]), reports=tuple(sorted(r.id for r in readings))),
            readings=tuple(sorted(readings, key=lambda r: r.id)),
        )
        story = LabelledStory(id=row["id"], dossier=dossier, labels=row["gold"])
        if gold_clauses:
            story = msgspec.structs.replace(story, dossier=_with_clauses(story))
        stages = [stage for stage in pipeline.COMPARE if stage.name in BEFORE_LINKS]
        yield msgspec.structs.replace(story, dossier=runner._run(stages, story.dossier, row["id"]))


def finished(story: LabelledStory, runner: Runner) -> Dossier:
    """Return the story's dossier with its claims linked, grouped and settled, and its disputes."""
    names = ("compare.pairs", "compare.groups", "compare.disputes", "compare.standing")
    stages = [stage for stage in pipeline.COMPARE if stage.name in names]
    dossier: Dossier = runner._run(stages, story.dossier, story.id)
    return dossier


def _reading(runner: Runner, page: dict[str, Any]) -> Reading:
    """Return the reading of a labelled text, with its offsets as they are: a body of paragraphs."""
    text = page["text"]
    report_id = content_id("report", page["id"], text)
    blocks = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(report=report_id, start=start, end=start + len(line), kind="body"))
        start += len(line) + 1
    day = page.get("date") or None
    report = Report(
        id=report_id,
        path=page["id"],
        text=text,
        outlet=page.get("outlet", ""),
        headline=page.get("title", "") or "",
        language=page.get("language") or "en",
        published=Published(earliest=day, latest=day, certainty="stated" if day else "unknown"),
        blocks=tuple(blocks),
    )
    return runner._annotate(report)


def _with_clauses(story: LabelledStory) -> Dossier:
    clauses: dict[str, set[tuple[int, int]]] = {}
    for label in (*story.labels["facts"], *story.labels["disputed"]):
        for evidence in [label["evidence"]] if "evidence" in label else [s["evidence"] for s in label["sides"]]:
            for report, spans in story.spans(evidence).items():
                clauses.setdefault(report, set()).update(spans)
    readings = tuple(
        msgspec.structs.replace(
            reading, claims=tuple(map(partial(_clause, reading), sorted(clauses.get(reading.id, ()))))
        )
        for reading in story.dossier.readings
    )
    return msgspec.structs.replace(story.dossier, readings=readings)


def _clause(reading: Reading, span: tuple[int, int]) -> Claim:
    """Return a labelled clause as a claim, its predicate and roles read off the tokens."""
    start, end = span
    hull = reading.passage(start, end)
    sentence = reading.sentence_at(start) or next((s for s in reading.sentences if s.end > start), None)
    tokens = sentence.tokens if sentence else ()
    inside = [(k, t) for k, t in enumerate(tokens) if start <= t.start and t.end <= end]
    numbers = {k for k, _ in inside}
    heads = [t for k, t in inside if t.pos in ("VERB", "AUX") and (t.head not in numbers or t.head == k)]
    verbs = heads or [t for _, t in inside if t.pos == "VERB"]
    mentions = reading.mentions_in(hull)
    roles = []
    for _, token in inside:
        role = {"nsubj": "agent", "nsubjpass": "patient", "dobj": "patient", "obj": "patient"}.get(token.dep)
        if role:
            entity = next((m.entity for m in mentions if m.start <= token.start < m.end), "")
            passage = reading.passage(token.start, token.end)
            roles.append(_role(passage, role, entity, token.lemma))
    times = [t.time for t in reading.times_in(hull) if t.kind == "date"]
    quote = next((q for q in reading.quotes if q.start <= start and end <= q.end), None)
    return Claim(
        id=content_id("claim", reading.id, start, end),
        report=reading.id,
        start=start,
        end=end,
        words=hull.words,
        spans=(hull,),
        sentence=sentence.index if sentence else 0,
        attributed_to=quote.speaker if quote else "",
        quoted=bool(quote and quote.kind == "direct"),
        polarity="negated" if any(t.dep == "neg" for _, t in inside) else "affirmed",
        predicate=verbs[0].lemma if verbs else "",
        roles=tuple(roles),
        entities=tuple(sorted({m.entity for m in mentions})),
        figures=tuple(f.id for f in reading.figures_in(hull)),
        time=times[0] if times else None,
    )


def _role(passage: Passage, role: str, entity: str, head: str) -> Role:
    return Role(
        report=passage.report,
        start=passage.start,
        end=passage.end,
        words=passage.words,
        role=role,  # type: ignore[arg-type]
        entity=entity,
        head=head,
    )


def touches(span: tuple[int, int], claim: Claim) -> bool:
    """Return whether a claim and an evidence span share at least half of the shorter one."""
    shared = sum(max(0, min(span[1], s.end) - max(span[0], s.start)) for s in claim.spans)
    length = sum(s.end - s.start for s in claim.spans)
    shorter = min(span[1] - span[0], length)
    return shorter > 0 and 2 * shared >= shorter
