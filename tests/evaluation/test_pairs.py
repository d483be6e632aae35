"""Correlation by hand."""

import pytest
from evaluation.pairs import pearson


def test_numbers_that_rise_together_correlate_fully() -> None:
    """Whatever their scale, proportional rows have correlation 1, reversed ones -1."""
    assert pearson([1.0, 2.0, 3.0], [10.0, 20.0, 30.0]) == pytest.approx(1.0)
    assert pearson([1.0, 2.0, 3.0], [3.0, 2.0, 1.0]) == pytest.approx(-1.0)


def test_a_hand_computed_correlation() -> None:
    """(1, 2, 3) and (1, 3, 2): deviations (-1, 0, 1) and (-1, 1, 0), product 1, lengths 2 and 2: 1/2."""
    assert pearson([1.0, 2.0, 3.0], [1.0, 3.0, 2.0]) == pytest.approx(0.5)


def test_a_row_that_never_varies_correlates_with_nothing() -> None:
    """There is no correlation with a constant."""
    assert pearson([1.0, 1.0], [1.0, 2.0]) == 0.0
