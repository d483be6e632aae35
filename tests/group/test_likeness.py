"""Products of sparse bags."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.group.likeness import presence, products, rarest_shared, sheet, vocabulary

BAGS = st.lists(
    st.dictionaries(st.sampled_from("abcdef"), st.floats(0.1, 2.0), max_size=5), min_size=2, max_size=5
)


@given(BAGS)
def test_products_are_those_of_the_bags_word_by_word(bags: list[dict[str, float]]) -> None:
    """For every pair, empty bags too, the product is the sum over shared words."""
    rows = sheet(bags, vocabulary(bags))
    pairs = [(i, j) for i in range(len(bags)) for j in range(len(bags))]
    lefts, rights = (np.array(side) for side in zip(*pairs, strict=True))
    expected = [sum(v * bags[j].get(w, 0.0) for w, v in bags[i].items()) for i, j in pairs]
    assert products(rows, rows, lefts, rights).tolist() == pytest.approx(expected)


def test_presence_counts_words_whatever_their_weight() -> None:
    """With 1 for every value the product with shares is the share of what the other has."""
    bags = [{"a": 0.25, "b": 0.75}, {"b": 9.0, "c": 9.0}]
    rows = sheet(bags, vocabulary(bags))
    assert products(rows, presence(rows), np.array([0]), np.array([1])).tolist() == [0.75]


def test_only_the_greatest_shared_values_are_added() -> None:
    """Of three shared words the two heaviest count, each with the smaller of its two weights."""
    bags = [{"a": 1.0, "b": 2.0, "c": 3.0}, {"a": 1.0, "b": 2.0, "c": 0.5}]
    rows = sheet(bags, vocabulary(bags))
    assert rarest_shared(rows, (np.array([0]), np.array([1])), 2).tolist() == [3.0]
