"""The figures of a report: bounds, unit, thing counted, qualifier, change, as-of time and who says so."""

import re

import msgspec

from synoptic.annotate.figure_bounds import Quantity
from synoptic.annotate.figure_quantities import find_quantities
from synoptic.annotate.figure_things import change_of, said_by, thing_counted
from synoptic.annotate.figure_words import FigureWords, figure_words
from synoptic.annotate.settings import AnnotateSettings
from synoptic.annotate.units import is_money
from synoptic.news.annotation import Figure, Reading, Sentence
from synoptic.news.ids import content_id
from synoptic.news.report import Interval
from synoptic.run.stage import Made, Tools

# How far apart two figures stand that are of one thing, and the words between them.
_NEAR = 40
_CONTRAST = re.compile(
    r"\b(?:but|and|from|against|versus|compared (?:with|to)|up|down|than|mais|et"
    r"|contre|pero|y|frente|aber|und|gegen)\b"
)
_LENGTHS = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")


def find_figures(reading: Reading, *, settings: AnnotateSettings, tools: Tools) -> Made[Figure]:
    """Return the figures of a report's sentences, in text order; dates and identifiers are none."""
    figures: list[Figure] = []
    for sentence in reading.sentences:
        times = reading.times_in(sentence)
        words = figure_words(sentence.language)
        speaker = said_by(sentence, words)
        found: list[Figure] = []
        for quantity in find_quantities(sentence, times):
            figure = _figure(reading, sentence, quantity, words, speaker)
            found.append(_with_shared_thing(reading, found[-1], figure) if found else figure)
        figures += found
    return Made(tuple(figures))


def _with_shared_thing(reading: Reading, before: Figure, figure: Figure) -> Figure:
    """Return a figure with the thing of the one before, where both stand side by side in one measure.

    "Worth 7 million in 2008, but only 400,000 last year" names what is worth so much only once.
    """
    gap = reading.report.text[before.end : figure.start]
    if (
        not figure.unit
        and not figure.thing
        and is_money(before.unit)
        and re.search(r"\d\s[^\W\d]{5,}$", figure.words)
    ):
        # "7 million euros in 2008, but only 400 million last year": the money is named only once, too.
        figure = msgspec.structs.replace(figure, unit=before.unit)
    if not before.thing or not figure.unit or before.unit != figure.unit or before.thing == figure.thing:
        return figure
    if len(gap) > _NEAR or not _CONTRAST.search(gap):
        return figure
    return msgspec.structs.replace(figure, thing=before.thing)


def _figure(reading: Reading, sentence: Sentence, quantity: Quantity, words: FigureWords, speaker: str) -> Figure:
    start, end = sentence.start + quantity.start, sentence.start + quantity.end
    number_start, number_end = sentence.start + quantity.number_start, sentence.start + quantity.number_end
    measured = bool(quantity.unit)
    thing = thing_counted(sentence, number_start, number_end, words, measured=measured)
    # "Grew by 600 jobs" is a change of so many; "cut 600 jobs" may be one account's count of them.
    by = re.search(r"\b(?:by|de|um|en)\s(?:[\w-]+\s){0,2}$", sentence.words[: quantity.start], re.IGNORECASE)
    change = change_of(sentence, start, end, words) if measured or by else ""
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
        as_of=_as_of(reading, sentence, start, end, quantity.unit),
        attributed_to=speaker,
    )


def _as_of(reading: Reading, sentence: Sentence, start: int, end: int, unit: str) -> Interval | None:
    """Return the time that a figure is of: the nearest date behind it in its clause, else one before it."""
    dates = [t for t in reading.times_in(sentence) if t.kind == "date" and (t.time.earliest or t.time.latest)]
    text = reading.report.text
    behind = [
        t for t in dates if t.start >= end and t.start - end < 60 and not re.search(r"[;:,]", text[end : t.start])
    ]
    if behind:
        return behind[0].time
    before = [t for t in dates if t.end <= start]
    if unit.removesuffix(" of age") in _LENGTHS:
        # A length or an age beside a date is rarely of that date: "met this week after a three-year break".
        return None
    return before[-1].time if before else None
