"""What a publisher's terms leave free to print of a report, and text cut to it."""

from collections.abc import Iterable, Mapping

import msgspec

from synoptic.intake.usage import UsageLimits, limits, signals
from synoptic.news.edition import Brief, BriefSentence


def limits_of(usage: Iterable[str]) -> UsageLimits:
    """Return what may be published of a report; `usage` as the fetcher notes it, or as the page's head has it."""
    found: set[str] = set()
    for signal in usage:
        name, parted, value = signal.partition(": ")
        # The cleaner keeps what a page's head says word for word: “robots: noai, noarchive”.
        header = {"robots": "x-robots-tag"}.get(name, name)
        found |= set(signals({header: value}, b"")) if parted else {signal}
    return limits(tuple(sorted(found)))


def within(words: str, allowed: UsageLimits) -> str:
    """Return words cut, at a space, to the longest quotation that is allowed; empty where none is."""
    most = allowed.longest_quote
    if most is None or len(words) <= most:
        return words
    # The mark of what was cut off counts too.
    cut = words[: max(0, most - 2)].rpartition(" ")[0]
    return f"{cut} …" if cut else ""


def permitted_brief(brief: Brief, allowed: Mapping[str, UsageLimits]) -> Brief:
    """Return a brief without the sentences that cite more of a report than its publisher allows."""
    return msgspec.structs.replace(brief, sentences=tuple(s for s in brief.sentences if _may(s, allowed)))


def _may(sentence: BriefSentence, allowed: Mapping[str, UsageLimits]) -> bool:
    for citation in sentence.citations:
        held = allowed.get(citation.report)
        if held and held.longest_quote is not None and len(citation.words) > held.longest_quote:
            return False
    return True
