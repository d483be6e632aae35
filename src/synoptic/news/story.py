"""Stories, the copies among their reports, and the independent origins behind them."""

from typing import Literal

import msgspec

from synoptic.news.annotation import Reading
from synoptic.news.report import Interval, Passage, Published


class Citation(Passage, frozen=True, kw_only=True):
    """The exact words of one report that something printed rests on."""


class CopiedBlock(msgspec.Struct, frozen=True, kw_only=True):
    """A passage of one report that stands again in another; `quoted` if it lies inside quotation marks."""

    original: Passage
    copy: Passage
    quoted: bool = False


class CopyLink(msgspec.Struct, frozen=True, kw_only=True):
    """One report holds the text of another: which, how much of it, in which direction and why we think so."""

    id: str
    original: str
    copy: str
    kind: Literal["copy", "derived", "common_statement"]
    containment: float
    blocks: tuple[CopiedBlock, ...] = ()
    reason: str = ""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """One independent account: a report, or reports that carry one text."""

    id: str
    reports: tuple[str, ...]
    reason: str
    name: str = ""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, when, where and to whom, with the words it was read from."""

    what: str
    when: str = ""
    where: str = ""
    who: tuple[str, ...] = ()
    time: Interval | None = None
    reason: str = ""
    citations: tuple[Citation, ...] = ()


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """The reports of one event; `references` are round-ups that mention it without being about it alone."""

    id: str
    reports: tuple[str, ...]
    references: tuple[str, ...] = ()
    reason: str = ""


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """The reports that are looked at together, and what is known of them as a set."""

    readings: tuple[Reading, ...]
    links: tuple[CopyLink, ...] = ()
    stories: tuple[Story, ...] = ()


class ReportDating(msgspec.Struct, frozen=True, kw_only=True):
    """A publication time that was worked out for a report from the other reports of its story."""

    report: str
    published: Published
