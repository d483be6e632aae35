"""Reports and stories as flat rows, for tables and lines of JSON."""

import msgspec


class ReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """One report as a row; `text_left_out` says why `text` is empty, where it is.

    `published_first` and `published_last` are the days between which it was published, `words` counts its text.
    """

    report: str
    address: str
    outlet: str
    headline: str
    standfirst: str
    byline: str
    dateline: str
    language: str
    published_first: str
    published_last: str
    published_certainty: str
    captured: str
    version: int
    previous: str
    withdrawn: str
    stub: bool
    story: str
    source: str
    digest: str
    usage: tuple[str, ...]
    words: int
    text: str
    text_left_out: str


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """One story as a row; `brief` are its sentences, `who`, `where` and `when` what its event says."""

    story: str
    headline: str
    first: str
    last: str
    reports: tuple[str, ...]
    references: tuple[str, ...]
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    origins: int
    what: str
    where: str
    when: str
    who: tuple[str, ...]
    brief: tuple[str, ...]
    agreed: int
    single_origin: int
    disputed: int
    updated: int
    disputes: int


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one report does with one claim group of its story, with the words in which it does so."""

    story: str
    story_headline: str
    group: str
    claim: str
    standing: str
    origins: int
    report: str
    outlet: str
    address: str
    language: str
    published: str
    support: str
    words: str
