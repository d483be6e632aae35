"""JSON and JSON Lines: one report a record."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.intake.records import read_document, read_lines

TEXT = "The channel is closed until Thursday."


def test_common_names_of_fields_are_known() -> None:
    """Title, text, day, outlet, address, byline and language are found under the names that exports use."""
    record = {
        "headline": "Channel closed",
        "articleBody": TEXT,
        "date_published": "2031-03-04",
        "publisher": {"name": "The Brenning Post"},
        "link": "https://post.example/1",
        "authors": ["Ana Lind", {"name": "Jo Marsh"}],
        "lang": "en",
    }
    page = read_document(json.dumps(record), "a.json", 5).items[0]
    assert page.content.decode() == TEXT
    carrier = page.carrier
    assert (carrier.title, carrier.outlet, carrier.url) == (
        "Channel closed",
        "The Brenning Post",
        "https://post.example/1",
    )
    assert (carrier.date, carrier.byline, carrier.language) == ("2031-03-04", "Ana Lind, Jo Marsh", "en")


@pytest.mark.parametrize(
    ("stamp", "date"),
    [
        (1930000000, "2031-02-27T23:06:40+00:00"),
        (1930000000000, "2031-02-27T23:06:40+00:00"),
        (12, "12"),
        (1e300, ""),
    ],
)
def test_a_time_in_seconds_or_milliseconds_is_a_date(stamp: float, date: str) -> None:
    """Numbers since 1970 are read; others are kept or left out."""
    assert read_document(json.dumps({"text": TEXT, "timestamp": stamp}), "a.json", 5).items[0].carrier.date == date


def test_a_list_of_records_is_found_under_a_common_key() -> None:
    """`{"articles": […]}` holds reports."""
    made = read_document(
        json.dumps({"status": "ok", "articles": [{"text": TEXT}, {"text": "Another."}]}), "a.json", 5
    )
    assert [page.path for page in made.items] == ["a.json:1", "a.json:2"]


def test_markup_in_a_record_is_a_web_page() -> None:
    """A text that is HTML is read as such; so is a field for it."""
    for record in ({"text": "<p>One</p><p>Two</p><p>Three</p>"}, {"html": "<div>One</div>"}):
        assert read_document(json.dumps(record), "a.json", 5).items[0].form == "html"


def test_a_bad_line_is_named_and_the_others_are_read() -> None:
    """One broken record in a file loses nothing else."""
    made = read_lines(f'{{"text": "{TEXT}"}}\n{{"text"\n\n{{"text": "Another."}}', "a.jsonl", 5)
    assert len(made.items) == 2
    assert [(problem.code, problem.subject) for problem in made.problems] == [("I010", "a.jsonl:2")]


def test_many_bad_lines_are_counted() -> None:
    """A file that is no JSON Lines gives a few messages, not thousands."""
    made = read_lines("no\n" * 50, "a.jsonl", 3)
    assert [problem.code for problem in made.problems] == ["I010"] * 3 + ["I011"]
    assert "47" in made.problems[-1].message


def test_a_record_without_text_says_what_it_has() -> None:
    """The message names the fields that were found."""
    made = read_document(json.dumps({"name": "x", "number": 4}), "a.json", 5)
    assert made.problems[0].code == "I013"
    assert "name, number" in made.problems[0].message


def test_json_lines_under_the_wrong_name_are_read() -> None:
    """A .json file with a record a line is JSON Lines."""
    lines = "\n".join(json.dumps({"text": f"{TEXT} {n}"}) for n in range(3))
    assert len(read_document(lines, "a.json", 5).items) == 3


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["text", "title", "date", "articles", "name", "html", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(VALUES)
def test_any_json_gives_pages_or_problems(value: Any) -> None:
    """Records of any shape never raise, and pages always hold text."""
    made = read_document(msgspec.json.encode(value).decode(), "a.json", 5)
    assert all(page.content.strip() for page in made.items)


@given(st.text(max_size=200))
def test_any_lines_give_pages_or_problems(text: str) -> None:
    """Lines that are no JSON never raise."""
    made = read_lines(text, "a.jsonl", 5)
    assert bool(made.items or made.problems) == bool(text.replace("\n", "").strip())
