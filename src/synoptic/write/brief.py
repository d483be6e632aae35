"""The brief: a greedy choice of real sentences, the best supported first, each with its citations.

Coverage of claim groups is weighted by log2(1 + origins) and salience, less what repeats, leans on other
sentences or is loaded; the gain of a sentence falls as others are chosen, so the greedy choice is within
1 - 1/e of the best (Lin and Bilmes 2011).
"""

from math import log2

import msgspec

from synoptic.news.annotation import Claim
from synoptic.news.comparison import ClaimGroup, Dispute, Dossier
from synoptic.news.edition import Brief, BriefSentence
from synoptic.news.ids import content_id
from synoptic.news.report import Passage
from synoptic.run.stage import Made, Tools
from synoptic.write.citations import as_sentence, cite, one_a_report, outlet_name, printed, sentence_passage
from synoptic.write.readiness import readiness
from synoptic.write.settings import WriteSettings


class _Candidate(msgspec.Struct, frozen=True, kw_only=True):
    group: ClaimGroup
    claim: Claim
    passage: Passage
    covered: frozenset[str]
    lemmas: frozenset[str]
    ready: float


def write_brief(dossier: Dossier, *, settings: WriteSettings, tools: Tools) -> Made[Brief]:
    """Return the brief of a story: what is agreed, then what is disputed, then what one origin alone says."""
    disputed = {group for dispute in dossier.disputes for group in dispute.groups}
    supported = [g for g in dossier.claim_groups if g.standing in ("agreed", "updated") and g.id not in disputed]
    single = [g for g in dossier.claim_groups if g.standing == "single_origin" and g.id not in disputed]
    alone = len(dossier.origins) < 2
    chosen = _choose(dossier, supported, settings.most_agreed, settings, ())
    if not alone:
        chosen = _event_first(dossier, chosen)
    sentences = [_plain_sentence(dossier, candidate) for candidate in chosen]
    sentences += [_both_sides(dossier, dispute) for dispute in dossier.disputes[: settings.most_disputes]]
    space = settings.most_words - sum(len(s.text.split()) for s in sentences)
    most_single = settings.most_single + (2 if alone else 0)
    extra = _choose(dossier, single, most_single, msgspec.structs.replace(settings, most_words=space), chosen)
    if alone:
        extra = _event_first(dossier, extra)
    sentences += [_single_sentence(dossier, candidate, alone=alone) for candidate in extra]
    return Made((Brief(sentences=tuple(sentences)),))


def _choose(
    dossier: Dossier,
    groups: list[ClaimGroup],
    most: int,
    settings: WriteSettings,
    before: tuple[_Candidate, ...] | list[_Candidate],
) -> list[_Candidate]:
    candidates = _candidates(dossier, groups, settings)
    chosen: list[_Candidate] = []
    covered: set[str] = {group for candidate in before for group in candidate.covered}
    words = 0
    while candidates and len(chosen) < most:
        best = max(candidates, key=lambda c: (_gain(c, [*before, *chosen], covered), c.claim.id))
        if _gain(best, [*before, *chosen], covered) <= 0:
            break
        candidates.remove(best)
        length = len(best.passage.words.split())
        if chosen and words + length > settings.most_words:
            continue
        chosen.append(best)
        covered |= best.covered
        words += length
    return chosen


def _candidates(dossier: Dossier, groups: list[ClaimGroup], settings: WriteSettings) -> list[_Candidate]:
    by_claim = {claim.id: group for group in dossier.claim_groups for claim in group.claims}
    candidates = []
    for group in groups:
        for claim in group.claims:
            for passage in (claim, sentence_passage(dossier, claim)):
                inside = [
                    c
                    for c in dossier.reading(claim.report).claims
                    if passage.start <= c.start and c.end <= passage.end and c.id in by_claim
                ]
                ready = readiness(dossier, claim, passage, longest=settings.longest_sentence)
                if dossier.reading(claim.report).report.language != settings.language and len(group.claims) > 1:
                    ready *= 0.5
                covered = frozenset(by_claim[c.id].id for c in inside if by_claim[c.id].standing == group.standing)
                # Words that only one origin has may not slip into a sentence that stands for several.
                foreign = sum(1 for c in inside if by_claim[c.id].standing != group.standing)
                ready *= 0.75**foreign
                lemmas = frozenset(lemma for c in inside for lemma in c.lemmas) | frozenset(claim.lemmas)
                if ready > 0:
                    candidates.append(
                        _Candidate(
                            group=group,
                            claim=claim,
                            passage=passage,
                            covered=covered | {group.id},
                            lemmas=lemmas,
                            ready=ready,
                        )
                    )
    return candidates


def _gain(candidate: _Candidate, chosen: list[_Candidate], covered: set[str]) -> float:
    if candidate.group.id in covered:
        return 0.0
    repeats = max((_overlap(candidate.lemmas, other.lemmas) for other in chosen), default=0.0)
    # Half the words again is a repetition to a reader even where the claim is another one.
    if repeats > 0.5:
        return 0.0
    weight = log2(1 + max(1, len(candidate.group.origins))) * (0.1 + candidate.group.salience)
    return weight * candidate.ready * (1 - repeats)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _event_first(dossier: Dossier, chosen: list[_Candidate]) -> list[_Candidate]:
    """Return the sentences with the event's first and the rest in the order of importance."""
    cited = {(c.report, c.start, c.end) for c in dossier.event.citations} if dossier.event else set()
    return sorted(
        chosen,
        key=lambda c: not any((x.report, x.start, x.end) in cited for x in c.group.claims),
    )


def _plain_sentence(dossier: Dossier, candidate: _Candidate) -> BriefSentence:
    group = candidate.group
    citations = one_a_report(group, candidate.claim.id)
    own = cite(candidate.passage)
    citations = (own, *(c for c in citations if c.report != own.report))
    text = printed(dossier.reading(candidate.claim.report), candidate.passage)
    if candidate.claim.attributed_to and candidate.passage == candidate.claim:
        text = f"{text} [{candidate.claim.attributed_to}, as reported.]"
    role = "updated" if group.standing == "updated" else "agreed"
    return _sentence(text, citations, role, (group.id,), group.reason or "several origins say so")


def _single_sentence(dossier: Dossier, candidate: _Candidate, *, alone: bool) -> BriefSentence:
    group, claim = candidate.group, candidate.claim
    text = printed(dossier.reading(claim.report), candidate.passage)
    said_by = f", citing {claim.attributed_to}" if claim.attributed_to else ""
    if not alone or said_by:
        text = f"[Only {outlet_name(dossier, claim.report)}{said_by}:] {text}"
    return _sentence(text, (cite(candidate.passage),), "single_origin", (group.id,), "one origin says so")


def _both_sides(dossier: Dossier, dispute: Dispute) -> BriefSentence:
    parts = []
    citations = []
    for side in dispute.sides:
        parts.append(f"[{side.voice}:] “{' '.join(side.position.split())}”")
        citations += side.citations
    text = as_sentence("; ".join(parts))
    reason = dispute.reason or "the accounts cannot both hold"
    return _sentence(f"[They differ.] {text}", tuple(citations), "disputed", dispute.groups, reason)


def _sentence(
    text: str,
    citations: tuple,
    role: str,
    groups: tuple[str, ...],
    reason: str,  # type: ignore[type-arg]
) -> BriefSentence:
    return BriefSentence(
        id=content_id("sentence", text, citations),
        text=text,
        citations=citations,
        role=role,  # type: ignore[arg-type]
        groups=groups,
        reason=reason,
    )
