"""Where the accounts of a story cannot all hold, or speakers deny each other: shown from each side."""

from collections.abc import Iterable, Sequence

import msgspec

from synoptic.compare.conflict_answers import answered_statements
from synoptic.compare.conflict_claims import conflicting_claims, conflicting_figures
from synoptic.compare.conflict_dates import conflicting_days
from synoptic.compare.conflict_denials import DENIED_BY, Denials
from synoptic.compare.conflict_estimates import conflicting_ages, rival_estimates
from synoptic.compare.conflict_frames import opposed_accounts
from synoptic.compare.settings import CompareSettings
from synoptic.compare.statements import StatementTable
from synoptic.news.comparison import Dispute, Dossier, Side
from synoptic.news.ids import content_id
from synoptic.news.story import Citation
from synoptic.run.stage import Made, Tools

# So many passages are cited for one side of a dispute; more say nothing new.
_MOST_CITED = 4


def find_disputes(dossier: Dossier, *, settings: CompareSettings, tools: Tools) -> Made[Dispute]:
    """Return the disputes of a story; none where there is doubt, for an invented one is the worse mistake."""
    table = StatementTable(dossier)
    found = (
        *opposed_accounts(dossier),
        *conflicting_figures(dossier),
        *conflicting_days(dossier),
        *conflicting_claims(dossier, table),
        *Denials(dossier, table).disputes(),
        *answered_statements(dossier),
        *conflicting_ages(dossier, table),
        *rival_estimates(dossier),
    )
    return Made(tuple(sorted(joined(found), key=lambda d: d.id)))


def joined(disputes: Iterable[Dispute]) -> list[Dispute]:
    """Return the disputes with those of one matter made one: each side then cites all that say so."""
    kept: list[Dispute] = []
    for dispute in disputes:
        merged = dispute
        for other in list(kept):
            pairing = _pairing(other, merged)
            if pairing is not None:
                kept.remove(other)
                merged = _merged(other, merged, pairing)
        kept.append(merged)
    return kept


def _pairing(one: Dispute, other: Dispute) -> tuple[int, int] | None:
    """Return which sides of the other dispute belong to the first and second side of this one, or None."""
    if len(one.sides) != 2 or len(other.sides) != 2:
        return None
    # Figures are of one matter only where they count one thing.
    if "figure" in (one.kind, other.kind) and (one.kind, one.about) != (other.kind, other.about):
        return None
    # What two people deny are two matters, though one sentence may accuse both.
    if one.about != other.about and all(d.about.startswith(DENIED_BY) for d in (one, other)):
        return None
    for k, side in enumerate(one.sides):
        for m, side_too in enumerate(other.sides):
            if any(a.overlaps(b) for a in side.citations for b in side_too.citations):
                return (m, 1 - m) if k == 0 else (1 - m, m)
    return None


def _merged(one: Dispute, other: Dispute, pairing: tuple[int, int]) -> Dispute:
    sides = tuple(
        _side(side, other.sides[place].citations) for side, place in zip(one.sides, pairing, strict=True)
    )
    places = sorted(f"{c.report}:{c.start}:{c.end}" for side in sides for c in side.citations)
    return msgspec.structs.replace(
        one,
        id=content_id("dispute", one.kind, *places),
        sides=sides,
        groups=tuple(sorted({*one.groups, *other.groups})),
    )


def _side(side: Side, more: Sequence[Citation]) -> Side:
    added = [c for c in more if all(c.words != held.words and not c.overlaps(held) for held in side.citations)]
    return msgspec.structs.replace(side, citations=(*side.citations, *added)[:_MOST_CITED])
