"""What a desk's own reports say of each outlet: copies, own accounts, languages, length, corrections."""

from collections.abc import Collection, Iterable

import msgspec

from synoptic.intake.outlets import Register
from synoptic.news.annotation import Reading
from synoptic.news.capture import Capture
from synoptic.news.comparison import Comparison
from synoptic.news.outlet import OutletCard, Rating


class ReportFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The little that a card needs of one report; small, so that a whole desk fits into memory.

    `carried` are the agencies and outlets whose text the report says that it carries.
    """

    report: str
    address: str
    outlet: str = ""
    language: str = ""
    day: str = ""
    words: int = 0
    carried: tuple[str, ...] = ()
    stub: bool = False
    changed: bool = False
    corrected: bool = False
    withdrawn: bool = False


class OriginFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One origin of a story: whose text it is, its reports, and those of them that copied another of them."""

    name: str
    reports: tuple[str, ...]
    copies: tuple[str, ...] = ()


class StoryFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The reports of one compared story by origin."""

    reports: tuple[str, ...]
    origins: tuple[OriginFacts, ...]


def report_facts(
    capture: Capture, reading: Reading | None, day: str, corrected: Collection[str] = ()
) -> ReportFacts:
    """Return the facts of one current capture; `corrected` are the reports or addresses that were corrected."""
    raise NotImplementedError


def story_facts(comparison: Comparison) -> StoryFacts:
    """Return the facts of one compared story."""
    raise NotImplementedError


def outlet_cards(
    reports: Iterable[ReportFacts],
    stories: Iterable[StoryFacts],
    register: Register,
    ratings: Iterable[Rating] = (),
) -> tuple[OutletCard, ...]:
    """Return a card for each outlet of a desk, the one with the most reports first."""
    raise NotImplementedError


def card_lines(card: OutletCard) -> tuple[str, ...]:
    """Return a card in plain words, a line a figure, each with the number of reports that it stands on."""
    raise NotImplementedError
