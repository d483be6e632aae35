"""Stories made of real texts with known copying: what evaluation.copies measures on.

No labelled set holds reprints, so they are made. Each story has a wire text, some reports that carry it (in full,
cut, edited, localised, reordered, damaged), perhaps a report that works a part of it into its own text, perhaps
two reports of one speech, and perhaps another outlet's own report of the same event.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from evaluation.story_sets import labelled_reports, reading_of
from synoptic.lineage.credits import find_credits
from synoptic.lineage.settings import LineageSettings
from synoptic.news.annotation import Reading

SEED = 11
# Long enough that a part of it is still a report.
LEAST_WORDS = 200
_REPLACED = {
    "said": "stated",
    "about": "around",
    "but": "yet",
    "after": "following",
    "many": "numerous",
    "also": "too",
    "percent": "per cent",
}
_OWN = (
    "Officials here in the county were still waiting for word from the capital on what it will mean for them.",
    "“We are reading every line of it,” a clerk at the town hall told this newspaper on Wednesday morning.",
    "Residents who had gathered at the library said that they expected little to change before the summer.",
)
Paragraphs = list[str]


class MadeReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report of a made story: how it was made, and the edge that it should have to the wire text."""

    way: str
    reading: Reading
    edge: str


class MadeStory(msgspec.Struct, frozen=True, kw_only=True):
    """A made story: the wire text first. `statement` are the two reports of one speech, if there are any."""

    wire: Reading
    others: tuple[MadeReport, ...]
    statement: tuple[Reading, ...]
    origins: int


def in_full(text: Paragraphs, dice: random.Random) -> Paragraphs:
    """Return the text as it was."""
    return text


def cut(text: Paragraphs, dice: random.Random) -> Paragraphs:
    """Return the first third to two thirds of the paragraphs."""
    return text[: max(3, int(len(text) * dice.uniform(0.33, 0.67)))]


def edited(text: Paragraphs, dice: random.Random) -> Paragraphs:
    """Return the text with words of house style changed and some paragraphs dropped."""
    kept = [p for p in text if dice.random() > 0.15] or text
    return [" ".join(_REPLACED.get(word, word) for word in p.split(" ")) for p in kept]


def localised(text: Paragraphs, dice: random.Random) -> Paragraphs:
    """Return the text under a lead of the outlet's own, with sentences of its own in between."""
    middle = dice.randrange(1, len(text))
    return [_OWN[0], *text[1:middle], _OWN[1], *text[middle:], _OWN[2]]


def reordered(text: Paragraphs, dice: random.Random) -> Paragraphs:
    """Return the paragraphs, but for the first, in another order."""
    rest = text[1:]
    dice.shuffle(rest)
    return [text[0], *rest]


def damaged(text: Paragraphs, dice: random.Random) -> Paragraphs:
    """Return the text as it looks when UTF-8 was read as ISO-8859-2."""
    return [p.encode("utf-8").decode("iso-8859-2").replace("\x80", "").replace("\x99", "") for p in text]


CARRIED: dict[str, Callable[[Paragraphs, random.Random], Paragraphs]] = {
    "in full": in_full,
    "cut": cut,
    "edited": edited,
    "localised": localised,
    "reordered": reordered,
    "damaged": damaged,
}


def worked_in(text: Paragraphs, own: Paragraphs) -> Paragraphs:
    """Return a report of its own, of which a third or a little less is from the start of the text."""
    room = _words(own) // 2
    taken: Paragraphs = []
    while _words([*taken, text[len(taken)]]) <= min(room, _words(text) // 2):
        taken.append(text[len(taken)])
    half = len(own) // 2
    return [*own[:half], *taken, *own[half:]]


def _words(paragraphs: Paragraphs) -> int:
    return len(" ".join(paragraphs).split())


def made_stories(folder: Path, limit: int = 0) -> Iterator[MadeStory]:
    """Yield made stories, one for each event of the set that several outlets reported at length."""
    events = _events(folder)
    dice = random.Random(SEED)
    names = list(events)[: limit or None]
    for number, name in enumerate(names):
        aside = events[names[(number + len(names) // 2) % len(names)]]
        if len(events[name]) >= 2 and len(names) > 1:
            yield _made(number, events[name], aside, dice)


def _made(number: int, event: Sequence[Paragraphs], aside: Sequence[Paragraphs], dice: random.Random) -> MadeStory:
    wire, other = event[0], event[1]
    others = []
    for way in dice.sample(sorted(CARRIED), dice.randrange(1, 4)):
        reading = _reading(f"{number}/{way}", CARRIED[way](list(wire), dice), "2020-01-02")
        others.append(MadeReport(way=way, reading=reading, edge="copy"))
    if dice.random() < 0.5:
        reading = _reading(f"{number}/worked in", worked_in(wire, aside[0]), "2020-01-02")
        others.append(MadeReport(way="worked in", reading=reading, edge="derived"))
    if dice.random() < 0.7:
        others.append(MadeReport(way="own", reading=_reading(f"{number}/own", other, "2020-01-01"), edge=""))
    statement: tuple[Reading, ...] = ()
    if dice.random() < 0.5 and len(aside) > 1:
        statement = _of_one_speech(number, aside)
    own = sum(report.edge != "copy" for report in others)
    return MadeStory(
        wire=_reading(f"{number}/wire", wire, "2020-01-01"),
        others=tuple(others),
        statement=statement,
        origins=1 + own + len(statement),
    )


def _of_one_speech(number: int, aside: Sequence[Paragraphs]) -> tuple[Reading, ...]:
    """Return two outlets' reports that quote one speech at length, each in its own order and cut."""
    speech = [re.sub(r"[“”\"]", "", p) for p in aside[0][4:9]]
    first = [*aside[1][:5], *[f"“{p}”" for p in speech]]
    second = [_OWN[0], *[f"“{p}” the minister said." for p in speech[:4]], *_OWN[1:]]
    return tuple(
        _reading(f"{number}/speech {place}", text, "2020-01-01") for place, text in enumerate((first, second))
    )


def _events(folder: Path) -> dict[str, list[Paragraphs]]:
    events: dict[str, list[Paragraphs]] = defaultdict(list)
    for report in labelled_reports(folder, "basil"):
        body = report.reading.report
        paragraphs = [body.words(block) for block in body.blocks_of("body")]
        if len(" ".join(paragraphs).split()) >= LEAST_WORDS and len(paragraphs) >= 10:
            events[report.story or ""].append(paragraphs)
    return {name: texts for name, texts in events.items() if len(texts) >= 2}


def _reading(key: str, paragraphs: Paragraphs, day: str) -> Reading:
    fields: dict[str, Any] = {"text": "\n".join(paragraphs), "date": day, "outlet": f"Outlet {key}"}
    reading = reading_of(fields, key, "en")
    found = find_credits(reading, settings=LineageSettings(), tools=None)  # type: ignore[arg-type]
    return msgspec.structs.replace(reading, credits=found.items)
