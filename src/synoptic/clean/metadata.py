"""What a web page says of itself to machines: JSON-LD, meta elements, time elements."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import msgspec

from synoptic.clean.masthead import Masthead, read_day
from synoptic.clean.signed import PageSigns, find_authors, fold
from synoptic.news.report import Published

_ARTICLE = re.compile(r"Article|Posting|Report")
_USAGE = ("robots", "googlebot", "tdm-reservation", "tdm-policy", "license", "dcterms.rights", "copyright")


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """A page's masthead as its metadata gives it, and its main text where that is given whole."""

    masthead: Masthead
    body: str = ""
    description: str = ""
    titles: tuple[str, ...] = ()


# Names of meta elements that hold the day of publication, the surest first.
_DATED = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "firstcreate",
    "parsely-pub-date",
    "sailthru.date",
    "og:published_time",
    "og:article:published_time",
)


def read_metadata(tree: Any) -> Metadata:
    """Return what a page's markup says of it; JSON-LD decides before meta elements, these before others."""
    meta = _meta(tree)
    linked = next(iter(_articles(tree)), {})
    title = _text(linked.get("headline")) or meta.get("og:title", "") or meta.get("twitter:title", "")
    outlet = meta.get("og:site_name", "") or next(iter(_names(linked.get("publisher"))), "")
    headline = _headline(tree, title, outlet)
    url = str(next(iter(tree.xpath("//link[@rel='canonical']/@href")), "")) or meta.get("og:url", "")
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    sites = frozenset(
        {fold(outlet), fold(host), fold(host.split(".")[0]), *map(fold, _names(linked.get("publisher")))}
    )
    authors = find_authors(tree, linked, PageSigns(meta, _by_id(tree), sites))
    return Metadata(
        masthead=Masthead(
            headline=headline,
            authors=authors,
            byline=", ".join(authors),
            outlet=outlet,
            url=url,
            language=(tree.get("lang") or _text(linked.get("inLanguage")) or meta.get("og:locale", "")),
            published=_published(tree, linked, meta),
            modified=_day(
                _text(linked.get("dateModified")) or meta.get("article:modified_time", ""), "the page's metadata"
            ),
            usage=tuple(f"{name}: {meta[name]}" for name in _USAGE if meta.get(name)),
        ),
        body=_lines(linked.get("articleBody")),
        titles=tuple(dict.fromkeys((headline, title, " ".join(tree.xpath("string(//title)").split())))),
        description=meta.get("og:description", "") or meta.get("description", ""),
    )


def _published(tree: Any, linked: dict[str, Any], meta: dict[str, str]) -> Published:
    """Return when a page says it was published, by the surest of its marks that has a day."""
    marks = [(_text(linked.get("datePublished")), "the page's metadata (datePublished)")]
    marks += [(meta.get(name, ""), f"the page's metadata ({name})") for name in _DATED]
    marks += [
        (next(iter(tree.xpath(path)), ""), reason)
        for path, reason in (
            ("//time[@pubdate or @itemprop='datePublished']/@datetime", "a time element of the page"),
            ("(//article//time | //header//time | //main//time)/@datetime", "the first time element of the page"),
        )
    ]
    for words, reason in marks:
        published = _day(words, reason)
        if published.certainty != "unknown":
            return published
    changed = _day(meta.get("og:updated_time", ""), "when the page says that it was last changed")
    return msgspec.structs.replace(changed, certainty="inferred") if changed.earliest else changed


def _headline(tree: Any, title: str, outlet: str) -> str:
    """Return the main heading where it is the page's title (sites add their name to titles), else the title."""
    plain_title = " ".join(tree.xpath("string(//title)").split())
    wanted = _folded(title or plain_title)
    headings = [" ".join(h.text_content().replace("\xad", "").split()) for h in tree.xpath("//h1")]
    headings = [h for h in headings if h]
    for heading in headings:
        if wanted and (_folded(heading) in wanted or wanted in _folded(heading)):
            return heading
    if title:
        return _without_site(title, outlet)
    if len(headings) == 1:
        return headings[0]
    return re.split(r"\s[|–—]\s", plain_title)[0]


def _without_site(title: str, outlet: str) -> str:
    """Return a title without the outlet's name behind a dash or a bar."""
    parts = re.split(r"\s[|–—-]\s", title)
    return (
        title[: title.rindex(parts[-1])].rstrip(" |–—-") if outlet and parts[1:] and parts[-1] == outlet else title
    )


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = " ".join(html.unescape(element.get("content") or "").split())
        if name and content:
            found.setdefault(name, content)
    return found


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    for record in _all_records(tree):
        kind = record.get("@type", "")
        if any(_ARTICLE.search(str(k)) for k in (kind if isinstance(kind, list) else [kind])):
            yield record


def _by_id(tree: Any) -> dict[str, dict[str, Any]]:
    """Return the records of a page's structured data that others refer to."""
    return {str(record["@id"]): record for record in _all_records(tree) if "@id" in record and "name" in record}


def _all_records(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            held = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _records(held, 0)


def _records(held: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(held, dict):
        yield held
        for part in (held.get("@graph"), held.get("mainEntity"), held.get("mainEntityOfPage")):
            yield from _records(part, depth + 1)
    elif isinstance(held, list):
        for part in held[:200]:
            yield from _records(part, depth + 1)


def _text(value: Any) -> str:
    if isinstance(value, list) and value:
        return _text(value[0])
    # Some sites escape what they put into JSON once more.
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def _lines(value: Any) -> str:
    """Return a text with its paragraphs one a line."""
    lines = value.splitlines() if isinstance(value, str) else ()
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        yield from _names(value.get("name"))
    elif isinstance(value, list):
        for part in value[:30]:
            yield from _names(part)


def _day(words: str, reason: str) -> Published:
    return read_day(words, reason) if words else Published()
