"""Web archives: the pages of WARC and the texts of WET files, one record at a time."""

import gzip
import re
import zlib
from collections.abc import Iterator
from io import SEEK_END
from typing import Any, BinaryIO, cast

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from synoptic.errors import problem
from synoptic.intake.pages import Form, Page, looks_like_html
from synoptic.intake.settings import IntakeSettings
from synoptic.intake.unpacking import DamagedError, TooLargeError, unpacked
from synoptic.news.problem import Problem
from synoptic.news.report import CarrierFields

GZIP = b"\x1f\x8b\x08"
START = b"WARC/"
# What warcio raises on records that are broken in ways it does not expect.
FAULTS = (ArchiveLoadFailed, OSError, EOFError, zlib.error, ValueError, LookupError, AttributeError, TypeError)
TYPES = {"warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation"}
PAGES = re.compile(r"text/html|application/xhtml\+xml|text/plain", re.IGNORECASE)
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
BLOCK = 1 << 20
# Damaged stretches after which the rest is given up: a bad disk or line leaves a few, a hostile file a million.
MOST_FAULTS = 200


class _Quiet(WARCIterator):  # type: ignore[misc]
    """Archive records, without words on standard error where one is damaged."""

    INC_RECORD = ""
    torn = False

    def _next_record(self, next_line: Any) -> Any:
        """Return the next record; a packed archive that ends within one is told from one that has ended."""
        try:
            record = super()._next_record(next_line)
        except EOFError:
            self.torn = not getattr(self.reader.decompressor, "eof", True)
            raise
        if record.rec_type not in TYPES or record.length is None:
            raise ArchiveLoadFailed("its header is damaged")
        return record


def read_archive(stream: BinaryIO, path: str, *, settings: IntakeSettings) -> Iterator[Page | Problem]:
    """Yield each page of an archive as it is read, and a problem for each record that cannot be."""
    number = passed_over = bad = 0
    for record in _records(stream):
        number += 1
        place = f"{path}:{number}"
        try:
            found = record if isinstance(record, str) else _page(record, place, settings)
        except FAULTS as fault:
            found = _detail(fault)
        except RecursionError:
            found = "it is damaged"
        if isinstance(found, Page):
            yield found
        elif found is None:
            passed_over += 1
        else:
            bad += 1
            if bad <= settings.bad_rows_named:
                yield problem("I115", place, place=place, detail=found)
    if bad > settings.bad_rows_named:
        yield problem("I118", path, path=path, count=str(bad - settings.bad_rows_named))
    if passed_over:
        yield problem("I117", path, path=path, count=str(passed_over))
    if not number:
        yield problem("I116", path, path=path, count="1", detail="it holds no record")


def _records(stream: BinaryIO) -> Iterator[Any]:
    """Yield the records, and in place of what is damaged the words that say so; go on with the next record."""
    seekable = stream.seekable()
    packed, size = _packed(stream) if seekable else (False, 0)
    if seekable and not size:
        return
    start = seen = faults = 0
    while True:
        iterator = _Quiet(stream)
        try:
            for record in iterator:
                seen += 1
                yield record
            if iterator.torn or iterator.offset < size:
                yield "its end is missing"
        except FAULTS as fault:
            if packed and start == 0 and "non-chunked" in str(fault):
                yield from _one_member(stream, seen)
                return
            yield _detail(fault)
            faults += 1
            if faults == MOST_FAULTS:
                yield "too much before it is damaged, and what follows was not looked for"
                return
            found = _next_start(stream, max(iterator.offset, start) + 1, packed) if seekable else None
            if found is None:
                return
            start = found
        else:
            return


def _packed(stream: BinaryIO) -> tuple[bool, int]:
    """Return whether an archive is packed, and its size; what stands before its first record says neither."""
    size = stream.seek(0, SEEK_END)
    stream.seek(0)
    head = stream.read(BLOCK)
    stream.seek(0)
    packed, plain = head.find(GZIP), head.find(START)
    return packed >= 0 and not 0 <= plain < packed, size


def _one_member(stream: BinaryIO, seen: int) -> Iterator[Any]:
    """Yield the records of an archive that was packed as a whole, those left out that were read already."""
    stream.seek(0)
    try:
        for number, record in enumerate(_Quiet(cast(BinaryIO, gzip.GzipFile(fileobj=stream)))):
            if number >= seen:
                yield record
    except FAULTS as fault:
        yield _detail(fault)


def _next_start(stream: BinaryIO, place: int, packed: bool) -> int | None:
    """Return where the next record may begin, with the stream set to it."""
    mark = GZIP if packed else START
    stream.seek(place)
    before = b""
    while block := stream.read(BLOCK):
        found = (before + block).find(mark)
        if found >= 0:
            start = place - len(before) + found
            stream.seek(start)
            return start
        place += len(block)
        before = (before + block)[-len(mark) + 1 :]
    return None


def _page(record: Any, place: str, settings: IntakeSettings) -> Page | str | None:
    """Return the page of a record, None if it holds none, and words where it should and does not."""
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    kind, form = _kind(record)
    if not PAGES.match(kind):
        return None
    if not WEB.match(address.strip("<> ")):
        return "it names no address"
    content = _content(record, settings.largest_file)
    if isinstance(content, str):
        return content
    if not content.strip():
        return "it is empty"
    if form != "html" and looks_like_html(content[:20_000].decode("utf-8", "replace")):
        form = "html"
    charset = CHARSET.search(kind)
    return Page(
        path=place,
        form=form,
        content=content,
        charset=charset[1] if charset else "utf-8" if record.rec_type == "conversion" else "",
        carrier=CarrierFields(url=" ".join(address.strip("<> ").split())),
    )


def _kind(record: Any) -> tuple[str, Form]:
    """Return the media type of a record that is a page which was answered, and the form of its content."""
    kind = record.rec_headers.get_header("Content-Type") or ""
    if record.rec_type == "response" and record.http_headers:
        answered = record.http_headers.get_statuscode() == "200"
        kind = (record.http_headers.get_header("Content-Type") or "text/html") if answered else ""
    elif record.rec_type not in ("resource", "conversion"):
        kind = ""
    return kind, "text" if kind.lower().startswith("text/plain") else "html"


def _content(record: Any, limit: int) -> bytes | str:
    """Return what a record holds, unpacked; words where that is too much or damaged."""
    headers = record.http_headers if record.rec_type == "response" else None
    stream = record.raw_stream
    if headers and (headers.get_header("Transfer-Encoding") or "").lower() == "chunked":
        stream = ChunkedDataReader(stream)
    parts, size = [], 0
    while size <= limit and (part := stream.read(BLOCK)):
        parts.append(part)
        size += len(part)
    if size > limit:
        return f"it is larger than {limit / 1_000_000:.0f} MB"
    if getattr(record.raw_stream, "limit", 0) > 0 and stream is record.raw_stream:
        return "its end is missing"
    content = b"".join(parts)
    try:
        return unpacked(content, (headers.get_header("Content-Encoding") or "") if headers else "", limit)
    except TooLargeError:
        return f"it unpacks to more than {limit / 1_000_000:.0f} MB"
    except DamagedError as fault:
        # Many crawlers unpack pages and keep the header that says they are packed.
        return content if looks_like_html(content[:20_000].decode("utf-8", "replace")) else str(fault)


def _detail(fault: Exception) -> str:
    words = " ".join(str(fault).split())
    if "first line" in words:
        return "it does not begin as a record does"
    return (words[:200] or type(fault).__name__).rstrip(".")
