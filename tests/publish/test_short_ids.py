"""Ids as they are printed."""

import msgspec

from synoptic.publish.explain import find_ids
from synoptic.publish.short_ids import short_ids
from tests.publish.sample import document, story


def with_groups(*ids: str):
    """Return the sample with a claim group for each id."""
    _, single = story().claim_groups
    groups = tuple(msgspec.structs.replace(single, id=i) for i in ids)
    return msgspec.structs.replace(
        document(), stories=(msgspec.structs.replace(story(), claim_groups=groups, silences=()),)
    )


def test_a_few_digits_are_enough_where_no_other_id_begins_with_them():
    """Ids that differ early are cut early; ids that differ late keep as many digits as they need."""
    told = short_ids(with_groups("group:aaaa000011112222", "group:bbbb000011112222", "group:bbbb000099992222"))
    assert told["group:aaaa000011112222"] == "group:aaaa"
    assert told["group:bbbb000011112222"] == "group:bbbb000011"
    assert told["group:bbbb000099992222"] == "group:bbbb000099"


def test_a_short_id_finds_what_it_was_cut_from():
    """What is printed can be given to `synoptic explain`."""
    whole = with_groups("group:aaaa000011112222", "group:bbbb000011112222", "group:bbbb000099992222")
    for long, short in short_ids(whole).items():
        assert find_ids(whole, short) == [long]
