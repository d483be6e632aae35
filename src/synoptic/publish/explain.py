"""Why something printed is as it is: the words, the decision, and the measurements behind it."""

from collections.abc import Iterable
from typing import Any

from synoptic.news.comparison import ClaimGroup, ClaimLink, Comparison, Dispute
from synoptic.news.edition import BriefSentence
from synoptic.news.report import Passage, Report
from synoptic.news.story import Origin
from synoptic.publish.data import ComparisonDocument
from synoptic.publish.names import outlet_names, plain_time


def find_ids(document: ComparisonDocument, wanted: str) -> list[str]:
    """Return the ids of a document that equal, begin with or (after their kind) begin with what is wanted."""
    ids = sorted(_everything(document))
    if wanted in ids:
        return [wanted]
    return [i for i in ids if i.startswith(wanted) or i.split(":", 1)[-1].startswith(wanted)]


def explain(document: ComparisonDocument, wanted: str) -> str:
    """Return the explanation of the thing with an id; KeyError if the document has no such thing."""
    story, subject = _everything(document)[wanted]
    names = outlet_names(document.reports)
    lines = list(_lines(document, story, subject, names))
    return "\n".join([f"{wanted}", *lines]) + "\n"


def _everything(document: ComparisonDocument) -> dict[str, tuple[Comparison | None, Any]]:
    found: dict[str, tuple[Comparison | None, Any]] = {report.id: (None, report) for report in document.reports}
    for story in document.stories:
        found[story.id] = (story, story)
        for records in (
            story.claim_groups,
            story.disputes,
            story.origins,
            story.quotes,
            story.figures,
            story.claim_links,
            story.brief.sentences,
            story.timeline,
            story.voices,
        ):
            found.update({record.id: (story, record) for record in records})
        found.update({claim.id: (story, claim) for group in story.claim_groups for claim in group.claims})
    return found


def _lines(
    document: ComparisonDocument, story: Comparison | None, subject: Any, names: dict[str, str]
) -> Iterable[str]:
    if isinstance(subject, Report):
        yield f"{names[subject.id]}: {subject.path}"
        yield f"published {plain_time(subject.published)} ({subject.published.certainty}): {subject.published.reason}"
        yield from (f"  {b.kind} {b.start}–{b.end}: {b.reason or 'no rule left a reason'}" for b in subject.blocks)
    elif isinstance(subject, Comparison):
        yield f"{subject.headline}"
        yield f"why these reports: {subject.reason or 'they tell one event'}"
        yield f"why this time: {subject.event.reason or 'no time was found'}"
    elif isinstance(subject, BriefSentence):
        yield subject.text
        yield f"why it is printed: {subject.role.replace('_', ' ')}; {subject.reason}"
        yield from _cited(subject.citations, names)
        for group in (g for g in story.claim_groups if g.id in subject.groups) if story else ():
            yield from _group(story, group, names)
    elif isinstance(subject, ClaimGroup) and story:
        yield from _group(story, subject, names)
    elif isinstance(subject, Dispute):
        yield f"{subject.about} ({subject.kind})"
        yield f"why they cannot both hold: {subject.reason}"
        for side in subject.sides:
            yield f"  {side.voice}: “{side.position}”"
            yield from _cited(side.citations, names)
    elif isinstance(subject, ClaimLink):
        yield from _link(subject)
    elif isinstance(subject, Origin):
        yield f"{', '.join(names[report] for report in subject.reports)}: {subject.reason}"
    elif isinstance(subject, Passage) and story:
        yield from _cited([subject], names)
        if reason := getattr(subject, "reason", ""):
            yield f"why: {reason}"
        for group in story.claim_groups:
            if any(claim.id == getattr(subject, "id", "") for claim in group.claims):
                yield from _group(story, group, names)
    else:
        yield getattr(subject, "reason", "") or "no rule left a reason"
        yield from _cited(getattr(subject, "citations", ()), names)


def _group(story: Comparison, group: ClaimGroup, names: dict[str, str]) -> Iterable[str]:
    yield f"claim group {group.id}: {group.standing.replace('_', ' ')}"
    yield f"why: {group.reason or 'no rule left a reason'}"
    yield from _cited(group.claims, names)
    members = {claim.id for claim in group.claims}
    for link in story.claim_links:
        if link.left in members and link.right in members:
            yield from _link(link)
    for cell in group.support:
        yield f"  {names[cell.report]}: {cell.support.replace('_', ' ')} {('— ' + cell.reason) if cell.reason else ''}".rstrip()


def _link(link: ClaimLink) -> Iterable[str]:
    yield f"  {link.left} ~ {link.right}: {link.relation.replace('_', ' ')}, score {link.score:.2f} {link.reason}".rstrip()
    yield from (f"      {evidence.name}: {evidence.value:.3f}" for evidence in link.evidence)


def _cited(passages: Iterable[Passage], names: dict[str, str]) -> Iterable[str]:
    for passage in passages:
        words = " ".join(passage.words.split())
        yield f"  {names[passage.report]} {passage.start}–{passage.end}: “{words}”"
