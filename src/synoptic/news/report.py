"""Reports as they were published: the raw page, the cleaned text and its typed blocks."""

from typing import Literal

import msgspec

Certainty = Literal["stated", "inferred", "guessed", "unknown"]
BlockKind = Literal[
    "body",
    "headline",
    "standfirst",
    "byline",
    "caption",
    "post",
    "pullquote",
    "author_note",
    "teaser",
    "furniture",
]


class Span(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A half-open range of code points in the text of one report."""

    report: str
    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two spans share at least one character."""
        return self.report == other.report and self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Return whether the other span lies wholly inside this one."""
        return self.report == other.report and self.start <= other.start and other.end <= self.end


class Passage(Span, frozen=True, kw_only=True):
    """A span together with the exact words it holds."""

    words: str


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """A time as the first and the last calendar day (ISO 8601) it can be; None where a side is open."""

    earliest: str | None = None
    latest: str | None = None


class Published(Interval, frozen=True, kw_only=True):
    """When a report was published, how sure that is and what it was concluded from."""

    certainty: Certainty = "unknown"
    reason: str = ""


class CarrierFields(msgspec.Struct, frozen=True, kw_only=True):
    """What the carrier of a page (file, feed, mail, JSON record) says about it."""

    title: str = ""
    outlet: str = ""
    url: str = ""
    date: str = ""
    byline: str = ""
    language: str = ""


class RawReport(msgspec.Struct, frozen=True, kw_only=True):
    """One page as it came in, before anything was decoded or removed."""

    id: str
    path: str
    form: Literal["text", "html"]
    content: bytes
    charset: str = ""
    carrier: CarrierFields = CarrierFields()


class Repair(msgspec.Struct, frozen=True, kw_only=True):
    """One alteration of text: `before` stood where `Report.text[start:end]` now stands."""

    start: int
    end: int
    before: str
    after: str
    rule: str
    reason: str


class SourceRange(msgspec.Struct, frozen=True, kw_only=True):
    """A run of `Report.text` and the bytes of the raw page that it came from (half-open)."""

    start: int
    end: int
    raw_start: int
    raw_end: int


class Block(Span, frozen=True, kw_only=True):
    """A typed stretch of a report's text; only `body` feeds claims."""

    kind: BlockKind
    handle: str = ""
    posted: Interval | None = None
    language: str = ""
    credit: str = ""
    reason: str = ""


class Credit(Passage, frozen=True, kw_only=True):
    """A mark of provenance: who first wrote or photographed what the report carries."""

    agency: str
    kind: Literal["wire", "cited", "photo", "republished"]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One outlet's article, one version of it, with its final text and typed blocks."""

    id: str
    path: str
    text: str
    outlet: str = ""
    url: str = ""
    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    dateline: str = ""
    language: str = ""
    published: Published = Published()
    modified: Published = Published()
    blocks: tuple[Block, ...] = ()
    credits: tuple[Credit, ...] = ()
    repairs: tuple[Repair, ...] = ()
    source_map: tuple[SourceRange, ...] = ()
    charset: str = ""
    extractor: str = ""
    digest: str = ""
    usage: tuple[str, ...] = ()
    version: int = 1
    previous: str = ""

    def blocks_of(self, *kinds: BlockKind) -> tuple[Block, ...]:
        """Return the blocks of the given kinds, in text order."""
        return tuple(block for block in self.blocks if block.kind in kinds)

    def words(self, span: Span) -> str:
        """Return the exact characters that a span of this report points at."""
        return self.text[span.start : span.end]
