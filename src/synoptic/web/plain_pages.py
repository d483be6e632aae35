"""The pages about the site itself: settings, the method, and the files that pages link to."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from synoptic.web.answers import Asked, Room, WebError, after_form, client_of, must_be_ours, page
from synoptic.web.cookies import VISIT_COOKIE, chosen, forgotten, reader_cookie
from synoptic.web.rendering import ASSETS


@get("/settings", sync_to_thread=False, include_in_schema=False)
def settings_form(room: Room, request: Asked, saved: FromQuery[str] = "") -> Response[Any]:
    """Return the form of the reader's settings."""
    token = room.forms.token(client_of(request))
    visited = VISIT_COOKIE in request.cookies
    return page(room, request, "settings.html", token=token, saved=saved == "1", visited=visited)


@post("/settings", include_in_schema=False, status_code=303)
async def take_settings(room: Room, request: Asked) -> Redirect:
    """Have the browser remember the settings of the form, or forget everything."""
    form = await request.form()
    must_be_ours(room, request, form.get("token"))
    if form.get("forget"):
        return after_form("/settings", forgotten())
    wanted = {name: value for name, value in form.items() if isinstance(value, str)}
    return after_form("/settings?saved=1", [reader_cookie(chosen(wanted))])


@get("/about", sync_to_thread=True, include_in_schema=False)
def about(room: Room, request: Asked) -> Response[Any]:
    """Return how the pages are made, and what they do not claim."""
    return page(room, request, "about.html", limits=room.settings)


@get("/static/{name:str}", sync_to_thread=False, include_in_schema=False)
def static(request: Asked, name: FromPath[str]) -> Response[bytes]:
    """Return a file that pages link to; there are no others than those known by name."""
    asset = ASSETS.get(name)
    if asset is None:
        raise WebError("V001")
    marked = request.url.query == asset.mark
    lasting = "public, max-age=31536000, immutable" if marked else "no-cache"
    headers = {"cache-control": lasting, "etag": f'"{asset.mark}"'}
    if f'"{asset.mark}"' in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    return Response(asset.content, headers=headers, media_type=asset.media_type)
