"""Dossiers read as far as names and labels go, from labelled texts whose offsets must stay as they are."""

from collections.abc import Iterable
from functools import cache

import msgspec

from synoptic.annotate.entities import find_entities
from synoptic.annotate.quotes import find_quotes
from synoptic.annotate.sentences import find_sentences
from synoptic.compare.entities import join_entities
from synoptic.compare.wording import find_labels
from synoptic.news.annotation import Entity, Mention, Reading
from synoptic.news.comparison import Dossier
from synoptic.news.ids import content_id
from synoptic.news.report import Block, Report
from synoptic.news.story import Story
from synoptic.run.models import ModelTools
from synoptic.run.settings import Settings


class LabelledText(msgspec.Struct, frozen=True, kw_only=True):
    """A text of a labelled set as a report: its name there, its outlet, headline and language."""

    path: str
    text: str
    outlet: str = ""
    headline: str = ""
    language: str = "en"


@cache
def tools() -> ModelTools:
    """Return the models, loaded once a run."""
    return ModelTools(Settings().models)


def read_names(page: LabelledText, *, quotes: bool = True) -> Reading:
    """Return the reading of a text with its sentences, its names and, if asked for, its quotes."""
    settings = Settings().annotate
    report_id = content_id("report", page.path, page.text)
    blocks, start = [], 0
    for line in page.text.split("\n"):
        if line.strip():
            blocks.append(Block(report=report_id, start=start, end=start + len(line), kind="body"))
        start += len(line) + 1
    report = Report(
        id=report_id,
        path=page.path,
        text=page.text,
        outlet=page.outlet,
        headline=page.headline,
        language=page.language,
        blocks=tuple(blocks),
    )
    reading = Reading(report=report)
    found = find_sentences(reading, settings=settings, tools=tools()).items
    reading = msgspec.structs.replace(reading, sentences=found)
    named = find_entities(reading, settings=settings, tools=tools()).items
    reading = msgspec.structs.replace(
        reading,
        entities=tuple(x for x in named if isinstance(x, Entity)),
        mentions=tuple(x for x in named if isinstance(x, Mention)),
    )
    if not quotes:
        return reading
    found_quotes = find_quotes(reading, settings=settings, tools=tools()).items
    return msgspec.structs.replace(reading, quotes=found_quotes)


def joined(name: str, pages: Iterable[LabelledText], *, labels: bool = True) -> Dossier:
    """Return the dossier of some texts with its entities joined and, if asked for, its labels."""
    settings = Settings().compare
    readings = tuple(sorted((read_names(p, quotes=labels) for p in pages), key=lambda r: r.id))
    story = Story(id=content_id("story", name), reports=tuple(r.id for r in readings))
    dossier = Dossier(story=story, readings=readings)
    entities = join_entities(dossier, settings=settings, tools=tools()).items
    dossier = msgspec.structs.replace(dossier, entities=entities)
    if not labels:
        return dossier
    return msgspec.structs.replace(dossier, labels=find_labels(dossier, settings=settings, tools=tools()).items)
