"""Reading the times and figures of plain text, for tests of those stages."""

import msgspec

from synoptic.annotate.dates import find_times
from synoptic.annotate.figures import find_figures
from synoptic.news.annotation import Figure, Reading, TimeMention
from synoptic.news.report import Published
from synoptic.run.stage import Tools
from tests.builders import SETTINGS, read_text


def dated_reading(text: str, tools: Tools, *, language: str = "en", published: str = "2031-05-14") -> Reading:
    """Return a reading of plain text with its times, published on a day ("" for unknown)."""
    known = Published(earliest=published, latest=published, certainty="stated") if published else Published()
    reading = read_text(text, tools, language=language, published=known)
    times = find_times(reading, settings=SETTINGS.annotate, tools=tools).items
    return msgspec.structs.replace(reading, times=times)


def times_of(text: str, tools: Tools, *, language: str = "en", published: str = "2031-05-14") -> list[TimeMention]:
    """Return the times of plain text."""
    return list(dated_reading(text, tools, language=language, published=published).times)


def figures_of(text: str, tools: Tools, *, language: str = "en", published: str = "2031-05-14") -> list[Figure]:
    """Return the figures of plain text."""
    reading = dated_reading(text, tools, language=language, published=published)
    return list(find_figures(reading, settings=SETTINGS.annotate, tools=tools).items)
