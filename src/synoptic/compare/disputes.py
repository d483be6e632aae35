"""Where the accounts of a story cannot all hold, or speakers deny each other: shown from each side."""

from synoptic.compare.conflict_claims import conflicting_claims
from synoptic.compare.conflict_frames import opposed_accounts
from synoptic.compare.settings import CompareSettings
from synoptic.news.comparison import Dispute, Dossier
from synoptic.news.report import Span
from synoptic.run.stage import Made, Tools


def find_disputes(dossier: Dossier, *, settings: CompareSettings, tools: Tools) -> Made[Dispute]:
    """Return the disputes of a story; none where there is doubt, for an invented one is the worse mistake."""
    kept: list[Dispute] = []
    for dispute in (*opposed_accounts(dossier), *conflicting_claims(dossier)):
        if not any(_same_matter(dispute, other) for other in kept):
            kept.append(dispute)
    return Made(tuple(sorted(kept, key=lambda d: d.id)))


def _same_matter(one: Dispute, other: Dispute) -> bool:
    """Return whether two disputes are of one kind about one thing, or set one statement against the same group."""
    if set(one.groups) & set(other.groups) and one.kind == other.kind:
        return True
    return all(any(_meets(a, b) for b in _spans(other)) for a in _spans(one))


def _spans(dispute: Dispute) -> list[Span]:
    return [citation for side in dispute.sides for citation in side.citations]


def _meets(one: Span, other: Span) -> bool:
    return one.overlaps(other)
