"""The figures of a report: bounds, unit, thing counted, qualifier, change, as-of time and who says so."""

import re
from decimal import Decimal

import msgspec

from synoptic.annotate.figure_context import is_figure
from synoptic.annotate.figure_things import change_of, said_by, thing_counted
from synoptic.annotate.figure_words import FigureWords, figure_words
from synoptic.annotate.number_words import Written, find_numbers
from synoptic.annotate.settings import AnnotateSettings
from synoptic.annotate.units import UnitFound, money_before, unit_after
from synoptic.news.annotation import Figure, Reading, Sentence, TimeMention
from synoptic.news.ids import content_id
from synoptic.news.report import Interval
from synoptic.run.stage import Made, Tools

# "About 30,000" is read as 25,000 to 35,000 (half of its last round place), but never as nearer than 5 %
# nor farther than 20 %: chosen by reading the qualified figures of NewsQuant, where a rounded and an exact
# report of one number differ by less than that.
_LEAST_SLACK, _MOST_SLACK = 0.05, 0.2


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A number of a sentence with its unit and qualifier; offsets count from the sentence's start."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str = ""
    qualifier: str = ""
    number_start: int = 0
    number_end: int = 0


def find_figures(reading: Reading, *, settings: AnnotateSettings, tools: Tools) -> Made[Figure]:
    """Return the figures of a report's sentences, in text order; times, ages and identifiers are none."""
    figures: list[Figure] = []
    for sentence in reading.sentences:
        times = reading.times_in(sentence)
        words = figure_words(sentence.language)
        speaker = said_by(sentence, words)
        for quantity in find_quantities(sentence, times):
            figures.append(_figure(reading, sentence, quantity, words, speaker))
    return Made(tuple(figures))


def find_quantities(sentence: Sentence, times: tuple[TimeMention, ...]) -> list[Quantity]:
    """Return the quantities of a sentence in its order, without what its times already hold."""
    words = figure_words(sentence.language)
    text = sentence.words
    taken = [(t.start - sentence.start, t.end - sentence.start) for t in times]
    found: list[Quantity] = []
    written = find_numbers(text, sentence.language)
    for match in words.none.finditer(text):
        found.append(Quantity(start=match.start(), end=match.end(), low=0, high=0, number_end=match.end()))
    for match in words.vague.finditer(text):
        bounds = words.vague_values[re.sub(r"\s+", " ", match.group().casefold())]
        if _free(match.start(), match.end(), taken, found) and not _inside_a_number(match, written):
            found.append(_vague(text, match, bounds, words))
    numbers = [n for n in written if _free(n.start, n.end, taken, found) and is_figure(n, sentence, words)]
    position = 0
    while position < len(numbers):
        number = numbers[position]
        following = numbers[position + 1] if position + 1 < len(numbers) else None
        joined = _range(text, number, following, words) if following is not None else None
        found.append(joined or _single(text, number, words))
        position += 2 if joined else 1
    return sorted(found, key=lambda q: q.start)


def _free(start: int, end: int, taken: list[tuple[int, int]], found: list[Quantity]) -> bool:
    return all(end <= a or b <= start for a, b in [*taken, *((q.start, q.end) for q in found)])


def _inside_a_number(match: re.Match[str], written: list[Written]) -> bool:
    """Return whether a vague word is only the magnitude of a number before it ("siete mil millones de")."""
    return any(n.start < match.start() < n.end for n in written)


def _vague(text: str, match: re.Match[str], bounds: tuple[float, float], words: FigureWords) -> Quantity:
    end = match.end()
    unit = unit_after(text, end, bounds[0])
    stop = unit.end if unit else (match.end() - 3 if text[: match.end()].casefold().endswith(" of") else end)
    made = Quantity(
        start=match.start(),
        end=stop,
        low=bounds[0],
        high=bounds[1],
        unit=unit.unit if unit else "",
        number_start=match.start(),
        number_end=end,
    )
    return _qualified(text, made, words) if bounds[0] == bounds[1] else made


def _single(text: str, number: Written, words: FigureWords) -> Quantity:
    before = money_before(text, number.start) if number.digits else None
    after = unit_after(text, number.end, number.value)
    if before is not None and after is not None and not after.money:
        after = None
    unit = after if after is not None and (before is None or len(after.unit) == 3) else before
    start = before.start if before else number.start
    end = after.end if after else number.end
    value = -number.value if re.search(r"(?:^|\s)[-−]$", text[:start]) else number.value
    made = Quantity(
        start=start,
        end=end,
        low=value,
        high=value,
        unit=_rate(text, end, unit) if unit else "",
        number_start=number.start,
        number_end=end,
    )
    return _qualified(text, made, words)


def _rate(text: str, end: int, unit: UnitFound) -> str:
    match = re.match(
        r"\s+(?:per|an?)\s+"
        r"(share|day|year|month|week|hour|square foot|barrel|ton|tonne|kilo|litre|gallon|night)\b",
        text[end:],
    )
    return f"{unit.unit}/{match.group(1)}" if match else unit.unit


def _range(text: str, one: Written, other: Written, words: FigureWords) -> Quantity | None:
    """Return two numbers as one where they are the ends of a range with one unit."""
    middle = text[one.end : other.start]
    before_other = money_before(text, other.start)
    first_unit = unit_after(text, one.end, one.value)
    gap = text[first_unit.end if first_unit else one.end : before_other.start if before_other else other.start]
    before_one = money_before(text, one.start)
    start = before_one.start if before_one else one.start
    between = words.between.search(text[:start]) and words.between_and.match(gap)
    span = words.to.match(gap) and (words.start.search(text[:start]) is None or _same_kind(text, words, start))
    if not (between or span) or len(middle) > 30:
        return None
    last_unit = unit_after(text, other.end, other.value)
    if _differ(first_unit or before_one, last_unit or before_other):
        return None
    low = one.value * _shared_scale(text[one.start : one.end], text[other.start : other.end], other.value)
    if low >= other.value:
        return None
    unit = last_unit or before_other or first_unit or before_one
    return Quantity(
        start=start,
        end=last_unit.end if last_unit else other.end,
        low=low,
        high=other.value,
        unit=unit.unit if unit else "",
        qualifier="between" if between else "",
        number_start=one.start,
        number_end=last_unit.end if last_unit else other.end,
    )


def _differ(one: UnitFound | None, other: UnitFound | None) -> bool:
    return one is not None and other is not None and one.unit != other.unit


def _shared_scale(one: str, other: str, value: float) -> float:
    """Return the magnitude that "10 to 15 billion" prints only once, 1 where each number has its own."""
    digits = re.match(r"\d+(?:[.,]\d+)?", other)
    if digits is None or one[-1:].isalpha() or not other[-1:].isalpha():
        return 1
    shown = float(digits.group().replace(",", "."))
    return float(f"{value / shown:.6g}") if shown and value / shown in (1e3, 1e6, 1e9, 1e12) else 1


def _same_kind(text: str, words: FigureWords, start: int) -> bool:
    """Return whether "from A to B" is a range of values and not a change from one to the other."""
    before = re.findall(r"\w+", text[:start].casefold())[-8:-1]
    return not any(word in words.up or word in words.down for word in before)


def _qualified(text: str, made: Quantity, words: FigureWords) -> Quantity:
    """Return a quantity with the bounds that the qualifier before or behind it gives."""
    value = made.low or 0.0
    replace = msgspec.structs.replace
    match = words.before.search(text[: made.start])
    if match is not None:
        form = re.sub(r"\s+", " ", match.group(1).casefold())
        name = words.qualifiers[form]
        start = match.start(1)
        if name in ("at_least", "more"):
            return replace(made, start=start, high=None, qualifier=form)
        if name == "at_most" or (name == "less" and form not in words.near):
            return replace(made, start=start, low=None, qualifier=form)
        if name == "exact":
            return made
        slack = _slack(value)
        high = value if form in words.near else value + slack
        return replace(made, start=start, low=value - slack, high=high, qualifier=form)
    behind = words.after_least.match(text, made.end) or words.after_most.match(text, made.end)
    if behind is None:
        return made
    least = words.after_least.match(text, made.end) is not None
    qualifier = behind.group().strip()
    return replace(
        made,
        end=behind.end(),
        low=made.low if least else None,
        high=None if least else made.high,
        qualifier=qualifier,
    )


def _slack(value: float) -> float:
    if value == 0:
        return 0.0
    size = abs(value)
    exponent = Decimal(f"{size:.12g}").normalize().as_tuple().exponent
    place = 10.0 ** int(exponent)
    return float(f"{min(max(place / 2, _LEAST_SLACK * size), _MOST_SLACK * size):.6g}")


def _figure(reading: Reading, sentence: Sentence, quantity: Quantity, words: FigureWords, speaker: str) -> Figure:
    start, end = sentence.start + quantity.start, sentence.start + quantity.end
    number_start, number_end = sentence.start + quantity.number_start, sentence.start + quantity.number_end
    measured = bool(quantity.unit)
    thing = thing_counted(sentence, number_start, number_end, measured=measured)
    change = change_of(sentence, start, end, words) if measured else ""
    return Figure(
        id=content_id("figure", reading.id, start, end),
        report=reading.id,
        start=start,
        end=end,
        words=reading.report.text[start:end],
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        thing=thing,
        qualifier=quantity.qualifier,
        change=change,  # type: ignore[arg-type]
        as_of=_as_of(reading, sentence, start, end),
        attributed_to=speaker,
    )


def _as_of(reading: Reading, sentence: Sentence, start: int, end: int) -> Interval | None:
    """Return the time that a figure is of: the nearest date behind it in its clause, else one before it."""
    dates = [t for t in reading.times_in(sentence) if t.kind == "date" and (t.time.earliest or t.time.latest)]
    text = reading.report.text
    behind = [
        t for t in dates if t.start >= end and t.start - end < 60 and not re.search(r"[;:,]", text[end : t.start])
    ]
    if behind:
        return behind[0].time
    before = [t for t in dates if t.end <= start]
    return before[-1].time if before else None
