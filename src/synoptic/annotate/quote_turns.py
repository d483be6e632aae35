"""Transcripts: paragraphs that begin with the name of who speaks ("WARDEN: …"), one turn after the other."""

import re
from collections import Counter
from collections.abc import Sequence

from synoptic.annotate.quote_parts import Found
from synoptic.annotate.quote_references import Speaker
from synoptic.annotate.speakers import Names
from synoptic.news.annotation import Reading
from synoptic.news.report import Block

# A name of up to four words, the first letter a capital, and a colon; what follows is said.
_TURN = re.compile(r"(?:\d+\.\s+)?(?P<name>[A-ZÀ-ÞА-Я][\w.’'\-]*(?: [\w.’'\-]+){0,3}): +(?=\S)")
# One capitalised word before a colon is a label ("Update: …"); in capitals, or come again, it is a speaker.
_LEAST_TURNS = 2


def find_turns(reading: Reading, blocks: Sequence[Block], names: Names) -> list[Found]:
    """Return the turns of a transcript as direct quotes; none if the names do not take turns."""
    text = reading.report.text
    begun = [(block, turn) for block in blocks if (turn := _TURN.match(text, block.start, block.end))]
    times = Counter(turn["name"].casefold() for _, turn in begun)
    loud = {turn["name"].casefold() for _, turn in begun if turn["name"].isupper()}
    speakers = {name for name, count in times.items() if count >= _LEAST_TURNS} | loud
    if len(speakers) < _LEAST_TURNS or sum(times[name] for name in speakers) <= _LEAST_TURNS:
        return []
    found = []
    for block, turn in begun:
        if turn["name"].casefold() not in speakers:
            continue
        end = block.start + len(text[block.start : block.end].rstrip())
        span = (turn.start("name"), turn.end("name"))
        if text[turn.end()] in '“"«„' or turn.end() >= end:
            continue
        found.append(
            Found(
                kind="direct",
                span=(turn.end(), end),
                speaker=_speaker(names, span, turn["name"]),
                cue=(span[1], span[1] + 1),
                language=block.language or reading.report.language,
                block=block.kind,
            )
        )
    return found


def _speaker(names: Names, span: tuple[int, int], printed: str) -> Speaker:
    known = names.speaker(span)
    if known is not None and known.entity:
        return known
    return names.by_surname(printed, span) or Speaker(name=printed, span=span)
