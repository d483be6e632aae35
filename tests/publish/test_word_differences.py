"""Two wordings of one claim: the words that differ are marked, and nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st

from synoptic.publish.word_differences import word_difference

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120)


def marked(first: str, other: str) -> list[str]:
    """Return the words of the other wording that are marked as its own."""
    return [piece.words for piece in word_difference(first, other).pieces if piece.own]


def test_other_words_are_marked_and_those_left_out_are_named():
    """“went down” stands for “sank”; the ferry and Monday are not told."""
    told = word_difference("The ferry Aster sank on Monday", "The Aster went down")
    assert marked("The ferry Aster sank on Monday", "The Aster went down") == ["went down"]
    assert told.without == ("ferry", "sank on Monday")


def test_case_marks_and_spaces_are_no_difference():
    """A comma, a capital or a line's end is not marked."""
    assert marked("the Aster, it’s said, sank", "The Aster — it's  said — sank.") == []


def test_words_without_spaces_are_compared_letter_by_letter():
    """In Chinese only the letters that were put in are marked."""
    assert marked("渡轮沉没", "渡轮昨天沉没") == ["昨天"]


def test_numbers_with_marks_are_one_word():
    """A thousands mark does not cut a number."""
    assert marked("4,000 people left", "4,200 people left") == ["4,200"]


def test_a_wording_too_long_to_compare_is_left_unmarked():
    """Two wordings of a thousand words are not laid side by side."""
    assert marked("word " * 1000, "other " * 1000) == []


@given(TEXTS, TEXTS)
def test_the_pieces_of_a_wording_join_to_it(first, other):
    """However two wordings differ, no character of the second is lost or added."""
    assert "".join(piece.words for piece in word_difference(first, other).pieces) == other


@given(TEXTS)
def test_a_wording_does_not_differ_from_itself(words):
    """The same words have no mark."""
    told = word_difference(words, words)
    assert told.without == ()
    assert not any(piece.own for piece in told.pieces)
