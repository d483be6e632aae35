"""Every kind of file that holds reports can be given to `synoptic read`, named, in a folder or through a pipe."""

import io
import json

import pytest

from synoptic.intake.announced import Place, held_item
from synoptic.intake.files import read_paths
from synoptic.intake.settings import IntakeSettings
from tests.intake.samples import (
    CSV,
    LETTER_HTML,
    NINJS,
    WHOLE,
    WORDS,
    letter,
    mbox,
    newsml,
    parquet,
    pdf,
    rss,
    rss_item,
    warc,
)

SETTINGS = IntakeSettings()
LINES = ["The harbour of Tarn reopened on Monday, two days", "after the storm that closed it."]
FILES = {
    "crawl.warc.gz": (warc(), 3),
    "crawl.warc": (warc(packed=False), 3),
    "table.csv": (CSV, 2),
    "table.parquet": (parquet(), 2),
    "item.json": (json.dumps(NINJS).encode(), 1),
    "items.jsonl": (json.dumps(NINJS).encode(), 1),
    "item.xml": (newsml(), 1),
    "letters.mbox": (mbox(letter(plain=WORDS), letter(html=LETTER_HTML)), 3),
    "letter.eml": (letter(html=LETTER_HTML), 2),
    "page.pdf": (pdf(LINES), 1),
    "feed.xml": (rss(rss_item(1, content=WHOLE)), 1),
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_named_file_is_read(tmp_path, name):
    """Whatever its kind, each report in it is read and nothing is told."""
    content, count = FILES[name]
    (tmp_path / name).write_bytes(content)
    made = read_paths([tmp_path / name], settings=SETTINGS)
    assert (len(made.items), made.problems) == (count, ())


@pytest.mark.parametrize("name", sorted(set(FILES) - {"table.csv", "items.jsonl"}))
def test_a_stream_is_told_by_its_first_characters(name):
    """Through a pipe there is no name; all but a table of words can be told without one."""
    content, count = FILES[name]
    made = read_paths(["-"], settings=SETTINGS, stdin=io.BytesIO(content))
    assert (len(made.items), made.problems) == (count, ())


def test_a_folder_of_everything_is_read(tmp_path):
    """In a folder each kind is read beside the others; two names for one record are one report."""
    for name, (content, _) in FILES.items():
        (tmp_path / name).write_bytes(content)
    made = read_paths([tmp_path], settings=SETTINGS)
    assert len(made.items) == 14
    assert {one.code for one in made.problems} == {"I016"}


@pytest.mark.parametrize(
    ("name", "content"), [("marks.csv", b"number,mark\n1,2\n"), ("links.xml", rss(rss_item()))]
)
def test_tables_and_feeds_without_reports_are_no_fault_of_a_folder(tmp_path, name, content):
    """A list that lies beside saved pages is passed over; named by hand, it is said what it lacks."""
    (tmp_path / "page.txt").write_text(WORDS)
    (tmp_path / name).write_bytes(content)
    assert [one.code for one in read_paths([tmp_path], settings=SETTINGS).problems] == ["I009"]
    assert [one.code for one in read_paths([tmp_path / name], settings=SETTINGS).problems] in (["I121"], ["I134"])


def test_an_archive_may_be_larger_than_any_page(tmp_path):
    """An archive is read record by record, up to what fits into memory."""
    (tmp_path / "a.warc").write_bytes(warc(packed=False))
    size = len(warc(packed=False)) // 3
    assert len(read_paths([tmp_path], settings=IntakeSettings(largest_file=size)).items) == 3
    little = read_paths([tmp_path], settings=IntakeSettings(largest_archive=500))
    assert (len(little.items), [one.code for one in little.problems]) == (2, ["I119"])


def test_records_can_have_names_of_your_own(tmp_path):
    """`columns` holds for JSON records too."""
    (tmp_path / "a.jsonl").write_text(json.dumps({"Artikel": WORDS, "Kopf": "Harbour reopens"}))
    mapped = IntakeSettings(columns={"text": "Artikel", "title": "Kopf"})
    (report,) = read_paths([tmp_path], settings=mapped).items
    assert (report.content.decode(), report.carrier.title) == (WORDS, "Harbour reopens")


def test_a_report_of_a_file_is_an_item_whose_content_is_held(tmp_path):
    """A desk takes reports of files under the address that they name, or where they lie."""
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "b.json").write_text(json.dumps(NINJS))
    text, wire = sorted(read_paths([tmp_path], settings=SETTINGS).items, key=lambda one: one.path)
    place = Place(address=str(tmp_path), source="source:1", canonical=str.upper)
    assert held_item(text, place).address == (tmp_path / "a.txt").as_posix()
    assert held_item(wire, place).address == "HTTPS://WIRE.EXAMPLE/ITEMS/1"
    assert held_item(wire, place).form == "html"
