"""The pages for reading: a day, a story, what changed."""

from typing import Any

from litestar import Response, get
from litestar.params import FromPath, FromQuery

from synoptic.desk_documents import story_document
from synoptic.news.capture import StoryChange, StoryRecord
from synoptic.publish.data import ComparisonDocument
from synoptic.publish.site import story_page
from synoptic.publish.story_exports import story_exports
from synoptic.store import captures, stories
from synoptic.web.answers import Asked, Room, WebError, moved, page, ready, sent, visit
from synoptic.web.cookies import reader_of, visit_cookie
from synoptic.web.days import Day, days_held, is_day, news_of, read_day
from synoptic.web.heads import heads_of
from synoptic.web.log import Log, read_log
from synoptic.web.rendering import bare
from synoptic.web.room import ReadingRoom, Ready


@get("/", sync_to_thread=True, include_in_schema=False)
def today(room: Room, request: Asked) -> Response[Any]:
    """Return the last day that the desk has reports of."""
    return _day(room, request, "")


@get("/day/{day:str}", sync_to_thread=True, include_in_schema=False)
def one_day(room: Room, request: Asked, day: FromPath[str]) -> Response[Any]:
    """Return the stories of a day."""
    if not is_day(day):
        raise WebError("V001")
    return _day(room, request, day)


def _day(room: ReadingRoom, asked: Asked, wanted: str) -> Response[Any]:
    here = visit(room, asked)
    shown = room.days.get(wanted, lambda: _read_day(room, wanted))
    news = news_of(stories.changes(room.desk.db, here.before)) if here.before else {}
    return page(room, asked, "day.html", cookies=[visit_cookie(here)], shown=shown, news=news, visit=here)


def _read_day(room: ReadingRoom, wanted: str) -> Day:
    now = room.desk.clock().date().isoformat()
    with room.looked_at() as connection:
        # A report may give a day to come as its own; the site opens with today.
        day = wanted or max((day for day in days_held(connection) if day <= now), default=now)
        return read_day(connection, day, room.heads, room.settings.most_stories)


@get("/story/{wanted:str}", sync_to_thread=True, include_in_schema=False)
def one_story(room: Room, request: Asked, wanted: FromPath[str]) -> Response[Any]:
    """Return a story's page; under an id that it once had, where it is now."""
    if wanted == "index.html":
        # What the published page calls the way back to all stories.
        return moved("/")
    with room.looked_at() as connection:
        record = stories.story(connection, f"story:{wanted.removeprefix('story:')}")
        if record is None:
            raise WebError("V014")
        mark = stories.comparison_mark(connection, record.id)
    if bare(record.id) != wanted:
        return moved(f"/story/{bare(record.id)}")
    if mark is None:
        raise WebError("V015")
    # The mark of the comparison changes with any of its readings.
    key = (record, mark, reader_of(request.cookies))
    return sent(request, room.story_pages.get(key, lambda: _story_page(room, request, record)))


@get("/story/{wanted:str}/{file:str}", sync_to_thread=True, include_in_schema=False)
def story_file(room: Room, wanted: FromPath[str], file: FromPath[str]) -> Response[Any]:
    """Return a story as a file for another program."""
    record = stories.story(room.desk.db, f"story:{wanted}")
    if record is None:
        raise WebError("V014")
    document = story_document(room.desk, record.id)
    return export(document, 0, file)


def export(document: ComparisonDocument, place: int, file: str) -> Response[Any]:
    """Return one story of a document as the file that an address names."""
    for made in story_exports(document, document.stories[place]):
        if file == f"as{made.ending}":
            headers = {"content-disposition": f'attachment; filename="story{made.ending}"'}
            return Response(made.content, media_type=made.media_type.partition(";")[0], headers=headers)
    raise WebError("V001")


def _story_page(room: ReadingRoom, asked: Asked, record: StoryRecord) -> Ready:
    return ready(story_words(room, asked, story_document(room.desk, record.id), 0))


def story_words(room: ReadingRoom, asked: Asked, document: ComparisonDocument, place: int) -> str:
    """Return the page of one story of a document, drawn by the template of the published page."""
    story = document.stories[place]
    here = asked.url.path.rstrip("/")
    return story_page(
        document,
        story,
        pages=room.pages,
        exports=[(made.title, f"{here}/as{made.ending}") for made in story_exports(document, story)],
        reader=reader_of(asked.cookies),
        path=asked.url.path,
    )


@get("/changes", sync_to_thread=True, include_in_schema=False)
def what_changed(room: Room, request: Asked, day: FromQuery[str] = "") -> Response[Any]:
    """Return what the desk saw happen on a day; without one, on the last day on which something did."""
    if day and not is_day(day):
        raise WebError("V001")
    with room.looked_at() as connection:
        log: Log = read_log(connection, day, room.desk.clock().date(), room.settings.most_changes)
        heads = heads_of(connection, [change.story for change in log.changes if change.story], room.heads)
        outlets = _outlets(connection, log.changes)
    return page(room, request, "changes.html", log=log, heads=heads, outlets=outlets)


def _outlets(connection: Any, changes: tuple[StoryChange, ...]) -> dict[str, str]:
    return captures.addresses_of(connection, [change.report for change in changes if change.report])
