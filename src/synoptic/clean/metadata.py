"""What a web page says of itself to machines: JSON-LD, meta elements, time elements."""

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from synoptic.clean.masthead import Masthead, read_day
from synoptic.news.report import Published

_ARTICLE = re.compile(r"Article|Posting|Report")
_USAGE = ("robots", "googlebot", "tdm-reservation", "tdm-policy", "license", "dcterms.rights", "copyright")


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """A page's masthead as its metadata gives it, and its main text where that is given whole."""

    masthead: Masthead
    body: str = ""
    description: str = ""
    titles: tuple[str, ...] = ()


def read_metadata(tree: Any) -> Metadata:
    """Return what a page's markup says of it; JSON-LD decides before meta elements, these before others."""
    meta = _meta(tree)
    linked = next(iter(_articles(tree)), {})
    title = _text(linked.get("headline")) or meta.get("og:title", "") or meta.get("twitter:title", "")
    headline = _headline(tree, title)
    published = _day(_text(linked.get("datePublished")), "the page's metadata (datePublished)")
    for name in (
        "article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dcterms.created",
        "pubdate",
        "parsely-pub-date",
    ):
        if published.certainty == "unknown":
            published = _day(meta.get(name, ""), f"the page's metadata ({name})")
    if published.certainty == "unknown":
        published = _day(
            next(iter(tree.xpath("//time[@pubdate or @itemprop='datePublished']/@datetime")), ""),
            "a time element of the page",
        )
    if published.certainty == "unknown":
        published = _day(
            next(iter(tree.xpath("(//article//time | //header//time | //main//time)/@datetime")), ""),
            "the first time element of the page",
        )
    authors = tuple(dict.fromkeys(_names(linked.get("author")))) or _meta_authors(meta)
    return Metadata(
        masthead=Masthead(
            headline=headline,
            authors=authors,
            byline=", ".join(authors),
            outlet=meta.get("og:site_name", "") or next(iter(_names(linked.get("publisher"))), ""),
            url=str(next(iter(tree.xpath("//link[@rel='canonical']/@href")), "")) or meta.get("og:url", ""),
            language=(tree.get("lang") or _text(linked.get("inLanguage")) or meta.get("og:locale", "")),
            published=published,
            modified=_day(
                _text(linked.get("dateModified")) or meta.get("article:modified_time", ""), "the page's metadata"
            ),
            usage=tuple(f"{name}: {meta[name]}" for name in _USAGE if meta.get(name)),
        ),
        body=_lines(linked.get("articleBody")),
        titles=tuple(dict.fromkeys((headline, title, " ".join(tree.xpath("string(//title)").split())))),
        description=meta.get("og:description", "") or meta.get("description", ""),
    )


def _headline(tree: Any, title: str) -> str:
    """Return the main heading where it is the page's title (sites add their name to titles), else the title."""
    wanted = _folded(title or " ".join(tree.xpath("string(//title)").split()))
    headings = [" ".join(h.text_content().split()) for h in tree.xpath("//h1")]
    headings = [h for h in headings if h]
    for heading in headings:
        if wanted and (_folded(heading) in wanted or wanted in _folded(heading)):
            return heading
    if title:
        return " ".join(title.split())
    if len(headings) == 1:
        return headings[0]
    plain = " ".join(tree.xpath("string(//title)").split())
    return re.split(r"\s[|–—]\s", plain)[0]


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name, content)
    return found


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            held = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        for record in _records(held, 0):
            kind = record.get("@type", "")
            if any(_ARTICLE.search(str(k)) for k in (kind if isinstance(kind, list) else [kind])):
                yield record


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
    return " ".join(value.split()) if isinstance(value, str) else ""


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


def _meta_authors(meta: dict[str, str]) -> tuple[str, ...]:
    words = meta.get("author", "") or meta.get("article:author", "") or meta.get("parsely-author", "")
    return tuple(n.strip() for n in re.split(r",| and | & ", words) if n.strip() and "://" not in n)


def _day(words: str, reason: str) -> Published:
    return read_day(words, reason) if words else Published()
