"""What differs between two versions of one report: claims, figures, quotes, times, masthead, and single edits."""

from typing import Literal

import msgspec

from synoptic.news.annotation import Figure, Quote, TimeMention
from synoptic.news.report import Passage

Weight = Literal["none", "small", "substance", "corrected"]
MastheadField = Literal["headline", "standfirst", "byline", "published"]


class TextEdit(msgspec.Struct, frozen=True, kw_only=True):
    """Words that were changed; a passage is empty (but placed) where something was put in or taken out.

    `small` says that nothing was told differently: a typing error, an article, another way to write a number.
    """

    former: Passage
    later: Passage
    small: bool
    reason: str


class ClaimChange(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that only one version makes, or that the later one makes in other words.

    `former_claim` and `later_claim` are ids of claims, empty where there is none. `likeness` is 0 to 1.
    """

    kind: Literal["added", "removed", "reworded"]
    former: Passage | None = None
    later: Passage | None = None
    former_claim: str = ""
    later_claim: str = ""
    likeness: float = 0.0
    reason: str = ""


class FigureChange(msgspec.Struct, frozen=True, kw_only=True):
    """A number for the same thing whose value is another in the later version."""

    former: Figure
    later: Figure
    reason: str = ""


class QuoteChange(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation that only one version holds, or whose words or speaker are others in the later one."""

    kind: Literal["added", "removed", "words", "speaker", "words_and_speaker"]
    former: Quote | None = None
    later: Quote | None = None


class TimeChange(msgspec.Struct, frozen=True, kw_only=True):
    """A time in the same sentence that is another in the later version."""

    former: TimeMention
    later: TimeMention


class MastheadChange(msgspec.Struct, frozen=True, kw_only=True):
    """A field of the masthead that reads otherwise; `small` as for edits."""

    field: MastheadField
    former: str
    later: str
    small: bool


class RevisionNote(Passage, frozen=True, kw_only=True):
    """Words of the later version that say that it was corrected or updated."""

    kind: Literal["correction", "clarification", "update"]


class VersionDifference(msgspec.Struct, frozen=True, kw_only=True):
    """All that differs between two versions; `former` and `later` are the ids of the reports.

    `weight` is “corrected” where the later version says so itself, else how much the changes weigh.
    """

    former: str
    later: str
    weight: Weight
    claims: tuple[ClaimChange, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    quotes: tuple[QuoteChange, ...] = ()
    times: tuple[TimeChange, ...] = ()
    masthead: tuple[MastheadChange, ...] = ()
    notes: tuple[RevisionNote, ...] = ()
    edits: tuple[TextEdit, ...] = ()
    words: str = ""
