"""The comparison in the terminal."""

import pytest

from synoptic.publish.plain import plain_text
from tests.publish.sample import document


def test_the_parts_stand_in_the_order_of_the_page():
    """Brief, agreement, single accounts, disputes, figures, time, labels, voices, origins, cleaning."""
    headings = [line for line in plain_text(document(), width=80).splitlines() if line and line == line.upper()]
    wanted = [
        "BRIEF",
        "THE WORDS",
        "● AGREED",
        "◐ ONLY",
        "✕ DISPUTED",
        "FIGURES",
        "TIMELINE",
        "WHAT THEY",
        "VOICES",
    ]
    wanted += ["ORIGINS", "NOT FOUND", "THE GULL", "TIDE & TIMES", "PROBLEMS"]
    found = [next((i for i, h in enumerate(headings) if h.startswith(w)), -1) for w in wanted]
    assert -1 not in found
    assert found == sorted(found)


def test_brief_sentences_carry_the_numbers_of_their_citations():
    """A reader can go from a sentence to the words it rests on."""
    text = plain_text(document(), width=120)
    assert "[3 March 2031]. [1][2]" in text
    assert "[1]  The Gull: “The ferry Aster sank off Port Ellis on Monday”" in text


@pytest.mark.parametrize("width", [30, 60, 100])
def test_no_line_is_wider_than_asked(width):
    """Lines are wrapped; only a single long word may stand out."""
    lines = plain_text(document(), width=width).splitlines()
    assert [line for line in lines if len(line) > width and " " in line.strip()] == []


def test_repairs_and_removals_are_told():
    """What was taken out and mended is said for each report."""
    text = plain_text(document(), width=100)
    assert "1 repair: “â” → ““”" in text
    assert "furniture · <script>" in text
