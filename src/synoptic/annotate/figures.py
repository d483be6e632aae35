"""The figures of a report: bounds, unit, thing counted, qualifier, change, as-of time and who says so."""

import re

from synoptic.annotate.figure_bounds import Quantity
from synoptic.annotate.figure_quantities import find_quantities
from synoptic.annotate.figure_things import change_of, said_by, thing_counted
from synoptic.annotate.figure_words import FigureWords, figure_words
from synoptic.annotate.settings import AnnotateSettings
from synoptic.news.annotation import Figure, Reading, Sentence
from synoptic.news.ids import content_id
from synoptic.news.report import Interval
from synoptic.run.stage import Made, Tools


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


def _figure(reading: Reading, sentence: Sentence, quantity: Quantity, words: FigureWords, speaker: str) -> Figure:
    start, end = sentence.start + quantity.start, sentence.start + quantity.end
    number_start, number_end = sentence.start + quantity.number_start, sentence.start + quantity.number_end
    measured = bool(quantity.unit)
    thing = thing_counted(sentence, number_start, number_end, measured=measured)
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
