"""Word lists kept in the TOML file beside these modules."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the entries of one list; “|” or a line end parts them."""
    return frozenset(_entries(_lists()[name]))


@cache
def word_groups(name: str) -> tuple[frozenset[str], ...]:
    """Return the groups of words of one list: a group an entry of words, or a text of entries."""
    groups = _lists()[name]
    if isinstance(groups, list):
        return tuple(frozenset(_entries(group)) for group in groups)
    return tuple(frozenset(entry.split()) for entry in _entries(groups))


def _entries(text: str) -> list[str]:
    return [entry.strip() for entry in re.split(r"[|\n]", text) if entry.strip()]


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("wording.toml").read_text(encoding="utf-8"))
