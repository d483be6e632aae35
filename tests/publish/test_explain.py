"""Explanations of single things by their id."""

import pytest

from synoptic.publish.explain import explain, find_ids
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
    ],
)
def test_each_kind_of_thing_is_explained(wanted, told):
    """Whatever has an id says why it is as it is, with its words."""
    assert told in explain(document(), wanted)
