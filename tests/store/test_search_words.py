"""The words that the search sees: folded alike, each with its place in the text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.store.search_words import LONGEST_WORD, fold, folded_text, words


def folded(text: str) -> list[str]:
    return [word.folded for word in words(text)]


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("ŁÓDŹ", "lodz"),
        ("Ångström", "angstrom"),
        ("Straße", "strasse"),
        ("İzmir", "izmir"),
        ("ﬁsh", "fish"),
        ("Ｔｏｋｙｏ", "tokyo"),
        ("Έλληνες", "ελληνεσ"),
        ("Алексѣй", "алексѣи"),
        ("مُحَمَّد", "محمد"),
        ("שָׁלוֹם", "שלום"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_case_diacritics_and_forms_are_folded(written, searched):
    """What readers leave out when they type is left out of the index."""
    assert fold(written) == searched


def test_marks_that_make_other_letters_stay():
    """Vowel signs of Hindi and the voicing marks of kana tell words apart."""
    assert fold("हिन्दी") != fold("हन्द")
    assert fold("が") != fold("か")


def test_words_are_parted_at_marks():
    """Hyphens, apostrophes and points part words, in a report as in a query."""
    assert folded("COVID-19 didn’t reach the U.S.: 3,000") == [
        "covid",
        "19",
        "didn",
        "t",
        "reach",
        "the",
        "u",
        "s",
        "3",
        "000",
    ]


def test_scripts_without_spaces_are_cut_into_pairs():
    """Every two neighbours are a word, and the last character of a run is one by itself."""
    assert folded("北京市 and 首爾") == ["北京", "京市", "市", "and", "首爾", "爾"]
    assert folded("ข่าว") == ["ข่", "่า", "าว", "ว"]


def test_two_stretches_of_a_text_do_not_run_into_each_other():
    """A mark that is no word stands between them."""
    assert folded_text("Fog lifts. Ferry sails.", ((0, 10), (11, 23)), 100) == "fog lifts ¶ ferry sails"


def test_no_more_is_indexed_than_the_limit():
    """What a hostile page holds beyond it is left out."""
    assert folded_text("tide " * 1000, ((0, 5000),), 12) == "tide tide"


@given(st.text())
def test_any_text_gives_words_that_stand_in_it(text):
    """Places are inside the text and rise; folded words hold nothing that a database would take for a sign."""
    before = -1
    for word in words(text):
        assert before < word.start < word.end <= len(text)
        before = word.start
        assert 0 < len(word.folded) <= LONGEST_WORD
        assert not any(c.isspace() or (c.isascii() and not c.isalnum()) for c in word.folded)


@given(st.text(alphabet=st.characters(max_codepoint=0x2060)))
def test_the_short_way_finds_the_same_words(text):
    """Latin text is read without looking up each character; a Thai letter behind it makes no difference."""
    assert list(words(text)) == list(words(f"{text} ก"))[:-1]


@given(st.text())
def test_either_way_of_writing_marks_is_found(text):
    """Composed and decomposed text fold to the same words."""
    assert folded(unicodedata.normalize("NFC", text)) == folded(
        unicodedata.normalize("NFC", unicodedata.normalize("NFD", text))
    )


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_folding_again_changes_nothing(word):
    """A folded word folds to itself, so that what is stored and what is asked for stay equal."""
    once = fold(word)
    assert fold(once) == once
