"""The register of outlets: the bundled entries, the user's own on top, and look-up by address and by name."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from synoptic.errors import problem
from synoptic.intake.outlet_file import read_outlets
from synoptic.intake.sites import host_of
from synoptic.news.outlet import Outlet
from synoptic.run.stage import Made


class Register:
    """Finds outlets by the address of a page and by name; never guesses where two could be meant."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self.outlets = tuple(sorted(outlets, key=lambda o: (folded(o.name), o.country)))
        self._by_domain = {host_of(domain): outlet for outlet in self.outlets for domain in outlet.domains}
        self._by_name: dict[str, list[Outlet]] = {}
        for outlet in self.outlets:
            for name in sorted({folded(n) for n in (outlet.name, *outlet.aliases)}):
                self._by_name.setdefault(name, []).append(outlet)

    def at(self, address: str) -> Outlet | None:
        """Return the outlet that a URL or a host belongs to, the most exact domain first; None where none does."""
        labels = host_of(address).split(".")
        # Whole labels only: `notexample.org` is not `example.org`, nor is `example.org.evil.net`.
        for start in range(len(labels)):
            found = self._by_domain.get(".".join(labels[start:]))
            if found is not None:
                return found
        return None

    def named(self, name: str) -> Outlet | None:
        """Return the outlet of a name, None where there is none or where several share the name."""
        found = self._by_name.get(folded(name), [])
        return found[0] if len(found) == 1 else None

    def of(self, address: str, name: str) -> Outlet | None:
        """Return the outlet of a page: its address decides, its printed name only where the address is no site."""
        return self.at(address) if host_of(address) else self.named(name)


@cache
def bundled_register() -> Register:
    """Return the register that comes with the package."""
    content = files("synoptic.intake").joinpath("outlets.toml").read_bytes()
    return Register(read_outlets(content, "outlets.toml").items)


def open_register(own: Path | None = None) -> tuple[Register, Made[Outlet]]:
    """Return the bundled register with the user's own file on top, and what was read of that file.

    A file that is not there is as good as an empty one.
    """
    bundled = bundled_register()
    if own is None or not own.exists():
        return bundled, Made()
    try:
        content = own.read_bytes()
    except OSError as fault:
        said = fault.strerror or type(fault).__name__
        return bundled, Made((), (problem("I170", str(own), path=str(own), detail=said),))
    read = read_outlets(content, str(own), tuple(bundled.outlets))
    return Register(with_own(bundled.outlets, read.items)), read


def with_own(bundled: Iterable[Outlet], own: Iterable[Outlet]) -> tuple[Outlet, ...]:
    """Return the bundled outlets with the user's on top: same name and country replaces, domains move over."""
    mine = {(folded(outlet.name), outlet.country): outlet for outlet in own}
    taken = {host_of(domain) for outlet in mine.values() for domain in outlet.domains}
    kept = []
    for outlet in bundled:
        if (folded(outlet.name), outlet.country) not in mine:
            left = tuple(domain for domain in outlet.domains if host_of(domain) not in taken)
            kept.append(msgspec.structs.replace(outlet, domains=left))
    return (*kept, *mine.values())


def folded(name: str) -> str:
    """Return a name without case, accents, punctuation and a leading article, to compare it with others."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    words = " ".join(re.sub(r"[^\w]+", " ", letters).split())
    return words.removeprefix("the ") or name.casefold().strip()
