"""Plans of repairs: they replay, they are undone, and two of them join into one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.clean.repairs import Edit, apply, composed, join, replay, undo


@st.composite
def edited(draw: st.DrawFn, text: str | None = None) -> tuple[str, list[Edit]]:
    """Return a text with edits that do not overlap."""
    words = draw(st.text(max_size=30)) if text is None else text
    cuts = sorted(draw(st.lists(st.integers(0, len(words)), max_size=6, unique=True)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return words, [Edit(start, end, draw(st.text(max_size=3)), "test", "why") for start, end in pairs]


@given(edited())
def test_a_plan_replays_and_is_undone(made: tuple[str, list[Edit]]) -> None:
    """The plan leads from the original to the result and back."""
    text, edits = made
    result, repairs = apply(text, edits)
    assert replay(text, repairs) == result
    assert undo(result, repairs) == text
    assert all(result[one.start : one.end] == one.after for one in repairs)


@given(st.data())
def test_two_plans_join_into_one(data: st.DataObject) -> None:
    """The joined plan does what both do, one after the other."""
    text, first_edits = data.draw(edited())
    middle, first = apply(text, first_edits)
    _, second_edits = data.draw(edited(middle))
    result, second = apply(middle, second_edits)
    joined = join(text, first, second)
    assert replay(text, joined) == result
    assert undo(result, joined) == text


def test_a_plan_refuses_another_text() -> None:
    """Replaying on a text that the plan was not made for is an error, not a silent change."""
    _, repairs = apply("one two", [Edit(4, 7, "three", "test", "")])
    with pytest.raises(ValueError, match="two"):
        replay("one six", repairs)
    with pytest.raises(ValueError, match="three"):
        undo("one four", repairs)


def test_a_change_that_changes_nothing_is_no_repair() -> None:
    """Only real alterations are recorded."""
    assert apply("same", [Edit(0, 4, "same", "test", "")]) == ("same", ())


@given(st.text(alphabet=st.sampled_from("aeno\u0301\u0303\u0308가각ᄀ\u1161\u11a8ệễ\u0323 x"), max_size=20))
def test_composing_is_unicodes_own_and_is_recorded(text: str) -> None:
    """The composed text is NFC, and the plan undoes it."""
    made, repairs = composed(text)
    assert made == unicodedata.normalize("NFC", text)
    assert undo(made, repairs) == text
