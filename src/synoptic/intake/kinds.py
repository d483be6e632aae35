"""The kinds of file that hold reports, told by their names or first characters, and the reader of each."""

import io
import re
from collections.abc import Callable
from pathlib import PurePath
from typing import BinaryIO

import msgspec

from synoptic.errors import problem
from synoptic.intake.newsletters import BEGINS, read_letter, read_mbox
from synoptic.intake.newswire import read_newsml
from synoptic.intake.pages import Page, looks_like_html, looks_like_mail, looks_like_records
from synoptic.intake.records import read_document, read_lines
from synoptic.intake.settings import IntakeSettings
from synoptic.news.problem import Problem
from synoptic.run.stage import Made

KINDS = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".eml": "mail", ".mbox": "mbox", ".jsonl": "lines", ".ndjson": "lines", ".json": "document",
    ".warc": "archive", ".wet": "archive", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".pdf": "pdf",
    ".xml": "xml", ".rss": "xml", ".atom": "xml",
}  # fmt: skip
# First bytes that files of only one kind have, whatever their names.
MARKS = {b"PAR1": "parquet", b"%PDF-": "pdf", b"WARC/": "archive"}
NEWSML = re.compile(r"<(?:\w{1,20}:)?(?:newsItem|newsMessage|packageItem|NewsML|nitf)[\s>]")
FEED = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)


def is_archive(name: str) -> bool:
    """Return whether a file is a web archive by its name, packed or not."""
    return KINDS.get(PurePath(name.removesuffix(".gz")).suffix) == "archive"


def pages_of(content: bytes, path: str, name: str, settings: IntakeSettings) -> Made[Page]:
    """Return the pages that a file holds, whatever its kind; its name counts first, then what it begins with."""
    kind = _kind(content, KINDS.get(PurePath(name).suffix, ""))
    if kind in READERS:
        return READERS[kind](content, path, settings)
    return Made((Page(path=path, form="html" if kind == "html" else "text", content=content),))


def archive_pages(stream: BinaryIO, path: str, settings: IntakeSettings) -> Made[Page]:
    """Return the pages of an archive, up to the number and size that are read in one go."""
    from synoptic.intake.archives import read_archive

    pages: list[Page] = []
    problems: list[Problem] = []
    held = 0
    for one in read_archive(stream, path, settings=settings):
        if isinstance(one, Problem):
            problems.append(one)
            continue
        held += len(one.content)
        if len(pages) >= settings.most_reports or held > settings.largest_archive:
            problems.append(problem("I119", path, path=path, limit=f"{len(pages):,}"))
            break
        pages.append(one)
    return Made(tuple(pages), tuple(problems))


def _kind(content: bytes, named: str) -> str:
    """Return the kind of a file: by the first bytes that only one kind has, else by its name, else by its text."""
    for mark, kind in MARKS.items():
        if content.startswith(mark):
            return kind
    if named not in ("", "xml"):
        return named
    start = content[:20_000].decode("utf-8", "replace")
    return _kind_of_markup(content) or _kind_of_text(content, start)


def _kind_of_markup(content: bytes) -> str:
    # UTF-16 has a NUL in every character of markup.
    start = content[:20_000].replace(b"\x00", b"").decode("utf-8", "replace").lstrip("\ufeff\ufffd \t\r\n")
    if not start.startswith("<"):
        return ""
    return "newsml" if NEWSML.search(start) else "feed" if FEED.search(start) else ""


def _kind_of_text(content: bytes, start: str) -> str:
    if looks_like_records(start):
        return "document"
    if BEGINS.match(content):
        return "mbox"
    if looks_like_mail(start):
        return "mail"
    return "html" if looks_like_html(start) else "text"


def _feed(content: bytes, path: str, settings: IntakeSettings) -> Made[Page]:
    """Return the reports that a saved feed carries whole; of the others it has only the links."""
    from synoptic.intake.announced import Place
    from synoptic.intake.following import read_followed

    read = read_followed(content, Place(address=path), settings=settings)
    held = []
    for number, item in enumerate(read.items, 1):
        if item.form:
            raw = Page(path=f"{path}:{number}", form=item.form, content=item.content, charset=item.charset)
            held.append(msgspec.structs.replace(raw, carrier=item.carrier))
    problems = list(read.problems)
    if len(held) < len(read.items):
        problems.append(problem("I134", path, path=path, count=str(len(read.items) - len(held))))
    return Made(tuple(held), tuple(problems))


def _records(content: bytes, path: str, settings: IntakeSettings, read: Callable[..., Made[Page]]) -> Made[Page]:
    text = _text(content)
    if text is None:
        return Made((), (problem("I006", path, path=path),))
    return read(text, path, settings.bad_lines_named, settings.columns)


def _text(content: bytes) -> str | None:
    """Return records as text: JSON is UTF-8 or, with its mark, UTF-16; None for anything else."""
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        # NUL bytes mean that it is no text at all.
        return None if b"\x00" in content else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # old exports are in a Windows code page


def _archive(content: bytes, path: str, settings: IntakeSettings) -> Made[Page]:
    return archive_pages(io.BytesIO(content), path, settings)


def _csv(content: bytes, path: str, settings: IntakeSettings) -> Made[Page]:
    from synoptic.intake.tables import read_csv

    return read_csv(content, path, settings=settings)


def _parquet(content: bytes, path: str, settings: IntakeSettings) -> Made[Page]:
    from synoptic.intake.tables import read_parquet

    return read_parquet(content, path, settings=settings)


def _pdf(content: bytes, path: str, settings: IntakeSettings) -> Made[Page]:
    from synoptic.intake.pdf import read_pdf

    return read_pdf(content, path, settings=settings)


# The libraries behind archives, tables, PDF and feeds take half a second to load: only who needs them waits.
READERS: dict[str, Callable[[bytes, str, IntakeSettings], Made[Page]]] = {
    "mail": lambda content, path, settings: read_letter(content, path),
    "mbox": lambda content, path, settings: read_mbox(content, path, settings=settings),
    "csv": _csv,
    "parquet": _parquet,
    "pdf": _pdf,
    "newsml": lambda content, path, settings: read_newsml(content, path, settings=settings),
    "feed": _feed,
    "archive": _archive,
    "lines": lambda content, path, settings: _records(content, path, settings, read_lines),
    "document": lambda content, path, settings: _records(content, path, settings, read_document),
}
