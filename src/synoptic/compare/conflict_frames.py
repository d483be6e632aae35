"""Accounts in opposed terms: the same matter told by two outlets in words of which one excludes the other."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import combinations

import msgspec

from synoptic.compare.conflict_sides import outlet_of
from synoptic.news.annotation import Claim, Reading, Sentence
from synoptic.news.comparison import Dispute, Dossier, Side
from synoptic.news.ids import content_id
from synoptic.news.report import Interval
from synoptic.news.story import Citation

# Two accounts are of one matter when they name at least this many of the same, in the same period
# (set high on purpose; with it no account is invented on the claims_stories development half, 35 stories).
_SHARED_NAMES = 2
# A year is the longest period that still says when: "since the nineties" puts nothing at one time.
_LONGEST_PERIOD = 366
_MARKS = (("“", "”"), ("„", "“"), ("«", "»"), ("‹", "›"), ('"', '"'))


# A negation up to three words before what it may negate; in doubt the words take no stand.
_NEGATED = re.compile(
    r"(?:\b(?:not|never|no|nor|without|hardly|ne|pas|sans|nunca|ningún|sin)|n[’']t)\W+(?:\w+\W+){0,3}$"
)


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """A pair of opposed ways to tell a matter; `one` and `other` are patterns of own words."""

    name: str
    about: str
    one: re.Pattern[str]
    other: re.Pattern[str]


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """Where a report, in its own voice, takes one pole of a frame."""

    frame: str
    about: str
    pole: int
    reading: Reading
    sentence: Sentence
    claim: Claim
    words: str
    names: frozenset[str]
    time: Interval | None


@cache
def frames(language: str) -> tuple[Frame, ...]:
    """Return the frames known for a language."""
    text = files("synoptic.compare").joinpath("opposed_frames.toml").read_text(encoding="utf-8")
    held = tomllib.loads(text).get(language, {})
    return tuple(
        Frame(name=name, about=f["about"], one=_pattern(f["one"]), other=_pattern(f["other"]))
        for name, f in sorted(held.items())
    )


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(r"\b(?:" + "|".join(longest_first) + r")\b", re.IGNORECASE)


def opposed_accounts(dossier: Dossier) -> tuple[Dispute, ...]:
    """Return at most one dispute for each frame: the nearest pair of opposed accounts of one matter."""
    stands = [stand for reading in dossier.readings for stand in _stands(dossier, reading)]
    found = []
    for name in sorted({stand.frame for stand in stands}):
        pairs = [
            (one, other) if one.pole < other.pole else (other, one)
            for one, other in combinations([s for s in stands if s.frame == name], 2)
            if _opposed(dossier, one, other)
        ]
        if pairs:
            found.append(_dispute(dossier, *max(pairs, key=_nearness)))
    return tuple(found)


def _stands(dossier: Dossier, reading: Reading) -> Iterator[Stand]:
    for sentence in reading.sentences:
        if sentence.block not in ("body", "standfirst"):
            continue
        for frame in frames(sentence.language):
            poles = [_own_words(reading, sentence, pattern) for pattern in (frame.one, frame.other)]
            # A sentence that has both poles weighs them itself: it takes no stand.
            if bool(poles[0]) == bool(poles[1]):
                continue
            pole = 0 if poles[0] else 1
            match, claim = next(_own_claims(reading, poles[pole]), (None, None))
            if match is None or claim is None:
                continue
            yield Stand(
                frame=frame.name,
                about=frame.about,
                pole=pole,
                reading=reading,
                sentence=sentence,
                claim=claim,
                words=reading.report.text[match[0] : match[1]],
                names=_names(dossier, reading, sentence),
                time=_time(reading, sentence) or claim.time,
            )


def _own_words(reading: Reading, sentence: Sentence, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return where a pattern stands in a sentence outside every quotation and without a negation before it."""
    found = []
    for match in pattern.finditer(sentence.words):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        quoted = any(q.kind != "indirect" and q.start < end and start < q.end for q in reading.quotes)
        before = sentence.words[max(0, match.start() - 32) : match.start()].casefold()
        negated = _NEGATED.search(before)
        if not quoted and not negated and not _inside_marks(sentence.words, match.start()):
            found.append((start, end))
    return found


def _inside_marks(words: str, offset: int) -> bool:
    before = words[:offset]
    for opening, closing in _MARKS:
        if opening == closing:
            if before.count(opening) % 2:
                return True
        elif before.count(opening) > before.count(closing):
            return True
    return False


def _own_claims(reading: Reading, matches: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], Claim]]:
    """Yield the matched words that the outlet asserts itself, each with the claim that holds most of them."""
    for match in matches:
        claims = _claims_at(reading, match)
        if claims and all(_own(reading, c, matches) and c.modality == "asserted" for c in claims):
            yield match, claims[0]


def _own(reading: Reading, claim: Claim, matches: Sequence[tuple[int, int]]) -> bool:
    """Return whether a claim is the outlet's own, or given to somebody only by “refusing to”."""
    if not claim.attributed_to:
        return True
    cues = [q.cue for q in reading.quotes if q.cue and q.start < claim.end and claim.start < q.end]
    return bool(cues) and all(any(a <= c.start and c.end <= b for a, b in matches) for c in cues)


def _claims_at(reading: Reading, match: tuple[int, int]) -> list[Claim]:
    """Return the claims that hold some of the matched words, the one that holds most first."""
    shared = [
        (sum(max(0, min(match[1], s.end) - max(match[0], s.start)) for s in (c.spans or (c,))), c)
        for c in reading.claims
    ]
    return [c for n, c in sorted(shared, key=lambda x: (-x[0], x[1].end - x[1].start, x[1].start)) if n > 0]


def _names(dossier: Dossier, reading: Reading, sentence: Sentence) -> frozenset[str]:
    story_wide = {m: e.id for e in dossier.entities for m in (e.id, *e.members)}
    return frozenset(story_wide.get(m.entity, m.entity) for m in reading.mentions_in(sentence) if m.entity)


def _time(reading: Reading, sentence: Sentence) -> Interval | None:
    times = [t.time for t in reading.times_in(sentence) if t.kind == "date"]
    return times[0] if len(times) == 1 else None


def _opposed(dossier: Dossier, one: Stand, other: Stand) -> bool:
    if one.pole == other.pole or dossier.origin_of(one.reading.id) == dossier.origin_of(other.reading.id):
        return False
    return len(one.names & other.names) >= _SHARED_NAMES and _same_period(one.time, other.time)


def _same_period(one: Interval | None, other: Interval | None) -> bool:
    spans = [span for span in map(_days, (one, other)) if span is not None]
    if len(spans) < 2:
        return False
    (a, b), (c, d) = spans
    return a <= d and c <= b and max(b - a, d - c) <= _LONGEST_PERIOD


def _days(time: Interval | None) -> tuple[int, int] | None:
    if time is None or not time.earliest or not time.latest:
        return None
    return date.fromisoformat(time.earliest[:10]).toordinal(), date.fromisoformat(time.latest[:10]).toordinal()


def _nearness(pair: tuple[Stand, Stand]) -> tuple[int, int, str, str]:
    one, other = pair
    return len(one.names & other.names), len(one.words) + len(other.words), one.claim.id, other.claim.id


def _dispute(dossier: Dossier, one: Stand, other: Stand) -> Dispute:
    sides = tuple(
        Side(position=stand.sentence.words, voice=outlet_of(stand.reading.report), citations=(_cited(stand),))
        for stand in (one, other)
    )
    groups = tuple(
        sorted(g.id for g in dossier.claim_groups if {c.id for c in g.claims} & {one.claim.id, other.claim.id})
    )
    return Dispute(
        id=content_id("dispute", "account", one.frame, one.claim.id, other.claim.id),
        kind="account",
        about=one.about,
        sides=sides,
        groups=groups,
        reason=(
            f"Two origins tell of the same time and the same names in opposed words of their own: "
            f"“{one.words}” and “{other.words}”. Neither is quoted speech."
        ),
    )


def _cited(stand: Stand) -> Citation:
    sentence = stand.sentence
    return Citation(report=sentence.report, start=sentence.start, end=sentence.end, words=sentence.words)
