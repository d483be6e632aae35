"""What a publisher says, for machines to read, about the use of a page."""

from collections.abc import Mapping

import msgspec


class UsageLimits(msgspec.Struct, frozen=True, kw_only=True):
    """What may be published of a report: its full text or not, and the longest quotation (None: any)."""

    full_text: bool = True
    longest_quote: int | None = None


def signals(headers: Mapping[str, str], html: bytes | str) -> tuple[str, ...]:
    """Return the usage signals of a page, sorted, each as `name=value`."""
    raise NotImplementedError


def limits(signals: tuple[str, ...]) -> UsageLimits:
    """Return what the signals of a report leave free to publish."""
    raise NotImplementedError
