"""Printed words and the citations behind them: what may be added is bracketed, all else is exact."""

import re

from synoptic.news.annotation import Claim, Mention, Reading, TimeMention
from synoptic.news.comparison import ClaimGroup, Dossier
from synoptic.news.report import Passage
from synoptic.news.story import Citation

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
# A mention that names its own year needs no date of ours beside it.
_HAS_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def cite(passage: Passage) -> Citation:
    """Return the citation of a passage."""
    return Citation(report=passage.report, start=passage.start, end=passage.end, words=passage.words)


def one_a_report(group: ClaimGroup, first: str) -> tuple[Citation, ...]:
    """Return one citation for each report of a group, that of the claim `first` before the others."""
    cited: dict[str, Citation] = {}
    for claim in sorted(group.claims, key=lambda c: (c.id != first, c.report, c.start)):
        cited.setdefault(claim.report, cite(claim))
    return tuple(cited.values())


def printed(reading: Reading, passage: Passage) -> str:
    """Return a passage as it is printed: its words, with worked-out dates and names in brackets.

    Without the bracketed parts, the first letter's case and the final stop, the text equals the passage.
    """
    text = passage.words
    for position, addition in sorted(_additions(reading, passage), reverse=True):
        text = text[:position] + f" [{addition}]" + text[position:]
    return as_sentence(text)


def as_sentence(text: str) -> str:
    """Return words with a capital at the start and a stop at the end."""
    text = " ".join(text.split()).rstrip(" ,;:–—-")
    if not text:
        return text
    if text[0].islower():
        text = text[0].upper() + text[1:]
    return text if text[-1] in '.!?…。！？”"»' else text + "."


def _additions(reading: Reading, passage: Passage) -> list[tuple[int, str]]:
    additions = []
    for mention in reading.times_in(passage):
        date = _bracketed_date(mention)
        if date:
            additions.append((mention.end - passage.start, date))
    named: set[str] = {m.entity for m in reading.mentions_in(passage) if m.form == "name"}
    for mention in sorted(reading.mentions_in(passage), key=lambda m: m.start):
        entity = reading.entity(mention.entity)
        if mention.form == "pronoun" and entity and mention.entity not in named and _is_subject_pronoun(mention):
            named.add(mention.entity)
            additions.append((mention.end - passage.start, entity.name))
    return additions


def _is_subject_pronoun(mention: Mention) -> bool:
    return mention.words.casefold() in {"he", "she", "they", "it", "il", "elle", "ils", "elles", "él", "ella"}


def _bracketed_date(mention: TimeMention) -> str:
    time = mention.time
    if mention.kind != "date" or not time.earliest or not time.latest or _HAS_YEAR.search(mention.words):
        return ""
    if mention.granularity == "day" and time.earliest == time.latest:
        return plain_day(time.earliest)
    if mention.granularity == "month" and time.earliest[:7] == time.latest[:7]:
        return f"{_MONTHS[int(time.earliest[5:7]) - 1]} {time.earliest[:4]}"
    if mention.granularity == "year" and time.earliest[:4] == time.latest[:4]:
        return time.earliest[:4]
    return ""


def plain_day(day: str) -> str:
    """Return an ISO day as people write it: “1 November 2022”."""
    year, month, number = day[:10].split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"


def outlet_name(dossier: Dossier, report: str) -> str:
    """Return how a report is called in print: its outlet, or the name of its file."""
    held = dossier.reading(report).report
    return held.outlet or held.path.rsplit("/", 1)[-1]


def sentence_passage(dossier: Dossier, claim: Claim) -> Passage:
    """Return the whole sentence that a claim stands in, or the claim's own hull."""
    reading = dossier.reading(claim.report)
    sentence = reading.sentence_at(claim.start)
    if sentence is None or sentence.end < claim.end:
        return claim
    return reading.passage(sentence.start, sentence.end)
