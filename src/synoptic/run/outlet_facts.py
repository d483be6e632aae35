"""The little that outlet cards need of each report and each compared story: a whole desk of it fits in memory."""

import re
from collections.abc import Collection, Iterable

import msgspec

from synoptic.news.annotation import Reading
from synoptic.news.capture import Capture, ChangeKind
from synoptic.news.comparison import Comparison
from synoptic.news.story import CopyLink, Origin

# Languages written without spaces between words: what stands between two spaces there is no word.
_WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "km", "my", "bo", "dz"})
_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")


class ReportFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a card needs of one report.

    `held` says whether its text is held, `words` counts its body (0 where words cannot be counted), `carried`
    are the agencies and outlets whose text the report itself says that it carries.
    """

    report: str
    address: str
    outlet: str = ""
    language: str = ""
    day: str = ""
    held: bool = False
    words: int = 0
    carried: tuple[str, ...] = ()
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


class ComparedStory(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a comparison that cards need; decoding these alone takes a tenth of the time."""

    reports: tuple[str, ...]
    origins: tuple[Origin, ...]
    copies: tuple[CopyLink, ...] = ()


def report_facts(
    capture: Capture, reading: Reading | None, day: str, noted: Collection[ChangeKind] = ()
) -> ReportFacts:
    """Return the facts of one current capture; its text counts as held where it is no stub and has a body.

    `noted` is what the desk's log says of the versions at its address: small edits are not in it.
    """
    facts = ReportFacts(
        report=capture.report,
        address=capture.address,
        outlet=capture.carrier.outlet,
        language=capture.carrier.language[:2].lower(),
        day=day,
        changed="changed" in noted or "corrected" in noted,
        corrected="corrected" in noted,
        withdrawn=bool(capture.withdrawn),
    )
    if reading is None:
        return facts
    report = reading.report
    language = report.language or facts.language
    body = " ".join(report.words(block) for block in report.blocks_of("body"))
    held = bool(body.strip()) and not capture.stub
    saved = not capture.address.startswith(("http://", "https://"))
    counted = held and language not in _WITHOUT_SPACES
    return msgspec.structs.replace(
        facts,
        # A saved page lies in a file: where it was published, only it can say.
        address=(report.url if saved else "") or capture.address,
        outlet=report.outlet or facts.outlet,
        language=language,
        held=held,
        words=sum(1 for _ in _WORD.finditer(body)) if counted else 0,
        carried=tuple(sorted({c.agency for c in reading.credits if c.kind in ("wire", "republished")})),
    )


def story_facts(comparison: Comparison | ComparedStory) -> StoryFacts:
    """Return the facts of one compared story."""
    links = comparison.copies
    return StoryFacts(
        reports=comparison.reports,
        origins=tuple(
            OriginFacts(name=origin.name, reports=origin.reports, copies=_copies(origin.reports, links))
            for origin in comparison.origins
        ),
    )


def _copies(members: Collection[str], links: Iterable[CopyLink]) -> tuple[str, ...]:
    """Return the members that hold the text of another member, quoted statements aside."""
    inside = (x for x in links if x.original in members and x.copy in members and x.kind != "common_statement")
    return tuple(sorted({link.copy for link in inside}))
