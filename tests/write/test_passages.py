"""What of a sentence can be printed: trimmed at clean edges only, and always its very words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.run.stage import Tools
from synoptic.write.citations import as_sentence
from synoptic.write.passages import printable, uneven_marks, without_dateline
from tests.builders import read_text


def forms(text: str, tools: Tools) -> list[str]:
    """Return the printable forms of the first sentence of a text."""
    reading = read_text(text, tools)
    return [passage.words for passage in printable(reading, reading.sentences[0])]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("HAVN, May 6 (Meridia) - Dockers went on strike in Havn.", "Dockers went on strike in Havn."),
        ("HAVN — Dockers went on strike in Havn on Tuesday.", "Dockers went on strike in Havn on Tuesday."),
        ("But dockers went on strike in Havn on Tuesday.", "dockers went on strike in Havn on Tuesday."),
        ("Even so, dockers went on strike in Havn on Tuesday.", "dockers went on strike in Havn on Tuesday."),
        (
            "NATO sent two ships to the port of Havn on Tuesday.",
            "NATO sent two ships to the port of Havn on Tuesday.",
        ),
        ("And so it went.", "And so it went."),
    ],
)
def test_datelines_and_ties_are_left_out(text: str, whole: str, tools: Tools) -> None:
    """A sentence is printed without where it was filed and without what ties it to the one before."""
    assert forms(text, tools)[0] == whole


def test_a_loose_end_can_be_left_out(tools: Tools) -> None:
    """A clause that only adds to a name at the end can go."""
    text = "Three workers were hurt, said Dana Whit, who runs the company that owns the Orrin dam."
    assert "Three workers were hurt, said Dana Whit" in forms(text, tools)


@pytest.mark.parametrize(
    "text",
    [
        "The port of Havn will close on Friday, if the dockers do not return.",
        "The firm hid a report on the Orrin dam, which it denies.",
        "Dockers went on strike in Havn on Tuesday, officials said.",
        "The council raised harbour dues in Havn, but not for fishing boats.",
    ],
)
def test_an_end_that_turns_the_meaning_stays(text: str, tools: Tools) -> None:
    """Conditions, denials, reservations and who says so are never cut."""
    assert forms(text, tools) == [text]


def test_a_word_is_not_cut_at_its_hyphen(tools: Tools) -> None:
    """A hyphen inside a word is no edge."""
    text = "Olin Marsh called for Tarn to be re-admitted to the Lake League."
    assert forms(text, tools) == [text]


@given(st.text(alphabet="aB .,-–—()“”\"'\n1é", max_size=80))
def test_any_text_is_cut_inside_itself(text: str) -> None:
    """Whatever the text, a dateline ends inside it, and a printed sentence has one line."""
    assert 0 <= without_dateline(text) <= len(text)
    assert "\n" not in as_sentence(text)
    assert uneven_marks(text) in (True, False)


@given(
    words=st.lists(
        st.sampled_from(["Ada", "said", ",", "who", "ran", "—", "the", "port", "“", "”", "if", "."]), max_size=14
    )
)
def test_any_sentence_is_cut_inside_itself(words: list[str], tools: Tools) -> None:
    """Whatever the sentence, each form of it lies inside it and is its very words."""
    reading = read_text(" ".join(words) + " Havn.", tools)
    for sentence in reading.sentences:
        for passage in printable(reading, sentence):
            assert sentence.contains(passage)
            assert reading.report.words(passage) == passage.words
