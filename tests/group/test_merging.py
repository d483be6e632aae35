"""Average-linkage grouping of pairs."""

from synoptic.group.merging import Grouping


def test_one_strong_pair_does_not_chain_two_groups() -> None:
    """A bridge between two groups is outvoted by the pairs that say no."""
    odds = {(0, 1): 4.0, (2, 3): 4.0, (1, 2): 3.0, (0, 2): -4.0, (0, 3): -4.0, (1, 3): -4.0}
    grouping = Grouping(4, odds, unseen=-4.0)
    grouping.join_while_above(0.0)
    assert grouping.groups() == [(0, 1), (2, 3)]


def test_a_pair_that_was_not_compared_counts_against() -> None:
    """What was too far apart to be compared speaks against joining."""
    grouping = Grouping(3, {(0, 1): 4.0, (1, 2): 3.0}, unseen=-4.0)
    grouping.join_while_above(0.0)
    assert grouping.groups() == [(0, 1), (2,)]


def test_pairs_that_must_join_do_so_first() -> None:
    """A copy is in the group of its original even where the odds say no."""
    grouping = Grouping(2, {(0, 1): -5.0}, unseen=-4.0)
    grouping.join_always([(0, 1)])
    grouping.join_while_above(0.0)
    assert grouping.groups() == [(0, 1)]
