"""Short ways to find the quotes of plain text, for tests of quotes."""

import msgspec

from synoptic.annotate.entities import find_entities
from synoptic.annotate.quotes import find_quotes
from synoptic.news.annotation import Entity, Mention, Quote, Reading
from synoptic.run.stage import Made, Tools
from tests.builders import SETTINGS, read_text


def named_reading(text: str, tools: Tools, *, language: str = "en", **fields: object) -> Reading:
    """Return a reading of plain text with its sentences and names."""
    reading = read_text(text, tools, language=language, **fields)
    made = find_entities(reading, settings=SETTINGS.annotate, tools=tools).items
    return msgspec.structs.replace(
        reading,
        entities=tuple(x for x in made if isinstance(x, Entity)),
        mentions=tuple(x for x in made if isinstance(x, Mention)),
    )


def found_in(text: str, tools: Tools, *, language: str = "en", **fields: object) -> Made[Quote]:
    """Return what the stage makes of plain text."""
    reading = named_reading(text, tools, language=language, **fields)
    return find_quotes(reading, settings=SETTINGS.annotate, tools=tools)


def said_by(text: str, tools: Tools, *, language: str = "en") -> dict[str, str]:
    """Return the speaker of each direct quote by its words."""
    return {q.words: q.speaker for q in found_in(text, tools, language=language).items if q.kind == "direct"}
