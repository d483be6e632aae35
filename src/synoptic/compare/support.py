"""What each report of a story does with one claim group, and whether its text could tell us."""

from collections.abc import Sequence

from synoptic.compare.wholeness import why_not_whole
from synoptic.news.annotation import Claim
from synoptic.news.comparison import ClaimGroup, ClaimLink, Dispute, Dossier, SupportCell

NOT_FOUND = "Not found in the text we hold."


def support_cells(
    gaps: dict[str, str], claims: tuple[Claim, ...], lead: Claim, links: Sequence[ClaimLink]
) -> tuple[SupportCell, ...]:
    """Return one cell for each report; `gaps` holds, by report, why its text may lack something."""
    return tuple(_cell(report, gap, claims, lead, links) for report, gap in gaps.items())


def gaps_of(dossier: Dossier) -> dict[str, str]:
    """Return for each report of the story, by id, why its text may not be all of it."""
    return {report: why_not_whole(dossier, report) for report in sorted(r.id for r in dossier.readings)}


def _cell(
    report: str, gap: str, claims: tuple[Claim, ...], lead: Claim, links: Sequence[ClaimLink]
) -> SupportCell:
    own = tuple(claim for claim in claims if claim.report == report)
    if not own:
        if gap:
            return SupportCell(report=report, support="not_held", reason=gap)
        return SupportCell(report=report, support="not_found", reason=NOT_FOUND)
    ids = tuple(claim.id for claim in own)
    if lead.id not in ids and all(_leaves_out(claim, lead, links) for claim in own):
        return SupportCell(report=report, support="partly", claims=ids, reason="Says it with less detail.")
    return SupportCell(report=report, support="says", claims=ids)


def _leaves_out(claim: Claim, lead: Claim, links: Sequence[ClaimLink]) -> bool:
    linked = [x for x in links if {x.left, x.right} == {claim.id, lead.id}]
    return any(x.relation == "more_specific" for x in linked) and len(claim.words) < len(lead.words)


def with_disputes(group: ClaimGroup, disputes: Sequence[Dispute]) -> tuple[SupportCell, ...]:
    """Return the cells of a group after the reports on the other side of its disputes are marked."""
    if not disputes:
        return group.support
    own = {claim.report for claim in group.claims}
    differing: dict[str, str] = {}
    for dispute in disputes:
        for side in dispute.sides:
            for citation in side.citations:
                if citation.report not in own:
                    differing[citation.report] = f"Differs on {dispute.about}: “{citation.words}”."
    return tuple(
        SupportCell(report=c.report, support="differs", claims=c.claims, reason=differing[c.report])
        if c.report in differing
        else c
        for c in group.support
    )
