"""What a desk follows and what it holds: sources, items, captures of pages, and the lives of stories."""

from typing import Literal

import msgspec

from synoptic.news.report import CarrierFields

SourceKind = Literal["feed", "sitemap", "page", "folder", "archive"]
ItemState = Literal["open", "held", "stub", "refused", "gone"]
ChangeKind = Literal[
    "new_story", "grown", "shrunk", "merged", "split", "new_report", "changed", "corrected", "withdrawn"
]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a desk follows; `address` is a URL or a path, `every` the seconds between two visits."""

    id: str
    kind: SourceKind
    address: str
    title: str = ""
    outlet: str = ""
    language: str = ""
    added: str = ""
    every: int = 900
    paused: bool = False


class FetchNote(msgspec.Struct, frozen=True, kw_only=True):
    """What a visit to an address left behind for the next one; times are ISO 8601 in UTC."""

    address: str
    etag: str = ""
    last_modified: str = ""
    fetched: str = ""
    due: str = ""
    status: int = 0
    failures: int = 0
    moved_to: str = ""
    problem: str = ""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One report that a source announces: where it is, what the source says of it, and its content if held.

    `address` is canonical. `form` is empty where the page has yet to be fetched.
    """

    id: str
    source: str
    address: str
    carrier: CarrierFields = CarrierFields()
    form: Literal["", "text", "html"] = ""
    content: bytes = b""
    charset: str = ""
    usage: tuple[str, ...] = ()


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a page as it came in; its bytes are in the archive under `digest` (SHA-256, hex).

    `report` is the id that the cleaned report has. `version` counts the versions at an address from 1, in the
    order in which they were captured; `previous` is the report before. `withdrawn` is when the page was found
    gone, empty while it stands.
    """

    report: str
    address: str
    digest: str
    form: Literal["text", "html"]
    captured: str
    charset: str = ""
    carrier: CarrierFields = CarrierFields()
    usage: tuple[str, ...] = ()
    source: str = ""
    stub: bool = False
    version: int = 1
    previous: str = ""
    withdrawn: str = ""


class StoryRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A story under its permanent id: the reports that tell it now, and when it was first and last told."""

    id: str
    reports: tuple[str, ...]
    references: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    reason: str = ""


class StoryChange(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the log: what happened to a story or a report, when the desk saw it, and in what words."""

    id: str
    at: str
    kind: ChangeKind
    story: str = ""
    report: str = ""
    words: str = ""
