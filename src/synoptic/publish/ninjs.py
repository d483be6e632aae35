"""Reports and stories as ninjs 3.0, the IPTC's News in JSON."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Literal

import msgspec
from markupsafe import Markup

from synoptic.news.annotation import EntityKind
from synoptic.news.comparison import Comparison
from synoptic.news.report import Report
from synoptic.publish.links import web_address
from synoptic.publish.names import outlet_names

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json"


class NinjsWords(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Words with their role: a headline, a description or a body."""

    value: str
    role: str = ""
    content_type: str = ""
    char_count: int = 0
    word_count: int = 0


class NinjsNamed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody or something named, and how the item relates to it."""

    name: str
    rel: str = ""
    role: str = ""
    uri: str = ""
    literal: str = ""


class NinjsStandard(msgspec.Struct, frozen=True, kw_only=True):
    """Which standard an item keeps to."""

    name: str = "ninjs"
    version: str = "3.0"
    schema: str = SCHEMA


class NinjsAssociation(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Another item that belongs to this one."""

    name: str
    uri: str
    type: Literal["text"] = msgspec.field(default="text")
    title: str = ""
    version_created: str = ""
    headlines: tuple[NinjsWords, ...] = ()
    info_sources: tuple[NinjsNamed, ...] = ()
    language: str = ""


class NinjsItem(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """One item as the schema names its fields; empty ones are left out."""

    uri: str
    type: Literal["", "text", "composite"] = ""
    representation_type: Literal["", "full", "partial"] = ""
    standard: NinjsStandard | None = None
    version: str = ""
    version_created: str = ""
    content_created: str = ""
    pub_status: Literal["", "usable", "withheld", "canceled"] = ""
    usage_terms: str = ""
    ed_note: str = ""
    language: str = ""
    title: str = ""
    by: str = ""
    located: str = ""
    headlines: tuple[NinjsWords, ...] = ()
    descriptions: tuple[NinjsWords, ...] = ()
    bodies: tuple[NinjsWords, ...] = ()
    people: tuple[NinjsNamed, ...] = ()
    organisations: tuple[NinjsNamed, ...] = ()
    places: tuple[NinjsNamed, ...] = ()
    info_sources: tuple[NinjsNamed, ...] = ()
    associations: tuple[NinjsAssociation, ...] = ()
    alt_ids: tuple[Mapping[str, str], ...] = ()
    renditions: tuple[Mapping[str, str], ...] = ()


def report_item(report: Report, *, text: bool, at: str = "", withdrawn: bool = False) -> bytes:
    """Return a report as a ninjs item; without `text` its words are left out and the item is called partial."""
    address = web_address(report.url)
    held = text and bool(report.text.strip())
    item = NinjsItem(
        uri=_urn(report.id),
        type="text",
        representation_type="full" if held else "partial",
        standard=NinjsStandard(),
        version=str(report.version),
        version_created=_moment(at),
        content_created=_moment(report.published.earliest or report.published.latest or ""),
        pub_status="canceled" if withdrawn else "usable",
        usage_terms="; ".join(report.usage),
        language=report.language,
        by=report.byline,
        located=report.dateline,
        headlines=_words(report.headline, "main"),
        descriptions=_words(report.standfirst, "standfirst"),
        bodies=(_body(report.text),) if held else (),
        info_sources=_sources(report),
        alt_ids=({"role": "previous version", "value": report.previous},) if report.previous else (),
        renditions=({"name": "web", "href": address, "contentType": "text/html"},) if address else (),
    )
    return msgspec.json.encode(item)


def story_item(story: Comparison, reports: Iterable[Report], at: str = "") -> bytes:
    """Return a story as a ninjs item: its brief as text and HTML, its names, and its reports as associations."""
    members = [report for report in reports if report.id in story.reports]
    names = outlet_names(members)
    sentences = [sentence.text for sentence in story.brief.sentences]
    html = Markup("").join(Markup("<p>{}</p>").format(sentence) for sentence in sentences)
    item = NinjsItem(
        uri=_urn(story.id),
        type="composite",
        representation_type="full",
        standard=NinjsStandard(),
        version_created=_moment(at),
        pub_status="usable",
        headlines=_words(story.headline, "main"),
        descriptions=_words(" ".join(sentences), "brief"),
        bodies=(NinjsWords(value=str(html), role="brief", content_type="text/html"),) if sentences else (),
        people=_named(story, "person"),
        organisations=_named(story, "organisation"),
        places=_named(story, "place"),
        info_sources=tuple(NinjsNamed(name=name) for name in sorted(set(names.values()))),
        associations=tuple(
            NinjsAssociation(
                name=f"report-{number}",
                uri=web_address(report.url) or _urn(report.id),
                title=report.headline,
                headlines=_words(report.headline, "main"),
                info_sources=(NinjsNamed(name=names[report.id]),),
                language=report.language,
            )
            for number, report in enumerate(members, start=1)
        ),
    )
    return msgspec.json.encode(item)


def _named(story: Comparison, kind: EntityKind) -> tuple[NinjsNamed, ...]:
    return tuple(NinjsNamed(name=e.name, rel="about", literal=e.id) for e in story.entities if e.kind == kind)


def _sources(report: Report) -> tuple[NinjsNamed, ...]:
    wires = {credit.agency for credit in report.credits if credit.kind == "wire" and credit.agency}
    outlet = (NinjsNamed(name=report.outlet, role="publisher"),) if report.outlet else ()
    return outlet + tuple(NinjsNamed(name=agency, role="agency") for agency in sorted(wires))


def _body(text: str) -> NinjsWords:
    return NinjsWords(
        value=text, role="main", content_type="text/plain", char_count=len(text), word_count=len(text.split())
    )


def _words(value: str, role: str) -> tuple[NinjsWords, ...]:
    return (NinjsWords(value=value, role=role, content_type="text/plain"),) if value else ()


def _urn(id: str) -> str:
    return f"urn:synoptic:{id}"


def _moment(stamped: str) -> str:
    """Return an ISO 8601 day or time as the schema wants it, with its zone; empty where there is none."""
    try:
        read = datetime.fromisoformat(stamped)
    except ValueError:
        return ""
    return (read.replace(tzinfo=UTC) if read.tzinfo is None else read).isoformat()
