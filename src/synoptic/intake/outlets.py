"""The register of outlets: the bundled entries, the user's own on top, and look-up by address and by name."""

from collections.abc import Iterable
from pathlib import Path

from synoptic.news.outlet import Outlet
from synoptic.run.stage import Made


class Register:
    """Finds outlets by the address of a page and by name."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self.outlets = tuple(outlets)

    def at(self, address: str) -> Outlet | None:
        """Return the outlet that a URL or a host belongs to, or None."""
        raise NotImplementedError

    def named(self, name: str) -> Outlet | None:
        """Return the outlet of a name, None where there is none or where several share the name."""
        raise NotImplementedError


def bundled_register() -> Register:
    """Return the register that comes with the package."""
    raise NotImplementedError


def read_outlets(content: bytes, path: str) -> Made[Outlet]:
    """Return the outlets of a TOML file; what cannot be used is left out with a problem that names its line."""
    raise NotImplementedError


def open_register(own: Path | None = None) -> tuple[Register, Made[Outlet]]:
    """Return the bundled register with the user's own file on top, and what was read of that file."""
    raise NotImplementedError


def site_of(address: str) -> str:
    """Return the registrable domain of a URL or host (`example.co.uk`), empty where there is none."""
    raise NotImplementedError
