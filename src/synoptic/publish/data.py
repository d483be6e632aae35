"""The public JSON contract: what `compare --json` and `read --json` write, and its schema."""

from typing import Any

import msgspec

from synoptic.news.annotation import Claim, Entity, Figure, Mention, Quote, Reading, TimeMention
from synoptic.news.comparison import Comparison
from synoptic.news.problem import Problem
from synoptic.news.report import Passage, Report

# Raised in its first part when a name goes or changes its meaning, in its second when names are added.
CONTRACT_VERSION = "1.0"


class MadeBy(msgspec.Struct, frozen=True, kw_only=True):
    """What made a document: the program's version, the settings' digest and the version of every stage."""

    synoptic: str
    settings: str
    stages: dict[str, int]


class ComparisonDocument(msgspec.Struct, frozen=True, kw_only=True):
    """The reports that were given, the stories found among them, and the problems met."""

    made_by: MadeBy
    reports: tuple[Report, ...]
    stories: tuple[Comparison, ...]
    problems: tuple[Problem, ...]
    format: str = "synoptic-comparison"
    version: str = CONTRACT_VERSION


class SentenceSpan(Passage, frozen=True, kw_only=True):
    """A sentence as published: its words and language, without the grammar behind it."""

    index: int
    language: str
    parsed: bool


class ReportReading(msgspec.Struct, frozen=True, kw_only=True):
    """One report as understood, in its public form."""

    report: Report
    sentences: tuple[SentenceSpan, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimeMention, ...]
    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]
    claims: tuple[Claim, ...]


class ReadingDocument(msgspec.Struct, frozen=True, kw_only=True):
    """Reports as understood one by one, before any comparison, and the problems met."""

    made_by: MadeBy
    readings: tuple[ReportReading, ...]
    problems: tuple[Problem, ...]
    format: str = "synoptic-reading"
    version: str = CONTRACT_VERSION


DOCUMENTS: dict[str, type] = {"comparison": ComparisonDocument, "reading": ReadingDocument}


def published_reading(reading: Reading) -> ReportReading:
    """Return the public form of a reading."""
    return ReportReading(
        report=reading.report,
        sentences=tuple(
            SentenceSpan(
                report=s.report,
                start=s.start,
                end=s.end,
                words=s.words,
                index=s.index,
                language=s.language,
                parsed=s.parsed,
            )
            for s in reading.sentences
        ),
        entities=reading.entities,
        mentions=reading.mentions,
        times=reading.times,
        figures=reading.figures,
        quotes=reading.quotes,
        claims=reading.claims,
    )


def to_json(document: ComparisonDocument | ReadingDocument) -> bytes:
    """Return a document as indented JSON that is equal byte for byte for equal input."""
    encoded = msgspec.json.encode(document, order="deterministic")
    return msgspec.json.format(encoded, indent=1) + b"\n"


def read_comparison(content: bytes) -> ComparisonDocument:
    """Return the document of a JSON file; msgspec.DecodeError if it is not one."""
    return msgspec.json.decode(content, type=ComparisonDocument)


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a public document: `comparison` or `reading`."""
    made = msgspec.json.schema(DOCUMENTS[name])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:synoptic:{name}:{CONTRACT_VERSION}",
        **made,
    }
