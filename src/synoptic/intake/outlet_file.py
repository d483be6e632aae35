"""Reading a file of outlets: each entry is checked, each fault is named with its line, the rest is kept."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from babel import Locale

from synoptic.errors import problem
from synoptic.intake.sites import belongs_to_nobody, host_of
from synoptic.news.outlet import Outlet
from synoptic.news.problem import Problem
from synoptic.run.stage import Made

# Bytes of a file of outlets: ten times the bundled register, which a person cannot have typed.
LARGEST = 600_000
# Faults that are named one by one: whoever mends these sees the pattern of the others.
NAMED = 20
# Characters of a name or a motto: the longest of the register have 60 and 90.
LONGEST = 200
_FIRST_PRINTED_NEWS = 1450
_HEADER = re.compile(r"\s*\[\[\s*[\"']?outlet[\"']?\s*\]\]")
_Entry = Mapping[str, Any]


def read_outlets(content: bytes, path: str, under: Sequence[Outlet] = ()) -> Made[Outlet]:
    """Return the outlets of a TOML file; what cannot be used is left out with a problem that names its line.

    An entry that has the name of one of those `under` it, and states no other country, takes from there
    whatever it does not state itself.
    """
    try:
        text = _decoded(content)
        found = tomllib.loads(text)
        entries = found.get("outlet", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise _UnreadableError("its outlets are not written as [[outlet]] tables")
    except _UnreadableError as fault:
        return Made((), (problem("I170", path, path=path, detail=str(fault)),))
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        return Made((), (problem("I171", path, path=path, detail=str(fault) or "it is nested too deep"),))
    reader = _Reader(text, path, entries)
    reader.refuse_keys(found.keys() - {"outlet"})
    outlets = tuple(reader.outlets(under))
    return Made(outlets, reader.problems())


class _UnreadableError(Exception):
    """Why a file as a whole cannot be used."""


class _UnusableError(Exception):
    """Why an entry cannot be used, in words that follow “as”."""


class _Reader:
    """Reads the entries of one file in order and gathers the faults."""

    def __init__(self, text: str, path: str, entries: Sequence[_Entry]) -> None:
        self._lines = text.splitlines()
        self._path = path
        self._entries = entries
        self._faults: list[Problem] = []
        self._unnamed = 0
        headers = [number for number, line in enumerate(self._lines, 1) if _HEADER.match(line)]
        # Where the headers cannot be told from quoted text, a fault is looked for in the whole file.
        self._starts = headers if len(headers) == len(entries) else []

    def refuse_keys(self, keys: set[str]) -> None:
        """Note keys that stand outside every entry."""
        for key in sorted(keys):
            self._fault("I172", self._line(None, key), key=key, known="[[outlet]] tables only")

    def outlets(self, under: Sequence[Outlet]) -> Iterator[Outlet]:
        """Yield each usable entry, with domains that no earlier entry has."""
        owners: dict[str, str] = {}
        for place, entry in enumerate(self._entries):
            known = {key: value for key, value in entry.items() if key in Outlet.__struct_fields__}
            for key in sorted(entry.keys() - known.keys()):
                listed = ", ".join(Outlet.__struct_fields__)
                self._fault("I172", self._line(place, key), key=key, known=listed)
            try:
                outlet = usable(_on_top(known, under))
            except _UnusableError as fault:
                self._fault("I173", self._line(place), name=_shown(entry.get("name")), detail=str(fault))
                continue
            yield self._with_free_domains(outlet, place, owners)

    def problems(self) -> tuple[Problem, ...]:
        """Return the faults, the first ones by name and the others by number."""
        if not self._unnamed:
            return tuple(self._faults)
        more = problem("I178", self._path, path=self._path, count=str(self._unnamed))
        return (*self._faults, more)

    def _with_free_domains(self, outlet: Outlet, place: int, owners: dict[str, str]) -> Outlet:
        free = []
        for domain in dict.fromkeys(outlet.domains):
            first = owners.setdefault(domain, outlet.name)
            if first == outlet.name:
                free.append(domain)
            else:
                self._fault("I174", self._line(place, "domains"), domain=domain, first=first)
        return msgspec.structs.replace(outlet, domains=tuple(free))

    def _fault(self, code: str, line: int, **values: str) -> None:
        if len(self._faults) >= NAMED:
            self._unnamed += 1
            return
        shown = {name: _shown(value) for name, value in values.items()}
        subject = f"{self._path}:{line}"
        self._faults.append(problem(code, subject, path=self._path, line=str(line), **shown))

    def _line(self, place: int | None, key: str = "") -> int:
        """Return the line of an entry, or of a key in it."""
        first, last = 1, len(self._lines)
        if self._starts and place is None:
            last = self._starts[0] - 1
        elif self._starts and place is not None:
            first = self._starts[place]
            last = self._starts[place + 1] - 1 if place + 1 < len(self._starts) else last
        wanted = re.compile(rf"[\s{{,]*[\"']?{re.escape(key)}[\"']?\s*[.=]") if key else None
        lines = range(first, last + 1)
        return next((n for n in lines if wanted and wanted.match(self._lines[n - 1])), first)


def usable(entry: _Entry) -> Outlet:
    """Return the outlet of an entry whose values are all as they should be."""
    try:
        outlet = msgspec.convert(entry, Outlet)
    except msgspec.ValidationError as fault:
        raise _UnusableError(f"a value is of the wrong kind ({fault})") from None
    names = (outlet.name, *outlet.aliases, outlet.city, outlet.motto)
    if not outlet.name.strip():
        raise _UnusableError("it has no name")
    if any(len(name) > LONGEST or not name.isprintable() for name in names):
        raise _UnusableError(f"a text has more than {LONGEST} characters, or signs that cannot be printed")
    if outlet.country and outlet.country not in _countries():
        raise _UnusableError(f"“{outlet.country}” is no ISO 3166 code of a country, such as GB")
    for language in outlet.languages:
        if language not in _languages():
            raise _UnusableError(f"“{language}” is no ISO 639-1 code of a language, such as en")
    if outlet.founded and not _FIRST_PRINTED_NEWS <= outlet.founded <= 9999:
        raise _UnusableError(f"{outlet.founded} is not the year in which an outlet can have begun")
    return msgspec.structs.replace(outlet, domains=tuple(_domain(domain) for domain in outlet.domains))


def _domain(given: str) -> str:
    host = host_of(given)
    if not host or "/" in given.strip():
        raise _UnusableError(f"“{given}” is no domain, such as example.org")
    plain = host.removeprefix("www.")
    if belongs_to_nobody(plain):
        raise _UnusableError(f"many publish under {plain}, so that it is nobody’s own domain")
    return plain


def _on_top(entry: _Entry, under: Sequence[Outlet]) -> _Entry:
    name = entry.get("name")
    same = [o for o in under if o.name == name and entry.get("country", o.country) == o.country]
    return {**msgspec.to_builtins(same[0]), **entry} if len(same) == 1 else entry


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST:
        raise _UnreadableError(f"it has more than {LARGEST:,} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise _UnreadableError(f"it is not UTF-8 (byte {fault.start})") from None


def _shown(value: object) -> str:
    """Return a value of the file so that it cannot break the line it is shown on."""
    text = value if isinstance(value, str) else "" if value is None else str(value)
    plain = "".join(c if c.isprintable() else " " for c in text)
    return plain if len(plain) <= LONGEST else plain[:LONGEST] + "…"


@cache
def _countries() -> frozenset[str]:
    # Two letters that the list of territories has beside countries: groups, tests, and “unknown”.
    beside = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}
    return frozenset(c for c in Locale("en").territories if re.fullmatch("[A-Z]{2}", c) and c not in beside)


@cache
def _languages() -> frozenset[str]:
    return frozenset(code for code in Locale("en").languages if re.fullmatch("[a-z]{2}", code))
