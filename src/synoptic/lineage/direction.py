"""Which of two reports that share a text is the original, and why we think so."""

from typing import NamedTuple

from synoptic.lineage.agencies import agency_named
from synoptic.lineage.fingerprints import fold
from synoptic.news.annotation import Reading

# A text must be longer by this share before its length says that the other is the cut one.
_LONGER = 1.05


class Direction(NamedTuple):
    """The original, the copy, and the reason in words."""

    original: Reading
    copy: Reading
    reason: str


def direction_of(one: Reading, other: Reading, sizes: tuple[int, int]) -> Direction:
    """Return the direction by agency, then credit, then time, then length in tokens, then id."""
    tokens = dict(zip((one.id, other.id), sizes, strict=True))
    for sign in (_by_agency, _by_credit, _by_wire, _by_time):
        reasons = sign(one, other), sign(other, one)
        # A sign that both bear decides nothing.
        if bool(reasons[0]) != bool(reasons[1]):
            original, copy = (one, other) if reasons[0] else (other, one)
            return Direction(original, copy, reasons[0] or reasons[1])
    longer, shorter = sorted((one, other), key=lambda r: (-tokens[r.id], r.id))
    if tokens[longer.id] > tokens[shorter.id] * _LONGER:
        return Direction(longer, shorter, "the original is the longer text")
    original, copy = sorted((one, other), key=lambda r: r.id)
    return Direction(original, copy, "nothing says which came first; they are taken in the order of their ids")


def _by_agency(original: Reading, copy: Reading) -> str:
    return f"{original.report.outlet} is a news agency" if agency_named(original.report.outlet) else ""


def _by_credit(original: Reading, copy: Reading) -> str:
    outlet = fold(agency_named(original.report.outlet) or original.report.outlet)
    credited = bool(outlet) and any(c.kind != "photo" and fold(c.agency) == outlet for c in copy.credits)
    return f"the copy credits {original.report.outlet}" if credited else ""


def _by_wire(original: Reading, copy: Reading) -> str:
    agency = next((c.agency for c in original.credits if c.kind == "wire"), "")
    return f"the original carries the credit of {agency}, the copy does not" if agency else ""


def _by_time(original: Reading, copy: Reading) -> str:
    latest, earliest = original.report.published.latest, copy.report.published.earliest
    before = latest is not None and earliest is not None and latest < earliest
    return f"the original was published earlier ({(latest or '')[:10]})" if before else ""
