"""Tables: CSV and Parquet."""

import csv
import io
from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from synoptic.intake.settings import IntakeSettings
from synoptic.intake.tables import read_csv, read_parquet
from tests.intake.samples import CSV, WORDS, parquet

SETTINGS = IntakeSettings()


def codes(made) -> list[str]:
    return [one.code for one in made.problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_export_is_read(delimiter, charset):
    """Delimiters and encodings are told from the file, as spreadsheets write them."""
    buffer = io.StringIO()
    rows = csv.writer(buffer, delimiter=delimiter)
    rows.writerows([["Title", "Text", "Author"], ["Fähre; und, Hafen", "Erste Zeile\n„zweite“", "Ana|Lind"]])
    (page,) = read_csv(buffer.getvalue().encode(charset), "a.csv", settings=SETTINGS).items
    assert page.content.decode() == "Erste Zeile\n„zweite“"
    assert (page.carrier.title, page.carrier.byline) == ("Fähre; und, Hafen", "Ana|Lind")


def test_rows_are_counted_as_a_spreadsheet_counts_them():
    """The header is row 1, so a problem leads to the row that the reader sees."""
    made = read_csv(CSV + b";;2031-03-05\n", "a.csv", settings=SETTINGS)
    assert [page.path for page in made.items] == ["a.csv:2", "a.csv:3"]
    assert made.items[0].carrier.date == "2031-03-04"
    assert made.problems[0].subject == "a.csv:4"


def test_a_delimiter_that_the_file_names_is_taken():
    """Some spreadsheets say `sep=` in the first line."""
    assert len(read_csv(b"sep=|\r\ntext|note\r\nHello, there|x\r\n", "a.csv", settings=SETTINGS).items) == 1


def test_your_own_names_of_columns_can_be_mapped():
    """`columns` says which column is which field, and comes before the names that are known."""
    mapped = IntakeSettings(columns={"text": "Artikel", "date": "Wann"})
    (page,) = read_csv(b"Artikel,Wann,text\nHello there,2031-03-04,no\n", "a.csv", settings=mapped).items
    assert (page.content, page.carrier.date) == (b"Hello there", "2031-03-04")


def test_a_mapped_column_that_is_missing_is_named():
    """The message says which columns there are."""
    made = read_csv(CSV, "a.csv", settings=IntakeSettings(columns={"text": "Artikel"}))
    assert codes(made) == ["I124"]
    assert "Title, Text, Date" in made.problems[0].message


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"one line of words"])
def test_a_table_without_texts_is_said(content):
    """Figures alone are no reports."""
    assert codes(read_csv(content, "a.csv", settings=SETTINGS)) == ["I121"]


def test_a_file_that_is_no_text_is_said():
    """A workbook named .csv is not read as one."""
    assert codes(read_csv(b"PK\x03\x04\x00\x00text", "a.csv", settings=SETTINGS)) == ["I120"]


def test_long_reports_and_odd_rows_are_read():
    """A cell may hold a whole report; rows that are short, long or badly quoted cost nothing else."""
    long = "word " * 60_000
    made = read_csv(f'text,title\n"{long}"\nshort,a,b,c\n"x" y,b\n'.encode(), "a.csv", settings=SETTINGS)
    assert [len(page.content) for page in made.items] == [len(long), 5, 3]
    assert csv.field_size_limit() == 131_072


def test_a_cell_without_end_costs_only_its_row(monkeypatch):
    """What is longer than any report is left out."""
    monkeypatch.setattr("synoptic.intake.tables.LONGEST_CELL", 1_000)
    made = read_csv(f"text\none\n{'x' * 2_000}\nthree\n".encode(), "a.csv", settings=SETTINGS)
    assert [page.content for page in made.items] == [b"one", b"three"]
    assert codes(made) == ["I122"]


def test_rows_beyond_the_limit_are_told():
    """The first rows are read, and the reader is told that there are more."""
    made = read_csv(b"text\n" + b"Hello\n" * 5, "a.csv", settings=IntakeSettings(most_reports=2))
    assert (len(made.items), codes(made)) == (2, ["I119"])


def test_many_empty_rows_are_counted():
    """The first are told one by one, the others as a number."""
    made = read_csv(b"text,a\n" + b" ,x\n" * 9, "a.csv", settings=IntakeSettings(bad_rows_named=2))
    assert codes(made) == ["I122", "I122", "I123"]


def test_a_parquet_table_is_read():
    """Columns are known by the same names."""
    made = read_parquet(parquet(), "a.parquet", settings=SETTINGS)
    assert [(page.content, page.carrier.title) for page in made.items] == [
        (b"First text.", "Harbour reopens"),
        (b"Second text.", ""),
    ]


def test_types_of_columns_are_understood():
    """Times, lists of names and raw bytes come out as words."""
    buffer = io.BytesIO()
    columns = {
        "text": pa.array([WORDS.encode()]),
        "published": pa.array([datetime(2031, 3, 4, 9, 12)], pa.timestamp("us", tz="Europe/Vienna")),
        "authors": [["Ana Lind", "Jo Marsh"]],
    }
    pq.write_table(pa.table(columns), buffer)
    (page,) = read_parquet(buffer.getvalue(), "a.parquet", settings=SETTINGS).items
    assert page.content.decode() == WORDS
    assert (page.carrier.date, page.carrier.byline) == ("2031-03-04T09:12:00Z", "Ana Lind, Jo Marsh")


@pytest.mark.parametrize("content", [b"", b"PAR1", parquet()[:-30], b"PAR1" + b"\xff" * 60 + b"PAR1"])
def test_a_damaged_parquet_table_is_said(content):
    """What cannot be read gives a problem."""
    made = read_parquet(content, "a.parquet", settings=SETTINGS)
    assert (made.items, codes(made)) == ((), ["I120"])


def test_a_parquet_table_that_unpacks_to_too_much_is_refused():
    """A small file can hold gigabytes of the same row."""
    buffer = io.BytesIO()
    pq.write_table(pa.table({"text": ["x" * 1_000] * 2_000}), buffer, use_dictionary=False)
    made = read_parquet(buffer.getvalue(), "a.parquet", settings=IntakeSettings(largest_unpacked=1_000))
    assert codes(made) == ["I120"]
