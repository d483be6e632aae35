"""The records: immutable, with spans that can be compared."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.news.ids import content_id
from synoptic.news.report import Report, Span
from tests.builders import read_text

places = st.builds(
    lambda start, length: Span(report="r", start=start, end=start + length),
    st.integers(0, 50),
    st.integers(1, 20),
)


@given(places, places)
def test_two_spans_overlap_when_a_character_lies_in_both(one, other):
    """Overlap is what shared characters say, and is the same from either side."""
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)


@given(places, places)
def test_a_span_contains_another_when_all_its_characters_lie_in_it(one, other):
    """Containment is what the characters say."""
    assert one.contains(other) == (set(range(other.start, other.end)) <= set(range(one.start, one.end)))


def test_spans_of_two_reports_never_overlap():
    """The same offsets in another report are another place."""
    assert not Span(report="a", start=0, end=5).overlaps(Span(report="b", start=0, end=5))


def test_records_cannot_be_changed():
    """A record that was given out stays as it is."""
    with pytest.raises(AttributeError):
        Report(id="r", path="p", text="t").text = "other"


def test_equal_content_has_an_equal_id():
    """Ids come from content, so a re-run gives the same."""
    assert content_id("claim", "r", 1, 2) == content_id("claim", "r", 1, 2) != content_id("claim", "r", 1, 3)
    assert content_id("claim", "r").startswith("claim:")


def test_a_reading_says_what_it_is(tools):
    """The repr names the file and counts what was found; to_dict gives plain values."""
    reading = read_text("The ferry sank. Two people died.", tools, path="gull.txt", headline="Ferry sinks")
    assert "gull.txt" in repr(reading)
    assert "2 sentences" in repr(reading)
    assert reading.to_dict()["report"]["headline"] == "Ferry sinks"


def test_a_reading_finds_the_sentence_at_an_offset(tools):
    """Offsets inside a sentence find it; those between sentences find none."""
    reading = read_text("The ferry sank. Two people died.", tools)
    found = reading.sentence_at(20)
    assert found is not None
    assert found.words == "Two people died."
    assert reading.sentence_at(15) is None


def test_a_record_comes_back_from_json_as_it_was(tools):
    """Writing and reading a record gives an equal one."""
    reading = read_text("The ferry sank.", tools)
    assert msgspec.json.decode(msgspec.json.encode(reading), type=type(reading)) == reading
