"""Which reports tell the same story."""

import itertools
import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import msgspec

from synoptic.group.candidates import candidate_pairs
from synoptic.group.decision import TREES_FROM, log_odds, log_odds_across, merge_model
from synoptic.group.features import features_across, pair_features
from synoptic.group.merging import Grouping, Pair
from synoptic.group.profiles import profile_of
from synoptic.group.reasons import story_reason
from synoptic.group.repair import Groups, is_live, moved, says_round_up, told_by_parts
from synoptic.group.settings import GroupSettings
from synoptic.group.vectors import Weighted, dense_vectors, weighted
from synoptic.news.annotation import Reading
from synoptic.news.ids import content_id
from synoptic.news.story import CopyLink, Story, Window
from synoptic.run.stage import Made, Tools

# What a link of derived text adds to the log-odds: strong, but two outlets may each use one agency's background.
_DERIVED = 3.0
# A report that does not call itself a round-up is read paragraph by paragraph only where at least two stories are
# this likely, and of each story only the reports most like it.
_LEAST_ODDS, _MEMBERS_READ = -3.0, 3


class _View(msgspec.Struct, frozen=True, kw_only=True):
    """The window as it is grouped: reports by place, and what is known of their pairs."""

    readings: tuple[Reading, ...]
    reports: tuple[Weighted, ...]
    odds: dict[Pair, float]
    near: dict[int, dict[int, float]]
    copies: tuple[Pair, ...]
    standing: tuple[tuple[int, ...], ...]


def find_stories(window: Window, *, settings: GroupSettings, tools: Tools) -> Made[Story]:
    """Return the stories of a window: every report is in exactly one, alone if no other tells its story.

    Stories that the window already holds stand: later reports may join them, but none is moved, split or joined.
    """
    if window.stories:
        settings = msgspec.structs.replace(settings, merge_above=settings.merge_final_above)
    view = _view(window, settings, tools)
    everything = frozenset(range(len(view.readings)))
    suspects = frozenset(p for p, r in enumerate(view.readings) if is_live(r) or says_round_up(r))
    first = _grouped(view, everything - suspects, settings)
    settled = frozenset(place for group in view.standing if len(group) > 1 for place in group)
    apart = {
        place: found
        for place in sorted(everything - settled)
        if (found := _references(view, place, first, settings))
    }
    groups = _grouped(view, everything - apart.keys(), settings) if apart or suspects else first
    stories = [_story(view, group, apart, groups) for group in groups]
    stories += [_alone(view, place) for place in apart]
    return Made(tuple(sorted(stories, key=lambda story: story.id)))


def odds_of_pair(one: Reading, other: Reading, *, settings: GroupSettings, tools: Tools) -> float:
    """Return the log-odds that two reports, alone in a window, tell the same story."""
    return _view(Window(readings=(one, other)), settings, tools).odds.get((0, 1), settings.unseen_pair)


def _view(window: Window, settings: GroupSettings, tools: Tools) -> _View:
    readings = tuple(sorted(window.readings, key=lambda r: r.id))
    reports = weighted([profile_of(r, settings.lede_words) for r in readings])
    place = {r.id: number for number, r in enumerate(readings)}
    linked = {
        _pair(link, place): link.kind for link in window.links if link.original in place and link.copy in place
    }
    odds = _pair_odds(reports, linked, settings, tools, streamed=bool(window.stories))
    for pair, kind in linked.items():
        odds[pair] += _DERIVED if kind == "derived" else 0.0
    odds = {pair: max(-settings.largest_odds, min(settings.largest_odds, value)) for pair, value in odds.items()}
    copies = tuple(sorted(pair for pair, kind in linked.items() if kind == "copy"))
    odds.update(dict.fromkeys(copies, settings.largest_odds))
    standing = tuple(
        tuple(sorted(place[report] for report in story.reports if report in place)) for story in window.stories
    )
    return _View(
        readings=readings,
        reports=reports,
        odds=odds,
        near=_by_place(odds),
        copies=copies,
        standing=tuple(sorted(group for group in standing if group)),
    )


def _by_place(odds: Mapping[Pair, float]) -> dict[int, dict[int, float]]:
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (left, right), value in odds.items():
        near[left][right] = near[right][left] = value
    return near


def _pair_odds(
    reports: Sequence[Weighted], linked: Collection[Pair], settings: GroupSettings, tools: Tools, *, streamed: bool
) -> dict[Pair, float]:
    """Return the log-odds of every pair worth comparing, in the order of the pairs."""
    languages = [report.profile.language for report in reports]
    # Vectors take longer than all else and say no more than words do, except between languages.
    dense = dense_vectors([report.profile for report in reports], tools) if len(set(languages)) > 1 else None
    pairs = sorted({*candidate_pairs(reports, dense, settings), *linked})
    same = [pair for pair in pairs if languages[pair[0]] == languages[pair[1]]]
    across = [pair for pair in pairs if languages[pair[0]] != languages[pair[1]]]
    odds: dict[Pair, float] = {}
    if same:
        rows = pair_features(reports, same)
        with_trees = streamed or len(reports) >= TREES_FROM
        odds.update(zip(same, log_odds(rows, merge_model(), with_trees=with_trees).tolist(), strict=True))
    if across and dense is not None:
        found = log_odds_across(features_across(reports, across, dense), merge_model())
        odds.update(zip(across, found.tolist(), strict=True))
    return {pair: odds[pair] for pair in pairs}


def _pair(link: CopyLink, place: Mapping[str, int]) -> Pair:
    left, right = sorted((place[link.original], place[link.copy]))
    return left, right


def _grouped(view: _View, places: frozenset[int], settings: GroupSettings) -> Groups:
    """Return the groups of some of the reports: copies joined, then the best pairs of groups, then repaired."""
    odds = {pair: value for pair, value in view.odds.items() if places.issuperset(pair)}
    standing = [tuple(p for p in group if p in places) for group in view.standing]
    stand = frozenset(itertools.chain.from_iterable(standing))
    grouping = Grouping(len(view.readings), odds, settings.unseen_pair)
    copies = [pair for pair in view.copies if places.issuperset(pair) and not stand.issuperset(pair)]
    grouping.join_always(itertools.chain.from_iterable(map(itertools.pairwise, standing)))
    grouping.let_stand(sorted(stand))
    grouping.join_always(copies)
    grouping.join_while_above(settings.merge_above)
    groups = [group for group in grouping.groups() if places.issuperset(group)]
    fixed = frozenset(place for pair in copies for place in pair) | stand
    return moved(groups, odds, fixed, settings)


def _references(view: _View, place: int, groups: Groups, settings: GroupSettings) -> tuple[int, ...]:
    """Return reports of the stories that a round-up or live blog refers to; none for an ordinary report."""
    reading = view.readings[place]
    live = is_live(reading)
    announced = live or says_round_up(reading)
    near = _near_groups(view, place, groups, least=-math.inf if announced else _LEAST_ODDS)
    # A story of its own and one more are the least that an ordinary report can refer to.
    told = told_by_parts(reading, view.reports[place], near, settings) if announced or len(near) > 1 else {}
    if live and told:
        return tuple(min(groups[g]) if min(groups[g]) != place else max(groups[g]) for g in sorted(told))
    if len(told) < settings.least_parts:
        return ()
    # One paragraph of background on another story makes no round-up: no story may have nearly all the parts.
    dominant = max(told.values()) / sum(told.values())
    if announced or (dominant <= settings.most_dominant and _covers(reading, told, settings)):
        return tuple(next(m for m in groups[g] if m != place) for g in sorted(told))
    return ()


def _covers(reading: Reading, told: Mapping[int, int], settings: GroupSettings) -> bool:
    paragraphs = len(reading.report.blocks_of("body"))
    return sum(told.values()) >= settings.told_share * paragraphs


def _near_groups(view: _View, place: int, groups: Groups, *, least: float) -> dict[int, list[Weighted]]:
    """Return by group the reports most likely to tell what this one tells, if the odds are at least that."""
    home = {member: number for number, group in enumerate(groups) for member in group}
    near: dict[int, list[Weighted]] = defaultdict(list)
    for other, value in sorted(view.near[place].items(), key=lambda pair: (-pair[1], pair[0])):
        number = home.get(other)
        if number is not None and value >= least and len(near[number]) < _MEMBERS_READ:
            near[number].append(view.reports[other])
    return {number: members for number, members in near.items() if members}


def _story(view: _View, group: Sequence[int], apart: Mapping[int, Sequence[int]], groups: Groups) -> Story:
    members = tuple(view.readings[place].id for place in group)
    references = tuple(sorted(view.readings[p].id for p, told in apart.items() if set(told) & set(group)))
    copies = sum(set(group).issuperset(pair) for pair in view.copies)
    reason = story_reason([view.readings[p] for p in group], [view.reports[p] for p in group], copies)
    return Story(id=content_id("story", *sorted(members)), reports=members, references=references, reason=reason)


def _alone(view: _View, place: int) -> Story:
    report = view.readings[place].id
    return Story(
        id=content_id("story", report),
        reports=(report,),
        reason="It gathers several stories or follows one as it goes on, so it refers to them and joins none.",
    )
