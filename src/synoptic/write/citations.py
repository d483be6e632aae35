"""Printed words and the citations behind them: what may be added is bracketed, all else is exact."""

from collections.abc import Iterable

from synoptic.news.annotation import Reading
from synoptic.news.comparison import Dossier
from synoptic.news.report import Passage
from synoptic.news.story import Citation
from synoptic.write.glosses import glosses
from synoptic.write.passages import printable

_STOPS = tuple('.!?…。！？”"»')


def cite(passage: Passage) -> Citation:
    """Return the citation of a passage."""
    return Citation(report=passage.report, start=passage.start, end=passage.end, words=passage.words)


def whole_words(dossier: Dossier, passage: Passage) -> Passage:
    """Return the least of a sentence that holds a passage and begins and ends at clean edges."""
    reading = dossier.reading(passage.report)
    sentence = reading.sentence_at(passage.start)
    if sentence is None or sentence.end < passage.end:
        return passage
    around = printable(reading, sentence)
    # A claim may begin within a dateline, which no printable passage holds.
    holding = [p for p in around if p.start <= max(passage.start, around[0].start) and passage.end <= p.end]
    return min(holding, key=lambda p: p.end - p.start, default=reading.passage(sentence.start, sentence.end))


def printed(reading: Reading, passage: Passage, *, leave_out: frozenset[str] = frozenset()) -> str:
    """Return a passage as it is printed: its words, with worked-out dates and names in brackets.

    What stands in `leave_out` was bracketed before and is not again.

    Without the bracketed parts, the first letter's case and the final stop, the text equals the passage.
    """
    text = passage.words
    for position, addition in reversed(glosses(reading, passage)):
        if addition in leave_out:
            continue
        text = text[:position] + f" [{addition}]" + text[position:]
    return as_sentence(text)


def as_sentence(text: str) -> str:
    """Return words with a capital at the start and a stop at the end."""
    text = " ".join(text.split()).rstrip(" ,;:–—-")
    if not text:
        return text
    if text[0].islower():
        text = text[0].upper() + text[1:]
    return text if text.endswith(_STOPS) else text + "."


def outlet_name(dossier: Dossier, report: str) -> str:
    """Return how a report is called in print: its outlet, or the name of its file."""
    held = dossier.reading(report).report
    return held.outlet or held.path.rsplit("/", 1)[-1]


def carriers(dossier: Dossier, reports: Iterable[str]) -> str:
    """Return who carries something that one origin says: an outlet, or the origin with how many reports do."""
    held = sorted(set(reports))
    if len(held) == 1:
        return outlet_name(dossier, held[0])
    names = sorted({outlet_name(dossier, report) for report in held})
    origin = next((o for o in dossier.origins if held[0] in o.reports), None)
    name = origin.name if origin and origin.name else " and ".join(names) if len(names) < 3 else names[0]
    return f"{name} ({len(held)} reports)"
