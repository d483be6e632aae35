"""When a story's event happened: the day that its reports give it, and the words that say so."""

import re
from collections import defaultdict

import msgspec

from synoptic.news.annotation import Claim, Reading, Sentence, TimeMention
from synoptic.news.comparison import ClaimGroup, Dossier
from synoptic.news.report import Interval

_BLOCKS = ("body", "standfirst", "headline", "caption")
# Letters that a verb and its noun share ("meet", "meeting"; "visit", "visitar"): enough to tell that a
# sentence speaks of the event, since it must name its people or stand in the opening, too.
_STEM = 4
_OPENING_SENTENCES = 4
_MONTH = 31
# One report's opening may name the day before; that two name the same day by chance is rare (a choice).
_LEAST_REPORTS = 2


class _Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day that a report gives to the event: how much speaks for it, and the words."""

    weight: float
    day: str
    report: str
    start: int
    reason: str


def time_of_event(dossier: Dossier, group: ClaimGroup) -> tuple[Interval | None, str]:
    """Return when a group's event happened and why; a day of its reports where their claims name only a week."""
    stated, reason = _stated(dossier, group)
    if stated is not None and stated.earliest == stated.latest:
        return stated, reason
    days = [d for reading in dossier.readings for d in _days(dossier, reading, group, stated)]
    votes: dict[str, float] = defaultdict(float)
    for held in days:
        votes[held.day] += held.weight
    if not votes:
        return (stated, reason) if stated is not None else _opening_day(dossier)
    day = min(votes, key=lambda d: (-votes[d], d))
    told = [d for d in days if d.day == day]
    best = min(told, key=lambda d: (-d.weight, d.report, d.start))
    reports = len({d.report for d in told})
    reason = best.reason + (f"; {reports} reports give that day" if reports > 1 else "")
    return Interval(earliest=day, latest=day), reason


def _opening_day(dossier: Dossier) -> tuple[Interval | None, str]:
    """Return the recent day that most reports name in their opening, if two or more do; else nothing."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for reading in sorted(dossier.readings, key=lambda r: r.id):
        read = [s.index for s in reading.sentences if s.block in ("body", "standfirst")][:_OPENING_SENTENCES]
        for mention in reading.times:
            sentence = reading.sentence_at(mention.start)
            day = mention.time.earliest
            if (
                sentence is not None
                and day
                and sentence.index in read
                and _is_day(mention)
                and _is_recent(reading, day)
            ):
                told[day].setdefault(reading.id, f"“{mention.words}”: {mention.reason}")
    day = min(told, key=lambda d: (-len(told[d]), d), default="")
    if len(told.get(day, ())) < _LEAST_REPORTS:
        return None, ""
    reason = f"{next(iter(told[day].values()))}; {len(told[day])} reports open with that day"
    return Interval(earliest=day, latest=day), reason


def _stated(dossier: Dossier, group: ClaimGroup) -> tuple[Interval | None, str]:
    """Return the narrowest time that the group's own claims allow."""
    found: list[tuple[str, str, str]] = []
    for claim in group.claims:
        reading = dossier.reading(claim.report)
        for mention in reading.times_in(claim):
            if mention.kind == "date" and mention.time.earliest and mention.time.latest:
                found.append((mention.time.earliest, mention.time.latest, f"“{mention.words}”: {mention.reason}"))
        if claim.time and claim.time.earliest and claim.time.latest:
            found.append((claim.time.earliest, claim.time.latest, _reason(reading, claim)))
    if not found:
        return None, ""
    found.sort(key=lambda x: (_length(x[0], x[1]), x))
    earliest, latest, reason = found[0]
    for other_earliest, other_latest, _ in found[1:]:
        if other_earliest <= latest and earliest <= other_latest:
            earliest, latest = max(earliest, other_earliest), min(latest, other_latest)
    return Interval(earliest=earliest, latest=latest), reason


def _reason(reading: Reading, claim: Claim) -> str:
    """Return why a claim has its time: the words of its sentence that name it."""
    sentence = reading.sentence_at(claim.start)
    for mention in reading.times_in(sentence) if sentence is not None else ():
        if mention.time == claim.time:
            return f"“{mention.words}”: {mention.reason}"
    return "the time that its sentence goes on from"


def _days(dossier: Dossier, reading: Reading, group: ClaimGroup, within: Interval | None) -> list[_Day]:
    stems = {_stem(claim.predicate) for claim in group.claims if len(claim.predicate) >= _STEM}
    people = {_story_entity(dossier, entity) for claim in group.claims for entity in claim.entities}
    found = []
    for mention in reading.times:
        sentence = reading.sentence_at(mention.start)
        day = mention.time.earliest
        if sentence is None or day is None or not _is_day(mention) or sentence.block not in _BLOCKS:
            continue
        if within is not None and not (within.earliest or "") <= day <= (within.latest or "9999"):
            continue
        weight = _weight(dossier, reading, sentence, stems, people)
        # Without a time of its own only the opening may date the event: further down stands what led to it.
        if weight < 1 or (within is None and (weight < 2 or not _is_recent(reading, day))):
            continue
        reason = f"“{mention.words}”: {mention.reason}"
        found.append(_Day(weight=weight, day=day, report=reading.id, start=mention.start, reason=reason))
    return found


def _weight(dossier: Dossier, reading: Reading, sentence: Sentence, stems: set[str], people: set[str]) -> float:
    """Return how surely a sentence speaks of the event: its verb or noun, its people, its place in the report."""
    named = {_story_entity(dossier, m.entity) for m in reading.mentions_in(sentence)} & people
    tells = any(_stem(t.lemma or t.words) in stems for t in sentence.tokens if len(t.words) >= _STEM)
    read = [s.index for s in reading.sentences if s.block in ("body", "standfirst")]
    opens = sentence.index in read[:_OPENING_SENTENCES]
    return tells + 0.5 * min(2, len(named)) + 0.5 * opens


def _is_day(mention: TimeMention) -> bool:
    return (
        mention.kind == "date"
        and mention.granularity in ("day", "minute")
        and mention.time.earliest == mention.time.latest
        and mention.bound == ""
    )


def _is_recent(reading: Reading, day: str) -> bool:
    """Return whether a day is of the month in which its report was published, as far as that is known."""
    published = reading.report.published.latest or reading.report.published.earliest
    return published is None or abs(_number(published) - _number(day)) <= _MONTH


def _number(day: str) -> int:
    year, month, number = (int(x) for x in re.findall(r"\d+", day)[:3])
    return (year * 12 + month) * _MONTH + number


def _stem(word: str) -> str:
    return word.casefold()[:_STEM]


def _story_entity(dossier: Dossier, entity: str) -> str:
    found = dossier.story_entity(entity)
    return found.id if found is not None else entity


def _length(earliest: str, latest: str) -> int:
    # ISO days compare as text; only the order of lengths matters, so equal bounds come first.
    return 0 if earliest == latest else 1 + int(earliest[:7] != latest[:7]) + int(earliest[:4] != latest[:4])
