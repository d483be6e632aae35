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
_META = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "sailthru.author",
    "cxenseparse:author",
    "citation_author",
)
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
# The account that a site's software makes first, whoever writes under it.
_ADMINISTRATOR = re.compile(r"/author/(?:admin|administrator|editor|webmaster|staff)\b")
# A name alone, and a line of names, are no longer than this.
_MOST_IN_LINE, _LONGEST_LINE = 4, 60
# Chinese lines say after a colon who wrote a report and, where nobody did, who edited it: that signs it.
_LABELLED = re.compile(
    r"^[(（【\[]?\s*(?:本报记者|记者|記者|作者|撰文|责任编辑|责编|編輯|编辑)\s*[:：]\s*"
    r"(?P<names>[\w、，, ·]+?)\s*[)）】\]]?$"
)
_BETWEEN = re.compile(r"[、，,\s]+")
_ELSEWHERE = re.compile(r"related|teaser|comment|sidebar|recommend|card|footer|widget|bio|box|more", re.IGNORECASE)


class PageSigns(NamedTuple):
    """What a page's markup says of itself: its meta elements, its structured records by id, its outlet's names."""

    meta: Mapping[str, str]
    by_id: Mapping[str, Record]
    sites: frozenset[str]


def find_authors(tree: Any, article: Record, signs: PageSigns) -> tuple[str, ...]:
    """Return the names of those who signed a page.

    Structured data often gives the outlet, its section or the account of its desk as the author: then a person
    whom meta elements, the markup or a line of its own names is believed instead.
    """
    stated = list(dict.fromkeys(_parts(_names(article.get("author") or article.get("creator"), signs.by_id))))
    accounts = _accounts(article, signs)
    if any(is_person(name, signs.sites) and name not in accounts for name in stated):
        # An outlet that signs beside a person is named as one who signed.
        return tuple(name for name in stated if is_person(name, frozenset()) and name not in accounts)
    given = [authors_of(signs.meta[name]) for name in _META if signs.meta.get(name)]
    given = [tuple(name for name in names if "://" not in name) or names for names in given]
    sections = signs.sites | {fold(signs.meta.get("article:section", "")), *_fields(tree)} - {""}
    for names in given:
        # "The Brenning Post, Brenning, Utland" is an imprint, not a list of persons.
        if all(is_person(name, sections) and name not in accounts for name in names):
            return names
    others = stated or [name for names in given for name in names if "://" not in name]
    signed = _in_markup(tree, signs.sites) or _in_description(tree, signs) or _in_lines(tree, signs)
    return tuple(signed or [name for name in others if not name.isdigit()])


def _accounts(article: Record, signs: PageSigns) -> frozenset[str]:
    """Return the names of accounts that many hands write under: those of a site's administrator."""
    held = article.get("author")
    records = held if isinstance(held, list) else [held]
    known = [
        one if one.get("name") else signs.by_id.get(str(one.get("@id")), one)
        for one in records
        if isinstance(one, dict)
    ]
    addresses = ((one.get("name"), f"{one.get('url') or ''} {one.get('@id') or ''}") for one in known)
    return frozenset(str(name) for name, address in addresses if _ADMINISTRATOR.search(address))


def _fields(tree: Any) -> set[str]:
    """Return the names of the sections that a page files its report under."""
    links = tree.xpath("//a[contains(@rel, 'category')] | //*[contains(@class, 'breadcrumb')]//a")
    return {fold(link.text_content()) for link in links[:40]}


def _in_description(tree: Any, signs: PageSigns) -> list[str]:
    """Return the name where a page's description is nothing else: small sites take their first line for it."""
    words = signs.meta.get("description", "") or signs.meta.get("og:description", "")
    alone = 2 <= len(words.split()) <= _MOST_IN_LINE and all(part[0].isupper() for part in words.split())
    if not alone or not is_person(words, signs.sites) or words.endswith((".", "!", "?")):
        return []
    printed = any(
        " ".join(line.text_content().split()) == words for line in tree.iter("p") if len(line) < _MOST_PARTS
    )
    return [words] if printed else []


def _in_lines(tree: Any, signs: PageSigns) -> list[str]:
    """Return the names in a line that says who wrote or edited a report, or names a source beside the site."""
    for element in tree.iter("p", "div", "span", "em"):
        # Only elements that hold no nested ones: a line, not what surrounds it.
        if any(len(child) for child in element[:_MOST_PARTS]) or len(element) >= _MOST_PARTS:
            continue
        words = " ".join(element.text_content().split())
        if not 0 < len(words) <= _LONGEST_LINE:
            continue
        if found := _LABELLED.match(words):
            return [name for name in _BETWEEN.split(found["names"]) if name]
        parts = [part.strip() for part in words.split(" / ")]
        if len(parts) == 2 and fold(parts[0]) in signs.sites - {""} and is_person(parts[1], signs.sites):
            return [parts[1]]
    return []


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
    """Return the persons in the first element of a page that is marked as its author's name, and in its like."""
    for path in _MARKED:
        found: list[str] = []
        first: Any = None
        for element in tree.xpath(path)[:40]:
            if first is not None and not _are_in_one_list(first, element):
                continue
            words = " ".join(element.text_content().split())
            if not words or len(words.split()) > _LONGEST or _is_elsewhere(element):
                continue
            names = [name for name in authors_of(words) if is_person(name, sites) and _is_written_as_name(name)]
            if names:
                found += names
                first = element if first is None else first
        if found:
            return list(dict.fromkeys(found))
    return []


def _are_in_one_list(one: Any, other: Any) -> bool:
    """Return whether two elements stand beside each other, or are alike in neighbouring items of one list."""
    if other.getparent() is one.getparent():
        return True
    lists = [next((item.getparent() for item in element.iterancestors("li")), None) for element in (one, other)]
    alike = one.tag == other.tag and one.get("class") == other.get("class")
    return bool(alike and lists[0] is not None and lists[0] is lists[1])


def _is_elsewhere(element: Any) -> bool:
    chain = [element, *element.iterancestors()]
    return any(_ELSEWHERE.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in chain[:-2][:8])


def _is_written_as_name(name: str) -> bool:
    parts = name.split()
    return len(parts) >= 2 and sum(part[0].isupper() or not part.isascii() for part in parts) >= 2
