"""Figures that rival each other: another toll put by others, another age of one person, “only a handful”."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from synoptic.compare.clause_tree import ClauseTree
from synoptic.compare.conflict_sides import Stated, dispute_between, told
from synoptic.compare.opposites import opposites
from synoptic.compare.pair_features import compatible
from synoptic.compare.statements import StatementTable
from synoptic.news.annotation import Figure, Reading, TimeMention
from synoptic.news.comparison import Dispute, Dossier

# Reports further apart than this may tell of a person before and after a birthday (a choice: one news cycle).
_DAYS_APART = 3
# A day more or less may lie between two ages of a child; only whole years of grown people are compared.
_GROWN = 10
_AGE_BEFORE = re.compile(r"[\s,—–-]*(?:(?:is|was|aged?|the|a|an|now|only|just)\s+)*")
_AGE_BEHIND = re.compile(r"\s+(?:[\w’'-]+\s+){0,3}")


class Aged(msgspec.Struct, frozen=True, kw_only=True):
    """A person's age as one report gives it."""

    stated: Stated
    origin: str
    years: int


def conflicting_ages(dossier: Dossier, table: StatementTable) -> Iterator[Dispute]:
    """Yield disputes over the age of a person to whom two reports of one news cycle give different years."""
    held: dict[str, list[Aged]] = defaultdict(list)
    for reading in sorted(dossier.readings, key=lambda r: r.id):
        for time in reading.times:
            who, years = _aged(reading, time)
            sentence = reading.sentence_at(time.start)
            if who and sentence is not None and years >= _GROWN:
                stated = Stated(reading=reading, sentence=sentence, start=sentence.start, end=sentence.end)
                held[table.story_wide(who)].append(
                    Aged(stated=stated, origin=dossier.origin_of(reading.id), years=years)
                )
    for person, found in sorted(held.items()):
        ages = sorted({a.years for a in found})
        by_origin = {o: {a.years for a in found if a.origin == o} for o in {a.origin for a in found}}
        if len(ages) != 2 or any(len(v) > 1 for v in by_origin.values()) or not _one_cycle(found):
            continue
        entity = table.entity(person)
        name = entity.name if entity else "one person"
        sides = [[a.stated for a in found if a.years == years][:3] for years in ages]
        yield dispute_between(
            dossier,
            "figure",
            f"the age of {name}",
            (sides[0], sides[1]),
            f"Two origins give {name} another age: {ages[0]} and {ages[1]}.",
        )


def _aged(reading: Reading, time: TimeMention) -> tuple[str, int]:
    """Return whose age a mention gives and the years, or nothing where that is not plain."""
    years = re.fullmatch(r"P(\d+)Y", time.length)
    if time.kind != "age" or years is None:
        return "", 0
    text = reading.report.text
    sentence = reading.sentence_at(time.start)
    # “then 19”, “when she was 19”, “at 19”: the age of another time.
    if sentence is None or re.search(
        r"\b(?:then|when|at|who was|since|until|age of)[\s-]*(?:\w+\s+){0,3}$", text[sentence.start : time.start]
    ):
        return "", 0
    for mention in reading.mentions_in(sentence):
        # Whom “he” means is known too unsurely: “he was 3” may be of the child or of the father.
        if mention.kind != "person" or mention.form == "pronoun":
            continue
        if mention.end <= time.start:
            if _AGE_BEFORE.fullmatch(text[mention.end : time.start]):
                return mention.entity, int(years[1])
        elif time.end <= mention.start:
            between = text[time.end : mention.start]
            if "-" in time.words and _AGE_BEHIND.fullmatch(between):
                return mention.entity, int(years[1])
    return "", 0


def _one_cycle(found: Sequence[Aged]) -> bool:
    days = [a.stated.reading.report.published.earliest for a in found]
    if None in days:
        return False
    numbers = [date.fromisoformat(str(day)[:10]).toordinal() for day in days]
    return max(numbers) - min(numbers) <= _DAYS_APART


def rival_estimates(dossier: Dossier) -> Iterator[Dispute]:
    """Yield disputes over a number that others put elsewhere, right behind it (“others put the toll at …”)."""
    for reading in sorted(dossier.readings, key=lambda r: r.id):
        held = [told(reading, s) for s in reading.sentences if s.block in ("body", "standfirst") and s.parsed]
        for before, here in pairwise(held):
            rival = _put_by_others(here)
            first = _sole(before) if rival else None
            if rival and first and before.voice and not compatible(first, rival):
                yield dispute_between(
                    dossier,
                    "figure",
                    f"the number of {first.thing or first.unit}",
                    ([before], [here]),
                    f"One thing is counted twice: “{first.words}” and, by others, “{rival.words}”.",
                )


def _put_by_others(stated: Stated) -> Figure | None:
    """Return the number at which others put what was just counted, or None."""
    words, tree = opposites(stated.sentence.language), ClauseTree(stated.sentence.tokens)
    for place, token in enumerate(tree.tokens):
        if token.lemma.casefold() not in words.words("estimate") or token.head != place:
            continue
        subject = tree.subject(place)
        counted = {tree.lemma(k) for k in tree.under(place, frozenset({"dobj", "obj"}))}
        other = subject is not None and any(tree.lemma(k) in words.words("others") for k in tree.phrase(subject))
        if other and counted & words.words("totals"):
            return _sole(stated)
    return None


def _sole(stated: Stated) -> Figure | None:
    """Return the only number of a sentence, or None if it has none or several."""
    figures = [f for f in stated.reading.figures_in(stated.sentence) if f.low is None or f.low > 1]
    return figures[0] if len(figures) == 1 else None
