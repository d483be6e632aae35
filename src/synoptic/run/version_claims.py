"""Which claims of a version are gone, new, or made in other words."""

from collections.abc import Sequence
from typing import NamedTuple

from synoptic.news.annotation import Claim, Reading, Sentence
from synoptic.news.report import Passage, Span
from synoptic.news.versions import ClaimChange
from synoptic.run.stage import Tools
from synoptic.run.version_pairs import Likeness, Pair, Unit, paired, word_likeness
from synoptic.run.version_places import Changed, Places
from synoptic.run.version_words import folded, words_of

# On the labelled stories (English, dev) half of the words are shared by 1 of 100 pairs of different facts in one
# report, and by 22 of 100 pairs of one fact in two reports; versions of one report are nearer. Claims of the same
# sentence need less, because the sentence around them already says that they belong together.
LEAST_ALIKE, SAME_SENTENCE = 0.5, 0.25
# Cosines are stretched so that .65 counts as half: on the same pairs 1.5 of 100 different facts reach it and 28 of
# 100 equal ones. Different facts of one report have .24 in the median, one fact in two reports .54.
UNRELATED, PARAPHRASE = 0.3, 1.0
# Claims of either version for which vectors are made; more are left over only where a page became another page.
MOST_VECTORS = 200


class ClaimChanges(NamedTuple):
    """The changes, and the claims that belong together although their words differ."""

    changes: tuple[ClaimChange, ...]
    pairs: tuple[Pair[Claim], ...]


def claim_changes(
    former: Reading,
    later: Reading,
    places: Changed,
    sentences: Sequence[Pair[Sentence]],
    tools: Tools | None,
) -> ClaimChanges:
    """Return how the claims differ where the text does; equal words that were cut otherwise are no change."""
    old, new = _units(former), _units(later)
    alike = _likeness(word_likeness(old, new), _meanings(old, new, tools))
    found = paired(old, new, LEAST_ALIKE, _with_places(alike, sentences))
    unit = {_name(u.subject): u for u in (*old, *new)}
    # Where a claim stands decided which one it became; how alike the two are is said by their words alone.
    changed = [
        p._replace(likeness=round(alike(unit[_name(p.former)], unit[_name(p.later)]), 3)) for p in found.changed
    ]
    reworded = [p for p in changed if _touched(p.former, places.former) or _touched(p.later, places.later)]
    changes = [_reworded(p, "other words") for p in reworded]
    changes += [
        _reworded(p, f"said by {p.later.attributed_to}, before by {p.former.attributed_to}")
        for p in found.same
        if places.renames(p.former.attributed_to, p.later.attributed_to)
    ]
    changes += [
        ClaimChange(kind="removed", former=_hull(c), former_claim=c.id, reason="no claim like it is left")
        for c in found.removed
        if _touched(c, places.former)
    ]
    changes += [
        ClaimChange(kind="added", later=_hull(c), later_claim=c.id, reason="no claim like it was there")
        for c in found.added
        if _touched(c, places.later)
    ]
    return ClaimChanges(tuple(sorted(changes, key=_place)), tuple(reworded))


def _units(reading: Reading) -> list[Unit[Claim]]:
    text = reading.report.text
    units = []
    for claim in reading.claims:
        spans: Sequence[Passage] = claim.spans or (claim,)
        key = tuple(k for span in spans for k in folded(words_of(text, span.start, span.end)))
        if key:
            units.append(Unit(claim, key, frozenset(key)))
    return units


def _meanings(
    old: Sequence[Unit[Claim]], new: Sequence[Unit[Claim]], tools: Tools | None
) -> dict[tuple[str, str], float]:
    """Return the stretched cosines of the claims whose words are not the same, by their ids."""
    shared = {unit.key for unit in old} & {unit.key for unit in new}
    ours = [u for u in old if u.key not in shared][:MOST_VECTORS]
    theirs = [u for u in new if u.key not in shared][:MOST_VECTORS]
    if tools is None or not ours or not theirs:
        return {}
    vectors = tools.vectors([" ".join(u.key) for u in (*ours, *theirs)])
    cosines = vectors[: len(ours)] @ vectors[len(ours) :].T
    return {
        (one.subject.id, other.subject.id): (float(cosines[i, j]) - UNRELATED) / (PARAPHRASE - UNRELATED)
        for i, one in enumerate(ours)
        for j, other in enumerate(theirs)
    }


def _likeness(words: Likeness[Claim], meant: dict[tuple[str, str], float]) -> Likeness[Claim]:
    def likeness(one: Unit[Claim], other: Unit[Claim]) -> float:
        return max(words(one, other), meant.get((one.subject.id, other.subject.id), 0.0))

    return likeness


def _with_places(alike: Likeness[Claim], sentences: Sequence[Pair[Sentence]]) -> Likeness[Claim]:
    counterpart = {p.former.index: p.later.index for p in sentences}

    def likeness(one: Unit[Claim], other: Unit[Claim]) -> float:
        beside = counterpart.get(one.subject.sentence) == other.subject.sentence
        return alike(one, other) + SAME_SENTENCE * beside

    return likeness


def _reworded(pair: Pair[Claim], reason: str) -> ClaimChange:
    return ClaimChange(
        kind="reworded",
        former=_hull(pair.former),
        later=_hull(pair.later),
        former_claim=pair.former.id,
        later_claim=pair.later.id,
        likeness=pair.likeness,
        reason=reason,
    )


def _touched(claim: Claim, places: Places) -> bool:
    spans: Sequence[Span] = claim.spans or (claim,)
    return any(places.lie_inside(span) for span in spans)


def _name(claim: Claim) -> tuple[str, str]:
    return claim.report, claim.id


def _hull(claim: Claim) -> Passage:
    return Passage(report=claim.report, start=claim.start, end=claim.end, words=claim.words)


def _place(change: ClaimChange) -> tuple[int, int, str]:
    later = change.later.start if change.later else -1
    return (later, change.former.start if change.former else -1, change.former_claim + change.later_claim)
