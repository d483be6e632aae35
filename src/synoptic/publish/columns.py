"""Reports as columns of text, in which aligned claims, copied passages and cited words are marked."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from synoptic.news.comparison import Comparison
from synoptic.news.report import Block, BlockKind, Report, Span
from synoptic.publish.apparatus import word_anchor
from synoptic.publish.names import plain_time

_READ: frozenset[BlockKind] = frozenset({"body", "headline", "standfirst"})


# Enough to find the place; a page of a few hundred repairs has one cause, which the first dozens show.
_AROUND = 30
_MOST_REPAIRS = 40


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A run of characters with one set of marks: groups told by several reports, copied, cited here."""

    words: str
    groups: tuple[int, ...] = ()
    copied: bool = False
    anchors: tuple[str, ...] = ()
    begins: tuple[int, ...] = ()


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """One block of a report in segments; joined, their words equal the block's text."""

    kind: BlockKind
    segments: tuple[Segment, ...]
    about: str = ""
    language: str = ""


class Fold(msgspec.Struct, frozen=True, kw_only=True):
    """Neighbouring blocks that are not the report itself, folded under a line that counts them."""

    title: str
    paragraphs: tuple[Paragraph, ...]


class RepairPlace(msgspec.Struct, frozen=True, kw_only=True):
    """One repair where it was made: what stood there, what stands there now, and the text around."""

    before: str
    was: str
    now: str
    after: str
    reason: str


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One report's whole text as it is laid beside the others."""

    report: Report
    mark: int
    parts: tuple[Paragraph | Fold, ...]
    words: int
    opened: bool
    repairs: tuple[RepairPlace, ...] = ()


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch that is marked: with a group's number, as copied, or as cited (an anchor)."""

    span: Span
    group: int = 0
    copied: bool = False
    anchor: str = ""


def column(report: Report, place: int, marks: Sequence[Mark], *, opened: bool = True) -> Column:
    """Return a report's column; text that is not the report itself is folded, not left out."""
    own = [mark for mark in marks if mark.span.report == report.id]
    parts: list[Paragraph | Fold] = []
    folded: list[Paragraph] = []
    for block in report.blocks:
        paragraph = _paragraph(report, block, own)
        if block.kind in _READ:
            parts += _folds(folded)
            folded = []
            parts.append(paragraph)
        else:
            folded.append(paragraph)
    parts += _folds(folded)
    words = sum(len(report.text[b.start : b.end].split()) for b in report.blocks if b.kind in _READ)
    return Column(
        report=report, mark=place, parts=tuple(parts), words=words, opened=opened, repairs=tuple(_repaired(report))
    )


def _repaired(report: Report) -> Iterable[RepairPlace]:
    text = report.text
    for repair in report.repairs[:_MOST_REPAIRS]:
        yield RepairPlace(
            before=text[max(0, repair.start - _AROUND) : repair.start],
            was=repair.before,
            now=repair.after,
            after=text[repair.end : repair.end + _AROUND],
            reason=repair.reason or repair.rule,
        )


def marks_of(
    story: Comparison, numbers: dict[str, int], cited: Iterable[Span], places: dict[str, int]
) -> list[Mark]:
    """Return the marks of a story: `numbers` has the number of each claim group that is marked."""
    marks = [
        Mark(span=span, group=numbers[group.id])
        for group in story.claim_groups
        if group.id in numbers
        for claim in group.claims
        for span in claim.spans
    ]
    marks += [Mark(span=block.copy, copied=True) for link in story.copies for block in link.blocks]
    marks += [Mark(span=x, anchor=word_anchor(places[x.report], x)) for x in cited if x.report in places]  # type: ignore[arg-type]
    return marks


def _paragraph(report: Report, block: Block, marks: Sequence[Mark]) -> Paragraph:
    about = " · ".join(
        x for x in (block.handle, plain_time(block.posted) if block.posted else "", block.credit) if x
    )
    inside = [mark for mark in marks if mark.span.overlaps(block)]
    return Paragraph(
        kind=block.kind,
        segments=tuple(_segments(report, block, inside)),
        about=about,
        language=block.language or report.language,
    )


def _segments(report: Report, block: Block, marks: Sequence[Mark]) -> Iterable[Segment]:
    edges = {block.start, block.end}
    for mark in marks:
        edges |= {max(block.start, mark.span.start), min(block.end, mark.span.end)}
    ordered = sorted(edges)
    seen: set[int] = set()
    for start, end in pairwise(ordered):
        over = [m for m in marks if m.span.start <= start and end <= m.span.end]
        groups = tuple(sorted({m.group for m in over if m.group}))
        begins = tuple(g for g in groups if g not in seen)
        seen = set(groups)
        yield Segment(
            words=report.text[start:end],
            groups=groups,
            copied=any(m.copied for m in over),
            anchors=tuple(dict.fromkeys(m.anchor for m in over if m.anchor and m.span.start == start)),
            begins=begins,
        )


def _folds(folded: Sequence[Paragraph]) -> list[Paragraph | Fold]:
    if not folded:
        return []
    counts: dict[str, int] = {}
    for paragraph in folded:
        counts[paragraph.kind] = counts.get(paragraph.kind, 0) + 1
    title = ", ".join(counted_kind(kind, number) for kind, number in counts.items())
    return [Fold(title=title, paragraphs=tuple(folded))]


_KINDS = {
    "post": ("embedded post", "embedded posts"),
    "caption": ("caption", "captions"),
    "furniture": ("line of page furniture", "lines of page furniture"),
    "author_note": ("author note", "author notes"),
    "pullquote": ("pull quote", "pull quotes"),
    "teaser": ("teaser of another story", "teasers of other stories"),
    "byline": ("byline", "bylines"),
}


def counted_kind(kind: str, number: int) -> str:
    """Return how many blocks of a kind there are, in words: “2 captions”."""
    one, many = _KINDS.get(kind, (kind, kind + "s"))
    return f"{number} {one if number == 1 else many}"
