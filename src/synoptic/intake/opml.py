"""OPML: lists of subscriptions, read and written."""

from collections.abc import Sequence

import msgspec

from synoptic.intake.settings import IntakeSettings
from synoptic.news.capture import Source
from synoptic.run.stage import Made


class Subscription(msgspec.Struct, frozen=True, kw_only=True):
    """One feed of a list: its address, title, home page and language, and the folder it lies in ("World/Asia")."""

    address: str
    title: str = ""
    site: str = ""
    language: str = ""
    section: str = ""
    categories: tuple[str, ...] = ()


def read_opml(content: bytes, path: str, *, settings: IntakeSettings) -> Made[Subscription]:
    """Return the feeds of an OPML list, each address once."""
    raise NotImplementedError


def write_opml(subscriptions: Sequence[Subscription], *, title: str, made: str = "") -> bytes:
    """Return subscriptions as OPML 2.0, folders for their sections; `made` is the day it is made (ISO 8601)."""
    raise NotImplementedError


def source_of(subscription: Subscription, *, added: str = "") -> Source:
    """Return the source that a desk follows for a subscription."""
    raise NotImplementedError


def subscription_of(source: Source) -> Subscription:
    """Return the subscription of a source that is followed."""
    raise NotImplementedError
