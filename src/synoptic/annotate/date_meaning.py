"""What a recognised time expression means on the calendar, seen from an anchor day."""

from synoptic.annotate.date_calendar import Meaning, Viewpoint, When
from synoptic.annotate.date_days import NAMED_DAYS
from synoptic.annotate.date_grammar import Expression
from synoptic.annotate.date_lengths import LENGTHS
from synoptic.annotate.date_packs import Pack
from synoptic.annotate.date_relative import RELATIVE
from synoptic.annotate.date_years import NAMED_YEARS

__all__ = ["FROM_THE_TEXT", "Viewpoint", "When", "meaning_of"]

_MEANINGS: dict[str, Meaning] = {**NAMED_DAYS, **NAMED_YEARS, **RELATIVE, **LENGTHS}
# These look back at the date that the text gave last, not at the day of publication.
FROM_THE_TEXT = frozenset({"later", "earlier", "following", "preceding", "that"})


def meaning_of(expression: Expression, pack: Pack, view: Viewpoint) -> When | None:
    """Return what an expression means from a viewpoint; None if it is no possible time ("31 February")."""
    try:
        return _MEANINGS[expression.means](expression, pack, view)
    except (ValueError, OverflowError):
        return None
