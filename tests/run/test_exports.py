"""A desk's reports and stories as files: complete, whole or not at all, and without reserved texts."""

import csv
import errno
import io
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import feedparser
import msgspec
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.errors import DeskError
from synoptic.intake.usage import UsageLimits
from synoptic.news.annotation import Reading
from synoptic.run.export_files import csv_writer, lines_writer
from synoptic.run.exports import ExportForm, export
from synoptic.run.permitted import limits_of, within
from synoptic.store import captures
from synoptic.store.connection import Database
from tests.run.kept_pages import DAY, keep, tell

TEXT = "A ferry sank off Marlow Island.\nTwelve people died."


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """Give a desk with a story of two reports, one of them reserved, and a report that stands alone."""
    made = Database.create(f"sqlite:///{tmp_path / 'desk.sqlite'}", tmp_path / "archive")
    fill(made)
    yield made
    made.close()


def fill(db: Database) -> list[Reading]:
    """Put the reports into a desk."""
    held = [keep(db, 1, TEXT), keep(db, 2, f"{TEXT}\nThe owner is silent.", usage=("tdm-reservation=1",))]
    tell(db, held)
    keep(db, 3, "=SUM(A1) is a formula.")
    return held


def lines(path: Path) -> list[dict[str, object]]:
    """Return the records of a file of JSON lines."""
    return [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("jsonl", ["reports.jsonl", "stories.jsonl"]),
        ("parquet", ["reports.parquet", "stories.parquet"]),
        ("ninjs", ["reports.ninjs.jsonl", "stories.ninjs.jsonl"]),
        ("csv", ["claims.csv"]),
        ("feeds", ["stories.atom", "stories.json", "stories.rss"]),
    ],
)
def test_an_export_is_a_few_whole_files(db: Database, tmp_path: Path, form: ExportForm, names: list[str]) -> None:
    """Each form has its files, and nothing else is left in the folder."""
    done = export(db, tmp_path / "out", form)
    assert sorted(path.name for path in done.files) == names
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    assert done.stories == 1


def test_reports_are_written_with_what_is_known_of_them(db: Database, tmp_path: Path) -> None:
    """A line has the address, the words, the story and the version of a report."""
    export(db, tmp_path, "jsonl")
    first = lines(tmp_path / "reports.jsonl")[0]
    assert first["address"] == "https://tidings.example/1"
    assert (first["text"], first["story"], first["version"]) == (TEXT, "story:ferry", 1)
    assert first["published_first"] == DAY


def test_texts_that_are_reserved_or_not_held_are_left_out(db: Database, tmp_path: Path) -> None:
    """A reserved report and a stub are there without their text, say why, and are counted."""
    keep(db, 4, "Subscribe to read on.", stub=True)
    done = export(db, tmp_path, "jsonl")
    held = {row["address"]: (row["text"], row["text_left_out"]) for row in lines(tmp_path / "reports.jsonl")}
    assert held["https://tidings.example/2"] == ("", "reserved: tdm-reservation=1")
    assert held["https://tidings.example/4"][0] == ""
    assert str(held["https://tidings.example/4"][1]).startswith("stub")
    assert done.texts_left_out == 2
    assert [p.code for p in done.problems] == ["D072"]


def test_reserved_texts_are_in_no_form_of_export(db: Database, tmp_path: Path) -> None:
    """The words of a reserved report beyond its claims and its brief stand in none of the files."""
    for form in get_args(ExportForm):
        export(db, tmp_path / form, form)
        for path in (tmp_path / form).iterdir():
            held = pq.read_table(path).to_pylist() if form == "parquet" else path.read_text(encoding="utf-8")
            assert "The owner is silent." not in str(held)


def test_a_parquet_file_holds_the_same_as_the_lines(db: Database, tmp_path: Path) -> None:
    """Both forms have the same rows with the same values."""
    export(db, tmp_path, "jsonl")
    export(db, tmp_path, "parquet")
    for name in ("reports", "stories"):
        assert pq.read_table(tmp_path / f"{name}.parquet").to_pylist() == lines(tmp_path / f"{name}.jsonl")


def test_stories_are_written_as_feeds(db: Database, tmp_path: Path) -> None:
    """A feed reader finds the story with its brief and its reports, without a warning."""
    export(db, tmp_path, "feeds")
    for name in ("stories.rss", "stories.atom"):
        read = feedparser.parse((tmp_path / name).read_bytes())
        assert not read.bozo
        assert [entry.title for entry in read.entries] == ["Ferry sinks"]
        assert "https://tidings.example/1" in str(read.entries[0])


def test_a_table_of_claims_has_a_row_for_each_claim_and_report(db: Database, tmp_path: Path) -> None:
    """The table says of every report what it does with a claim, and in which words."""
    export(db, tmp_path, "csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "claims.csv").read_text(encoding="utf-8"), newline="")))
    assert sorted((row["address"], row["support"], row["words"]) for row in rows) == [
        (f"https://tidings.example/{number}", "says", "A ferry sank off Marlow Island.") for number in (1, 2)
    ]


def test_an_export_can_be_of_some_days(db: Database, tmp_path: Path) -> None:
    """Reports and stories of other days stay out."""
    assert export(db, tmp_path, "jsonl", since=DAY, until=DAY).reports == 3
    assert export(db, tmp_path, "jsonl", since="2026-05-05").reports == 0
    assert export(db, tmp_path, "jsonl", until="2026-05-03").stories == 0


def test_a_withdrawn_page_is_exported_as_withdrawn(db: Database, tmp_path: Path) -> None:
    """What its publisher took down is kept, with the time at which that was seen."""
    captures.withdraw(db, "https://tidings.example/1", "2026-05-05T08:00:00Z")
    export(db, tmp_path, "jsonl")
    assert lines(tmp_path / "reports.jsonl")[0]["withdrawn"] == "2026-05-05T08:00:00Z"


def test_the_same_desk_gives_the_same_bytes(db: Database, tmp_path: Path) -> None:
    """Exporting twice makes equal files."""
    for form in get_args(ExportForm):
        one, other = export(db, tmp_path / "a", form), export(db, tmp_path / "b", form)
        assert [p.read_bytes() for p in one.files] == [p.read_bytes() for p in other.files]


def test_a_full_disk_leaves_the_former_export(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where writing fails the file that was there stays, no half file is left, and the code says what to do."""
    export(db, tmp_path / "out", "jsonl")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("synoptic.run.whole_files.os.fsync", full)
    for form in ("jsonl", "parquet"):
        with pytest.raises(DeskError) as failed:
            export(db, tmp_path / "out", form)
        assert failed.value.code == "D070"
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_an_export_that_is_stopped_leaves_the_former_one(tmp_path: Path) -> None:
    """Ctrl-C in the middle of a file leaves what was there before."""
    path = tmp_path / "reports.jsonl"
    path.write_text("before", encoding="utf-8")

    def stopped() -> None:
        with lines_writer(path) as write:
            write({"report": "1"})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert path.read_text(encoding="utf-8") == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["reports.jsonl"]


def test_a_folder_that_is_a_file_is_a_coded_error(db: Database, tmp_path: Path) -> None:
    """Naming a file as the folder of an export is told with a code, not with a trace."""
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(DeskError) as failed:
        export(db, tmp_path / "out", "csv")
    assert failed.value.code == "D070"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the test."""

    words: str
    parts: tuple[str, ...]
    number: int


def test_a_cell_is_no_formula(tmp_path: Path) -> None:
    """What a spreadsheet would run gets an apostrophe; numbers, commas and line ends come back as they were."""
    with csv_writer(tmp_path / "a.csv", Row) as write:
        write(Row(words='=HYPERLINK("x")', parts=("a", "b"), number=-3))
        write(Row(words='He said, "no"\nand left', parts=(), number=3))
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8"), newline="")))
    assert rows[1:] == [['\'=HYPERLINK("x")', "a | b", "-3"], ['He said, "no"\nand left', "", "3"]]


@pytest.mark.parametrize(
    ("usage", "text", "longest"),
    [
        ((), True, None),
        (("robots: index, follow",), True, None),
        (("robots: noai, noarchive",), False, None),
        (("robots=max-snippet:20", "license: all rights"), False, 20),
        (("tdm-reservation: 1",), False, None),
    ],
)
def test_terms_are_understood_however_they_were_noted(
    usage: tuple[str, ...], text: bool, longest: int | None
) -> None:
    """Signals of the fetcher and lines of a page’s head say the same."""
    found = limits_of(usage)
    assert (found.full_text, found.longest_quote) == (text, longest)


def test_words_are_cut_to_what_may_be_quoted() -> None:
    """A longer passage is cut at a space and marked, and is then no longer than allowed."""
    allowed = limits_of(("robots=max-snippet:20",))
    cut = within("A ferry sank off Marlow Island.", allowed)
    assert cut == "A ferry sank off …"
    assert len(cut) <= 20
    assert within("A ferry sank.", allowed) == "A ferry sank."


@given(words=st.text(max_size=60), longest=st.integers(0, 40))
def test_no_more_is_quoted_than_is_allowed(words: str, longest: int) -> None:
    """Cut words are never longer than the limit, and words within it stay as they are."""
    cut = within(words, UsageLimits(longest_quote=longest))
    assert len(cut) <= longest
    assert cut == words or len(words) > longest


def test_a_brief_keeps_what_may_be_cited(db: Database, tmp_path: Path) -> None:
    """A sentence that cites more of a report than its publisher allows is left out of the export."""
    tell(db, [keep(db, 7, "A ship sank."), keep(db, 8, "A ship sank, they say.", usage=("robots=nosnippet",))])
    export(db, tmp_path, "jsonl")
    assert lines(tmp_path / "stories.jsonl")[0]["brief"] == ["A ship sank."]
