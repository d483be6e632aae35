"""The table of news agencies and the patterns that find their names in a text."""

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec


class Agency(msgspec.Struct, frozen=True, kw_only=True):
    """A news agency: its full name, names believed in any case, and short ones believed as printed."""

    name: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


@cache
def agencies() -> tuple[Agency, ...]:
    """Return every agency of the table."""
    table = tomllib.loads(files("synoptic.lineage").joinpath("agencies.toml").read_text(encoding="utf-8"))
    return tuple(msgspec.convert(entry, Agency) for entry in table["agency"])


@cache
def agency_pattern() -> str:
    """Return the alternatives that match any agency's name, longest first."""
    names: list[tuple[str, str]] = []
    for agency in agencies():
        names += [(alias, f"(?i:{_spaced(alias)})") for alias in (agency.name, *agency.aliases)]
        names += [(short, _spaced(short)) for short in agency.short]
    longest_first = sorted(dict(names).items(), key=lambda pair: (-len(pair[0]), pair[0]))
    return "(?:" + "|".join(pattern for _, pattern in longest_first) + r")(?!\w)"


@cache
def agency_named(words: str) -> str:
    """Return the full name of the agency that these words name, empty where they name none."""
    plain = " ".join(words.split())
    folded = plain.casefold().removeprefix("the ")
    for agency in agencies():
        known = {name.casefold().removeprefix("the ") for name in (agency.name, *agency.aliases)}
        if plain in agency.short or folded in known:
            return agency.name
    return ""


def _spaced(name: str) -> str:
    return r"\s+".join(re.escape(part) for part in name.split())
