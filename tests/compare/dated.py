"""Stories made by hand whose reports also have their times and figures read, for what depends on them."""

import msgspec

from synoptic.annotate.dates import find_times
from synoptic.annotate.entities import find_entities
from synoptic.annotate.figures import find_figures
from synoptic.news.annotation import Entity, Mention, Reading
from synoptic.news.comparison import ClaimGroup, Dossier
from synoptic.news.report import Published
from synoptic.run.stage import Tools
from tests.builders import SETTINGS
from tests.compare.accounts import Told, report, story


def read_report(tools: Tools, outlet: str, told: list[Told], *, day: str = "2031-05-16") -> Reading:
    """Return a reading of told sentences with names, times and figures found by the stages themselves."""
    reading = report(tools, outlet, told, day=day)
    published = Published(earliest=day or None, latest=day or None, certainty="stated" if day else "unknown")
    reading = msgspec.structs.replace(
        reading, report=msgspec.structs.replace(reading.report, published=published), figures=(), mentions=()
    )
    named = find_entities(reading, settings=SETTINGS.annotate, tools=tools).items
    reading = msgspec.structs.replace(
        reading,
        entities=tuple(x for x in named if isinstance(x, Entity)),
        mentions=tuple(x for x in named if isinstance(x, Mention)),
    )
    reading = msgspec.structs.replace(
        reading, times=find_times(reading, settings=SETTINGS.annotate, tools=tools).items
    )
    figures = find_figures(reading, settings=SETTINGS.annotate, tools=tools).items
    return msgspec.structs.replace(
        reading,
        figures=figures,
        claims=tuple(
            msgspec.structs.replace(c, entities=tuple(dict.fromkeys(m.entity for m in reading.mentions_in(c))))
            for c in reading.claims
        ),
    )


def grouped(*groups: tuple[str, ...], readings: list[Reading]) -> Dossier:
    """Return the story of some readings, with one claim group for the claims that hold each tuple's words."""
    claims = [c for reading in readings for c in reading.claims]
    made = []
    for number, words in enumerate(groups):
        members = tuple(c for c in claims if any(w in c.words for w in words))
        made.append(
            ClaimGroup(
                id=f"group:{number}",
                standing="agreed" if len({c.report for c in members}) > 1 else "single_origin",
                claims=members,
                lead=members[0].id,
                origins=tuple(sorted({c.report for c in members})),
                reason="made by hand",
            )
        )
    return msgspec.structs.replace(story(*readings), claim_groups=tuple(made))
