"""Saved searches and what was told of them."""

from typing import Literal

import msgspec

NotifyBy = Literal["mail", "webhook", "feed"]


class Watch(msgspec.Struct, frozen=True, kw_only=True):
    """A saved search, and where its new matches are told: a mail address, a URL, or the path of a feed file.

    `secret` signs the requests of a webhook.
    """

    id: str
    query: str
    notify: NotifyBy
    target: str
    added: str = ""
    secret: str = ""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A report that a watch found, as it is told."""

    report: str
    address: str
    headline: str = ""
    outlet: str = ""
    language: str = ""
    day: str = ""
    words: str = ""


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """Matches that are told together, once; sent again after a failure it has the same id and the same content."""

    id: str
    watch: str
    at: str
    matches: tuple[Match, ...]
    state: Literal["open", "sent", "failed"] = "open"
    tries: int = 0
    due: str = ""
    problem: str = ""
