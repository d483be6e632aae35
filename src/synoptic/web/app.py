"""The site as an application: its pages, its limits, and what it answers when something goes wrong."""

import secrets
import time
from collections.abc import Callable
from typing import Any

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import ASGIApp, Receive, Send

from synoptic import __version__
from synoptic.errors import SynopticError
from synoptic.run.live import LiveDesk
from synoptic.run.stage import Tools
from synoptic.web import api, finding, own_pages, plain_pages, reading
from synoptic.web.answers import Asked, WebError, on_refusal
from synoptic.web.guard import add_headers, host_of, is_loopback
from synoptic.web.room import ReadingRoom
from synoptic.web.settings import WebSettings

_PAGES = (
    *(reading.today, reading.one_day, reading.one_story, reading.story_file, reading.what_changed),
    *(finding.find, finding.all_outlets, finding.one_outlet, finding.all_sources),
    *(own_pages.own_form, own_pages.take_own, own_pages.own_result, own_pages.own_part, own_pages.own_file),
    *(plain_pages.settings_form, plain_pages.take_settings, plain_pages.about, plain_pages.static),
)
# Parts of a form: a text and a file a field, and some to spare.
_MOST_PARTS = 64


def create_app(
    desk: LiveDesk,
    *,
    settings: WebSettings = WebSettings(),  # noqa: B008  frozen
    tools: Tools | None = None,
    local: bool = True,
    time: Callable[[], float] = time.time,
) -> Litestar:
    """Return the site of an opened desk; a `local` one answers to the names of this machine only."""
    room = ReadingRoom(desk, settings, tools, secrets.token_bytes(32), time)
    limit = RateLimitConfig(rate_limit=("minute", settings.requests_a_minute), exclude=["^/static/"])

    def the_room() -> ReadingRoom:
        return room

    app = Litestar(
        route_handlers=[*_PAGES, *api.HANDLERS],
        dependencies={"room": Provide(the_room, sync_to_thread=False)},
        state=State({"room": room}),
        middleware=[limit.middleware],
        before_request=_refuse_other_names if local else None,
        before_send=[add_headers],
        exception_handlers={SynopticError: on_refusal, HTTPException: on_refusal, Exception: on_refusal},
        request_max_body_size=settings.largest_request,
        multipart_form_part_limit=_MOST_PARTS,
        openapi_config=OpenAPIConfig(
            title="synoptic",
            version=__version__,
            description="Every report of one story, read side by side: a desk’s stories for programs.",
            path="/api",
            use_handler_docstrings=True,
            render_plugins=[api.ApiPage(), JsonRenderPlugin()],
        ),
        logging_config=None,
        debug=False,
    )
    app.asgi_handler = _answering_heads(app.asgi_handler)
    return app


def _answering_heads(pages: ASGIApp) -> ASGIApp:
    """Return an application that answers HEAD as it would GET, without the words."""

    async def asked(scope: Any, receive: Receive, send: Send) -> None:
        async def send_head(message: Any) -> None:
            without: Any = {**message, "body": b""}
            await send(without if message["type"] == "http.response.body" else message)

        if scope["type"] == "http" and scope["method"] == "HEAD":
            as_get: Any = {**scope, "method": "GET"}
            await pages(as_get, receive, send_head)
        else:
            await pages(scope, receive, send)

    return asked


async def _refuse_other_names(request: Asked) -> None:
    """Refuse a page that gave its own name this machine's address, to read the site with a reader's browser."""
    host = host_of(request.headers.get("host", ""))
    if not is_loopback(host):
        raise WebError("V012", host=host[:80])
