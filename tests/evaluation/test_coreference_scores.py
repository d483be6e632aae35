"""The scorers of chains, on cases counted by hand."""

import pytest
from evaluation.coreference_scores import Agreement, b_cubed, ceaf_e, compared, muc

GOLD = {1: "a", 2: "a", 3: "a", 4: "b", 5: "b"}
FOUND = {1: "x", 2: "x", 3: "y", 4: "y", 5: "y"}
ALONE = {k: k for k in GOLD}


def both(agreement: Agreement) -> tuple[float, float]:
    """Return precision and recall."""
    return agreement.precision, agreement.recall


def test_muc_counts_links() -> None:
    """Each side keeps two of its three links."""
    assert both(muc(FOUND, GOLD)) == pytest.approx((2 / 3, 2 / 3))


def test_b_cubed_is_the_mean_over_mentions() -> None:
    """Precision (1 + 1 + 1/3 + 2/3 + 2/3) / 5, recall (2/3 + 2/3 + 1/3 + 1 + 1) / 5."""
    assert both(b_cubed(FOUND, GOLD)) == pytest.approx((11 / 15, 11 / 15))


def test_ceaf_pairs_chains_one_to_one() -> None:
    """Both pairs of chains share two of five mentions: .8 each, by two chains on either side."""
    assert both(ceaf_e(FOUND, GOLD)) == pytest.approx((0.8, 0.8))


def test_ceaf_does_not_pair_a_chain_twice() -> None:
    """One chain over two labelled ones of one and two: only the larger is paired, 2·2 / (3 + 2)."""
    agreement = ceaf_e({1: "x", 2: "x", 3: "x"}, {1: "a", 2: "b", 3: "b"})
    assert both(agreement) == pytest.approx((0.8, 0.4))


def test_conll_is_the_mean_of_three() -> None:
    """The mean of 2/3, 11/15 and .8."""
    assert compared(FOUND, GOLD).conll == pytest.approx((2 / 3 + 11 / 15 + 0.8) / 3)


def test_what_agrees_wholly_scores_one() -> None:
    """The same chains under other names are right."""
    assert compared({k: f"{c}!" for k, c in GOLD.items()}, GOLD).conll == pytest.approx(1.0)


def test_chains_of_one_have_no_links() -> None:
    """Nothing joined: MUC is nought, B-cubed precise, its recall (3 · 1/3 + 2 · 1/2) / 5."""
    found = compared(ALONE, GOLD)
    assert (found.muc.f1, found.b_cubed.precision) == (0.0, 1.0)
    assert found.b_cubed.recall == pytest.approx(2 / 5)


def test_other_mentions_are_refused() -> None:
    """Both sides must hold the same mentions: a missing one is a mistake of the caller."""
    with pytest.raises(ValueError, match="same mentions"):
        compared({1: "x"}, GOLD)


def test_nothing_at_all_scores_nought() -> None:
    """No mentions, no score."""
    assert compared({}, {}).conll == 0.0
