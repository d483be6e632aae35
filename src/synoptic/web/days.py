"""One day of a desk: its stories by weight, what happened to them, and where the desk is blind."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date

import msgspec
from sqlalchemy import Connection

from synoptic.news.capture import ChangeKind, StoryChange
from synoptic.news.outlet import Share
from synoptic.publish.names import counted
from synoptic.store import outdated, readings, sources, stories
from synoptic.store.search import Wanted, find
from synoptic.web.heads import HeadKey, StoryHead, heads_of
from synoptic.web.kept import Kept

# Reports of a day that are looked through for their languages: more than the largest day of a large desk.
_MOST_COUNTED = 20_000
# What a story is marked with since the last visit: of several things that happened, the one that weighs most.
_NEWS: dict[ChangeKind, str] = {
    "new_story": "new",
    "corrected": "corrected",
    "withdrawn": "a report was withdrawn",
    "merged": "merged",
    "split": "split",
    "changed": "changed",
    "new_report": "more reports",
    "grown": "more reports",
    "shrunk": "changed",
}


class DayStory(msgspec.Struct, frozen=True, kw_only=True):
    """A story on the page of a day, and how many of its reports are of that day."""

    head: StoryHead
    today: int


class LanguageShare(msgspec.Struct, frozen=True, kw_only=True):
    """How many of a day's reports are in a language."""

    language: str
    reports: Share


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """The page of one day; `before` and `after` are the nearest days that have reports, empty at the ends."""

    day: str
    before: str
    after: str
    stories: tuple[DayStory, ...]
    left_out: int
    reports: int
    languages: tuple[LanguageShare, ...]
    blind: tuple[str, ...]


def days_held(connection: Connection) -> tuple[str, ...]:
    """Return the days that the desk has reports of, the earliest first."""
    return tuple(day for day in outdated.all_days(connection) if is_day(day))


def is_day(words: str) -> bool:
    """Return whether words are a calendar day as we write it: 2026-05-04."""
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def read_day(connection: Connection, day: str, kept: Kept[HeadKey, StoryHead], most: int) -> Day:
    """Return the page of a day, its weightiest stories first: by origins, then by reports."""
    days = days_held(connection)
    reports = [mark.report for mark in readings.marks_of_days(connection, [day])]
    told = stories.stories_of(connection, reports)
    counts = Counter(told.values())
    heads = heads_of(connection, sorted(counts), kept)
    ranked = sorted(counts, key=lambda one: _weight(heads[one]))
    return Day(
        day=day,
        before=max((one for one in days if one < day), default=""),
        after=min((one for one in days if one > day), default=""),
        stories=tuple(DayStory(head=heads[x], today=counts[x]) for x in ranked[:most]),
        left_out=max(len(ranked) - most, 0),
        reports=len(reports),
        languages=_languages(connection, day),
        blind=tuple(_blind(connection, [heads[one] for one in ranked], len(reports), len(reports) - len(told))),
    )


def news_of(changes: Collection[StoryChange]) -> dict[str, str]:
    """Return in a word or two what happened to each story of a log."""
    order = list(_NEWS)
    found: dict[str, ChangeKind] = {}
    for change in changes:
        if change.story and change.kind in _NEWS:
            former = found.get(change.story, change.kind)
            found[change.story] = min(former, change.kind, key=order.index)
    return {story: _NEWS[kind] for story, kind in found.items()}


def _weight(head: StoryHead) -> tuple[int, int, str, str]:
    return (-head.origins, -head.reports, head.headline, head.id)


def _languages(connection: Connection, day: str) -> tuple[LanguageShare, ...]:
    hits = find(connection, Wanted(since=day, until=day, limit=_MOST_COUNTED))
    counts = Counter(hit.language for hit in hits)
    return tuple(
        LanguageShare(language=language, reports=Share(part=count, of=len(hits)))
        for language, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _blind(connection: Connection, heads: Sequence[StoryHead], reports: int, alone: int) -> Iterator[str]:
    """Yield what this day's page cannot show, each with the number that it stands on."""
    if not heads:
        return
    of = f"of {counted(len(heads), 'story', 'stories')}"
    single = sum(head.origins < 2 for head in heads)
    if single:
        yield f"Resting on one origin alone: {single} {of}. Nothing else was found that could bear them out."
    one_language = sum(len(head.languages) < 2 for head in heads)
    if one_language:
        yield f"Told in one language only: {one_language} {of}."
    if alone:
        yield f"Round-ups and live pages, which tell no single story: {alone} of {counted(reports, 'report')}."
    followed = sources.sources(connection)
    notes = [sources.fetch_note(connection, source.address) for source in followed if not source.paused]
    failing = sum(bool(note and note.problem) for note in notes)
    if failing:
        yield f"Not readable at the last visit: {failing} of {counted(len(notes), 'source')}."
