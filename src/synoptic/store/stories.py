"""The stories under their permanent ids, what each day's grouping made, comparisons, and the log."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select

from synoptic.news.capture import StoryChange, StoryRecord
from synoptic.store import tables
from synoptic.store.connection import Desk, seeing, writing
from synoptic.store.outdated import DAYS, STORIES, outdate
from synoptic.store.records import batches, record_of, row_of, squeeze, storable, unsqueeze
from synoptic.store.rows import add_once, next_place, write_over

_STORIES = tables.stories
_MEMBERS = tables.members
_DAYS = tables.day_results
_MADE = tables.comparisons
_LOG = tables.changes


def day_result(db: Desk, day: str) -> tuple[str, bytes] | None:
    """Return what grouping made of a day, and the digest of what it was made from."""
    with seeing(db) as connection:
        row = connection.execute(select(_DAYS.c.digest, _DAYS.c.content).where(_DAYS.c.day == day)).first()
        return (row.digest, unsqueeze(row.content, f"the day {day}")) if row else None


def day_results(db: Desk) -> dict[str, bytes]:
    """Return what grouping made of every day, the earliest day first."""
    with seeing(db) as connection:
        rows = connection.execute(select(_DAYS.c.day, _DAYS.c.content).order_by(_DAYS.c.day))
        return {day: unsqueeze(content, f"the day {day}") for day, content in rows}


def put_day_result(db: Desk, day: str, digest: str, content: bytes) -> None:
    """Keep what grouping made of a day, in place of the former result."""
    with writing(db) as connection:
        write_over(connection, _DAYS, [{"day": day, "digest": digest, "content": squeeze(content)}])


def forget_days(db: Desk, days: Collection[str]) -> None:
    """Forget the results of days, so that they are made again."""
    with writing(db) as connection:
        outdate(connection, DAYS, days)
        for names in batches(days):
            connection.execute(delete(_DAYS).where(_DAYS.c.day.in_(names)))


def stories(db: Desk) -> tuple[StoryRecord, ...]:
    """Return every story, in the order of the ids."""
    with seeing(db) as connection:
        return _records(connection, None)


def story(db: Desk, id: str) -> StoryRecord | None:
    """Return the story that has an id now or once had it; None if no story had it or none tells it any more."""
    with seeing(db) as connection:
        found = _records(connection, storable(id)) or _records(connection, _told_now(connection, storable(id)))
        return found[0] if found else None


def stories_of(db: Desk, reports: Iterable[str]) -> dict[str, str]:
    """Return the story that each report tells; those that tell none are left out."""
    found: dict[str, str] = {}
    with seeing(db) as connection:
        for names in batches(reports):
            wanted = select(_MEMBERS.c.report, _MEMBERS.c.story).where(
                _MEMBERS.c.told, _MEMBERS.c.report.in_(names)
            )
            found.update((row.report, row.story) for row in connection.execute(wanted))
    return found


def replace_stories(
    db: Desk,
    stories: Sequence[StoryRecord],
    changes: Sequence[StoryChange] = (),
) -> None:
    """Put new stories in the place of all former ones, and add to the log, in one transaction.

    Comparisons of stories that are no more go.
    """
    with writing(db) as connection:
        former = {one.id: one for one in _records(connection, None)}
        new = {one.id: one for one in stories}
        gone = [id for id, record in former.items() if new.get(id) != record]
        for names in batches(gone):
            connection.execute(delete(_STORIES).where(_STORIES.c.id.in_(names)))
            left = [id for id in names if id not in new]
            connection.execute(delete(_MADE).where(_MADE.c.story.in_(left)))
        _put(connection, [record for id, record in new.items() if former.get(id) != record])
        add_changes(connection, changes)


def ids(db: Desk) -> tuple[str, ...]:
    """Return the ids of all stories, in order."""
    with seeing(db) as connection:
        return tuple(connection.scalars(select(_STORIES.c.id).order_by(_STORIES.c.id)))


def records(db: Desk, ids: Iterable[str]) -> tuple[StoryRecord, ...]:
    """Return the stories that have some ids now, in the order of the ids."""
    with seeing(db) as connection:
        return tuple(one for id in sorted(set(ids)) for one in _records(connection, storable(id)))


def exchange_stories(
    db: Desk, former: Iterable[str], new: Sequence[StoryRecord], changes: Sequence[StoryChange] = ()
) -> None:
    """Put new stories in the place of some former ones, and add to the log, in one transaction.

    Comparisons of stories that are no more go; the new ones are noted to be compared.
    """
    kept = {one.id for one in new}
    with writing(db) as connection:
        for names in batches(sorted({*former, *kept})):
            connection.execute(delete(_STORIES).where(_STORIES.c.id.in_(names)))
            connection.execute(delete(_MADE).where(_MADE.c.story.in_([id for id in names if id not in kept])))
        _put(connection, new)
        outdate(connection, STORIES, kept)
        add_changes(connection, changes)


def put_comparison(db: Desk, story: str, inputs: str, made_by: str, content: bytes) -> None:
    """Keep the comparison of a story with the digests of what it was made from and by."""
    row = {"story": storable(story), "inputs": inputs, "made_by": made_by, "content": squeeze(content)}
    with writing(db) as connection:
        write_over(connection, _MADE, [row])


def forget_comparisons(db: Desk) -> None:
    """Forget every comparison, so that each is made again."""
    with writing(db) as connection:
        outdate(connection, STORIES, connection.scalars(select(_STORIES.c.id)).all())
        connection.execute(delete(_MADE))


def comparison(db: Desk, story: str) -> tuple[str, str, bytes] | None:
    """Return the digests of what a story's comparison was made from and by, and the comparison."""
    with seeing(db) as connection:
        row = connection.execute(select(_MADE).where(_MADE.c.story == storable(story))).first()
        return (row.inputs, row.made_by, unsqueeze(row.content, f"the comparison of {story}")) if row else None


def comparison_mark(db: Desk, story: str) -> tuple[str, str] | None:
    """Return the digests of what a story's comparison was made from and by, without reading it."""
    with seeing(db) as connection:
        wanted = select(_MADE.c.inputs, _MADE.c.made_by).where(_MADE.c.story == storable(story))
        row = connection.execute(wanted).first()
        return (row.inputs, row.made_by) if row else None


def add_changes(db: Desk, changes: Sequence[StoryChange]) -> None:
    """Add entries to the log; those that it has already are not added again."""
    with writing(db) as connection:
        place = next_place(connection, _LOG)
        add_once(connection, _LOG, [row_of(one) | {"place": place + count} for count, one in enumerate(changes)])


def changes(db: Desk, since: str) -> tuple[StoryChange, ...]:
    """Return what the log says since a time, in the order in which it was written."""
    with seeing(db) as connection:
        rows = connection.execute(select(_LOG).where(_LOG.c.at >= since).order_by(_LOG.c.place)).mappings()
        return tuple(record_of(StoryChange, row) for row in rows)


def _records(connection: Connection, id: str | None) -> tuple[StoryRecord, ...]:
    heads = select(_STORIES).order_by(_STORIES.c.id)
    told = select(_MEMBERS).order_by(_MEMBERS.c.story, _MEMBERS.c.told, _MEMBERS.c.position)
    if id is not None:
        heads, told = heads.where(_STORIES.c.id == id), told.where(_MEMBERS.c.story == id)
    reports: dict[tuple[str, bool], list[str]] = {}
    for row in connection.execute(told):
        reports.setdefault((row.story, row.told), []).append(row.report)
    return tuple(
        StoryRecord(
            id=row.id,
            reports=tuple(reports.get((row.id, True), ())),
            references=tuple(reports.get((row.id, False), ())),
            first=row.first,
            last=row.last,
            reason=row.reason,
        )
        for row in connection.execute(heads)
    )


def _put(connection: Connection, records: Sequence[StoryRecord]) -> None:
    heads: list[dict[str, Any]] = []
    told: list[dict[str, Any]] = []
    for record in records:
        row = row_of(record)
        heads.append({name: row[name] for name in ("id", "first", "last", "reason")})
        for kind, reports in ((True, record.reports), (False, record.references)):
            told += [
                {"story": row["id"], "told": kind, "position": position, "report": storable(report)}
                for position, report in enumerate(reports)
            ]
    write_over(connection, _STORIES, heads)
    write_over(connection, _MEMBERS, told)


def _told_now(connection: Connection, id: str) -> str:
    """Return the story that now tells the address which an id was named after; empty if none does."""
    held, places = tables.captures, tables.addresses
    told = select(_MEMBERS.c.story).join(held, held.c.report == _MEMBERS.c.report)
    named = told.join(places, places.c.address == held.c.address).where(places.c.story_key == id, _MEMBERS.c.told)
    return connection.scalar(named.order_by(held.c.version.desc()).limit(1)) or ""
