"""Short ways to find the names and labels of invented reports, for tests of names and labels."""

import msgspec

from synoptic.compare.entities import join_entities
from synoptic.compare.wording import find_labels
from synoptic.news.annotation import Mention, Reading
from synoptic.news.comparison import Dossier, Label, StoryEntity
from synoptic.news.story import Story
from synoptic.run.stage import Tools
from tests.annotate.quoting import found_in, named_reading
from tests.builders import SETTINGS


def named(text: str, tools: Tools, *, language: str = "en", path: str = "page.txt") -> Reading:
    """Return a reading with its names and quotes."""
    reading = named_reading(text, tools, language=language, path=path)
    quotes = found_in(text, tools, language=language, path=path).items
    return msgspec.structs.replace(reading, quotes=quotes)


def meanings(text: str, tools: Tools, *, language: str = "en") -> list[tuple[str, str, str]]:
    """Return each mention of a report that is no pronoun, with the name and the kind of whom it means."""
    reading = named_reading(text, tools, language=language)
    entities = {e.id: e for e in reading.entities}
    return [
        (m.words, entities[m.entity].name, entities[m.entity].kind)
        for m in reading.mentions
        if m.form != "pronoun"
    ]


def story_of(texts: list[str], tools: Tools, *, language: str = "en") -> Dossier:
    """Return the dossier of invented reports with their entities joined."""
    readings = tuple(named(t, tools, language=language, path=f"{n}.txt") for n, t in enumerate(texts))
    ordered = tuple(sorted(readings, key=lambda r: r.id))
    dossier = Dossier(story=Story(id="story:test", reports=tuple(r.id for r in ordered)), readings=ordered)
    joined = join_entities(dossier, settings=SETTINGS.compare, tools=tools).items
    return msgspec.structs.replace(dossier, entities=joined)


def whose(dossier: Dossier, words: str) -> set[str]:
    """Return the names of the story's entities that some words mean, wherever they stand."""
    return {e.name for e in dossier.entities for m in e.mentions if m.words == words}


def bearer(dossier: Dossier, mention: Mention) -> StoryEntity:
    """Return the story's entity that a mention means."""
    return next(e for e in dossier.entities if mention.entity in e.members)


def labels_of(texts: list[str], tools: Tools, *, language: str = "en") -> tuple[Label, ...]:
    """Return the labels of invented reports of one story."""
    return find_labels(story_of(texts, tools, language=language), settings=SETTINGS.compare, tools=tools).items
