"""The lives of stories: permanent ids, and what happened between two states of a desk.

A story is named after the address that the desk captured first among those that tell it. Growth therefore keeps
the name; of two stories that become one the older name stays; of a story that falls apart the part with the oldest
address keeps it. Any id that was ever given leads to the story that its address is told in now, so an old link
never breaks.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from synoptic.news.capture import ChangeKind, StoryChange, StoryRecord
from synoptic.news.ids import content_id
from synoptic.run.days import DayResult


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A current report with its address and the place of that address in the order of first captures."""

    report: str
    address: str
    order: int
    day: str


def story_id(address: str) -> str:
    """Return the permanent id of the story that is named after an address."""
    return content_id("story", address)


def stories_of(
    results: Iterable[DayResult], seen: Iterable[Seen], wanted: Collection[str] | None = None
) -> tuple[StoryRecord, ...]:
    """Return the stories under their permanent ids, in the order of the ids.

    `wanted` are the names that grouping gave the stories; without it every story is returned.
    """
    known = {one.report: one for one in seen}
    members: dict[str, list[Seen]] = {}
    told: dict[str, set[str]] = {}
    reasons: dict[str, str] = {}
    for result in sorted(results, key=lambda r: r.day):
        for placed in result.placed:
            for story in placed.references:
                told.setdefault(story, set()).add(placed.report)
            if placed.report in known and (wanted is None or placed.story in wanted):
                members.setdefault(placed.story, []).append(known[placed.report])
                reasons[placed.story] = placed.reason
    records = [_record(held, told.get(key, set()), reasons[key]) for key, held in members.items()]
    return tuple(sorted(records, key=lambda r: r.id))


def _record(held: Sequence[Seen], told: Iterable[str], reason: str) -> StoryRecord:
    founder = min(held, key=lambda one: (one.order, one.report))
    return StoryRecord(
        id=story_id(founder.address),
        reports=tuple(sorted(one.report for one in held)),
        references=tuple(sorted(told)),
        first=min(one.day for one in held),
        last=max(one.day for one in held),
        reason=reason,
    )


def changes_between(
    former: Sequence[StoryRecord], new: Sequence[StoryRecord], address: Mapping[str, str], at: str
) -> tuple[StoryChange, ...]:
    """Return what happened to the stories, in words; `address` gives the address of every report in either state.

    A report that was replaced by a newer version of its address counts as the same member.
    """
    old_home = {address.get(r, r): story.id for story in former for r in story.reports}
    new_home = {address.get(r, r): story.id for story in new for r in story.reports}
    found: list[StoryChange] = []
    for story in new:
        here = {address.get(r, r) for r in story.reports}
        sources = sorted({old_home[a] for a in here if a in old_home})
        added = len(here - old_home.keys())
        if not sources:
            found.append(_change("new_story", story.id, at, f"Told by {_counted(len(here))}."))
            continue
        for other in sources:
            if other != story.id:
                kind, words = _moved(other, story.id, here, old_home, new_home)
                found.append(_change(kind, story.id, at, words))
        if added:
            found.append(_change("grown", story.id, at, f"{_counted(added)} more, {len(here)} in all."))
    for story in former:
        gone = [a for a in {address.get(r, r) for r in story.reports} if a not in new_home]
        if gone:
            found.append(_change("shrunk", story.id, at, f"{_counted(len(gone))} no longer held."))
    return tuple(sorted(found, key=lambda change: (change.kind, change.story, change.id)))


def _moved(
    other: str, story: str, here: set[str], old_home: Mapping[str, str], new_home: Mapping[str, str]
) -> tuple[ChangeKind, str]:
    """Return whether a story took another in, or came away from it, and the words for the log."""
    left = [a for a, home in old_home.items() if home == other and a in new_home and new_home[a] != story]
    if left:
        count = sum(old_home.get(a) == other for a in here)
        return "split", f"{_counted(count)} came from {other}."
    return "merged", f"Took in {other}, whose links lead here."


def _change(kind: ChangeKind, story: str, at: str, words: str) -> StoryChange:
    return StoryChange(
        id=content_id("change", kind, story, at, words),
        at=at,
        kind=kind,
        story=story,
        words=words,
    )


def _counted(count: int) -> str:
    return "1 report" if count == 1 else f"{count} reports"
