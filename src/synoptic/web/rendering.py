"""The templates of the site, and the styles and scripts that its pages link to."""

import hashlib
import mimetypes
import re
from importlib.resources import files
from typing import NamedTuple

from babel import Locale
from jinja2 import ChoiceLoader, Environment, PackageLoader

from synoptic import __version__
from synoptic.publish import site

_PUBLISHED = ("page.css", "page.js")
_OWN = ("site.css", "site.js", "mark.svg")
_LIGHT = re.compile(r"^:root\{(?P<colours>[^}]*)\}", re.MULTILINE)
_DARK = re.compile(r"@media \(prefers-color-scheme:\s*dark\)\s*\{\s*:root\s*\{(?P<colours>[^}]*)\}")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class Asset(NamedTuple):
    """A file that pages link to: its bytes, its media type, and a mark of its content for the link."""

    content: bytes
    media_type: str
    mark: str


def site_pages() -> Environment:
    """Return the templates: ours before those of the published page, so that ours lay out a story's page too."""
    # The published page's own environment, so that a served story is drawn by the same template and filters.
    pages = site.environment()
    pages.loader = ChoiceLoader([PackageLoader("synoptic.web"), PackageLoader("synoptic.publish")])
    pages.globals.update(
        assets="linked", version=__version__, static=static_address, language=language_name, day_words=day_words
    )
    pages.filters.update(hex=bare)
    return pages


def bare(id: str) -> str:
    """Return an id as it stands in an address: without its kind."""
    return id.partition(":")[2]


def language_name(code: str) -> str:
    """Return the English name of a language, its code where it has none, words where it is not known."""
    return str(Locale("en").languages.get(code, code)) if code else "language not known"


def day_words(day: str) -> str:
    """Return a calendar day in words: “4 May 2026”."""
    year, month, number = day[:10].split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"


def static_address(name: str) -> str:
    """Return the address of an asset; it changes with its content, so browsers may keep it for good."""
    return f"/static/{name}?{ASSETS[name].mark}"


def _assets() -> dict[str, Asset]:
    named = {name: _content("synoptic.publish", "templates", name) for name in _PUBLISHED}
    named |= {name: _content("synoptic.web", "static", name) for name in _OWN}
    named["themes.css"] = _themes(named["page.css"].decode()).encode()
    return {name: _asset(name, content) for name, content in named.items()}


def _asset(name: str, content: bytes) -> Asset:
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(content, media_type, hashlib.sha256(content).hexdigest()[:12])


def _content(package: str, folder: str, name: str) -> bytes:
    return files(package).joinpath(folder, name).read_bytes()


def _themes(style: str) -> str:
    """Return the page's own two sets of colours again, for readers who choose one whatever their system says."""
    light, dark = _LIGHT.search(style), _DARK.search(style)
    if light is None or dark is None:
        return ""
    return (
        f":root[data-theme=light]{{color-scheme:light;{light['colours']}}}\n"
        f":root[data-theme=dark]{{color-scheme:dark;{dark['colours']}}}\n"
    )


ASSETS = _assets()
