"""Maps from a text to where its characters came from, and their composition."""

from hypothesis import given
from hypothesis import strategies as st

from synoptic.clean.offsets import build, identity, of_repairs, of_steps
from synoptic.clean.repairs import Edit, apply


def test_a_text_that_is_its_own_source_maps_to_itself() -> None:
    """Every range leads to the same range."""
    assert identity(10).source(3, 7) == (3, 7)


def test_steps_of_several_bytes_advance_evenly() -> None:
    """Two characters of two bytes and one of three: the second begins at byte 2."""
    offsets = of_steps([(2, 4), (1, 3)])
    assert [offsets.source(n, n + 1) for n in range(3)] == [(0, 2), (2, 4), (4, 7)]


def test_a_built_text_leads_to_the_slices_it_was_made_of() -> None:
    """Inserted words have no source of their own; slices keep theirs."""
    text, offsets = build("one two three", [(8, 13), " – ", (0, 3)])
    assert text == "three – one"
    assert offsets.source(0, 5) == (8, 13)
    assert offsets.source(8, 11) == (0, 3)


def test_two_steps_are_one_when_joined() -> None:
    """A repair on a text decoded from bytes leads through to the bytes."""
    made, repairs = apply("café", [Edit(3, 4, "e", "test", "")])
    joined = of_repairs(len(made), repairs).through(of_steps([(3, 3), (1, 2)]))
    assert made == "cafe"
    assert joined.source(3, 4) == (3, 5)


def test_the_empty_text_has_no_source() -> None:
    """Nothing comes from nothing."""
    assert identity(0).source(0, 0) == (0, 0)


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int] | str]]:
    """Return a text with pieces of it and words to insert between them."""
    text = draw(st.text(min_size=1, max_size=40))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pieces: list[tuple[int, int] | str] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        pieces += [(start, end), draw(st.text(max_size=3))]
    return text, pieces


@given(cut_texts())
def test_the_source_of_a_slice_holds_the_slice(made: tuple[str, list[tuple[int, int] | str]]) -> None:
    """What was cut from a text is found again at its source."""
    text, pieces = made
    built, offsets = build(text, pieces)
    at = 0
    for piece in pieces:
        length = len(piece) if isinstance(piece, str) else piece[1] - piece[0]
        if not isinstance(piece, str) and length:
            start, end = offsets.source(at, at + length)
            assert text[start:end] == built[at : at + length]
        at += length
    assert offsets.length == len(built)
