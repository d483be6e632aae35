"""A story in a list: its headline, the first sentence of its brief, and what stands behind it in numbers."""

from urllib.parse import urlsplit

import msgspec
from sqlalchemy import Connection

from synoptic.news.capture import StoryRecord
from synoptic.news.edition import Brief
from synoptic.news.story import Event
from synoptic.publish.names import plain_time
from synoptic.store import captures, stories
from synoptic.store.connection import Desk
from synoptic.store.search import Wanted, find
from synoptic.web.kept import Kept


class StoryHead(msgspec.Struct, frozen=True, kw_only=True):
    """A story as a list shows it; `origins` is 0 while it is not compared, `first` and `last` are days."""

    id: str
    headline: str
    brief: str
    where: str
    when: str
    reports: int
    origins: int
    disputes: int
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    first: str
    last: str


HeadKey = tuple[StoryRecord, tuple[str, str]]


class _Counted(msgspec.Struct):
    """Something of which only the number matters here."""


class _Compared(msgspec.Struct):
    """What a list shows of a comparison; the rest of it is not read."""

    event: Event
    headline: str
    origins: tuple[_Counted, ...]
    brief: Brief
    disputes: tuple[_Counted, ...]


def story_head(db: Desk, record: StoryRecord, kept: Kept[HeadKey, StoryHead]) -> StoryHead:
    """Return a story as a list shows it, made again only when the story or its comparison has changed."""
    mark = stories.comparison_mark(db, record.id) or ("", "")
    return kept.get((record, mark), lambda: _made(db, record))


def heads_of(connection: Connection, ids: list[str], kept: Kept[HeadKey, StoryHead]) -> dict[str, StoryHead]:
    """Return the heads of the stories that some ids mean now; ids that mean none are left out."""
    found = {one: stories.story(connection, one) for one in dict.fromkeys(ids)}
    return {one: story_head(connection, record, kept) for one, record in found.items() if record}


def _made(db: Desk, record: StoryRecord) -> StoryHead:
    held = stories.comparison(db, record.id)
    compared = msgspec.msgpack.decode(held[2], type=_Compared) if held else None
    hits = find(db, Wanted(query=f"story:{record.id.partition(':')[2]}", limit=len(record.reports)))
    places = captures.addresses_of(db, [hit.report for hit in hits if not hit.outlet])
    headline = compared.headline if compared else ""
    event = compared.event if compared else Event(what="")
    return StoryHead(
        id=record.id,
        headline=headline or next((hit.headline for hit in hits if hit.headline), ""),
        brief=compared.brief.sentences[0].text if compared and compared.brief.sentences else "",
        where=event.where or "",
        when=plain_time(event.time) if event.time else "",
        reports=len(record.reports),
        origins=len(compared.origins) if compared else 0,
        disputes=len(compared.disputes) if compared else 0,
        outlets=tuple(sorted({hit.outlet or _host(places.get(hit.report, "")) for hit in hits} - {""})),
        languages=tuple(sorted({hit.language for hit in hits if hit.language})),
        first=record.first[:10],
        last=record.last[:10],
    )


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
