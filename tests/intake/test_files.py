"""Reports from files, folders and standard input."""

import gzip
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from synoptic.intake.files import read_paths
from synoptic.intake.settings import IntakeSettings
from synoptic.news.report import RawReport
from synoptic.run.stage import Made

SETTINGS = IntakeSettings()
TEXT = "The harbour council of Brenning closed the channel.\n"


def read(*paths: Path | str, stdin: bytes | None = None, settings: IntakeSettings = SETTINGS) -> Made[RawReport]:
    """Return what is read of paths."""
    return read_paths(paths, settings=settings, stdin=io.BytesIO(stdin) if stdin is not None else None)


def codes(made: Made[RawReport]) -> list[str]:
    """Return the codes of the problems."""
    return [problem.code for problem in made.problems]


def written(folder: Path, name: str, content: str | bytes = TEXT) -> Path:
    """Return a file with its content written."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_folder_is_read_with_its_folders(tmp_path: Path) -> None:
    """Text and web pages below a folder are reports; pictures and styles beside them are passed over."""
    written(tmp_path, "a.txt")
    written(tmp_path, "deep/er/b.html", "<p>Another report.</p>")
    written(tmp_path, "deep/b_files/style.css", "p {}")
    written(tmp_path, ".hidden.txt", "secret")
    made = read(tmp_path)
    assert {Path(report.path).name: report.form for report in made.items} == {"a.txt": "text", "b.html": "html"}
    assert codes(made) == ["I009"]


def test_the_order_of_the_arguments_changes_nothing(tmp_path: Path) -> None:
    """The same files give the same reports in the same order."""
    paths = [written(tmp_path, f"{n}.txt", f"Report number {n}.") for n in range(5)]
    assert read(*paths) == read(*reversed(paths)) == read(tmp_path, *paths)


def test_two_identical_files_are_one_report_and_a_note(tmp_path: Path) -> None:
    """The second is not lost in silence."""
    made = read(written(tmp_path, "a.txt"), written(tmp_path, "b.txt"))
    assert len(made.items) == 1
    assert codes(made) == ["I016"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "I004"),
        ("white.txt", b" \n\t\n", "I005"),
        ("broken.gz", b"\x1f\x8bnot really", "I017"),
        ("records.jsonl", b"\x00\x01\x02", "I006"),
        ("records.json", b"{", "I012"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_file(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    """Each kind of unreadable file has its own message, which names it."""
    path = written(tmp_path, name, content)
    made = read(path)
    assert made.items == ()
    assert codes(made) == [code]
    assert str(path) in made.problems[0].message


def test_a_path_that_does_not_exist_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    """One bad path does not stop the others."""
    made = read(tmp_path / "none.txt", written(tmp_path, "a.txt"))
    assert len(made.items) == 1
    assert codes(made) == ["I001"]


def test_a_folder_without_reports_says_so(tmp_path: Path) -> None:
    """An empty folder is a clear message."""
    assert codes(read(tmp_path)) == ["I007"]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """The message gives its size and the limit."""
    path = written(tmp_path, "big.txt", b"x" * 3_000_000)
    made = read(path, settings=IntakeSettings(largest_file=1_000_000))
    assert codes(made) == ["I003"]
    assert "3 MB" in made.problems[0].message
    assert codes(read("-", stdin=b"x" * 20, settings=IntakeSettings(largest_file=10))) == ["I003"]


def test_a_gzip_file_that_grows_too_large_is_refused(tmp_path: Path) -> None:
    """A small hostile file cannot fill the memory."""
    path = written(tmp_path, "bomb.txt.gz", gzip.compress(b"x" * 100_000))
    assert codes(read(path, settings=IntakeSettings(largest_unpacked=1000))) == ["I017"]


def test_a_gzip_file_is_what_it_holds(tmp_path: Path) -> None:
    """The kind of a packed file is told by the name inside."""
    made = read(written(tmp_path, "page.html.gz", gzip.compress(b"<p>Report</p>")))
    assert [(report.form, report.content) for report in made.items] == [("html", b"<p>Report</p>")]


def test_links_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    """A folder that holds a link to itself is read once."""
    written(tmp_path, "a.txt")
    os.symlink(tmp_path, tmp_path / "again")
    os.symlink(tmp_path / "nowhere", tmp_path / "dead.txt")
    made = read(tmp_path)
    assert len(made.items) == 1
    assert set(codes(made)) == {"I008"}


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("<!doctype html><p>Report</p>", "html"),
        (TEXT, "text"),
        (
            "From: a@b.example\nSubject: Channel\nDate: Tue, 4 Mar 2031 09:00:00 +0000\n\nThe channel is closed.",
            "text",
        ),
        ('{"title": "Channel", "text": "The channel is closed."}', "text"),
    ],
)
def test_standard_input_is_told_by_its_first_characters(content: str, form: str) -> None:
    """A page, a text, a mail and a record may come through a pipe."""
    made = read("-", stdin=content.encode())
    assert [report.form for report in made.items] == [form]
    assert made.problems == ()


@hypothesis_settings(deadline=None, max_examples=80)
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_input_gives_reports_or_problems(content: bytes) -> None:
    """Nothing that comes through a pipe raises, and nothing is dropped without a word."""
    made = read("-", stdin=content)
    assert made.items or made.problems
