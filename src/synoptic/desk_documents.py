"""A desk's stories as the documents that `compare` writes, so that everything that shows those shows these."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from synoptic.api import made_by
from synoptic.errors import NotFoundError, problem
from synoptic.news.comparison import Dossier
from synoptic.news.problem import Problem
from synoptic.news.story import Story
from synoptic.publish.data import ComparisonDocument
from synoptic.run.models import ModelTools
from synoptic.run.runner import Runner
from synoptic.store import captures, readings, stories

if TYPE_CHECKING:
    from synoptic.run.live import LiveDesk


def story_document(live: "LiveDesk", wanted: str) -> ComparisonDocument:
    """Return the document of one story, under an id that it has or had.

    NotFoundError D053 if no story has it, D056 if the story has not been compared yet.
    """
    record = stories.story(live.db, wanted)
    if record is None:
        raise NotFoundError("D053", kind="story", wanted=wanted, listing="stories")
    held = live.comparison(record.id)
    found = readings.readings(live.db, held[1].reports) if held else {}
    if held is None or found.keys() != set(held[1].reports):
        raise NotFoundError("D056", story=record.id)
    comparison = held[1]
    # Reports without a date are shown with the one that was inferred for them when they were compared.
    runner = Runner(live.settings, ModelTools(live.settings.models))
    dossier = Dossier(
        story=Story(id=record.id, reports=comparison.reports, references=comparison.references),
        readings=tuple(found[report] for report in sorted(found)),
        links=comparison.copies,
    )
    return ComparisonDocument(
        made_by=made_by(live.settings),
        reports=tuple(reading.report for reading in runner.dated(dossier).readings),
        stories=(comparison,),
        problems=tuple(_withdrawn(live, found)),
    )


def _withdrawn(live: "LiveDesk", reports: Iterable[str]) -> Iterator[Problem]:
    """Yield a remark for each report whose page was found gone."""
    for report in sorted(reports):
        capture = captures.capture(live.db, report)
        if capture and capture.withdrawn:
            yield problem("D059", report, day=capture.withdrawn[:10])
