"""Who signed a web page: the persons in its structured data, else in its markup, else what stands for one."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from synoptic.clean.masthead import authors_of

Record = Mapping[str, Any]
# Names in more parts than this are descriptions: "Jo Marsh, professor of ports at the University of Brenning".
_MOST_PARTS = 5
# A line that signs a report is no longer than this.
_LONGEST = 14
_META = ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "cxenseparse:author")
_CLASS = "translate(@class, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
_MARKED = (
    "//*[@itemprop='author']",
    "//a[@rel='author']",
    "//a[contains(@href, '/author/') or contains(@href, '/authors/') or contains(@href, '/autor/')"
    " or contains(@href, '/autoren/') or contains(@href, '/auteur/') or contains(@href, '/autore/')]",
    f"//*[contains({_CLASS}, 'author-name') or contains({_CLASS}, 'authorname')]",
    f"//*[contains({_CLASS}, 'byline') or contains({_CLASS}, 'author') or contains({_CLASS}, 'autor')"
    " or contains(@class, 'person-link')]",
)
_ELSEWHERE = re.compile(r"related|teaser|comment|sidebar|recommend|card|footer|widget|bio|box|more", re.IGNORECASE)


class PageSigns(NamedTuple):
    """What a page's markup says of itself: its meta elements, its structured records by id, its outlet's names."""

    meta: Mapping[str, str]
    by_id: Mapping[str, Record]
    sites: frozenset[str]


def find_authors(tree: Any, article: Record, signs: PageSigns) -> tuple[str, ...]:
    """Return the names of those who signed a page.

    Structured data often gives the outlet as its author: then a person whom meta elements or the markup name is
    believed instead.
    """
    stated = list(dict.fromkeys(_parts(_names(article.get("author"), signs.by_id))))
    persons = [name for name in stated if is_person(name, signs.sites)]
    if persons:
        return tuple(persons)
    given = [authors_of(signs.meta[name]) for name in _META if signs.meta.get(name)]
    for names in given:
        # "The Brenning Post, Brenning, Utland" is an imprint, not a list of persons.
        if all(is_person(name, signs.sites) for name in names):
            return names
    others = stated or [name for names in given for name in names if "://" not in name]
    return tuple(_in_markup(tree, signs.sites) or [name for name in others if not name.isdigit()])


def is_person(name: str, sites: frozenset[str]) -> bool:
    """Return whether a name can be a person's: not the outlet's own, no address, no number, not a description."""
    folded = fold(name)
    if not folded or folded in sites or re.search(r"\d|[@/:]|\w\.\w{2,}$", name):
        return False
    return len(name.split()) <= _MOST_PARTS


def fold(words: str) -> str:
    """Return the letters and digits of some words in lower case."""
    return "".join(re.findall(r"\w+", words.casefold()))


def _names(value: Any, by_id: Mapping[str, Record]) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        held = value if value.get("name") else by_id.get(str(value.get("@id", "")), value)
        yield from _names(held.get("name"), {})
    elif isinstance(value, list):
        for part in value[:30]:
            yield from _names(part, by_id)


def _parts(names: Iterator[str]) -> Iterator[str]:
    """Yield the single names in what may be a list of them, or a name with what its bearer does."""
    for name in names:
        parts = authors_of(name)
        if "," in name and any(len(part.split()) == 1 for part in parts):
            yield parts[0] if len(parts[0].split()) > 1 else name
        else:
            yield from parts or (name,)


def _in_markup(tree: Any, sites: frozenset[str]) -> list[str]:
    """Return the persons in the first element of a page that is marked as its author's name."""
    for path in _MARKED:
        found: list[str] = []
        around: Any = None
        for element in tree.xpath(path)[:40]:
            if around is not None and element.getparent() is not around:
                continue
            words = " ".join(element.text_content().split())
            if not words or len(words.split()) > _LONGEST or _is_elsewhere(element):
                continue
            names = [name for name in authors_of(words) if is_person(name, sites) and _is_written_as_name(name)]
            if names:
                found += names
                around = element.getparent()
        if found:
            return list(dict.fromkeys(found))
    return []


def _is_elsewhere(element: Any) -> bool:
    chain = [element, *element.iterancestors()]
    return any(_ELSEWHERE.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in chain[:-2][:8])


def _is_written_as_name(name: str) -> bool:
    parts = name.split()
    return len(parts) >= 2 and sum(part[0].isupper() or not part.isascii() for part in parts) >= 2
