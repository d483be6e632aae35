"""What is added in brackets where words need their report around them: a worked-out date, a pronoun's name."""

import re

from synoptic.news.annotation import Mention, Reading, TimeMention
from synoptic.news.report import Passage

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# Words that print a date themselves need none of ours beside them.
_ABSOLUTE = re.compile(r"\d")
# An hour, or a count of days back: such numbers print no date.
_RELATIVE_NUMBERS = re.compile(
    r"\b\d{1,2}(?:[:.h]\d\d)?\s*(?:[ap]\.?\s?m\b\.?|o['’]clock|uhr\b)|\b\d{1,2}[:h]\d\d\b"
    r"|\b\d+ (?=\w+ (?:ago|later|earlier|before)\b)",
    re.IGNORECASE,
)
_HAS_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_PERSONS = frozenset(("he", "she", "il", "elle", "él", "ella"))
# How many characters before a passage are looked at for others whom a pronoun could mean: about two sentences.
_REACH = 300
_FIRST_WORDS = 3


def glosses(reading: Reading, passage: Passage) -> list[tuple[int, str]]:
    """Return (offset in the passage, words to bracket there), in the order of the text."""
    added = [*_dates(reading, passage)]
    pronoun = sure_pronoun(reading, passage)
    if pronoun is not None:
        mention, name = pronoun
        added.append((mention.end - passage.start, name))
    return sorted(added)


def sure_pronoun(reading: Reading, passage: Passage) -> tuple[Mention, str] | None:
    """Return the pronoun that a passage opens with and its name, only where no other person can be meant.

    That is: it is among the first words, and nobody else is named in the two sentences before.
    """
    for mention in sorted(reading.mentions_in(passage), key=lambda m: m.start):
        if mention.form == "name" and mention.kind == "person":
            return None
        if mention.form != "pronoun" or mention.words.casefold() not in _PERSONS:
            continue
        entity = reading.entity(mention.entity)
        if (
            entity is None
            or entity.kind != "person"
            or len(passage.words[: mention.start - passage.start].split()) > 3
        ):
            return None
        before = {
            m.entity
            for m in reading.mentions
            if m.kind == "person" and m.form != "pronoun" and mention.start - _REACH <= m.start < mention.start
        }
        return (mention, entity.name) if before == {mention.entity} else None
    return None


def _dates(reading: Reading, passage: Passage) -> list[tuple[int, str]]:
    # A sentence that prints a full date once says which days its other words mean.
    if _HAS_YEAR.search(passage.words):
        return []
    added: list[tuple[int, str]] = []
    for mention in reading.times_in(passage):
        date = _bracketed(mention, reading)
        if date and not any(date == other for _, other in added):
            added.append((mention.end - passage.start, date))
    return added


def _bracketed(mention: TimeMention, reading: Reading) -> str:
    """Return the date that relative words mean; nothing where they print a date or mean a vague one."""
    time = mention.time
    if mention.kind != "date" or mention.bound or not time.earliest or not time.latest:
        return ""
    if _ABSOLUTE.search(_RELATIVE_NUMBERS.sub("", mention.words)):
        return ""
    if mention.granularity == "day" and time.earliest == time.latest:
        return plain_day(time.earliest)
    if mention.granularity == "month" and time.earliest[:7] == time.latest[:7]:
        month = _MONTHS[int(time.earliest[5:7]) - 1]
        year = time.earliest[:4]
        # “in March” of the year of the report needs no year; “in November” of another does.
        if month.casefold() not in mention.words.casefold():
            return f"{month} {year}"
        published = reading.report.published.earliest or ""
        return year if published[:4] not in ("", year) else ""
    if mention.granularity == "year" and time.earliest[:4] == time.latest[:4]:
        return time.earliest[:4]
    return ""


def plain_day(day: str) -> str:
    """Return an ISO day as people write it: “1 November 2022”."""
    year, month, number = day[:10].split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"
