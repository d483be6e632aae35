"""Claim groups: the claims of a story that say the same thing, who carries them, and how they stand."""

from collections import defaultdict

import msgspec

from synoptic.compare.settings import CompareSettings
from synoptic.compare.support import gaps_of, support_cells, with_disputes
from synoptic.news.annotation import Claim
from synoptic.news.comparison import ClaimGroup, ClaimLink, Dossier, Standing
from synoptic.news.ids import content_id
from synoptic.run.stage import Made, Tools

_JOINING = ("same", "more_specific", "update")
# A claim with more content words than this is several things at once and a poor headline for its group.
_TOO_MUCH = 16


def group_claims(dossier: Dossier, *, settings: CompareSettings, tools: Tools) -> Made[ClaimGroup]:
    """Return every claim of the story in exactly one group, foremost group first, standing still provisional."""
    members = _members(dossier)
    links: dict[str, list[ClaimLink]] = defaultdict(list)
    for link in dossier.claim_links:
        links[link.left].append(link)
        links[link.right].append(link)
    gaps = gaps_of(dossier)
    groups = [_group(dossier, gaps, claims, links) for claims in members]
    return Made(tuple(sorted(groups, key=lambda g: (-g.salience, g.id))))


def settle_standing(dossier: Dossier, *, settings: CompareSettings, tools: Tools) -> Made[ClaimGroup]:
    """Return the groups with their final standing, now that the disputes are known."""
    settled = []
    for group in dossier.claim_groups:
        disputes = [d for d in dossier.disputes if group.id in d.groups]
        standing, reason = group.standing, group.reason
        if disputes:
            standing = "disputed"
            reason = f"{group.reason} Disputed: {disputes[0].reason}"
        settled.append(
            msgspec.structs.replace(
                group, standing=standing, reason=reason, support=with_disputes(group, disputes)
            )
        )
    return Made(tuple(settled))


def _members(dossier: Dossier) -> list[tuple[Claim, ...]]:
    """Return the claims that joining links connect; the links were decided jointly, so this adds no chains."""
    order = sorted(dossier.readings, key=lambda r: (r.report.published.earliest or "9999", r.id))
    claims = {claim.id: claim for reading in order for claim in reading.claims}
    parent = {claim: claim for claim in claims}

    def root(claim: str) -> str:
        while parent[claim] != claim:
            parent[claim] = parent[parent[claim]]
            claim = parent[claim]
        return claim

    for link in dossier.claim_links:
        if link.relation in _JOINING and link.left in claims and link.right in claims:
            parent[root(link.right)] = root(link.left)
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[root(claim)].append(claims[claim])
    return [tuple(held) for held in groups.values()]


def _group(
    dossier: Dossier, gaps: dict[str, str], claims: tuple[Claim, ...], links: dict[str, list[ClaimLink]]
) -> ClaimGroup:
    origins = tuple(sorted({dossier.origin_of(claim.report) for claim in claims}))
    inside = {claim.id for claim in claims}
    joined = [x for claim in claims for x in links[claim.id] if x.left in inside and x.right in inside]
    lead = max(claims, key=lambda c: (_clearness(dossier, c, joined), -claims.index(c)))
    standing, reason = _standing(claims, origins, joined)
    return ClaimGroup(
        id=content_id("group", *sorted(inside)),
        standing=standing,
        claims=claims,
        lead=lead.id,
        origins=origins,
        support=support_cells(gaps, claims, lead, joined),
        salience=_salience(dossier, claims, origins),
        reason=reason,
    )


def _standing(claims: tuple[Claim, ...], origins: tuple[str, ...], links: list[ClaimLink]) -> tuple[Standing, str]:
    reports = len({claim.report for claim in claims})
    voices = sorted({claim.attributed_to for claim in claims if claim.attributed_to})
    said = f" As said by {_listed(voices)}." if voices and all(claim.attributed_to for claim in claims) else ""
    if any(link.relation == "update" for link in links):
        return "updated", f"A later report gives a newer number than an earlier one.{said}"
    if len(origins) > 1:
        return "agreed", f"{len(origins)} origins say so ({reports} reports).{said}"
    if reports > 1:
        return "single_origin", f"{reports} reports say so, but they carry one text.{said}"
    return "single_origin", f"Only one report says so.{said}"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _clearness(dossier: Dossier, claim: Claim, links: list[ClaimLink]) -> float:
    """Return how well a claim stands for its group: near to the others, specific, a sentence of its own."""
    scores = [x.score for x in links if claim.id in (x.left, x.right)]
    near = sum(scores) / len(scores) if scores else 0.0
    said = len(claim.lemmas) or len(claim.words.split()) // 2
    specific = min(said, _TOO_MUCH) / _TOO_MUCH - max(0, said - _TOO_MUCH) / _TOO_MUCH
    sentence = dossier.reading(claim.report).sentence_at(claim.start)
    whole = (
        bool(sentence)
        and sentence is not None
        and (claim.end - claim.start) >= 0.8 * (sentence.end - sentence.start)
    )
    voice = not claim.attributed_to and claim.modality == "asserted"
    return round(near + specific + 0.4 * whole + 0.2 * voice + 0.2 * bool(claim.entities), 4)


def _salience(dossier: Dossier, claims: tuple[Claim, ...], origins: tuple[str, ...]) -> float:
    """Return 0 to 1: how early, how independently and how often the reports say it, and of whom."""
    early = []
    for report in sorted({claim.report for claim in claims}):
        last = max((c.sentence for c in dossier.reading(report).claims), default=0)
        first = min(claim.sentence for claim in claims if claim.report == report)
        early.append(1 - first / (last + 1))
    everyone = {dossier.origin_of(reading.id) for reading in dossier.readings}
    mentions = {e.id: len(e.mentions) for e in dossier.entities}
    most = max(mentions.values(), default=0) or 1
    story_wide = {m: e.id for e in dossier.entities for m in (e.id, *e.members)}
    named = max((mentions.get(story_wide.get(x, ""), 0) for c in claims for x in c.entities), default=0) / most
    repeated = min(1.0, (len(claims) - len(early)) / 3)
    share = (len(origins) - 1) / max(1, len(everyone) - 1)
    return round(0.4 * max(early) + 0.35 * share + 0.15 * named + 0.1 * repeated, 4)
