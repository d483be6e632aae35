"""The outlets of an opened desk: its register, the user's ratings, and a card for each outlet it holds."""

from collections import defaultdict
from pathlib import Path

import msgspec

from synoptic.errors import problem
from synoptic.intake.outlets import open_register
from synoptic.intake.ratings import read_ratings
from synoptic.news.capture import ChangeKind
from synoptic.news.outlet import OutletCard, Rating
from synoptic.run.outlet_cards import outlet_cards
from synoptic.run.outlet_facts import ComparedStory, ReportFacts, StoryFacts, report_facts, story_facts
from synoptic.run.stage import Made
from synoptic.store import captures, readings, stories
from synoptic.store.connection import Database

OUTLETS_FILE = "outlets.toml"
RATINGS_FILE = "ratings.csv"
# Readings that are in memory at once: all of a large desk would not fit, and one by one is slower by half.
_TOGETHER = 200


def desk_cards(db: Database, folder: Path) -> Made[OutletCard]:
    """Return a card for each outlet that a desk holds reports of, the largest first.

    The user's own outlets are in `outlets.toml` of the folder, ratings in `ratings.csv`; both may be missing.
    """
    register, own = open_register(folder / OUTLETS_FILE)
    ratings = _ratings(folder / RATINGS_FILE)
    cards = outlet_cards(_reports(db), _stories(db), register, ratings.items)
    return Made(cards, (*own.problems, *ratings.problems))


def _ratings(path: Path) -> Made[Rating]:
    if not path.exists():
        return Made()
    try:
        return read_ratings(path.read_bytes(), str(path))
    except OSError as fault:
        said = fault.strerror or type(fault).__name__
        return Made((), (problem("I175", str(path), path=str(path), detail=said, known="outlet, rating, source"),))


def _reports(db: Database) -> list[ReportFacts]:
    address_of = captures.addresses(db)
    noted: dict[str, set[ChangeKind]] = defaultdict(set)
    for change in stories.changes(db, ""):
        if change.report in address_of:
            noted[address_of[change.report]].add(change.kind)
    days = readings.reading_days(db)
    held = captures.captures(db, stubs=True)
    made = []
    for start in range(0, len(held), _TOGETHER):
        some = held[start : start + _TOGETHER]
        found = readings.readings(db, {capture.report for capture in some if not capture.stub})
        made += [
            report_facts(
                capture,
                found.get(capture.report),
                days.get(capture.report, capture.captured[:10]),
                noted[capture.address],
            )
            for capture in some
        ]
    return made


def _stories(db: Database) -> list[StoryFacts]:
    found = []
    for record in stories.stories(db):
        held = stories.comparison(db, record.id)
        if held is not None:
            found.append(story_facts(msgspec.msgpack.decode(held[2], type=ComparedStory)))
    return found
