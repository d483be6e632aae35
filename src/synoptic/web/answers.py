"""Pages and errors as answers: with a mark by which a browser that has the page is told so, and nothing more."""

import hashlib
import logging
from collections.abc import Sequence
from typing import Any, TypeAlias

import msgspec
from litestar import MediaType, Request, Response
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from synoptic.errors import MESSAGES, NotFoundError, QueryError, SynopticError
from synoptic.web.cookies import Visit, reader_of, visit_of
from synoptic.web.guard import is_same_site
from synoptic.web.room import ReadingRoom, Ready

Asked: TypeAlias = Request[Any, Any, Any]
Room: TypeAlias = NamedDependency[ReadingRoom]
_LOG = logging.getLogger("synoptic.web")
_CODES = {404: "V001", 405: "V007", 413: "V002", 429: "V003"}
_STATUS = {
    **dict.fromkeys(("V001", "V013", "V014", "V015", "V016", "D053", "D056"), 404),
    **dict.fromkeys(("V002",), 413),
    **dict.fromkeys(("V003", "V008"), 429),
    **dict.fromkeys(("V005", "V012"), 403),
    "V007": 405,
}
_TITLES = {
    400: "That could not be understood",
    403: "Not from here",
    404: "Not here",
    405: "Not in that way",
    413: "Too much at once",
    429: "Too fast",
    500: "This went wrong",
}


class WebError(SynopticError):
    """A page cannot be given; its code says the status."""


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """What a program is told instead of what it asked for: the code of the message, and its words."""

    code: str
    message: str


def page(
    room: ReadingRoom,
    asked: Asked,
    template: str,
    *,
    status: int = 200,
    cookies: Sequence[Cookie] = (),
    **shown: Any,
) -> Response[bytes]:
    """Return a page made from a template."""
    words = room.pages.get_template(template).render(reader=reader_of(asked.cookies), path=asked.url.path, **shown)
    return answer(asked, words, status=status, cookies=cookies)


def answer(asked: Asked, words: str, *, status: int = 200, cookies: Sequence[Cookie] = ()) -> Response[bytes]:
    """Return a page; only its mark where the browser already has it."""
    return sent(asked, ready(words), status=status, cookies=cookies)


def ready(words: str) -> Ready:
    """Return a page as it is sent."""
    content = words.encode("utf-8", "replace")
    return Ready(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')


def sent(asked: Asked, made: Ready, *, status: int = 200, cookies: Sequence[Cookie] = ()) -> Response[bytes]:
    """Return a page that was made ready; only its mark where the browser already has it."""
    headers = {"cache-control": "private, no-cache", "vary": "Cookie"}
    content = made.content
    if status == 200:
        headers["etag"] = made.mark
        if made.mark in asked.headers.get("if-none-match", ""):
            return Response(b"", status_code=304, headers=headers, cookies=list(cookies))
    return Response(content, status_code=status, headers=headers, media_type=MediaType.HTML, cookies=list(cookies))


def moved(address: str) -> Redirect:
    """Return that something has another address for good."""
    return Redirect(address, status_code=301)


def after_form(address: str, cookies: Sequence[Cookie] = ()) -> Redirect:
    """Return where a browser goes after a form was taken."""
    return Redirect(address, status_code=303, cookies=list(cookies))


def client_of(asked: Asked) -> str:
    """Return the address of who asks, as the connection has it."""
    return asked.client.host if asked.client else ""


def visit(room: ReadingRoom, asked: Asked) -> Visit:
    """Return the visit that a request belongs to."""
    return visit_of(asked.cookies, room.desk.clock(), room.settings.visit_seconds)


def must_be_ours(room: ReadingRoom, asked: Asked, token: object) -> None:
    """Refuse a form that did not come from a page of this site; WebError V005."""
    ours = isinstance(token, str) and room.forms.is_ours(token, client_of(asked))
    if not (ours and is_same_site(asked.headers, asked.headers.get("host", ""))):
        raise WebError("V005")


def on_refusal(asked: Asked, error: Exception) -> Response[Any]:
    """Return any failure as a page, or as JSON to a program, with its code and what to do next."""
    status, code, words = _told(error)
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    if status == 429:
        headers.setdefault("retry-after", headers.get("RateLimit-Reset", "60"))
    if status >= 500:
        _LOG.error("%s %s failed", asked.method, asked.url.path, exc_info=error)
    if asked.url.path.startswith("/api/"):
        return Response(Refused(code=code, message=words), status_code=status, headers=headers)
    room: ReadingRoom = asked.app.state.room
    made = page(
        room,
        asked,
        "error.html",
        status=status,
        code=code,
        words=words,
        status_shown=status,
        title=_TITLES[status],
    )
    made.headers.update(headers)
    return made


def _told(error: Exception) -> tuple[int, str, str]:
    """Return status, code and words of a failure; what it may give away of the machine is not among them."""
    if isinstance(error, (WebError, NotFoundError, QueryError)):
        return _STATUS.get(error.code, 400), error.code, str(error).partition("] ")[2]
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status >= 500:
        return 500, "V004", MESSAGES["V004"].words
    if status == 413:
        return 413, "V002", MESSAGES["V002"].words.format(detail="the request is too large")
    if status in _CODES:
        return status, _CODES[status], MESSAGES[_CODES[status]].words
    return 400, "V009", MESSAGES["V009"].words.format(detail=_detail(error))


def _detail(error: Exception) -> str:
    """Return what of a request was not understood: the names of its parts, as the address has them."""
    extra = getattr(error, "extra", None)
    if isinstance(extra, list):
        names = [f"{x.get('key', '')}: {x.get('message', '')}" for x in extra if isinstance(x, dict)]
        return "; ".join(names)[:300] or "the address"
    # Litestar names the part of the address that is missing or wrong.
    return str(getattr(error, "detail", ""))[:300] or "the request"
