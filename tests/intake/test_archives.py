"""Web archives: WARC and WET, whole and damaged."""

import gzip
import io

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from synoptic.intake.archives import read_archive
from synoptic.intake.pages import Page
from synoptic.intake.settings import IntakeSettings
from tests.intake.samples import WORDS, warc, with_record

# warcio leaves files that it makes for itself to be closed later.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def read(content: bytes, **settings: int):
    """Return the pages of an archive and the problems met."""
    found = list(read_archive(io.BytesIO(content), "a.warc.gz", settings=IntakeSettings(**settings)))
    pages = [one for one in found if isinstance(one, Page)]
    return pages, [one for one in found if not isinstance(one, Page)]


def one_record(kind: str, body: bytes, content_type: str, **headers: str) -> bytes:
    """Return an archive of one record."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    http = None
    if kind == "response":
        fields = [
            ("Content-Type", content_type),
            *((name.replace("_", "-"), value) for name, value in headers.items()),
        ]
        http = StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1")
    record = writer.create_warc_record(
        "https://post.example/1", kind, payload=io.BytesIO(body), http_headers=http, warc_content_type=content_type
    )
    with_record(writer, record)
    return buffer.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_each_answer_that_is_a_page_is_read(packed):
    """A page has the address that was asked for and the charset that was answered, and no day."""
    pages, problems = read(warc(packed=packed))
    assert [page.carrier.url for page in pages] == [f"https://post.example/{number}" for number in range(3)]
    assert {(page.form, page.charset, page.carrier.date) for page in pages} == {("html", "utf-8", "")}
    assert WORDS.encode() in pages[0].content
    assert problems == []


def test_texts_of_a_wet_file_are_read():
    """A conversion record is plain text in UTF-8."""
    pages, _ = read(one_record("conversion", WORDS.encode(), "text/plain"))
    assert [(page.form, page.charset, page.content.decode()) for page in pages] == [("text", "utf-8", WORDS)]


@pytest.mark.parametrize(("status", "kind"), [("404 Not Found", "text/html"), ("200 OK", "image/png")])
def test_pictures_and_refusals_are_passed_over(status, kind):
    """What is no page is counted in one note, not told one by one."""
    pages, problems = read(warc(status=status, kind=kind))
    assert pages == []
    assert [one.code for one in problems] == ["I117"]
    assert ", 3 held" in problems[0].message


def test_a_packed_answer_is_unpacked():
    """The page is read as a browser would show it, chunks and gzip undone."""
    body = gzip.compress(f"<html><p>{WORDS}</p></html>".encode())
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    content = one_record("response", chunked, "text/html", Content_Encoding="gzip", Transfer_Encoding="chunked")
    assert WORDS.encode() in read(content)[0][0].content


def test_a_header_that_no_longer_holds_does_no_harm():
    """Many crawlers unpack pages and leave the header that says they are packed."""
    content = one_record("response", f"<html><p>{WORDS}</p></html>".encode(), "text/html", Content_Encoding="br")
    assert len(read(content)[0]) == 1


def test_a_record_that_is_too_large_is_left_out():
    """Neither a huge page nor a small bomb is read to its end."""
    large = one_record("response", b"<html>" + b"x" * 5_000, "text/html")
    bomb = one_record("response", gzip.compress(b"x" * 90_000), "text/html", Content_Encoding="gzip")
    for content in (large, bomb):
        pages, problems = read(content, largest_file=2_000)
        assert (pages, [one.code for one in problems]) == ([], ["I115"])


@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_record_costs_only_itself(packed):
    """What comes after a damaged stretch is found again."""
    content = warc(packed=packed, pages=5)
    middle = len(content) * 2 // 5 + 30
    pages, problems = read(content[:middle] + b"\x00" * 60 + content[middle + 60 :])
    numbers = [page.carrier.url[-1] for page in pages]
    assert {"0", "1", "4"} <= set(numbers)
    assert len(numbers) == len(set(numbers))
    assert "I115" in [one.code for one in problems]


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_breaks_off_gives_what_came_before(packed):
    """A download that was cut short is told, and half a page is not taken for a page."""
    content = warc(packed=packed, pages=4)
    pages, problems = read(content[: len(content) * 5 // 8])
    assert [page.carrier.url[-1] for page in pages] == ["0", "1"]
    assert [one.code for one in problems] == ["I115"]


def test_words_before_the_first_record_do_no_harm():
    """A note before the archive costs nothing but a note."""
    pages, problems = read(b"made on Tuesday\n" + warc(packed=False))
    assert (len(pages), [one.code for one in problems]) == (3, ["I115"])


def test_an_archive_packed_as_a_whole_is_read():
    """Packing all records in one is against the rules, and common."""
    pages, problems = read(gzip.compress(warc(packed=False)))
    assert (len(pages), problems) == (3, [])


def test_a_stream_that_cannot_be_wound_back_is_read():
    """An archive can come through a pipe."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: object) -> int:
            raise OSError("a pipe")

    found = list(read_archive(Pipe(warc()), "-", settings=IntakeSettings()))
    assert [isinstance(one, Page) for one in found] == [True, True, True]


@pytest.mark.parametrize("content", [b"", b"words", b"WARC/1.0\r\n\r\n", b"\x1f\x8b\x08\x00"])
def test_what_is_no_archive_is_said(content):
    """Nothing is read from other files, and the reader is told."""
    pages, problems = read(content)
    assert pages == []
    assert problems


def test_many_faults_are_counted():
    """The first faults are told one by one, the others as a number."""
    content = b"".join(b"WARC/1.0\r\nbroken\r\n\r\n" for _ in range(40))
    _, problems = read(content, bad_rows_named=3)
    assert [one.code for one in problems].count("I115") == 3
    assert "I118" in [one.code for one in problems]
