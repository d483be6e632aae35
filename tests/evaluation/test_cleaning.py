"""The scorers of cleaning, on cases counted by hand."""

from typing import Any

import pytest
from evaluation.cleaning import line_kinds, line_labels, mean, overlap
from evaluation.kinds_found import counted, kinds_found, labels_of_blocks
from evaluation.page_labels import Example, bare_line, clipped, labels_of

from synoptic.clean.page import AMONG_COMMENTS
from synoptic.news.report import Block, BlockKind, Report


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


def report_in_blocks(*parts: tuple[str, BlockKind, str]) -> Report:
    """Return a report of the given (words, kind, reason), one block each."""
    blocks: list[Block] = []
    text = ""
    for words, kind, reason in parts:
        start = len(text)
        text += words + "\n\n"
        blocks.append(Block(report="r", start=start, end=start + len(words), kind=kind, reason=reason))
    return Report(id="r", path="p.html", text=text, blocks=tuple(blocks))


def labelled(*parts: tuple[str, str]) -> list[dict[str, Any]]:
    """Return labelled blocks from (label, words)."""
    return [{"label": label, "text": words} for label, words in parts]


def test_labelled_blocks_are_held_by_the_block_with_their_words() -> None:
    """The same words first, then most runs of four; what the report leaves out was called furniture."""
    report = report_in_blocks(
        ("Channel closed for a week", "headline", "x"),
        ("By Ana Lind", "byline", "x"),
        ("The council closed the eastern channel on Tuesday. Divers found two breaks in the hull.", "body", "x"),
        ("About time!", "furniture", AMONG_COMMENTS),
        ("Old lighthouse to be sold in May", "teaser", "x"),
    )
    blocks = labelled(
        ("boilerplate", "Channel closed for a week - The Brenning Post"),
        ("boilerplate", "Menu"),
        ("headline", "Channel closed for a week"),
        ("supplemental", "By Ana Lind"),
        ("main", "The council closed the eastern channel on Tuesday."),
        ("main", "Divers found two breaks in the hull."),
        ("related", "Old lighthouse to be sold in May"),
        ("comments", "About time!"),
    )
    found = kinds_found(blocks, report)
    assert found == ["furniture", "furniture", "headline", "supplemental", "main", "main", "related", "comments"]


def test_the_same_words_twice_are_two_blocks() -> None:
    """Blocks with the same words are held in the order of the page; the last one holds what is left."""
    report = report_in_blocks(("Comments", "furniture", "x"), ("Comments", "furniture", AMONG_COMMENTS))
    blocks = labelled(("boilerplate", "Comments"), ("comments", "Comments"), ("comments", "Comments"))
    assert kinds_found(blocks, report) == ["furniture", "comments", "comments"]


def test_a_page_that_cannot_be_read_is_all_furniture() -> None:
    """Without a report nothing was found to be text."""
    assert kinds_found(labelled(("main", "Divers found two breaks.")), None) == ["furniture"]


def test_kinds_are_counted_a_block_at_a_time() -> None:
    """Of three blocks of furniture two are found, and one of main text is called so too: P 2/3, R 2/3."""
    gold = labels_of_blocks(
        labelled(
            ("boilerplate", "a"), ("boilerplate", "b"), ("boilerplate", "c"), ("main", "d"), ("headline", "e")
        )
    )
    counts = counted([(gold, ["furniture", "furniture", "main", "furniture", "headline"])])
    assert counts["furniture"].f1 == pytest.approx(2 / 3)
    assert (counts["main"].f1, counts["headline"].f1, counts["comments"].f1) == (0.0, 1.0, 0.0)
