"""The scorer of claims, checked on cases that can be counted by hand."""

import pytest
from evaluation.claims import Tally, agreement

from synoptic.news.annotation import Claim, Reading
from tests.builders import read_text

pytestmark = pytest.mark.models
TEXT = "The mill burned down on Sunday after lightning struck its roof."


def claim(reading: Reading, words: str) -> Claim:
    """Return a claim in one piece."""
    start = TEXT.index(words)
    passage = reading.passage(start, start + len(words))
    return Claim(
        id=f"claim:{start}",
        report=reading.id,
        start=passage.start,
        end=passage.end,
        words=words,
        spans=(passage,),
        sentence=0,
    )


def place(words: str) -> tuple[int, int]:
    """Return where words stand in the text."""
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.fixture
def reading(tools):
    """Return a report of one sentence, split after “Sunday”."""
    from msgspec.structs import replace

    read = read_text(TEXT, tools)
    parts = ("The mill burned down on Sunday", "after lightning struck its roof")
    return replace(read, claims=tuple(claim(read, words) for words in parts))


def test_a_claim_of_the_same_extent_agrees_wholly(reading):
    """Equal ranges share all their characters."""
    assert agreement(place("The mill burned down on Sunday"), reading.claims[0]) == 1


def test_half_as_much_again_counts_two_thirds(reading):
    """Of 30 characters in a claim and 20 of them in the span, 20 of 30 are common."""
    assert agreement((0, 20), reading.claims[0]) == pytest.approx(20 / 30)


def test_facts_in_two_claims_are_apart(reading):
    """Two facts of a sentence that stand in two claims are told apart."""
    made = Tally()
    made.add(reading, [place("The mill burned down"), place("lightning struck its roof")])
    assert (made.spans, made.covered, made.pairs, made.apart) == (2, 2, 1, 1)


def test_facts_in_one_claim_are_not(reading):
    """Two facts inside one claim are not told apart."""
    made = Tally()
    made.add(reading, [place("The mill"), place("on Sunday")])
    assert (made.pairs, made.apart) == (1, 0)
