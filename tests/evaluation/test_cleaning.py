"""The scorers of cleaning, on cases counted by hand."""

import pytest
from evaluation.cleaning import line_kinds, line_labels, mean, overlap
from evaluation.page_labels import Example, bare_line, clipped, labels_of


def test_overlap_counts_runs_of_four_words() -> None:
    """Of the gold's three runs two are found; one of three found runs is not gold."""
    found = overlap("the council closed the eastern channel", "the council closed the eastern quay")
    assert (found.precision, found.recall) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert found.f1 == pytest.approx(2 / 3)


def test_overlap_of_a_repeated_run_counts_it_once() -> None:
    """A text printed twice is half wrong."""
    assert overlap("one two three four", "one two three four\none two three four").precision == pytest.approx(
        1 / 5
    )


@pytest.mark.parametrize(("gold", "found", "f1"), [("", "", 1.0), ("a b c d", "", 0.0), ("", "a b c d", 0.0)])
def test_overlap_of_nothing(gold: str, found: str, f1: float) -> None:
    """Nothing wanted and nothing found is right; one without the other is wrong."""
    assert overlap(gold, found).f1 == f1


def test_the_mean_is_of_precision_and_recall_not_of_f1() -> None:
    """As the benchmark has it: F1 of the means."""
    one, other = overlap("a b c d", "a b c d"), overlap("a b c d", "")
    assert mean([one, other]).f1 == pytest.approx(2 * 0.5 * 0.5 / 1.0)


def test_a_line_is_noise_where_most_of_it_is_furniture() -> None:
    """Each line has one label, in order, blank ones too."""
    lines = ["Subscribe today", "The council closed the eastern channel on Tuesday, its chairwoman said.", ""]
    labels = line_labels(lines)
    assert len(labels) == 3
    assert labels[0] == "0"
    assert labels[1] == "1"


def test_each_line_has_the_kind_of_its_block() -> None:
    """Lines that one block holds all have its kind."""
    lines = [
        "The council of Brenning closed the eastern channel on Tuesday, its chairwoman said after a long debate.",
        "The channel is closed until Thursday. pic.twitter.com/x1",
        "— Ana Lind (@analind) March 3, 2031",
    ]
    assert line_kinds(lines)[1:] == ["post", "post"]


def test_paragraphs_are_labelled_by_their_runs_of_words() -> None:
    """Most runs in the gold: text; none: not; the title and words of the text alone among others: unknown."""
    row = {
        "gold": {"text": "The council closed the eastern channel.\nWhy now?\nDivers found two breaks in the hull."}
    }
    words = [
        "Channel closed",
        "The council closed the eastern channel.",
        "Why now?",
        "Divers found two breaks in the hull.",
        "Share this report with your friends",
        "the hull",
        "Menu",
    ]
    assert labels_of(row, words, "Channel closed") == [-1, 1, 1, 1, 0, -1, 0]


def test_segments_label_only_paragraphs_that_hold_them() -> None:
    """A page with segments leaves its other paragraphs unknown."""
    row = {"gold": {"with": ["closed the eastern channel"], "without": ["Imprint"]}}
    assert labels_of(row, ["The council closed the eastern channel.", "Imprint", "Weather"], "") == [1, 0, -1]


def test_a_clipped_page_keeps_a_few_paragraphs_around_the_text() -> None:
    """Eight on each side, as a reader copies a page."""
    page = Example("x", {}, [bare_line(str(n)) for n in range(40)], "", [0] * 15 + [1] * 5 + [0] * 20)
    cut = clipped(page)
    assert [one.words for one in cut.seen] == [str(n) for n in range(7, 28)]
    assert sum(cut.labels) == 5
