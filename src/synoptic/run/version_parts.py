"""What became of the figures, quotations, times and masthead of a report between two versions."""

from collections.abc import Iterable
from typing import Literal

from synoptic.news.annotation import Figure, Quote, Reading, TimeMention
from synoptic.news.report import Passage, Published, Report
from synoptic.news.versions import FigureChange, MastheadChange, MastheadField, QuoteChange, TimeChange
from synoptic.run.version_edits import slip
from synoptic.run.version_pairs import Pair, Unit, paired, word_likeness
from synoptic.run.version_places import Changed
from synoptic.run.version_words import folded, words_of

# As for sentences; a quotation that shares less than half of its words is another quotation.
LEAST_ALIKE = 0.5


def figure_changes(
    former: Reading, later: Reading, places: Changed, pairs: Iterable[Pair[Passage]]
) -> tuple[FigureChange, ...]:
    """Return the numbers for one thing whose value is another; `pairs` are passages that belong together."""
    old = [f for f in former.figures if places.former.touch(f)]
    new = [f for f in later.figures if places.later.touch(f)]
    found: list[FigureChange] = []
    for pair in pairs:
        ours = [f for f in old if pair.former.contains(f)]
        theirs = [f for f in new if pair.later.contains(f)]
        for one, other, reason in _matched(ours, theirs):
            old.remove(one)
            new.remove(other)
            if _value(one) != _value(other):
                found.append(FigureChange(former=one, later=other, reason=reason))
    for one in list(old):
        alike = [f for f in new if one.thing and _thing(f) == _thing(one) and f.unit == one.unit]
        if len(alike) == 1 and sum(_thing(f) == _thing(one) and f.unit == one.unit for f in old) == 1:
            old.remove(one)
            new.remove(alike[0])
            if _value(one) != _value(alike[0]):
                reason = f"the only number of {one.thing} in either version’s changed words"
                found.append(FigureChange(former=one, later=alike[0], reason=reason))
    return tuple(sorted(found, key=lambda c: (c.later.start, c.former.start)))


def _matched(ours: list[Figure], theirs: list[Figure]) -> list[tuple[Figure, Figure, str]]:
    """Return which figures of two passages that belong together count one thing, each used once."""
    found = []
    for same, reason in (
        (_same_thing, "the same thing, in the same sentence"),
        (_same_unit, "the only number left"),
    ):
        for one in list(ours):
            alike = [f for f in theirs if same(one, f)]
            alone = same is _same_thing or (len(alike) == 1 and sum(same(f, alike[0]) for f in ours) == 1)
            if alike and alone:
                ours.remove(one)
                theirs.remove(alike[0])
                found.append((one, alike[0], reason))
    return found


def _same_thing(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit and _thing(one) == _thing(other)


def _same_unit(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit and (not one.thing or not other.thing or bool(_thing(one) & _thing(other)))


def _thing(figure: Figure) -> frozenset[str]:
    return frozenset(folded(words_of(figure.thing, 0, len(figure.thing))))


def _value(figure: Figure) -> tuple[float | None, float | None, str]:
    return figure.low, figure.high, figure.change


def time_changes(
    former: Reading, later: Reading, places: Changed, sentences: Iterable[Pair[Passage]]
) -> tuple[TimeChange, ...]:
    """Return the times of sentences that belong together where the words changed and with them the day or hour."""
    found = []
    for pair in sentences:
        ours = [t for t in former.times_in(pair.former) if places.former.lie_inside(t)]
        theirs = [t for t in later.times_in(pair.later) if places.later.lie_inside(t)]
        for kind in ("date", "duration", "age", "recurring"):
            one = [t for t in ours if t.kind == kind]
            other = [t for t in theirs if t.kind == kind]
            if len(one) == len(other):
                found += [
                    TimeChange(former=a, later=b) for a, b in zip(one, other, strict=True) if _when(a) != _when(b)
                ]
    return tuple(sorted(found, key=lambda c: (c.later.start, c.former.start)))


def _when(time: TimeMention) -> tuple[object, ...]:
    # Without a publication date “March” and “April” are both no known day: then the words decide.
    known = time.time.earliest or time.time.latest or time.length
    words = "" if known else time.words.casefold()
    return time.time, time.length, time.clock, time.bound, words


def quote_changes(former: Reading, later: Reading, places: Changed) -> tuple[QuoteChange, ...]:
    """Return the quotations that came, went, or have other words or another speaker."""
    old, new = _quote_units(former), _quote_units(later)
    found = paired(old, new, LEAST_ALIKE, word_likeness(old, new))
    changes = [
        QuoteChange(kind="speaker", former=p.former, later=p.later)
        for p in found.same
        if _other_speaker(p.former, p.later, places)
    ]
    for pair in found.changed:
        words = places.former.lie_inside(pair.former) or places.later.lie_inside(pair.later)
        speaker = _other_speaker(pair.former, pair.later, places)
        if words or speaker:
            kind: Literal["words", "speaker", "words_and_speaker"] = (
                "words_and_speaker" if words and speaker else "words" if words else "speaker"
            )
            changes.append(QuoteChange(kind=kind, former=pair.former, later=pair.later))
    changes += [QuoteChange(kind="removed", former=q) for q in found.removed if places.former.lie_inside(q)]
    changes += [QuoteChange(kind="added", later=q) for q in found.added if places.later.lie_inside(q)]
    return tuple(sorted(changes, key=_quote_place))


def _quote_units(reading: Reading) -> list[Unit[Quote]]:
    text = reading.report.text
    # What is said indirectly stands among the claims.
    quotes = ((q, folded(words_of(text, q.start, q.end))) for q in reading.quotes if q.kind != "indirect")
    return [Unit(quote, key, frozenset(key)) for quote, key in quotes if key]


def _other_speaker(one: Quote, other: Quote, places: Changed) -> bool:
    same = bool(one.entity) and one.entity == other.entity
    return not same and places.renames(one.speaker, other.speaker)


def _quote_place(change: QuoteChange) -> tuple[int, int]:
    return (change.later.start if change.later else -1, change.former.start if change.former else -1)


def masthead_changes(former: Report, later: Report) -> tuple[MastheadChange, ...]:
    """Return the fields of the masthead that both versions have and that read otherwise."""
    fields: tuple[tuple[MastheadField, str, str], ...] = (
        ("headline", former.headline, later.headline),
        ("standfirst", former.standfirst, later.standfirst),
        ("byline", former.byline, later.byline),
        ("published", _stated(former.published), _stated(later.published)),
    )
    return tuple(
        MastheadChange(field=field, former=one, later=other, small=_is_small(field, one, other))
        for field, one, other in fields
        if one and other and one != other
    )


def _stated(published: Published) -> str:
    """Return the day that a page states; a day that was worked out is no word of the outlet."""
    return (published.earliest or "") if published.certainty == "stated" else ""


def _is_small(field: MastheadField, one: str, other: str) -> bool:
    if field in ("byline", "published"):
        return True
    old, new = folded(words_of(one, 0, len(one))), folded(words_of(other, 0, len(other)))
    return len(old) == len(new) and all(a == b or slip(a, b) for a, b in zip(old, new, strict=True))
