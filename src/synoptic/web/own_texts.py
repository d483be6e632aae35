"""Texts that a reader brings: taken in within limits, compared, and kept for an hour at most."""

from collections.abc import Iterable, Sequence

import msgspec

from synoptic.api import made_by
from synoptic.intake.pages import Page, looks_like_html, raw_report
from synoptic.publish.data import ComparisonDocument
from synoptic.run.runner import Runner, finished
from synoptic.web.answers import WebError
from synoptic.web.room import ReadingRoom
from synoptic.web.settings import WebSettings


class OwnText(msgspec.Struct, frozen=True, kw_only=True):
    """A text as it was pasted or dropped, with what it is called."""

    name: str
    content: bytes


def within_limits(texts: Iterable[OwnText], settings: WebSettings) -> tuple[OwnText, ...]:
    """Return the texts that are not empty.

    WebError V002 if one is too long or they are too many, V006 if they are too few.
    """
    held = tuple(text for text in texts if text.content.strip())
    if len(held) > settings.most_texts:
        raise WebError("V002", detail=f"{len(held)} texts; at most {settings.most_texts} are compared")
    for text in held:
        if len(text.content) > settings.largest_text:
            raise WebError("V002", detail=f"{text.name} has more than {settings.largest_text // 1000:,} kB")
    if len(held) < 2:
        raise WebError("V006", count=("none", "one")[len(held)])
    return held


def compare_texts(room: ReadingRoom, texts: Sequence[OwnText]) -> ComparisonDocument:
    """Return the comparison of a reader's texts.

    WebError V008 while those of another reader take long, V011 if none can be read.
    """
    if not room.comparing.acquire(timeout=room.settings.longest_wait):
        raise WebError("V008")
    try:
        return _compared(room, texts)
    finally:
        room.comparing.release()


def _compared(room: ReadingRoom, texts: Sequence[OwnText]) -> ComparisonDocument:
    settings = room.desk.settings
    runner = Runner(settings, room.models())
    pages = {one.id: one for one in map(raw_report, map(_page, texts))}
    if len(pages) < 2:
        raise WebError("V006", count="the same one twice")
    readings = runner.read(tuple(pages.values()))
    if not readings:
        problems = "; ".join(one.message for one in runner.problems)
        raise WebError("V011", detail=problems[:300] or "there are no words in it")
    dossiers = runner.compare_all(runner.gather(readings))
    dated = {reading.id: reading for dossier in dossiers for reading in dossier.readings}
    return ComparisonDocument(
        made_by=made_by(settings),
        reports=tuple(dated.get(reading.id, reading).report for reading in readings),
        stories=tuple(finished(dossier) for dossier in dossiers),
        problems=runner.problems,
    )


def _page(text: OwnText) -> Page:
    start = text.content[:20_000].decode("utf-8", "replace")
    return Page(
        path=text.name, form="html" if looks_like_html(start) else "text", content=text.content, charset=""
    )
