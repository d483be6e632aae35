"""What every page of the site needs: the desk, the templates, and what is kept ready between requests."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import BoundedSemaphore
from typing import NamedTuple

from jinja2 import Environment
from sqlalchemy import Connection

from synoptic.news.outlet import OutletCard
from synoptic.publish.data import ComparisonDocument
from synoptic.run.live import LiveDesk
from synoptic.run.models import ModelTools
from synoptic.run.stage import Tools
from synoptic.web.days import Day
from synoptic.web.guard import Forms
from synoptic.web.heads import HeadKey, StoryHead
from synoptic.web.kept import Kept
from synoptic.web.rendering import site_pages
from synoptic.web.settings import WebSettings


class Ready(NamedTuple):
    """A page as it is sent, and the mark by which a browser says that it has it."""

    content: bytes
    mark: str


class ReadingRoom:
    """One served desk. Threads share it: the database opens a connection a request, the rest is locked or frozen.

    `tools` are the models for readers' own texts; without them those of the desk's settings are loaded when the
    first texts come. `secret` signs forms; `time` counts seconds.
    """

    def __init__(
        self, desk: LiveDesk, settings: WebSettings, tools: Tools | None, secret: bytes, time: Callable[[], float]
    ) -> None:
        self.desk = desk
        self.settings = settings
        self.pages: Environment = site_pages()
        self.forms = Forms(secret, settings.form_seconds, time)
        self.heads: Kept[HeadKey, StoryHead] = Kept(settings.kept_heads)
        self.story_pages: Kept[tuple[object, ...], Ready] = Kept(settings.kept_pages)
        self.days: Kept[str, Day] = Kept(settings.kept_days, settings.day_seconds, time)
        self.cards: Kept[str, tuple[OutletCard, ...]] = Kept(1, settings.outlet_seconds, time)
        self.own: Kept[str, ComparisonDocument] = Kept(settings.most_own, settings.own_seconds, time)
        # Models work on all cores; two comparisons at once would only make both readers wait.
        self.comparing = BoundedSemaphore(1)
        self._tools = tools

    def looked_at(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees the desk at one moment, whatever a gatherer writes meanwhile."""
        return self.desk.db.snapshot()

    def models(self) -> Tools:
        """Return the models for readers' own texts."""
        if self._tools is None:
            self._tools = ModelTools(self.desk.settings.models)
        return self._tools
