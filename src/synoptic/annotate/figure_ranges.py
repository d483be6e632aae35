"""Two numbers that are the ends of one range: "between 5 and 7 %", "$3 billion to $5 billion", "40-50 hours"."""

import re

from synoptic.annotate.figure_bounds import Quantity, with_qualifier
from synoptic.annotate.figure_words import FigureWords
from synoptic.annotate.number_words import Written
from synoptic.annotate.units import AGE, UnitFound, money_before, unit_after, with_rate

_FARTHEST_APART = 30


def range_of(text: str, one: Written, other: Written, words: FigureWords) -> Quantity | None:
    """Return two neighbouring numbers as one range with one unit, None where they are two quantities."""
    before_one, before_other = money_before(text, one.start), money_before(text, other.start)
    first_unit = unit_after(text, one.end, one.value)
    gap_start = first_unit.end if first_unit else one.end
    gap_end = before_other.start if before_other else other.start
    if other.start - one.end > _FARTHEST_APART or gap_end < gap_start:
        return None
    gap = text[gap_start:gap_end]
    start = before_one.start if before_one else one.start
    between = words.between.search(text[:start]) is not None and (
        words.between_and.match(gap) or words.to.match(gap)
    )
    if not between and not (words.to.match(gap) and _is_no_change(text, words, start)):
        return None
    last_unit = unit_after(text, other.end, other.value)
    if _differ(first_unit, last_unit) or _differ(before_one or first_unit, last_unit or before_other):
        return None
    low = one.value * _shared_scale(text[one.start : one.end], one.value, other, text)
    if low >= other.value:
        return None
    unit = last_unit or before_other or first_unit or before_one
    end = last_unit.end if last_unit else other.end
    symbol = with_rate(text, end, unit) if unit else AGE if words.age.search(text[:start]) else ""
    made = Quantity(
        start=start,
        end=end,
        low=low,
        high=other.value,
        unit=symbol,
        qualifier="between" if between else "",
        number_start=one.start,
        number_end=end,
    )
    return made if between else with_qualifier(text, made, words)


def _differ(one: UnitFound | None, other: UnitFound | None) -> bool:
    """Return whether two ends of a range have each its own unit; a unit only behind the first is one, too."""
    if one is None:
        return False
    if other is None:
        return not one.money
    return one.unit != other.unit


def _shared_scale(one: str, value: float, other: Written, text: str) -> float:
    """Return the magnitude that "10 to 15 billion" prints only once, 1 where each number has its own."""
    printed = text[other.start : other.end]
    digits = re.match(r"\d+(?:[.,]\d+)?", printed)
    if digits is None or one[-1:].isalpha() or not printed[-1:].isalpha():
        return 1
    shown = float(digits.group().replace(",", "."))
    scale = float(f"{other.value / shown:.6g}") if shown else 1.0
    # "$200 to $4 million" starts at two hundred dollars.
    return scale if scale in (1e3, 1e6, 1e9, 1e12) and value * scale < other.value else 1


def _is_no_change(text: str, words: FigureWords, start: int) -> bool:
    """Return whether "from A to B" is a range of values and not a change from one to the other."""
    if words.start.search(text[:start]) is None:
        return True
    before = re.findall(r"\w+", text[:start].casefold())[-8:-1]
    return not any(word in words.up or word in words.down for word in before)
