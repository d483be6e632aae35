"""Why something printed is as it is: the words, the decision, and the measurements behind it."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from synoptic.news.comparison import ClaimGroup, ClaimLink, Comparison, Dispute, FigureLine
from synoptic.news.edition import BriefSentence
from synoptic.news.report import Passage, Report
from synoptic.news.story import CopyLink, Origin
from synoptic.publish.data import ComparisonDocument
from synoptic.publish.excerpts import quoted
from synoptic.publish.lines import Lines, shortened
from synoptic.publish.names import counted, outlet_names, plain_time

# So many links of a group are told; the JSON holds all.
_MOST_LINKS = 6
_NO_REASON = "no rule left a reason"


def find_ids(document: ComparisonDocument, wanted: str) -> list[str]:
    """Return the ids of a document that equal, begin with or (after their kind) begin with what is wanted."""
    ids = sorted(everything(document))
    if wanted in ids:
        return [wanted]
    return [i for i in ids if i.startswith(wanted) or i.split(":", 1)[-1].startswith(wanted)]


def explain(document: ComparisonDocument, wanted: str) -> str:
    """Return the explanation of the thing with an id; KeyError if the document has no such thing."""
    return str(explain_lines(document, wanted))


def explain_lines(document: ComparisonDocument, wanted: str, *, width: int = 100) -> Lines:
    """Return the same as lines that a terminal can show with styles."""
    story, subject = everything(document)[wanted]
    page = Lines(width)
    page.text(wanted, kind="title")
    for line in _Explainer(document, story).lines(subject):
        indent = line[: len(line) - len(line.lstrip())]
        page.text(line.strip(), indent, indent + "    ")
    return page


def everything(document: ComparisonDocument) -> dict[str, tuple[Comparison | None, Any]]:
    """Return whatever has an id in a document, with the story that it belongs to."""
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
            story.copies,
            story.brief.sentences,
            story.timeline,
            story.voices,
        ):
            found.update({record.id: (story, record) for record in records})
        found.update({claim.id: (story, claim) for group in story.claim_groups for claim in group.claims})
    return found


class _Explainer:
    """Explains the things of one document; reports are called by their names."""

    def __init__(self, document: ComparisonDocument, story: Comparison | None) -> None:
        self._story = story
        self._names = outlet_names(document.reports)

    def lines(self, subject: Any) -> Iterable[str]:
        """Return what can be said of a record: by its own kind, else by its words, reason and citations."""
        for kind, explained in self._KINDS.items():
            if isinstance(subject, kind):
                return explained(self, subject)
        return self._other(subject)

    def _report(self, report: Report) -> Iterable[str]:
        published = report.published
        yield f"{self._names[report.id]}: {report.path}"
        yield f"published {plain_time(published)} ({published.certainty}): {published.reason}"
        for block in report.blocks:
            yield f"  {block.kind} {block.start}–{block.end}: {block.reason or _NO_REASON}"

    def _comparison(self, story: Comparison) -> Iterable[str]:
        yield story.headline
        yield f"why these reports: {story.reason or 'they tell one event'}"
        yield f"why this time: {story.event.reason or 'no time was found'}"

    def _sentence(self, sentence: BriefSentence) -> Iterable[str]:
        yield sentence.text
        yield f"why it is printed: {sentence.role.replace('_', ' ')}; {sentence.reason}"
        yield from self._cited(sentence.citations)
        for group in self._groups():
            if group.id in sentence.groups:
                yield from self._group(group)

    def _dispute(self, dispute: Dispute) -> Iterable[str]:
        yield f"{dispute.about} ({dispute.kind})"
        yield f"why they cannot both hold: {dispute.reason}"
        for side in dispute.sides:
            yield f"  {side.voice}: “{side.position}”"
            yield from self._cited(side.citations)

    def _origin(self, origin: Origin) -> Iterable[str]:
        yield f"{', '.join(self._names[report] for report in origin.reports)}: {origin.reason}"

    def _group(self, group: ClaimGroup) -> Iterable[str]:
        yield f"claim group {group.id}: {group.standing.replace('_', ' ')}"
        yield f"why: {group.reason or _NO_REASON}"
        yield from self._cited(group.claims)
        members = {claim.id for claim in group.claims}
        links = [x for x in (self._story.claim_links if self._story else ()) if {x.left, x.right} <= members]
        if links:
            yield "what joins them:"
        for link in sorted(links, key=lambda link: (-link.score, link.id))[:_MOST_LINKS]:
            yield from self._link(link)
        if len(links) > _MOST_LINKS:
            yield f"  and {counted(len(links) - _MOST_LINKS, 'weaker link')}"
        if group.support:
            yield "what each report does:"
        for cell in group.support:
            reason = f" — {cell.reason}" if cell.reason else ""
            yield f"  {self._names[cell.report]}: {cell.support.replace('_', ' ')}{reason}"

    def _link(self, link: ClaimLink) -> Iterable[str]:
        claims = {c.id: c for group in self._groups() for c in group.claims}
        ends = " = ".join(
            f"{self._names[claims[end].report]} {quoted(shortened(claims[end].words, 60))}"
            if end in claims
            else end
            for end in (link.left, link.right)
        )
        yield f"  {ends}: {link.relation.replace('_', ' ')}, score {link.score:.2f}; {link.reason}".rstrip("; ")
        if link.evidence:
            yield "      " + " · ".join(f"{evidence.name} {evidence.value:.2f}" for evidence in link.evidence)

    def _copy(self, link: CopyLink) -> Iterable[str]:
        kind = link.kind.replace("_", " ")
        yield f"{self._names[link.copy]} from {self._names[link.original]}: {kind}, {link.containment:.0%}"
        yield f"why: {link.reason or _NO_REASON}"
        yield from self._cited(block.copy for block in link.blocks)

    def _figures(self, line: FigureLine) -> Iterable[str]:
        yield f"{line.about}: {line.relation}"
        yield f"why: {line.reason or _NO_REASON}"
        yield from self._cited(line.values)

    def _passage(self, passage: Passage) -> Iterable[str]:
        yield from self._cited([passage])
        if reason := getattr(passage, "reason", ""):
            yield f"why: {reason}"
        for group in self._groups():
            if any(claim.id == getattr(passage, "id", "") for claim in group.claims):
                yield from self._group(group)

    def _other(self, subject: Any) -> Iterable[str]:
        yield getattr(subject, "reason", "") or _NO_REASON
        yield from self._cited(getattr(subject, "citations", ()) or self._first(subject))

    def _first(self, subject: Any) -> tuple[Passage, ...]:
        first = getattr(subject, "first", None)
        return (first,) if isinstance(first, Passage) else ()

    def _groups(self) -> tuple[ClaimGroup, ...]:
        return self._story.claim_groups if self._story else ()

    def _cited(self, passages: Iterable[Passage]) -> Iterable[str]:
        for passage in passages:
            words = " ".join(passage.words.split())
            yield f"  {self._names[passage.report]} {passage.start}–{passage.end}: {quoted(words)}"

    # A passage comes last: claims, quotes and labels are passages too.
    _KINDS: ClassVar[dict[type, Callable[..., Iterable[str]]]] = {
        Report: _report,
        Comparison: _comparison,
        BriefSentence: _sentence,
        Dispute: _dispute,
        Origin: _origin,
        ClaimGroup: _group,
        ClaimLink: _link,
        CopyLink: _copy,
        FigureLine: _figures,
        Passage: _passage,
    }
