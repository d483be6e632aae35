"""What a story is about: the claim group that its reports open with, read for what, when, where and who."""

import re
from collections import Counter
from math import log2

from synoptic.compare.event_time import time_of_event
from synoptic.compare.event_words import opens_with_pronoun, stands_alone
from synoptic.compare.settings import CompareSettings
from synoptic.news.annotation import Claim, Reading
from synoptic.news.comparison import ClaimGroup, Dossier, StoryEntity
from synoptic.news.report import Interval
from synoptic.news.story import Citation, Event
from synoptic.run.stage import Made, Tools

# What a story opens with is its news; later sentences are background (inverted pyramid).
_OPENING_SENTENCES = 4
# A claim with all the words of a headline weighs five times what one without them does; chosen by reading the
# events of the labelled stories that have headlines.
_HEADLINE_WEIGHT = 4
# A headline of fewer words of content is a pun or a label.
_LEAST_HEADLINE = 3


def find_event(dossier: Dossier, *, settings: CompareSettings, tools: Tools) -> Made[Event]:
    """Return what happened, when, where and to whom; nothing where the story makes no claim."""
    group = event_group(dossier)
    if group is None:
        return Made()
    lead = _lead(dossier, group)
    time, reason = time_of_event(dossier, group)
    people = _people(dossier, group)
    return Made(
        (
            Event(
                what=lead.words,
                when=_day(time),
                where=_place(dossier, group),
                who=tuple(entity.name for entity in people),
                time=time,
                reason=reason,
                citations=tuple(_citation(claim) for claim in _one_a_report(group, lead)),
            ),
        )
    )


def event_group(dossier: Dossier) -> ClaimGroup | None:
    """Return the claim group that best stands for the story's event, or None without claims."""
    return max(dossier.claim_groups, key=lambda group: (_weight(dossier, group), group.id), default=None)


def _weight(dossier: Dossier, group: ClaimGroup) -> float:
    weight = log2(1 + max(1, len(group.origins))) * (0.2 + group.salience)
    openings = [_opening(dossier.reading(claim.report), claim) for claim in group.claims]
    weight *= 1 + sum(openings) / max(1, len(openings))
    whole = any(_is_whole(dossier, claim) for claim in group.claims)
    weight *= 0.5 + max(_fullness(dossier, claim) for claim in group.claims)
    weight *= 1 + _HEADLINE_WEIGHT * max(_in_headlines(dossier, claim) for claim in group.claims)
    return weight * max(_certainty(dossier, claim) for claim in group.claims) * (1.0 if whole else 0.3)


def _certainty(dossier: Dossier, claim: Claim) -> float:
    """Return how plainly a claim tells what happened, 0 to 1: not planned, not quoted, in its own voice."""
    if claim.modality != "asserted" or claim.quoted:
        return 0.5
    sentence = dossier.reading(claim.report).sentence_at(claim.start)
    tokens = sentence.tokens if sentence is not None else ()
    modal = any(t.tag == "MD" for t in tokens if claim.start <= t.start < claim.end)
    return 0.6 if modal else 0.8 if claim.attributed_to else 1.0


def _lead(dossier: Dossier, group: ClaimGroup) -> Claim:
    """Return the claim whose words show the event: one that can be read alone and says most."""

    def order(claim: Claim) -> tuple[bool, float, float, bool, str]:
        opening = _opening(dossier.reading(claim.report), claim)
        said = _fullness(dossier, claim) + _in_headlines(dossier, claim)
        return _is_whole(dossier, claim), said, opening, claim.id == group.lead, claim.id

    return max(group.claims, key=order)


def _is_whole(dossier: Dossier, claim: Claim) -> bool:
    reading = dossier.reading(claim.report)
    sentence = reading.sentence_at(claim.start)
    if sentence is None or opens_with_pronoun(sentence, claim):
        return False
    return stands_alone(sentence, claim)


def _in_headlines(dossier: Dossier, claim: Claim) -> float:
    """Return the largest share of a headline's words that a claim has: headlines name the event."""
    words = _stems(claim.words)
    shares = [0.0]
    for reading in dossier.readings:
        wanted = _stems(reading.report.headline)
        if len(wanted) >= _LEAST_HEADLINE:
            shares.append(len(wanted & words) / len(wanted))
    return max(shares)


def _stems(text: str) -> frozenset[str]:
    # Six letters join "resigns" and "resigned"; shorter words are mostly grammar.
    return frozenset(word[:6] for word in re.findall(r"[^\W\d_]{4,}", text.casefold()))


def _fullness(dossier: Dossier, claim: Claim) -> float:
    """Return how much of who, whom, where and when a claim says, 0 to 1: an event has people, a place, a time."""
    reading = dossier.reading(claim.report)
    mentions = reading.mentions_in(claim)
    who = {m.entity for m in mentions if m.kind in ("person", "organisation", "people")} | set(claim.entities)
    where = any(m.kind == "place" and m.form == "name" for m in mentions)
    times = [t for t in reading.times_in(claim) if t.kind == "date" and t.bound == ""]
    when = any(t.granularity in ("minute", "day", "week") for t in times)
    return (min(2, len(who)) + where + when) / 4


def _opening(reading: Reading, claim: Claim) -> float:
    read = [s.index for s in reading.sentences if s.block in ("body", "standfirst")]
    position = read.index(claim.sentence) if claim.sentence in read else len(read)
    return max(0.0, 1 - position / _OPENING_SENTENCES)


def _one_a_report(group: ClaimGroup, lead: Claim) -> tuple[Claim, ...]:
    first: dict[str, Claim] = {}
    for claim in sorted(group.claims, key=lambda c: (c.id != lead.id, c.report, c.start)):
        first.setdefault(claim.report, claim)
    return tuple(first.values())


def _citation(claim: Claim) -> Citation:
    return Citation(report=claim.report, start=claim.start, end=claim.end, words=claim.words)


def _day(time: Interval | None) -> str:
    if time is None or not time.earliest:
        return ""
    return time.earliest if time.earliest == time.latest else f"{time.earliest}/{time.latest or ''}"


def _people(dossier: Dossier, group: ClaimGroup) -> tuple[StoryEntity, ...]:
    counts: Counter[str] = Counter()
    known: dict[str, StoryEntity] = {}
    for claim in group.claims:
        for entity_id in set(claim.entities):
            entity = dossier.story_entity(entity_id)
            if entity is not None and entity.kind in ("person", "organisation"):
                known[entity.id] = entity
                counts[entity.id] += 1
    persons = {i for i, e in known.items() if e.kind == "person"}
    # Where people are named they are who the story is about; an organisation stands in where none is.
    chosen = persons or set(known)
    order = sorted(chosen, key=lambda i: (-counts[i], -len(known[i].mentions), known[i].name))
    return tuple(known[i] for i in order[:4])


def _place(dossier: Dossier, group: ClaimGroup) -> str:
    counts: Counter[str] = Counter()
    places: dict[str, StoryEntity] = {}
    for claim in group.claims:
        reading = dossier.reading(claim.report)
        for mention in reading.mentions_in(claim):
            entity = dossier.story_entity(mention.entity)
            if mention.kind == "place" and mention.form == "name" and entity is not None:
                places[entity.id] = entity
                counts[entity.id] += 2 if _follows_in(reading, mention.start) else 1
    if not places:
        return ""
    towns = {i for i, e in places.items() if e.country and e.country != e.name}
    chosen = min(towns or places, key=lambda i: (-counts[i], places[i].name))
    entity = places[chosen]
    return f"{entity.name}, {entity.country}" if entity.country and entity.country != entity.name else entity.name


def _follows_in(reading: Reading, start: int) -> bool:
    before = reading.report.text[max(0, start - 12) : start].lower().split()
    return bool(before) and before[-1] in {
        "in",
        "at",
        "near",
        "to",
        "of",
        "en",
        "à",
        "a",
        "au",
        "aux",
        "dans",
        "nach",
    }
