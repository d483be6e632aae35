"""A dispute made of two passages: each side with its words, its voice and its citations."""

from collections.abc import Sequence

import msgspec

from synoptic.news.annotation import Reading, Sentence
from synoptic.news.comparison import Dispute, Dossier, Side
from synoptic.news.ids import content_id
from synoptic.news.report import Report
from synoptic.news.story import Citation


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a report as one side of a dispute, or the part of it from `start` to `end`.

    `voice` is empty in the outlet's own voice.
    """

    reading: Reading
    sentence: Sentence
    start: int
    end: int
    voice: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """Return what tells the sentence from every other of the story."""
        return self.reading.id, self.sentence.start


def told(reading: Reading, sentence: Sentence) -> Stated:
    """Return a sentence with the voice of the first claim in it that somebody is named for."""
    voices = [
        c.attributed_to for c in reading.claims if c.attributed_to and sentence.start <= c.start < sentence.end
    ]
    return Stated(
        reading=reading,
        sentence=sentence,
        start=sentence.start,
        end=sentence.end,
        voice=voices[0] if voices else "",
    )


def outlet_of(report: Report) -> str:
    """Return who speaks where nobody is quoted: the outlet, else the report's file name."""
    return report.outlet or report.path.replace("\\", "/").rstrip("/").split("/")[-1]


def dispute_between(
    dossier: Dossier, kind: str, about: str, sides: tuple[Sequence[Stated], Sequence[Stated]], reason: str
) -> Dispute:
    """Return a dispute of one kind between two sides; the first passage of each is its position."""
    places = [s for side in sides for s in side]
    held = {
        c.id for s in places for c in s.reading.claims if s.sentence.start <= c.start and c.end <= s.sentence.end
    }
    return Dispute(
        id=content_id("dispute", kind, *sorted(f"{s.reading.id}:{s.start}:{s.end}" for s in places)),
        kind=kind,  # type: ignore[arg-type]
        about=about,
        sides=tuple(_side(side) for side in sides),
        groups=tuple(sorted(g.id for g in dossier.claim_groups if held & {c.id for c in g.claims})),
        reason=reason,
    )


def _side(side: Sequence[Stated]) -> Side:
    first = side[0]
    return Side(
        position=first.reading.report.text[first.start : first.end],
        voice=first.voice or outlet_of(first.reading.report),
        citations=tuple(_cited(stated) for stated in side),
    )


def _cited(stated: Stated) -> Citation:
    passage = stated.reading.passage(stated.start, stated.end)
    return Citation(report=passage.report, start=passage.start, end=passage.end, words=passage.words)
