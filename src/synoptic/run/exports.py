"""The reports and stories of a desk as files for other programs, read and written one after another."""

from collections import deque
from pathlib import Path
from typing import Literal

import msgspec

from synoptic.errors import problem
from synoptic.news.export import ClaimRow, ReportRow, StoryRow
from synoptic.news.problem import Problem
from synoptic.publish.feeds import Feed, FeedEntry, atom, json_feed, rss, story_entry
from synoptic.publish.ninjs import report_item, story_item
from synoptic.run.export_files import Writer, csv_writer, lines_writer, parquet_writer
from synoptic.run.export_rows import claim_rows, held_reports, held_stories, report_row, story_row
from synoptic.run.whole_files import whole_file
from synoptic.store.connection import Database

ExportForm = Literal["parquet", "jsonl", "ninjs", "csv", "feeds"]

# Stories of a feed, the latest: readers of feeds keep what they have seen.
_NEWEST = 100


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """The files that were written, and how much they hold; some reports are there without their text."""

    files: tuple[Path, ...]
    reports: int = 0
    stories: int = 0
    texts_left_out: int = 0
    problems: tuple[Problem, ...] = ()


def export(db: Database, folder: Path, form: ExportForm, *, since: str = "", until: str = "") -> Exported:
    """Write the current reports and stories of some days into a folder, each file whole or not at all.

    `since` and `until` are days (both included). Full texts of stubs, and of reports whose publishers reserve
    them, are left out. DeskError D070 if a file cannot be written, D071 if a library is missing.
    """
    span = since[:10], until[:10]
    wanted = {"csv": _claims_csv, "ninjs": _ninjs, "jsonl": _json_lines, "parquet": _parquet, "feeds": _feeds}[
        form
    ]
    done = wanted(db, folder, span)
    if not done.texts_left_out:
        return done
    told = problem("D072", str(folder), count=str(done.texts_left_out))
    return msgspec.structs.replace(done, problems=(told,))


def _json_lines(db: Database, folder: Path, span: tuple[str, str]) -> Exported:
    files = folder / "reports.jsonl", folder / "stories.jsonl"
    done = _written_reports(db, span, lines_writer(files[0]))
    return _with_stories(db, span, lines_writer(files[1]), done, files)


def _parquet(db: Database, folder: Path, span: tuple[str, str]) -> Exported:
    files = folder / "reports.parquet", folder / "stories.parquet"
    done = _written_reports(db, span, parquet_writer(files[0], ReportRow))
    return _with_stories(db, span, parquet_writer(files[1], StoryRow), done, files)


def _written_reports(db: Database, span: tuple[str, str], writer: Writer) -> Exported:
    count = left = 0
    with writer as write:
        for held in held_reports(db, span):
            row = report_row(held)
            write(row)
            count += 1
            left += bool(row.text_left_out)
    return Exported(files=(), reports=count, texts_left_out=left)


def _with_stories(
    db: Database, span: tuple[str, str], writer: Writer, done: Exported, files: tuple[Path, ...]
) -> Exported:
    count = 0
    with writer as write:
        for held in held_stories(db, span):
            write(story_row(held))
            count += 1
    return msgspec.structs.replace(done, stories=count, files=files)


def _ninjs(db: Database, folder: Path, span: tuple[str, str]) -> Exported:
    files = folder / "reports.ninjs.jsonl", folder / "stories.ninjs.jsonl"
    reports = left = count = 0
    with lines_writer(files[0]) as write:
        for one in held_reports(db, span):
            captured = one.capture.captured
            gone = bool(one.capture.withdrawn)
            write(msgspec.Raw(report_item(one.report, text=not one.left_out, at=captured, withdrawn=gone)))
            reports += 1
            left += bool(one.left_out)
    with lines_writer(files[1]) as write:
        for held in held_stories(db, span):
            newest = max((one.capture.captured for one in held.reports), default="")
            write(msgspec.Raw(story_item(held.comparison, [one.report for one in held.reports], newest)))
            count += 1
    return Exported(files=files, reports=reports, stories=count, texts_left_out=left)


def _claims_csv(db: Database, folder: Path, span: tuple[str, str]) -> Exported:
    path = folder / "claims.csv"
    reports: set[str] = set()
    count = 0
    with csv_writer(path, ClaimRow) as write:
        for held in held_stories(db, span):
            count += 1
            for row in claim_rows(held):
                write(row)
                reports.add(row.report)
    return Exported(files=(path,), reports=len(reports), stories=count)


def _feeds(db: Database, folder: Path, span: tuple[str, str]) -> Exported:
    entries: deque[FeedEntry] = deque(maxlen=_NEWEST)
    reports = 0
    for held in held_stories(db, span):
        told = max((one.capture.captured for one in held.reports), default="")
        entries.append(story_entry(held.comparison, [one.report for one in held.reports], updated=told))
        reports += len(held.reports)
    feed = Feed(
        id="urn:synoptic:desk",
        title="Stories",
        home="http://localhost/",
        updated=max((entry.updated for entry in entries), default=""),
        about="What many outlets tell, side by side",
        entries=tuple(reversed(entries)),
    )
    forms = {"stories.rss": rss, "stories.atom": atom, "stories.json": json_feed}
    files = tuple(folder / name for name in forms)
    for path, form in zip(files, forms.values(), strict=True):
        with whole_file(path) as file:
            file.write(form(feed))
    return Exported(files=files, reports=reports, stories=len(entries))
