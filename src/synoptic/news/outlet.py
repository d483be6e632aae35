"""Outlets as the register knows them, what others say of them, and what a desk measured of their reports."""

from typing import Literal

import msgspec

OutletKind = Literal["agency", "daily", "weekly", "magazine", "broadcaster", "online"]
Ownership = Literal["", "state", "public"]


class Outlet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who publishes: names, addresses and plain facts, nothing that judges.

    `country` is ISO 3166-1 alpha-2, `languages` are ISO 639-1. `ownership` is `state` for an organ of a state
    or of a ruling party, `public` for a service set up by public law, empty for all others and where it is not
    plain. `motto` is how the outlet describes itself, in its own words. `founded` is 0 where not known.
    """

    name: str
    domains: tuple[str, ...] = ()
    country: str = ""
    languages: tuple[str, ...] = ()
    kind: OutletKind = "online"
    aliases: tuple[str, ...] = ()
    city: str = ""
    founded: int = 0
    ownership: Ownership = ""
    motto: str = ""

    @property
    def agency(self) -> bool:
        """Return whether other outlets carry its texts under a credit."""
        return self.kind == "agency"


class Rating(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody says of an outlet, always with who says it; words and scale are theirs."""

    outlet: str
    value: str
    source: str
    domain: str = ""
    date: str = ""
    address: str = ""


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """How many of how many."""

    part: int
    of: int


class LanguageCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many of an outlet's reports are in a language; the code is empty where the language is not known."""

    language: str
    reports: Share


class CarriedAgency(msgspec.Struct, frozen=True, kw_only=True):
    """How many of an outlet's reports carry the text of one agency."""

    agency: str
    reports: Share


class TypicalLength(msgspec.Struct, frozen=True, kw_only=True):
    """The median number of words in the body, and on how many reports it stands."""

    words: int
    of: int


class OutletCard(msgspec.Struct, frozen=True, kw_only=True):
    """What a desk measured of one outlet's reports; each figure says on how many reports it stands.

    `name` is empty for reports whose outlet is not known. `wire` and `length` stand on the reports whose text
    is held, `originality` on those of them whose story has another report to compare with; all others on every
    report. `first` and `last` are the days that the reports are of.
    """

    name: str
    domains: tuple[str, ...]
    reports: int
    wire: Share
    originality: Share
    length: TypicalLength
    changed: Share
    corrected: Share
    withdrawn: Share
    not_held: Share
    languages: tuple[LanguageCount, ...] = ()
    agencies: tuple[CarriedAgency, ...] = ()
    first: str = ""
    last: str = ""
    entry: Outlet | None = None
    ratings: tuple[Rating, ...] = ()
