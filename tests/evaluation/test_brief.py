"""The scorers of briefs on cases that can be counted by hand."""

import msgspec
import pytest
from evaluation.brief import cited, loaded_share, loaded_words, printed_text, rouge, words_of

from synoptic.news.comparison import Dossier
from synoptic.news.edition import Brief
from synoptic.run.stage import Tools
from tests.write.stories import Account, written


def test_words_have_neither_case_nor_marks() -> None:
    """Words are runs of letters and digits."""
    assert words_of("Velm’s 4,000 — gone.") == ["velm", "s", "4", "000", "gone"]


@pytest.mark.parametrize(
    ("made", "wanted", "n", "score"),
    [
        ("the port closed", "the port closed", 1, 1.0),
        ("the port closed", "the harbour closed", 1, 2 / 3),
        ("the the the", "the port", 1, 2 / 5),  # one of three and one of two
        ("the port closed", "the port opened", 2, 1 / 2),
        ("port", "harbour", 1, 0.0),
        ("", "the port", 1, 0.0),
        ("port", "port", 2, 0.0),
    ],
)
def test_rouge_counts_shared_runs(made: str, wanted: str, n: int, score: float) -> None:
    """F1 of n-grams, each as often as both texts have it."""
    assert rouge(made, wanted, n) == pytest.approx(score)


def row(text: str, *marked: str) -> dict[str, object]:
    """Return a row as `babe` has it."""
    return {"input": {"text": text}, "gold": {"biased_words": list(marked)}}


def test_loaded_words_are_marked_twice_and_in_half_of_the_sentences() -> None:
    """A word marked once, or in few of its sentences, is not loaded."""
    rows = [
        row("a vile plan", "vile"),
        row("a vile port", "vile"),
        row("a mean port", "mean"),
        row("a plan", "plan"),
        row("one plan", "plan"),
        row("that plan"),
        row("this plan"),
    ]
    assert loaded_words(rows) == {"vile"}
    assert loaded_share(["Vile, vile port", "a port"], frozenset(("vile",))) == pytest.approx(40)
    assert loaded_share([], frozenset(("vile",))) == 0


def story(tools: Tools) -> Dossier:
    """Return a story with a brief."""
    return written(
        tools,
        [
            Account(outlet="Gazette", text="Ada Brook left Velm on Tuesday."),
            Account(outlet="Echo", text="Dockers went on strike in Havn."),
        ],
    )


def test_what_we_add_is_no_part_of_the_text(tools: Tools) -> None:
    """Brackets are left out before words are counted."""
    text = printed_text(story(tools))
    assert "Ada Brook left Velm on Tuesday" in text
    assert "[" not in text
    assert "2031" not in text


def test_a_sentence_is_cited_when_its_words_re_read(tools: Tools) -> None:
    """A sentence whose citation was moved, or that says more than it cites, does not count."""
    made = story(tools)
    assert made.brief is not None
    assert cited(made) == [True] * len(made.brief.sentences)
    first = made.brief.sentences[0]
    moved = msgspec.structs.replace(first.citations[0], start=first.citations[0].start + 1)
    wrong = [
        msgspec.structs.replace(first, citations=(moved,)),
        msgspec.structs.replace(first, text=first.text + " And more."),
        msgspec.structs.replace(first, citations=()),
    ]
    assert cited(msgspec.structs.replace(made, brief=Brief(sentences=tuple(wrong)))) == [False] * 3
