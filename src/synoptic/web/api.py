"""The desk for programs: stories, a story, search, outlets and the log as JSON, described by their records."""

from typing import Annotated, Any

import msgspec
from litestar import Request, get
from litestar.openapi.plugins import OpenAPIRenderPlugin
from litestar.params import FromPath, QueryParameter

from synoptic.desk_documents import story_document
from synoptic.news.capture import StoryChange
from synoptic.news.outlet import OutletCard
from synoptic.publish.data import ComparisonDocument
from synoptic.store import readings, search, stories
from synoptic.store.search import Hit, Wanted
from synoptic.web.answers import Room, WebError, page
from synoptic.web.days import is_day
from synoptic.web.finding import cards
from synoptic.web.heads import StoryHead, heads_of
from synoptic.web.room import ReadingRoom

DayWords = Annotated[str, QueryParameter(description="A day: 2026-05-04.", pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
Most = Annotated[int, QueryParameter(description="At most so many.", ge=1, le=200)]
Skip = Annotated[int, QueryParameter(description="So many are passed over first.", ge=0, le=100_000)]


Query = Annotated[str, QueryParameter(description="What is looked for, as on the search page.", max_length=1_000)]


class StoryList(msgspec.Struct, frozen=True, kw_only=True):
    """Some of the stories, and how many there are in all."""

    total: int
    stories: tuple[StoryHead, ...]


class HitList(msgspec.Struct, frozen=True, kw_only=True):
    """Some of the reports that a search finds, and how many it finds in all."""

    total: int
    hits: tuple[Hit, ...]


class ChangeList(msgspec.Struct, frozen=True, kw_only=True):
    """Some entries of the log, the latest first, and how many there are since the day that was given."""

    total: int
    changes: tuple[StoryChange, ...]


@get("/api/v1/stories", sync_to_thread=True, tags=["stories"])
def api_stories(room: Room, day: DayWords = "", limit: Most = 50, skip: Skip = 0) -> StoryList:
    """Return the stories of a day, or all, those told last first."""
    _checked(day)
    with room.looked_at() as connection:
        if day:
            reports = [mark.report for mark in readings.marks_of_days(connection, [day])]
            records = stories.records(connection, set(stories.stories_of(connection, reports).values()))
        else:
            records = stories.stories(connection)
        ordered = sorted(records, key=lambda one: (one.last, len(one.reports), one.id), reverse=True)
        ids = [one.id for one in ordered[skip : skip + limit]]
        heads = heads_of(connection, ids, room.heads)
    return StoryList(total=len(ordered), stories=tuple(heads[one] for one in ids if one in heads))


@get("/api/v1/stories/{story_id:str}", sync_to_thread=True, tags=["stories"])
def api_story(room: Room, story_id: FromPath[str]) -> ComparisonDocument:
    """Return a story with its reports and everything that was compared, under an id that it has or had."""
    record = stories.story(room.desk.db, f"story:{story_id.removeprefix('story:')}")
    if record is None:
        raise WebError("V014")
    if stories.comparison_mark(room.desk.db, record.id) is None:
        raise WebError("V015")
    return story_document(room.desk, record.id)


@get("/api/v1/search", sync_to_thread=True, tags=["search"])
def api_search(
    room: Room, q: Query, since: DayWords = "", until: DayWords = "", limit: Most = 50, skip: Skip = 0
) -> HitList:
    """Return the reports that a search finds, the best first; the syntax is that of the search page."""
    _checked(since, until)
    wanted = Wanted(query=q, since=since, until=until, limit=limit, skip=skip)
    with room.looked_at() as connection:
        return HitList(total=search.count(connection, wanted), hits=search.find(connection, wanted))


@get("/api/v1/outlets", sync_to_thread=True, tags=["outlets"])
def api_outlets(room: Room) -> tuple[OutletCard, ...]:
    """Return what was measured of each outlet's reports, each figure with what it stands on."""
    return cards(room)


@get("/api/v1/changes", sync_to_thread=True, tags=["changes"])
def api_changes(room: Room, since: DayWords = "", limit: Most = 100, skip: Skip = 0) -> ChangeList:
    """Return what the desk saw happen since a day, the latest first."""
    _checked(since)
    with room.looked_at() as connection:
        log = stories.changes(connection, since)[::-1]
    return ChangeList(total=len(log), changes=log[skip : skip + limit])


def _checked(*days: str) -> None:
    for day in days:
        if day and not is_day(day):
            raise WebError("V009", detail=f"{day} is not a day")


class ApiPage(OpenAPIRenderPlugin):
    """The description of the interface as a plain page, without anybody else's scripts."""

    def __init__(self) -> None:
        super().__init__(path="/")

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """Return the page."""
        room: ReadingRoom = request.app.state.room
        operations = [
            (path, operation)
            for path, methods in sorted(openapi_schema["paths"].items())
            for operation in (methods.get("get"),)
            if operation
        ]
        return page(room, request, "api.html", operations=operations).content


HANDLERS = (api_stories, api_story, api_search, api_outlets, api_changes)
