"""Short ways to make readings from plain text, for tests of single stages."""

from synoptic.annotate.sentences import find_sentences
from synoptic.news.annotation import Reading
from synoptic.news.ids import content_id
from synoptic.news.report import Block, Report
from synoptic.run.settings import Settings
from synoptic.run.stage import Tools

SETTINGS = Settings()


def plain_report(text: str, *, language: str = "en", **fields: object) -> Report:
    """Return a report whose paragraphs (split at blank lines) are all body blocks."""
    report_id = content_id("report", text, fields.get("path", "page.txt"))
    blocks = []
    start = 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            blocks.append(Block(report=report_id, start=start, end=start + len(paragraph), kind="body"))
        start += len(paragraph) + 2
    values: dict[str, object] = {"path": "page.txt", "blocks": tuple(blocks), **fields}
    return Report(id=report_id, text=text, language=language, **values)  # type: ignore[arg-type]


def read_text(text: str, tools: Tools, *, language: str = "en", **fields: object) -> Reading:
    """Return a reading of plain text with its sentences found, and nothing else yet."""
    reading = Reading(report=plain_report(text, language=language, **fields))
    made = find_sentences(reading, settings=SETTINGS.annotate, tools=tools)
    return Reading(report=reading.report, sentences=made.items)
