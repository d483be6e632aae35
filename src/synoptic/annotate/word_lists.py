"""Word lists kept in the TOML files beside these modules, folded for look-ups."""

import re
import tomllib
from functools import cache
from importlib import resources

from synoptic.annotate.countries import fold


@cache
def word_list(file: str, name: str) -> frozenset[str]:
    """Return the folded entries of one list of a TOML file of this package; “|” or a line end parts them."""
    lists = tomllib.loads(resources.files(__package__).joinpath(f"{file}.toml").read_text(encoding="utf-8"))
    return frozenset(fold(entry) for entry in re.split(r"[|\n]", lists[name]) if entry.strip())
