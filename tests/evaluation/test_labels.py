"""The scorers of labels and loaded words, on cases counted by hand."""

import pytest
from evaluation.labels import _plain, _same
from evaluation.loaded import macro_f1


@pytest.mark.parametrize(
    ("wanted", "held", "same"),
    [
        ("the bold plan", "the bold plan", True),
        ("bold plan", "the bold plan of march", True),
        ("the bold plan of march", "bold plan", True),
        ("the bold plan", "plan", False),
        ("the bold plan", "the old plan", False),
    ],
)
def test_a_label_counts_when_it_holds_the_words(wanted: str, held: str, same: bool) -> None:
    """Equal, holding, or two words or more of it; one word of it is too little."""
    assert _same(_plain(wanted), _plain(held)) is same


def test_macro_f1_is_the_mean_of_both_answers() -> None:
    """One of two loaded found, none invented: F1 2/3 for loaded; 2 of 3 right for plain: F1 .8."""
    assert macro_f1([True, True, False, False], [True, False, False, False]) == pytest.approx((2 / 3 + 0.8) / 2)
