"""What is put right after grouping: misplaced reports moved, round-ups and live blogs taken out."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from synoptic.group.merging import Pair
from synoptic.group.profiles import words_of
from synoptic.group.settings import GroupSettings
from synoptic.group.vectors import Weighted, cosine, weigh_bag
from synoptic.news.annotation import Reading

Groups = list[tuple[int, ...]]
_ROUNDS = 3
# A live blog gathers everything around a story; a round-up says in its headline that it is one.
_LIVE = re.compile(
    r"(?i)\b(?:live\s*blog|live\s+updates?|as\s+it\s+happened|(?:latest|live)\s+news\s+updates|live[- ]?ticker|"
    r"minuto\s+a\s+minuto|en\s+vivo|em\s+direto|ao\s+vivo|en\s+direct|in\s+diretta|in\s+tempo\s+reale|onlain|онлайн)\b"
    r"|^\s*live\s*[:|–—-]"
)
_ROUND_UP = re.compile(
    r"(?i)\b(?:round-?up|digest|news\s+in\s+brief|(?:morning|evening|daily|weekly|your)\s+(?:briefing|brief|newsletter)|"
    r"(?:top|today['’]s|the\s+day['’]s)\s+(?:stories|headlines|news)|(?:five|5|ten|10|\d+)\s+things\s+to\s+know|week\s+in\s+review|"
    r"what\s+to\s+know\s+today|nachrichten\s+(?:kompakt|in\s+kürze)|überblick\s+am\s+\w+|kurz\s+gemeldet|resumen\s+de\s+(?:noticias|prensa)|"
    r"noticias\s+(?:del\s+día|en\s+breve)|revue\s+de\s+presse|l['’]actu(?:alité)?\s+en\s+bref|rassegna\s+stampa)\b"
)
_LEAST_PART = 18  # words: a shorter paragraph says too little of what it is about


def moved(groups: Groups, odds: Mapping[Pair, float], fixed: frozenset[int], settings: GroupSettings) -> Groups:
    """Return the groups after each report went where its mean log-odds are best; `fixed` ones stay."""
    home = {place: number for number, group in enumerate(groups) for place in group}
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (left, right), value in odds.items():
        near[left][right] = near[right][left] = value
    members: dict[int, set[int]] = {number: set(group) for number, group in enumerate(groups)}
    for _ in range(_ROUNDS):
        changed = False
        for place in sorted(home):
            if place in fixed:
                continue
            best = _best_home(place, home, members, near[place], settings)
            if best != home[place]:
                members[home[place]].discard(place)
                members.setdefault(best, set()).add(place)
                home[place], changed = best, True
        if not changed:
            break
    return sorted(tuple(sorted(group)) for group in members.values() if group)


def _best_home(
    place: int,
    home: Mapping[int, int],
    members: Mapping[int, set[int]],
    near: Mapping[int, float],
    settings: GroupSettings,
) -> int:
    """Return the group that fits best, or a new one where none speaks for the report."""
    own = home[place]
    alone = own if members[own] == {place} else len(home) + place
    # Alone is as good as a group that would only just have been joined.
    scores = {alone: settings.merge_above}
    for group in {home[other] for other in near} | {own}:
        others = members[group] - {place}
        if others:
            scores[group] = sum(near.get(other, settings.unseen_pair) for other in sorted(others)) / len(others)
    # A report only moves for a clear gain, so that two equal homes do not swap it back and forth.
    best = min(scores, key=lambda group: (-scores[group], group))
    return best if scores[best] > scores[own] + 0.25 else own


def is_live(reading: Reading) -> bool:
    """Return whether a report's headline says that it is a live blog."""
    return bool(_LIVE.search(reading.report.headline))


def says_round_up(reading: Reading) -> bool:
    """Return whether a report's headline says that it gathers several stories."""
    return bool(_ROUND_UP.search(reading.report.headline))


def told_by_parts(
    reading: Reading, own: Weighted, others: Mapping[int, Sequence[Weighted]], settings: GroupSettings
) -> dict[int, int]:
    """Return how many paragraphs of a report tell each of the groups, going by the groups' ledes."""
    told: dict[int, int] = defaultdict(int)
    for part in _parts(reading, own):
        best = max(
            ((cosine(part, member.lede), -group) for group, members in others.items() for member in members),
            default=(0.0, 0),
        )
        if best[0] >= settings.part_fits:
            told[-best[1]] += 1
    return dict(told)


def _parts(reading: Reading, own: Weighted) -> list[dict[str, float]]:
    report = reading.report
    bags = (words_of(report.words(block)) for block in report.blocks_of("body"))
    return [weigh_bag(bag, own.rarity) for bag in bags if sum(bag.values()) >= _LEAST_PART]
