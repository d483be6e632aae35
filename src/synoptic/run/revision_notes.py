"""Where a version says of itself that it was corrected, clarified or updated."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from synoptic.news.annotation import Reading
from synoptic.news.versions import RevisionNote

Kind = Literal["correction", "clarification", "update"]
_KINDS: tuple[Kind, ...] = ("correction", "clarification", "update")
# Characters of a line that are a note. Outlets write one or two sentences; a longer line is the report itself,
# with the phrase somewhere in it.
LONGEST_NOTE = 600
_LINE = re.compile(r"[^\n]+")


class _Signs(NamedTuple):
    label: re.Pattern[str]
    phrase: re.Pattern[str]


def revision_notes(reading: Reading) -> tuple[RevisionNote, ...]:
    """Return the lines of a report that say that it was changed."""
    return tuple(_notes(reading))


def new_notes(former: Reading, later: Reading) -> tuple[RevisionNote, ...]:
    """Return the notes of the later version that the former one does not hold."""
    known = {folded(note.words) for note in revision_notes(former)}
    return tuple(note for note in revision_notes(later) if folded(note.words) not in known)


def folded(text: str) -> str:
    """Return a text in small letters, without diacritics, on one line."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("’", "'")
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def _notes(reading: Reading) -> Iterator[RevisionNote]:
    for line in _LINE.finditer(reading.report.text):
        words = line.group().strip()
        if not words or len(words) > LONGEST_NOTE:
            continue
        start = line.start() + line.group().index(words)
        plain = folded(words)
        kind = next((k for k in _KINDS if _signs(k).label.match(plain) or _signs(k).phrase.search(plain)), None)
        if kind:
            yield RevisionNote(report=reading.id, start=start, end=start + len(words), words=words, kind=kind)


@cache
def _signs(kind: Kind) -> _Signs:
    lists = tomllib.loads(resources.files(__package__).joinpath("revision_notes.toml").read_text(encoding="utf-8"))
    held = {name: "|".join(map(re.escape, words.split("|"))) for name, words in lists[kind].items()}
    # After the label a colon, a dash, a bracket, a digit or the end: “Update: …”, “Updated 14:05”, “CORRECTION”.
    # “Updates on the strike are expected” is a sentence of the report.
    label = rf"[\W_]*(?:{held['labels']})(?:\s+(?:on|at|le|el|am|em|il)\b)?\s*(?:[:：–—(\[|/-]|\d|\Z)"
    return _Signs(re.compile(label), re.compile(rf"\b(?:{held['phrases']})"))
