"""The pages for finding: search, outlets and one outlet, sources."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.params import FromQuery, QueryParameter

from synoptic.errors import QueryError
from synoptic.news.capture import FetchNote, Source
from synoptic.news.outlet import OutletCard
from synoptic.run.desk_outlets import desk_cards
from synoptic.store import search, sources, stories
from synoptic.store.search import Hit, Wanted
from synoptic.web.answers import Asked, Room, WebError, page
from synoptic.web.days import is_day
from synoptic.web.room import ReadingRoom

PageNumber = Annotated[int, QueryParameter(ge=1, le=10_000)]


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a snippet; `found` are the words that were looked for."""

    words: str
    found: bool = False


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A hit as the page shows it: its snippet in pieces, and the story that it tells, empty if none."""

    hit: Hit
    pieces: tuple[Piece, ...]
    story: str


@get("/search", sync_to_thread=True, include_in_schema=False)
def find(
    room: Room,
    request: Asked,
    q: FromQuery[str] = "",
    lang: FromQuery[str] = "",
    since: FromQuery[str] = "",
    page_number: PageNumber = 1,
) -> Response[Any]:
    """Return the reports that a search finds, with the words where they stand."""
    asked = Wanted(
        query=q,
        language=lang,
        since=since if is_day(since) else "",
        limit=room.settings.hits,
        skip=(page_number - 1) * room.settings.hits,
    )
    shown: dict[str, Any] = {"wanted": asked, "page_number": page_number, "hits": (), "total": 0, "problem": None}
    status = 200
    if q.strip():
        try:
            with room.looked_at() as connection:
                hits = search.find(connection, asked)
                shown["total"] = search.count(connection, asked)
                told = stories.stories_of(connection, [hit.report for hit in hits])
            shown["hits"] = [Found(hit=hit, pieces=pieces(hit), story=told.get(hit.report, "")) for hit in hits]
        except QueryError as error:
            status, shown["problem"] = 400, error
    return page(room, request, "search.html", status=status, **shown)


def pieces(hit: Hit) -> tuple[Piece, ...]:
    """Return the snippet of a hit cut where the words that were looked for begin and end."""
    start, words = hit.snippet.start, hit.snippet.words
    made, here = [], 0
    for mark in sorted(hit.marks, key=lambda mark: mark.start):
        first, last = max(mark.start - start, here), min(mark.end - start, len(words))
        if first < last:
            made += [Piece(words=words[here:first]), Piece(words=words[first:last], found=True)]
            here = last
    return tuple(piece for piece in (*made, Piece(words=words[here:])) if piece.words)


@get("/outlets", sync_to_thread=True, include_in_schema=False)
def all_outlets(room: Room, request: Asked) -> Response[Any]:
    """Return the outlets that the desk holds reports of."""
    return page(room, request, "outlets.html", cards=cards(room))


@get("/outlet", sync_to_thread=True, include_in_schema=False)
def one_outlet(room: Room, request: Asked, of: FromQuery[str] = "") -> Response[Any]:
    """Return the card of an outlet, by its site or its name, and its latest reports."""
    card = card_of(cards(room), of)
    if card is None:
        raise WebError("V016")
    latest: Sequence[Hit] = ()
    name = card.name.replace('"', " ").strip()
    if any(letter.isalnum() for letter in name):
        with room.looked_at() as connection:
            latest = search.find(connection, Wanted(query=f'outlet:"{name}"', limit=room.settings.hits))
            told = stories.stories_of(connection, [hit.report for hit in latest])
    return page(room, request, "outlet.html", card=card, latest=[(h, told.get(h.report, "")) for h in latest])


def cards(room: ReadingRoom) -> tuple[OutletCard, ...]:
    """Return the cards of all outlets, as they were worked out a few minutes ago at most."""
    return room.cards.get("", lambda: tuple(desk_cards(room.desk.db, room.desk.folder).items))


def card_of(held: Sequence[OutletCard], wanted: str) -> OutletCard | None:
    """Return the card of the outlet of a site, else of the one with a name."""
    by_site = (card for card in held if wanted in card.domains)
    return next(by_site, None) or next((card for card in held if card.name == wanted), None)


@get("/sources", sync_to_thread=True, include_in_schema=False)
def all_sources(room: Room, request: Asked) -> Response[Any]:
    """Return what the desk follows, and how the last visit to each went."""
    with room.looked_at() as connection:
        rows: list[tuple[Source, FetchNote | None]] = [
            (source, sources.fetch_note(connection, source.address)) for source in sources.sources(connection)
        ]
    failing = [row for row in rows if row[1] and row[1].problem and not row[0].paused]
    return page(room, request, "sources.html", rows=rows, failing=failing)
