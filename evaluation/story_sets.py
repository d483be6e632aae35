"""Labelled stories as profiles: what evaluation and training of the grouping both read."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from evaluation.scores import read_set
from synoptic.news.annotation import Reading
from synoptic.news.ids import content_id
from synoptic.news.report import Block, Published, Report

GROUPED = {"stories_allsides": "story", "stories_5w1h": "event", "ecbplus": "event", "basil": "triplet"}
PAIRED = ("pairs_tgcontest", "pairs_energy")
_PARAGRAPH = re.compile(r"\n+")


class LabelledReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report of a labelled set with the story it belongs to, None where nobody labelled it."""

    reading: Reading
    story: str | None


def reading_of(fields: dict[str, Any], key: str, language: str) -> Reading:
    """Return a reading without sentences: headline and paragraphs as blocks, which is all that grouping needs."""
    title, body = fields.get("title") or "", fields["text"]
    text = f"{title}\n\n{body}" if title else body
    report_id = content_id("report", key, text)
    blocks = [Block(report=report_id, start=0, end=len(title), kind="headline")] if title else []
    start = len(title) + 2 if title else 0
    for gap in [*_PARAGRAPH.finditer(text, start), None]:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            blocks.append(Block(report=report_id, start=start, end=end, kind="body"))
        start = gap.end() if gap else end
    day = str(fields.get("date") or "")[:10] or None
    published = Published(earliest=day, latest=day, certainty="stated" if day else "unknown")
    report = Report(
        id=report_id,
        path=key,
        text=text,
        headline=title,
        language=fields.get("lang") or language,
        outlet=str(fields.get("outlet") or ""),
        blocks=tuple(blocks),
        published=published,
    )
    return Reading(report=report)


def labelled_reports(folder: Path, name: str, limit: int = 0) -> Iterator[LabelledReport]:
    """Yield the reports of a set of grouped reports, in the order of the file."""
    for row in read_set(folder, name, limit):
        story = row["gold"].get(GROUPED[name])
        language = row["lang"] if len(row["lang"]) == 2 else "en"
        yield LabelledReport(reading=reading_of(row["input"], row["id"], language), story=story and str(story))


def labelled_pairs(folder: Path, name: str, limit: int = 0) -> Iterator[tuple[Reading, Reading, bool]]:
    """Yield the pairs of a set with whether both tell the same story."""
    for row in read_set(folder, name, limit):
        language = row["lang"][:2]
        one, other = (reading_of(row["input"][side], f"{row['id']}/{side}", language) for side in "ab")
        if name == "pairs_semeval22":
            yield one, other, row["gold"]["overall"] <= 2.0
        else:
            yield one, other, bool(row["gold"]["same_story"])
