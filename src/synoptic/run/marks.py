"""The marks that derived rows carry: which stages, in which versions and with which settings, made them."""

from collections.abc import Iterable

import msgspec

from synoptic.news.ids import content_id
from synoptic.run import pipeline
from synoptic.run.settings import Settings
from synoptic.run.stage import Stage


def mark_of(stages: Iterable[Stage], settings: Settings) -> str:
    """Return the mark of what some stages make: another version or setting of one of them gives another mark.

    Settings of other packages do not enter, so that a changed limit of fetching makes no reading out of date.
    """
    held = list(stages)
    sections = {stage.section: getattr(settings, stage.section) for stage in held}
    return content_id(
        "made",
        [(stage.name, stage.version) for stage in held],
        msgspec.to_builtins(sections),
        msgspec.to_builtins(settings.models),
    )


def reading_mark(settings: Settings) -> str:
    """Return the mark of a reading: of all that is done to a report by itself."""
    return mark_of(pipeline.CLEAN + pipeline.ANNOTATE + pipeline.ANNOTATE_DATED + pipeline.CREDITS, settings)


def grouping_mark(settings: Settings) -> str:
    """Return the mark of the result of a day."""
    return mark_of(pipeline.WINDOW, settings)


def comparison_mark(settings: Settings) -> str:
    """Return the mark of a finished comparison."""
    return mark_of(pipeline.DATING + pipeline.ANNOTATE_DATED + pipeline.COMPARE + pipeline.WRITE, settings)
