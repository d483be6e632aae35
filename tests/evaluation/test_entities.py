"""The scorer of entities, on cases counted by hand."""

import pytest
from evaluation.entities import b_cubed, pair_up
from evaluation.entity_sets import head_word


def test_b_cubed_counted_by_hand() -> None:
    """Two of three mentions together, one apart: precision 1, recall (2/3 + 2/3 + 1/3) / 3."""
    precision, recall, f1 = b_cubed([("a", "x"), ("a", "x"), ("a", "y")])
    assert (precision, recall) == (1.0, pytest.approx(5 / 9))
    assert f1 == pytest.approx(2 * 5 / 9 / (1 + 5 / 9))


def test_b_cubed_of_a_mixture() -> None:
    """Two gold entities in one cluster: precision one half, recall 1."""
    assert b_cubed([("a", "x"), ("b", "x")])[:2] == (0.5, 1.0)


def test_b_cubed_of_nothing() -> None:
    """No mentions, no score."""
    assert b_cubed([]) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("the mayor of Lorne", "mayor"),
        ("Hanna Wexford", "Wexford"),
        ("in Port Ellery", "Ellery"),
        ("Carl Doss's", "Doss"),
        ("a bridge, now closed", "bridge"),
    ],
)
def test_head_words(words: str, head: str) -> None:
    """The last word before a preposition or a comma, without genitive."""
    start, end = head_word(words)
    assert words[start:end] == head


def test_pairs_hold_the_head_and_are_the_most_alike() -> None:
    """Of two mentions that hold the head the closer one is taken, and each once."""
    gold = [(0, 10, 9), (0, 10, 9)]
    ours = [(0, 30), (4, 10), (0, 4)]
    assert pair_up(gold, ours) == {0: 1, 1: 0}
