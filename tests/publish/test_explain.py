"""Explanations of single things by their id."""

import pytest

from synoptic.publish.explain import explain, explain_lines, find_ids
from tests.publish.sample import document


@pytest.mark.parametrize("wanted", ["group:aa11", "group:aa", "aa11"])
def test_an_id_is_found_by_its_beginning(wanted):
    """The whole id, its beginning, or its beginning without the kind are enough."""
    assert find_ids(document(), wanted) == ["group:aa11"]


def test_an_unknown_id_finds_nothing():
    """Nothing is guessed."""
    assert find_ids(document(), "zz") == []


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("report:gull", "published 4 Mar 2031 (stated): the page says so"),
        ("story:c0ffee", "they share Aster and Port Ellis"),
        ("sentence:1", "two origins say so"),
        ("group:aa11", "claim group group:aa11: agreed"),
        ("claim:b1", "The Aster went down off Port Ellis"),
        ("dispute:1", "why they cannot both hold: made up for this sample"),
        ("origin:2", "Tide & Times: its own text"),
        ("quote:1", "It was quick"),
        ("voice:1", "It was quick"),
        ("time:1", "The ferry Aster sank"),
        ("line:1", "Tide & Times 55–73: “At least 39 people”"),
        ("link:1", "The Gull “The ferry Aster sank off Port Ellis on Monday” = Tide & Times"),
        ("link:1", "meaning 0.91 · names 1.00"),
        ("group:aa11", "same, score 0.88; both name the Aster"),
        ("copy:1", "Tide & Times from The Gull: derived, 30%"),
    ],
)
def test_each_kind_of_thing_is_explained(wanted, told):
    """Whatever has an id says why it is as it is, with its words."""
    assert told in explain(document(), wanted)


def test_lines_are_wrapped_to_the_width():
    """An explanation fits a narrow terminal."""
    lines = str(explain_lines(document(), "group:aa11", width=40)).splitlines()
    assert [line for line in lines if len(line) > 40] == []
