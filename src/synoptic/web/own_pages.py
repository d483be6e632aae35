"""The pages for comparing one's own texts: the form, and what came of it."""

import secrets
from collections.abc import Iterator
from typing import Any

from anyio import to_thread
from litestar import Response, get, post
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.params import FromPath
from litestar.response import Redirect

from synoptic.publish.data import ComparisonDocument
from synoptic.publish.names import story_counts
from synoptic.web.answers import Asked, Room, WebError, after_form, answer, client_of, must_be_ours, page
from synoptic.web.own_texts import OwnText, compare_texts, within_limits
from synoptic.web.reading import export, story_words
from synoptic.web.room import ReadingRoom

# A name of a file is shown on the page; longer ones would break its columns.
_LONGEST_NAME = 80


@get("/compare", sync_to_thread=False, include_in_schema=False)
def own_form(room: Room, request: Asked) -> Response[Any]:
    """Return the form into which texts are pasted or dropped."""
    token = room.forms.token(client_of(request))
    return page(room, request, "compare.html", token=token, limits=room.settings)


@post("/compare", include_in_schema=False, status_code=303)
async def take_own(room: Room, request: Asked) -> Redirect:
    """Compare the texts of the form, and lead to the result."""
    form = await request.form()
    must_be_ours(room, request, form.get("token"))
    texts = within_limits([text async for text in _texts(form, room.settings.largest_text)], room.settings)
    document = await to_thread.run_sync(compare_texts, room, texts)
    name = secrets.token_urlsafe(12)
    room.own.put(name, document)
    return after_form(f"/compare/{name}")


async def _texts(form: FormMultiDict, largest: int) -> Any:
    number = 0
    for value in form.getall("text", []):
        if isinstance(value, str) and value.strip():
            number += 1
            yield OwnText(name=f"text {number}", content=value.encode("utf-8", "replace"))
    for value in form.getall("file", []):
        if isinstance(value, UploadFile):
            # One byte more than is taken: enough to see that there is more.
            yield OwnText(name=_called(value.filename), content=await value.read(largest + 1))


def _called(name: str) -> str:
    """Return what a file is called: the end of its path, without what cannot be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[:_LONGEST_NAME] or "file"


@get("/compare/{name:str}", sync_to_thread=True, include_in_schema=False)
def own_result(room: Room, request: Asked, name: FromPath[str]) -> Response[Any]:
    """Return the story that a reader's texts tell; a list where they tell several."""
    document = _kept(room, name)
    if len(document.stories) == 1:
        return answer(request, story_words(room, request, document, 0))
    rows = list(_rows(document))
    return page(room, request, "own.html", document=document, rows=rows, name=name)


@get("/compare/{name:str}/{file:str}", sync_to_thread=True, include_in_schema=False)
def own_part(room: Room, request: Asked, name: FromPath[str], file: FromPath[str]) -> Response[Any]:
    """Return one of several stories that a reader's texts tell, or the only one as a file."""
    document = _kept(room, name)
    if file.isascii() and file.isdigit():
        number = int(file[:4])
        if not 1 <= number <= len(document.stories):
            raise WebError("V001")
        return answer(request, story_words(room, request, document, number - 1))
    if len(document.stories) != 1:
        raise WebError("V001")
    return export(document, 0, file)


@get("/compare/{name:str}/{number:int}/{file:str}", sync_to_thread=True, include_in_schema=False)
def own_file(room: Room, name: FromPath[str], number: FromPath[int], file: FromPath[str]) -> Response[Any]:
    """Return one of several stories that a reader's texts tell as a file."""
    document = _kept(room, name)
    if not 1 <= number <= len(document.stories):
        raise WebError("V001")
    return export(document, number - 1, file)


def _kept(room: ReadingRoom, name: str) -> ComparisonDocument:
    document = room.own.find(name)
    if document is None:
        raise WebError("V013")
    return document


def _rows(document: ComparisonDocument) -> Iterator[tuple[Any, str]]:
    for story in document.stories:
        yield story, story_counts(story, document.reports)
