"""Claim groups: the claims of a story that say the same thing, who carries them, and how they stand."""

from collections import defaultdict

import msgspec

from synoptic.compare.leading import completeness, lead_of, main_language
from synoptic.compare.settings import CompareSettings
from synoptic.compare.support import gaps_of, support_cells, with_disputes
from synoptic.news.annotation import Claim
from synoptic.news.comparison import ClaimGroup, ClaimLink, Dossier, Standing
from synoptic.news.ids import content_id
from synoptic.news.report import Passage
from synoptic.run.stage import Made, Tools

_JOINING = ("same", "more_specific", "update")
# Words that somebody is quoted with say less of what happened than the report's own (a choice).
_QUOTED = 0.85


def group_claims(dossier: Dossier, *, settings: CompareSettings, tools: Tools) -> Made[ClaimGroup]:
    """Return every claim of the story in exactly one group, foremost group first, standing still provisional."""
    members = _members(dossier)
    links: dict[str, list[ClaimLink]] = defaultdict(list)
    for link in dossier.claim_links:
        links[link.left].append(link)
        links[link.right].append(link)
    grouping = _Grouping(dossier, links)
    groups = [grouping.group(claims) for claims in members]
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


class _Grouping:
    """Makes the groups of one story; what all of them need is worked out once."""

    def __init__(self, dossier: Dossier, links: dict[str, list[ClaimLink]]) -> None:
        self._dossier = dossier
        self._links = links
        self._gaps = gaps_of(dossier)
        self._language = main_language(dossier)
        self._salience = _Salience(dossier)

    def group(self, claims: tuple[Claim, ...]) -> ClaimGroup:
        """Return the group of some claims."""
        dossier = self._dossier
        origins = tuple(sorted({dossier.origin_of(claim.report) for claim in claims}))
        inside = {claim.id for claim in claims}
        links = {x.id: x for claim in claims for x in self._links[claim.id]}
        joined = [x for x in links.values() if x.left in inside and x.right in inside]
        lead = lead_of(dossier, claims, joined, self._language)
        standing, reason = _standing(claims, origins, joined)
        return ClaimGroup(
            id=content_id("group", *sorted(inside)),
            standing=standing,
            claims=claims,
            lead=lead.id,
            origins=origins,
            support=support_cells(self._gaps, claims, lead, joined),
            salience=self._salience.of(claims, lead, origins),
            reason=reason,
            sentence=_sentence_around(dossier, lead),
        )


def _sentence_around(dossier: Dossier, claim: Claim) -> Passage | None:
    reading = dossier.reading(claim.report)
    sentence = reading.sentence_at(claim.start)
    if sentence is None or sentence.end < claim.end:
        return None
    return reading.passage(sentence.start, sentence.end)


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


class _Salience:
    """Says how much a group matters to a story: how early, how independently and how often it is said, of whom."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._last = {r.id: max((c.sentence for c in r.claims), default=0) for r in dossier.readings}
        self._origins = {dossier.origin_of(reading.id) for reading in dossier.readings}
        mentions = {e.id: len(e.mentions) for e in dossier.entities}
        self._most = max(mentions.values(), default=0) or 1
        self._mentions = {m: mentions[e.id] for e in dossier.entities for m in (e.id, *e.members)}

    def of(self, claims: tuple[Claim, ...], lead: Claim, origins: tuple[str, ...]) -> float:
        """Return 0 to 1; a group counts as little as the words that stand for it say."""
        first: dict[str, int] = {}
        for claim in claims:
            first[claim.report] = min(first.get(claim.report, claim.sentence), claim.sentence)
        early = max(1 - place / (self._last[report] + 1) for report, place in first.items())
        named = max((self._mentions.get(x, 0) for c in claims for x in c.entities), default=0) / self._most
        repeated = min(1.0, (len(claims) - len(first)) / 3)
        share = (len(origins) - 1) / max(1, len(self._origins) - 1)
        whole = completeness(self._dossier.reading(lead.report), lead)
        quoted = _QUOTED if all(c.quoted for c in claims) else 1.0
        return round((0.4 * early + 0.35 * share + 0.15 * named + 0.1 * repeated) * whole * quoted, 4)
