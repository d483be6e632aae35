"""Days that cannot both be right: one arranged occasion, dated otherwise by two origins."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import msgspec

from synoptic.compare.conflict_sides import Stated, dispute_between
from synoptic.compare.opposites import opposites
from synoptic.news.annotation import Reading, Sentence, TimeMention
from synoptic.news.comparison import Dispute, Dossier

# Days further apart than this are of two occasions of one kind (a choice: an occasion seldom recurs in a week).
_ONE_OCCASION = 5


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """An occasion that a report puts on one day."""

    stated: Stated
    origin: str
    day: int


def conflicting_days(dossier: Dossier) -> Iterator[Dispute]:
    """Yield disputes over the day of an occasion; none where a report gives several days for such an occasion."""
    held: dict[tuple[str, ...], list[Dated]] = defaultdict(list)
    for reading in sorted(dossier.readings, key=lambda r: r.id):
        for sentence in reading.sentences:
            if sentence.block == "body" and sentence.parsed:
                for occasion, day in _dated(reading, sentence):
                    stated = Stated(reading=reading, sentence=sentence, start=sentence.start, end=sentence.end)
                    held[occasion].append(Dated(stated=stated, origin=dossier.origin_of(reading.id), day=day))
    for occasion, found in sorted(held.items()):
        days = {d.day for d in found}
        by_origin = {o: {d.day for d in found if d.origin == o} for o in {d.origin for d in found}}
        if len(days) != 2 or max(days) - min(days) > _ONE_OCCASION or any(len(v) > 1 for v in by_origin.values()):
            continue
        sides = [[d.stated for d in found if d.day == day][:3] for day in sorted(days)]
        name = " ".join(occasion)
        yield dispute_between(
            dossier,
            "conflict",
            f"the day of the {name}",
            (sides[0], sides[1]),
            f"Two origins give other days for the {name}, and neither gives a second one.",
        )


def _dated(reading: Reading, sentence: Sentence) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield the occasions of a sentence that stand with a single day: “Monday's budget vote”."""
    tokens = sentence.tokens
    occasions = opposites(sentence.language).words("occasions")
    for time in reading.times_in(sentence):
        day = _single_day(time)
        if day is None:
            continue
        places = [k for k, t in enumerate(tokens) if time.start <= t.start and t.end <= time.end]
        heads = {tokens[k].head for k in places if tokens[k].head not in places}
        # “the hearing on Monday”: the day hangs on a preposition that hangs on the noun.
        heads |= {tokens[h].head for h in heads if tokens[h].pos == "ADP"}
        # Or it stands right behind the noun and was hung on the verb.
        before = [k for k in range(places[0] - 1, -1, -1) if tokens[k].pos != "ADP"][:1] if places else []
        heads |= set(before)
        for head in sorted(heads):
            kinds = [
                t.lemma.casefold()
                for t in tokens
                if t.dep in ("compound", "amod") and tokens[t.head] is tokens[head]
            ]
            if tokens[head].lemma.casefold() in occasions and kinds:
                yield (*kinds, tokens[head].lemma.casefold()), day


def _single_day(time: TimeMention) -> int | None:
    first, last = time.time.earliest, time.time.latest
    if time.kind != "date" or time.bound or not first or not last or first[:10] != last[:10]:
        return None
    return date.fromisoformat(first[:10]).toordinal()
