"""One story as files for other programs: JSON, a table, annotations and its citation."""

import msgspec

from synoptic.news.comparison import Comparison
from synoptic.publish.annotations import annotations
from synoptic.publish.citation_text import citation_text
from synoptic.publish.csv_table import support_csv
from synoptic.publish.data import ComparisonDocument, to_json


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """One file: what a reader calls it, how its name ends, and what it holds."""

    title: str
    ending: str
    media_type: str
    content: bytes


def story_exports(document: ComparisonDocument, story: Comparison) -> tuple[Export, ...]:
    """Return the files of a story; the JSON holds it and its own reports alone."""
    held = tuple(report for report in document.reports if report.id in story.reports)
    alone = msgspec.structs.replace(document, reports=held, stories=(story,), problems=())
    made_by = f"synoptic {document.made_by.synoptic}"
    # The mark at its start tells spreadsheets that the table is UTF-8.
    table = support_csv(story, held).encode("utf-8-sig")
    cited = citation_text(story, held, made_by=made_by).encode()
    marked = annotations(story, held, generator=made_by)
    return (
        Export(title="JSON", ending=".json", media_type="application/json", content=to_json(alone)),
        Export(title="Table (CSV)", ending=".csv", media_type="text/csv; charset=utf-8", content=table),
        Export(title="Web annotations", ending=".jsonld", media_type="application/ld+json", content=marked),
        Export(title="Citation", ending=".txt", media_type="text/plain; charset=utf-8", content=cited),
    )
