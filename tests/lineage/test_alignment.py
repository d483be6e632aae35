"""Passages that two token sequences share."""

from hypothesis import given
from hypothesis import strategies as st

from synoptic.lineage.alignment import shared_passages

TOKENS = st.lists(st.sampled_from("abcdefg"), max_size=60)


@given(TOKENS, TOKENS)
def test_the_tokens_of_every_run_are_equal_and_used_once(left: list[str], right: list[str]) -> None:
    """For any two sequences, runs hold equal tokens and no token belongs to two runs."""
    passages = shared_passages(left, right, seed=3, mismatch=4, least=5)
    used_left: list[int] = []
    used_right: list[int] = []
    for passage in passages:
        for run in passage.runs:
            assert left[run.left : run.left + run.length] == right[run.right : run.right + run.length]
            used_left += range(run.left, run.left + run.length)
            used_right += range(run.right, run.right + run.length)
    assert len(used_left) == len(set(used_left))
    assert len(used_right) == len(set(used_right))


@given(st.lists(st.integers(), min_size=5, max_size=60, unique=True))
def test_a_sequence_shares_itself_in_one_passage(tokens: list[int]) -> None:
    """Equal texts give one passage that covers them."""
    words = [str(token) for token in tokens]
    (passage,) = shared_passages(words, words, seed=3, mismatch=4, least=5)
    assert passage.left == passage.right == (0, len(words))


def test_an_edited_word_does_not_end_a_passage() -> None:
    """A few changed tokens between two shared runs keep the passage whole."""
    left = [f"w{n}" for n in range(40)]
    right = [*left[:20], "other", "words", *left[21:]]
    (passage,) = shared_passages(left, right, seed=5, mismatch=8, least=20)
    assert passage.matched == 39
