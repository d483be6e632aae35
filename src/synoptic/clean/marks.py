"""Lost quotation marks, apostrophes and dashes: which one stood where, by position and by balance."""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

# Opening and closing marks by language; every other language: “ ” and ‘ ’.
DOUBLE = {
    **dict.fromkeys("de cs sk bg sl lt is sr mk et lb da".split(), "„“"),  # noqa: SIM905
    **dict.fromkeys("pl hu ro hr bs".split(), "„”"),  # noqa: SIM905
    **dict.fromkeys("sv fi".split(), "””"),  # noqa: SIM905
}
SINGLE = {
    **dict.fromkeys("de cs sk sl bg is lt".split(), "‚‘"),  # noqa: SIM905
    **dict.fromkeys("sv fi".split(), "’’"),  # noqa: SIM905
}
# What follows an apostrophe inside a word, and what precedes one (elided articles and pronouns).
ENDINGS = re.compile(r"(?:s|t|re|ve|ll|d|m|em|S|T|RE|VE|LL|D|M)(?![^\W_])")
ELIDED = re.compile(
    r"(?:^|[^\w])(?:[ldcnsjmtbo]|qu|lorsqu|puisqu|jusqu|aujourd|quelqu|presqu|dell|all|nell|dall|sull|un|quest|quell|"
    r"tutt|sant|anch|cos|com|dov|gl|senz|mezz|nient|mc|o|y)$",
    re.IGNORECASE,
)
# Languages in which apostrophes stand before many endings or inside many words.
APOSTROPHES = frozenset("tr fr it ca uk az uz mt ga br be".split())  # noqa: SIM905
DECADE = re.compile(r"\d0s?\b|\d\ds\b")


class Spot(NamedTuple):
    """A lost mark: what stands before and after it in its paragraph, and what it can have been."""

    left: str
    right: str
    meant: str


class _State(NamedTuple):
    double: bool
    single: bool


# Costs are negative logarithms of rough odds, set by hand and looked at on damaged copies of clean texts in ten
# languages (evaluation/encoding.py); what matters is their order.
IMPOSSIBLE = 30.0


def place_marks(spots: Sequence[Spot], language: str, opened: Sequence[int]) -> list[str]:
    """Return the mark for each lost one of a paragraph.

    `opened` says for each spot how many double quotation marks that were not lost opened (+) or closed (-)
    the paragraph between the spot before and this one.
    """
    best: dict[_State, tuple[float, tuple[str, ...]]] = {_State(False, False): (0.0, ())}
    for spot, change in zip(spots, opened, strict=True):
        costs = _costs(spot, language)
        found: dict[_State, tuple[float, tuple[str, ...]]] = {}
        for state, (cost, chosen) in best.items():
            now = state._replace(double=state.double + change > 0) if change else state
            for kind, price in costs.items():
                after, extra = _step(now, kind)
                total = cost + price + extra
                if after not in found or (total, chosen) < (found[after][0], found[after][1][:-1]):
                    found[after] = (total, (*chosen, kind))
        best = found
    ends = sorted((cost + 1.5 * state.double + 1.5 * state.single, kinds) for state, (cost, kinds) in best.items())
    return [_mark(kind, spot.meant, language) for kind, spot in zip(ends[0][1], spots, strict=True)]


def _step(state: _State, kind: str) -> tuple[_State, float]:
    """Return the state after a mark, and what the mark costs in that state."""
    if kind == "open":
        return state._replace(double=True), 4.0 if state.double else 0.0
    if kind == "close":
        return _State(False, False), 0.3 if state.double else 4.0
    if kind == "open single":
        return state._replace(single=True), 4.0 if state.single else (0.7 if state.double else 3.0)
    if kind == "close single":
        return state._replace(single=False), 0.3 if state.single else 4.0
    return state, 0.0


def _costs(spot: Spot, language: str) -> dict[str, float]:
    """Return what each kind of mark costs at a spot, from the characters on both sides alone."""
    left, right = spot.left[-1:], spot.right[:1]
    free_left = not left or left.isspace() or left in "([{—–-/¿¡\"'“‘«"
    free_right = not right or right.isspace() or right in ")]}.,;:!?…—–-/\"'”’»"
    word_left, word_right = left.isalnum(), right.isalnum() or right in "$€£¿¡#@"
    spaced = (not left or left.isspace()) and (not right or right.isspace())
    costs = {
        "open": _cost(0.2, (not free_left, 6), (free_right, 5), (not word_right and not free_right, 0.5)),
        "close": _cost(0.2, (left.isspace() or not left, 6), (word_right, 4.5), (left in "([{", 5)),
        "apostrophe": _cost(0.5, (not word_left, 5), (not word_right, 2.5)),
        "dash": _cost(1.0, (not spaced, 3)),
        "open single": _cost(0.6, (not free_left, 6), (free_right, 5)),
        "close single": _cost(0.6, (left.isspace() or not left, 6), (word_right, 4.5)),
    }
    if word_left and word_right:
        costs |= _inside(spot, language)
    if spaced:
        costs["dash"] = 0.0
    elif left.isspace() and DECADE.match(spot.right):
        costs["apostrophe"] = 1.0
    elif left in "sS" and right.isspace():
        costs["apostrophe"] = 1.8
    return costs


def _inside(spot: Spot, language: str) -> dict[str, float]:
    """Return the costs between two word characters: an apostrophe, or a dash without spaces."""
    if spot.left[-1:].isdigit() and spot.right[:1].isdigit():
        return {"dash": 0.0, "apostrophe": 4.0}
    sure = ENDINGS.match(spot.right) or ELIDED.search(spot.left)
    apostrophe = 0.0 if sure else 1.0 if language in APOSTROPHES else 3.0
    dash = 3.0 if sure or language in APOSTROPHES else 1.0
    return {"apostrophe": apostrophe, "dash": dash}


def _cost(base: float, *extras: tuple[bool, float]) -> float:
    return base + math.fsum(price for holds, price in extras if holds)


def _mark(kind: str, meant: str, language: str) -> str:
    double, single = DOUBLE.get(language, "“”"), SINGLE.get(language, "‘’")
    wanted = {
        "open": double[0] + "“„”",
        "close": double[1] + "”“",
        "open single": single[0] + "‘‚’",
        "close single": single[1] + "’‘",
        "apostrophe": "’‘",
        "dash": "–—‐−",
    }[kind]
    return next((mark for mark in wanted if mark in meant), meant[0])


def is_open_mark(meant: str) -> bool:
    """Return whether what a lost character can have been is a matter of position: quotes, dashes, apostrophes."""
    return sum(mark in meant for mark in "’“”–—„‘‚") >= 2
