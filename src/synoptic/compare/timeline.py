"""What happened when, in the words of the reports: one entry for each event and time."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from synoptic.compare.event_words import (
    clause_around,
    content_of,
    has_verb,
    is_attribute,
    is_hour_of_saying,
    opens_with_pronoun,
    stands_alone,
)
from synoptic.compare.settings import CompareSettings
from synoptic.news.annotation import Claim, Granularity, Reading, TimeMention
from synoptic.news.comparison import Dossier, TimelineEntry
from synoptic.news.ids import content_id
from synoptic.news.report import Interval, Passage
from synoptic.news.story import Citation
from synoptic.run.stage import Made, Tools

_BLOCKS = ("body", "standfirst", "headline")
_SAID_TO_HAPPEN = ("asserted", "planned")
# Finer first: when two accounts of one event differ in grain, the finer time stands.
_GRAINS: tuple[Granularity, ...] = ("minute", "day", "week", "month", "season", "quarter", "year", "decade")
# "The 2016 election" names an election; "the June 19 election" still says when it was.
_LONG = ("season", "quarter", "year", "decade")
# Share of content words that two accounts of one event on one day have in common when no claim group joins
# them; chosen by reading same-day pairs of the labelled stories (unrelated ones share under a fifth).
_SAME_WORDS = 0.34


class _Told(msgspec.Struct, frozen=True, kw_only=True):
    """One report's words for something that happened at a time."""

    report: str
    start: int
    end: int
    words: str
    earliest: date
    latest: date
    granularity: Granularity
    reason: str
    dangling: bool = False
    group: str = ""
    predicate: str = ""
    lemmas: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()


def find_timeline(dossier: Dossier, *, settings: CompareSettings, tools: Tools) -> Made[TimelineEntry]:
    """Return the story's timeline in the order of time; the accounts of one event are one entry."""
    groups = {claim.id: group.id for group in dossier.claim_groups for claim in group.claims}
    told = [t for reading in dossier.readings for t in _told(reading, dossier, groups)]
    told.sort(key=lambda t: (_GRAINS.index(t.granularity), t.earliest, t.report, t.start, t.end))
    joined: list[list[_Told]] = []
    for account in told:
        # Only the finest account of an entry decides what joins it, or chains of coarse times would run together.
        home = next((entry for entry in joined if _same_event(entry, account)), None)
        if home is None:
            joined.append([account])
        else:
            home.append(account)
    entries = [_entry(accounts) for accounts in joined]
    entries.sort(key=lambda e: (e.time.earliest or "", e.time.latest or "", e.id))
    return Made(tuple(entries))


def _told(reading: Reading, dossier: Dossier, groups: dict[str, str]) -> Iterable[_Told]:
    for mention in reading.times:
        sentence = reading.sentence_at(mention.start)
        if sentence is None or sentence.block not in _BLOCKS or not has_verb(sentence):
            continue
        time = _named_time(mention)
        if time is None or is_hour_of_saying(sentence, mention):
            continue
        if mention.granularity in _LONG and is_attribute(sentence, mention):
            continue
        claim = _claim_about(reading, mention)
        if claim is not None and claim.modality not in _SAID_TO_HAPPEN:
            continue
        whole = claim is not None and stands_alone(sentence, claim, mention)
        place: Passage = claim if claim is not None and whole else clause_around(reading, sentence, mention)
        entities = claim.entities if claim else tuple(m.entity for m in reading.mentions_in(place))
        yield _Told(
            report=reading.id,
            start=place.start,
            end=place.end,
            words=place.words,
            earliest=time[0],
            latest=time[1],
            granularity="day" if mention.granularity == "minute" else mention.granularity,
            reason=f"“{mention.words}”: {mention.reason}",
            dangling=opens_with_pronoun(sentence, place),
            group=groups.get(claim.id, "") if claim else "",
            predicate=claim.predicate if claim else "",
            lemmas=frozenset(claim.lemmas) if claim and claim.lemmas else content_of(sentence, place),
            entities=frozenset(_story_entity(dossier, entity) for entity in entities),
        )


def _named_time(mention: TimeMention) -> tuple[date, date] | None:
    """Return the days that the words name; None for lengths, ages and times without a certain place."""
    if mention.kind != "date" or mention.granularity not in _GRAINS:
        return None
    earliest, latest = mention.time.earliest, mention.time.latest
    if mention.bound in ("since", "after") and earliest:
        # "Since 2011" names 2011, though the time of what holds since then is open.
        return _whole(date.fromisoformat(earliest), mention.granularity)
    if mention.bound in ("until", "before", "by") and latest:
        return _whole(date.fromisoformat(latest), mention.granularity)
    if not earliest or not latest:
        return None
    if mention.granularity in ("day", "minute") and earliest != latest and not _prints_range(mention):
        return None
    return date.fromisoformat(earliest), date.fromisoformat(latest)


def _prints_range(mention: TimeMention) -> bool:
    """Return whether the words are a range of days; a day that only the anchor leaves open is none."""
    return bool(mention.ends) or bool(re.search(r"\d\s?(?:-|–|—|to|and|bis|und|au|et|al|y)\s?\d", mention.words))


def _whole(day: date, granularity: Granularity) -> tuple[date, date]:
    if granularity == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    months = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120}.get(granularity)
    if months is None:
        return day, day
    index = day.year * 12 + day.month - 1
    if granularity in ("quarter", "year", "decade"):
        index -= index % months
    last = index + months - 1
    return date(index // 12, index % 12 + 1, 1), date(
        last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1]
    )


def _claim_about(reading: Reading, mention: TimeMention) -> Claim | None:
    """Return the shortest claim with the time inside its own spans, or else inside its hull."""
    inside = [c for c in reading.claims if any(s.start <= mention.start and mention.end <= s.end for s in c.spans)]
    around = inside or [c for c in reading.claims if c.start <= mention.start and mention.end <= c.end]
    return min(around, key=lambda c: (c.end - c.start, c.start, c.id), default=None)


def _story_entity(dossier: Dossier, entity: str) -> str:
    found = dossier.story_entity(entity)
    return found.id if found is not None else entity


def _same_event(entry: list[_Told], account: _Told) -> bool:
    first = entry[0]
    if not (account.earliest <= first.earliest and first.latest <= account.latest):
        return False
    same_time = (account.earliest, account.latest) == (first.earliest, first.latest)
    for held in entry:
        if held.group and held.group == account.group:
            return True
        if held.report == account.report and (held.start, held.end) == (account.start, account.end):
            return same_time
        if not same_time:
            continue
        if held.predicate and held.predicate == account.predicate and held.entities & account.entities:
            return True
        union = held.lemmas | account.lemmas
        if (
            held.entities & account.entities
            and union
            and len(held.lemmas & account.lemmas) >= _SAME_WORDS * len(union)
        ):
            return True
    return False


def _entry(accounts: list[_Told]) -> TimelineEntry:
    finest = accounts[0]

    def readable(account: _Told) -> tuple[bool, bool, int, str, str]:
        coarse = (account.earliest, account.latest) != (finest.earliest, finest.latest)
        return account.dangling, coarse, len(account.words), account.words, account.report

    lead = min(accounts, key=readable)
    citations = sorted({(a.report, a.start, a.end, a.words) for a in accounts})
    time = Interval(earliest=finest.earliest.isoformat(), latest=finest.latest.isoformat())
    return TimelineEntry(
        id=content_id("timeline", time, citations),
        time=time,
        granularity=finest.granularity,
        what=lead.words,
        citations=tuple(Citation(report=r, start=s, end=e, words=w) for r, s, e, w in citations),
        reports=tuple(sorted({a.report for a in accounts})),
        reason=finest.reason,
    )
