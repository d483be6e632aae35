"""Telling the log of changed and withdrawn reports, and of the brief sentences that rested on them."""

from collections.abc import Iterator

import msgspec

from synoptic.news.capture import StoryChange
from synoptic.news.comparison import Comparison
from synoptic.news.ids import content_id
from synoptic.news.versions import VersionDifference
from synoptic.run.changes import affected_sentences, difference, log_entry
from synoptic.run.stage import Tools
from synoptic.store import readings, shelf, stories
from synoptic.store.connection import Database
from synoptic.store.revisions import revisions_since, withdrawn

_SHELF, _NAME = "revisions", "noted"


def note_revisions(db: Database, tools: Tools, at: str) -> int:
    """Add to the log what changed between versions, and what was withdrawn; return how many entries were due.

    Called after new versions were read and before their stories are compared again, so that the briefs still are
    those that rested on the former words. An entry's id follows from what it tells: none is ever there twice.
    """
    seen = shelf.get(db, _SHELF, _NAME)
    last = int(seen) if seen else 0
    entries: list[StoryChange] = []
    for place, capture in revisions_since(db, last):
        held = readings.readings(db, (capture.previous, capture.report))
        if len(held) == 2:
            changed = difference(held[capture.previous], held[capture.report], tools)
            entries += _entries(db, changed, at)
        last = place
    entries += _withdrawals(db)
    stories.add_changes(db, entries)
    shelf.put(db, _SHELF, _NAME, str(last).encode())
    return len(entries)


def _entries(db: Database, changed: VersionDifference, at: str) -> Iterator[StoryChange]:
    story = stories.stories_of(db, (changed.former,)).get(changed.former, "")
    entry = log_entry(changed, story, at)
    if entry is None:
        return
    comparison = stories.comparison(db, story) if story else None
    rested = 0
    if comparison:
        brief = msgspec.msgpack.decode(comparison[2], type=Comparison).brief
        rested = len(affected_sentences(brief, changed))
    if rested:
        sentences = "A sentence of the brief" if rested == 1 else f"{rested} sentences of the brief"
        entry = msgspec.structs.replace(
            entry, words=f"{entry.words} {sentences} rested on this and is made again."
        )
    yield entry


def _withdrawals(db: Database) -> Iterator[StoryChange]:
    for capture in withdrawn(db):
        yield StoryChange(
            id=content_id("change", "withdrawn", capture.address, capture.withdrawn),
            at=capture.withdrawn,
            kind="withdrawn",
            story=stories.stories_of(db, (capture.report,)).get(capture.report, ""),
            report=capture.report,
            words=f"{capture.address} is gone; what was held of it is kept.",
        )
