"""The quantities of a sentence: its numbers with their units, as ranges, shares and vague amounts."""

import re

import msgspec

from synoptic.annotate.figure_bounds import Quantity, with_qualifier
from synoptic.annotate.figure_context import is_age, is_figure
from synoptic.annotate.figure_ranges import range_of
from synoptic.annotate.figure_words import FigureWords, figure_words
from synoptic.annotate.number_words import Written, find_numbers, value_of
from synoptic.annotate.units import AGE, UnitFound, money_before, unit_after, with_rate
from synoptic.news.annotation import Sentence, TimeMention

_MINUS = re.compile(r"(?:(?:^|[\s(])[-−]|\bminus[\s-])$", re.IGNORECASE)
# What "1.8m" measures where it does not count millions.
_MEASURED = re.compile(
    r"(?:[-\s](?:tall|high|long|wide|deep|away|apart|thick|dash|sprint|freestyle|hurdles|relay|race|butterfly"
    r"|backstroke|breaststroke|above|below)\b|\s?\(\d[\d,.]*\s?(?:ft|feet|in)\b)",
    re.IGNORECASE,
)


def find_quantities(sentence: Sentence, times: tuple[TimeMention, ...]) -> list[Quantity]:
    """Return the quantities of a sentence in its order; calendar dates hold none, lengths and ages do."""
    words = figure_words(sentence.language)
    text = sentence.words
    # "Three times a week" counts, "every Monday" does not.
    dates = [t for t in times if t.kind == "date" or (t.kind == "recurring" and not t.words[:1].isdigit())]
    taken = [(t.start - sentence.start, t.end - sentence.start) for t in dates]
    written = find_numbers(text, sentence.language)
    found = [
        Quantity(start=m.start(), end=m.end(), low=0, high=0, number_end=m.end())
        for m in words.none.finditer(text)
    ]
    for match in words.share.finditer(text):
        if _ORDINAL.search(text[: match.start()]):
            continue
        value = words.share_values[re.sub(r"[\s-]+", " ", match.group(1).casefold())]
        if _free(match.start(), match.end(), taken, found):
            found.append(_share(text, match, value, words))
    found += [_fraction(text, m) for m in _FRACTION.finditer(text) if unit_after(text, m.end(), 0) is not None]
    found += [made for m in _FOLD.finditer(text) if (made := _fold(text, m, sentence.language, words)) is not None]
    for match in words.vague.finditer(text):
        bounds = words.vague_values[re.sub(r"\s+", " ", match.group().casefold())]
        if _free(match.start(), match.end(), taken, found) and not _inside_a_number(match, written):
            found.append(_vague(text, match, bounds, words))
    numbers = [n for n in written if _free(n.start, n.end, taken, found) and is_figure(n, sentence, words)]
    ages = [(t.start - sentence.start, t.end - sentence.start) for t in times if t.kind == "age"]
    position = 0
    while position < len(numbers):
        number = numbers[position]
        if any(q.start <= number.start < q.end for q in found):
            # "Ochenta por ciento": the hundred is part of the unit before it.
            position += 1
            continue
        following = numbers[position + 1] if position + 1 < len(numbers) else None
        joined = range_of(text, number, following, words) if following is not None else None
        found.append(_aged(joined or _single(sentence, number, words), ages))
        position += 2 if joined else 1
    return sorted(found, key=lambda q: q.start)


def _aged(made: Quantity, ages: list[tuple[int, int]]) -> Quantity:
    """Return a length as an age where the sentence's times say that it is one ("de 44 años")."""
    if made.unit in ("years", "months", "weeks", "days") and any(a <= made.start < b for a, b in ages):
        return msgspec.structs.replace(made, unit=f"{made.unit} of age")
    return made


def _free(start: int, end: int, taken: list[tuple[int, int]], found: list[Quantity]) -> bool:
    return all(end <= a or b <= start for a, b in [*taken, *((q.start, q.end) for q in found)])


def _inside_a_number(match: re.Match[str], written: list[Written]) -> bool:
    """Return whether a vague word is only the magnitude of a number before it ("siete mil millones de")."""
    return any(n.start < match.start() < n.end for n in written)


def _vague(text: str, match: re.Match[str], bounds: tuple[float, float], words: FigureWords) -> Quantity:
    unit = unit_after(text, match.end(), bounds[0])
    of = _OF.search(match.group())
    stop = unit.end if unit else match.start() + of.start() if of else match.end()
    made = Quantity(
        start=match.start(),
        end=stop,
        low=bounds[0],
        high=bounds[1],
        unit=unit.unit if unit else "",
        number_start=match.start(),
        number_end=stop,
    )
    return with_qualifier(text, made, words) if bounds[0] == bounds[1] else made


_ORDINAL = re.compile(r"\b(?:first|second|other|latter|better|top|bottom)\s$", re.IGNORECASE)
_FOLD = re.compile(r"(?<![\w-])(\d{1,4}|[a-z]{3,9})-?fold(?!\w)", re.IGNORECASE)
_FRACTION = re.compile(r"(?<![\d/.,])(?<!\d )([1-9])/([2-9]|1[0-6])(?![\d/])")
_OF = re.compile(r"\s(?:of|de)$", re.IGNORECASE)


def _fold(text: str, match: re.Match[str], language: str, words: FigureWords) -> Quantity | None:
    """Return how many times "sixfold" is."""
    value = value_of(match.group(1).casefold(), language)
    if value is None:
        return None
    start, end = match.span()
    made = Quantity(start=start, end=end, low=value, high=value, unit="times", number_start=start, number_end=end)
    return with_qualifier(text, made, words)


def _fraction(text: str, match: re.Match[str]) -> Quantity:
    """Return a printed fraction of a unit ("1/4 mile"); without a unit it may be a date or a score."""
    unit = unit_after(text, match.end(), 0)
    end = unit.end if unit else match.end()
    value = int(match.group(1)) / int(match.group(2))
    symbol = unit.unit if unit else ""
    return Quantity(
        start=match.start(),
        end=end,
        low=value,
        high=value,
        unit=symbol,
        number_start=match.start(),
        number_end=end,
    )


def _share(text: str, match: re.Match[str], value: float, words: FigureWords) -> Quantity:
    made = Quantity(
        start=match.start(1),
        end=match.end(1),
        low=value,
        high=value,
        number_start=match.start(1),
        number_end=match.end(1),
    )
    return with_qualifier(text, made, words)


def _single(sentence: Sentence, number: Written, words: FigureWords) -> Quantity:
    text = sentence.words
    number = _in_metres(text, number)
    unit = _unit(text, number)
    before = money_before(text, number.start) if number.digits else None
    start = before.start if before else number.start
    end = unit.end if unit is not None and unit.end > number.end else number.end
    minus = _MINUS.search(text[:start])
    value = -number.value if minus else number.value
    symbol = with_rate(text, end, unit) if unit else ""
    if not symbol and is_age(number, sentence, words):
        symbol = AGE
    made = Quantity(
        start=minus.start() + len(minus.group()) - len(minus.group().lstrip(" (")) if minus else start,
        end=end,
        low=value,
        high=value,
        unit=symbol,
        number_start=number.start,
        number_end=end if symbol else number.end,
    )
    return with_qualifier(text, made, words)


def _unit(text: str, number: Written) -> UnitFound | None:
    """Return the unit of a number: the mark of money before it, or what stands behind it."""
    before = money_before(text, number.start) if number.digits else None
    after = unit_after(text, number.end, number.value)
    if before is not None and after is not None and not after.money:
        return before
    return after if after is not None and (before is None or len(after.unit) == 3) else before


def _in_metres(text: str, number: Written) -> Written:
    """Return the number before an "m" that is metres ("37m (121ft)"), which is read as millions elsewhere."""
    printed = text[number.start : number.end]
    if not re.fullmatch(r"[\d.,]+ ?m", printed) or money_before(text, number.start) is not None:
        return number
    if " " not in printed and not _MEASURED.match(text, number.end):
        return number
    return Written(
        number.start,
        number.end - len(printed) + len(printed.rstrip(" m")),
        float(f"{number.value / 1e6:.12g}"),
        number.digits,
    )
