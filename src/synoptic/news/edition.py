"""Briefs: the short cited account of one story."""

from typing import Literal

import msgspec

from synoptic.news.story import Citation


class BriefSentence(msgspec.Struct, frozen=True, kw_only=True):
    """One printed sentence and the exact words it rests on.

    Square brackets in `text` are ours (a date worked out, a name for a pronoun); all else is cited.
    """

    id: str
    text: str
    citations: tuple[Citation, ...]
    role: Literal["agreed", "single_origin", "disputed", "updated"]
    groups: tuple[str, ...] = ()
    reason: str = ""


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """The short account of a story, in which every sentence is cited."""

    sentences: tuple[BriefSentence, ...] = ()


class Headline(msgspec.Struct, frozen=True, kw_only=True):
    """A story's headline in words that stand in its reports."""

    text: str
    citations: tuple[Citation, ...]
    reason: str = ""
