"""Words for one office in several languages, so that “président” and “president” are one role."""

from functools import cache

from synoptic.compare.word_lists import word_groups, word_list

# Groups whose holders lead a country, so that “leader” may mean them.
_STATE = frozenset((0, 1, 2, 3, 4))


def same_role(one: str, other: str) -> bool:
    """Return whether two roles, as entities carry them, can be one office; former holders stay apart."""
    if one.startswith("former ") != other.startswith("former "):
        return False
    left, right = one.removeprefix("former "), other.removeprefix("former ")
    if left == right:
        return True
    leaders = word_list("leaders")
    if left in leaders or right in leaders:
        other_one = right if left in leaders else left
        return other_one in leaders or _offices().get(other_one) in _STATE
    return left in _offices() and _offices()[left] == _offices().get(right)


@cache
def _offices() -> dict[str, int]:
    return {word: number for number, group in enumerate(word_groups("offices")) for word in group}
