"""Whose words a phrase is: the outlet's own, or those of somebody it quotes."""

from synoptic.news.annotation import Quote, Reading

_OPEN = "“«„"
_CLOSE = "”»"
UNNAMED = "someone quoted"


def voice_at(reading: Reading, start: int, end: int) -> str:
    """Return the name of the speaker whose words a range is, empty for the outlet's own voice."""
    for quote in reading.quotes:
        if (
            quote.kind in ("direct", "mixed")
            and quote.start <= start
            and end <= quote.end
            and _in_marks(reading, quote, start)
        ):
            return quote.speaker or UNNAMED
    for quote in reading.quotes:
        if quote.start <= start and end <= quote.end and _led_in(quote):
            return quote.speaker or ""
    return ""


def in_quotation_marks(reading: Reading, start: int, end: int) -> bool:
    """Return whether a range stands inside the quotation marks of somebody's words."""
    return any(
        quote.kind != "indirect" and quote.start <= start and end <= quote.end and _in_marks(reading, quote, start)
        for quote in reading.quotes
    )


def _in_marks(reading: Reading, quote: Quote, start: int) -> bool:
    """Return whether a place in a quote stands inside its marks; only the fragments of a mixed quote do."""
    if quote.kind == "direct":
        return True
    if quote.fragments:
        return any(f.start <= start < f.end for f in quote.fragments)
    before = reading.report.text[quote.start : start]
    opened = max((before.rfind(mark) for mark in _OPEN), default=-1)
    return opened > max((before.rfind(mark) for mark in _CLOSE), default=-1)


def _led_in(quote: Quote) -> bool:
    """Return whether the speaker is named before indirect words: then even their choice may be the speaker's.

    Words with an attribution at the end (“…, the agency reported”) are the outlet's own account.
    """
    return quote.kind != "direct" and quote.cue is not None and quote.cue.end <= quote.start
