"""PDF: printed reports."""

import pytest

from synoptic.intake.pdf import read_pdf
from synoptic.intake.settings import IntakeSettings
from tests.intake.samples import pdf

LINES = [
    "The harbour of Tarn reopened on Monday, two days after the",
    "storm that had closed it, the port author-",
    "ity said.",
    "Ferries to the islands left at noon, and the fish market",
    "opened again.",
]


def read(content: bytes, **settings: int):
    """Return the page of a PDF and the problems met."""
    made = read_pdf(content, "a.pdf", settings=IntakeSettings(**settings))
    return made.items, [one.code for one in made.problems]


def test_lines_are_joined_to_paragraphs():
    """A short line that ends a sentence ends a paragraph, and parted words are joined."""
    (page,), problems = read(pdf(LINES, title="Harbour reopens"))
    assert page.content.decode() == (
        "The harbour of Tarn reopened on Monday, two days after the storm that had closed it, the port authority "
        "said.\n\nFerries to the islands left at noon, and the fish market opened again."
    )
    assert (page.form, page.carrier.title, page.carrier.byline) == ("text", "Harbour reopens", "Ana Lind")
    assert problems == []


def test_the_day_of_a_file_is_not_that_of_the_report():
    """When a page was saved says nothing of when it was published."""
    assert read(pdf(LINES))[0][0].carrier.date == ""


def test_titles_that_are_names_of_files_are_left_out():
    """What a word processor calls a document is no headline."""
    assert read(pdf(LINES, title="Microsoft Word - final2.docx"))[0][0].carrier.title == ""


def test_running_heads_and_page_numbers_go():
    """What stands at the edge of most pages belongs to the paper, not to the report."""
    pages = [["The Tarn Post, 4 March 2031", *LINES, f"Page {number}", str(number)] for number in range(1, 5)]
    text = read(pdf(*pages))[0][0].content.decode()
    assert "Tarn Post" not in text
    assert "Page" not in text
    assert text.count("Ferries to the islands") == 4


def test_a_locked_file_is_said():
    """Without its password a file cannot be read."""
    assert read(pdf(LINES, password="sesame")) == ((), ["I129"])


def test_pictures_of_pages_are_said():
    """A scanned page has no text."""
    assert read(pdf([], [])) == ((), ["I130"])


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4", b"words", pdf(LINES)[:200], pdf(LINES).replace(b"/Kids", b"/Xids")]
)
def test_a_damaged_file_is_said(content):
    """What cannot be read gives one problem and no words on the screen."""
    items, problems = read(content)
    assert items == ()
    assert problems in (["I131"], ["I130"])


def test_pages_beyond_the_limit_are_told():
    """A book is read up to the limit."""
    items, problems = read(pdf(LINES, LINES, LINES), most_pdf_pages=2)
    assert (items[0].content.count(b"Ferries"), problems) == (2, ["I132"])
