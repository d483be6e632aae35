"""What a web page says of itself to machines: JSON-LD, meta elements, time elements."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import msgspec

from synoptic.clean.linked import Record, by_id, lines_of_text, own_article, page_records, records_of, text_of
from synoptic.clean.masthead import Masthead, read_day
from synoptic.clean.signed import PageSigns, find_authors, fold
from synoptic.news.report import Published

# Elements that stand once for each author.
_REPEATED = ("author", "article:author", "dc.creator", "citation_author")
# A heading in fewer words than this may name the section.
_SHORTEST_HEADING = 4
# What parts a title from the name of its site; the bars of some scripts stand without spaces.
_PARTS = re.compile(r"(\s[|–—-]\s|\s?[｜ㅣ]\s?)")
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
# Sites name such an element in many more ways; one that speaks of publishing and of a time is believed last.
_DATED_TOO = re.compile(r"publi\w*[-_.: ]?(?:date|time|at\b|on\b)|date[-_.: ]?(?:publi|issued|created|available)")


def read_metadata(tree: Any) -> Metadata:
    """Return what a page's markup says of it; JSON-LD decides before meta elements, these before others."""
    meta = _meta(tree)
    records = records_of(tree)
    url = str(next(iter(tree.xpath("//link[@rel='canonical']/@href")), "")) or meta.get("og:url", "")
    plain_title = " ".join(tree.xpath("string(//title)").split())
    linked = own_article(records, (meta.get("og:title", ""), plain_title), url)
    outlet = meta.get("og:site_name", "") or next(iter(_names(linked.get("publisher"))), "")
    shown = (text_of(linked.get("headline")), meta.get("og:title", ""), meta.get("twitter:title", ""))
    headline = _headline(tree, shown, outlet)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    sites = frozenset(
        {fold(outlet), fold(host), fold(host.split(".")[0]), *map(fold, _names(linked.get("publisher")))}
    )
    authors = find_authors(tree, linked, PageSigns(meta, by_id(records), sites))
    return Metadata(
        masthead=Masthead(
            headline=headline,
            authors=authors,
            byline=", ".join(authors),
            outlet=outlet,
            url=url,
            language=(tree.get("lang") or text_of(linked.get("inLanguage")) or meta.get("og:locale", "")),
            published=_published(tree, (linked, *page_records(records)), meta),
            modified=_day(
                text_of(linked.get("dateModified")) or meta.get("article:modified_time", ""), "the page's metadata"
            ),
            usage=tuple(f"{name}: {meta[name]}" for name in _USAGE if meta.get(name)),
        ),
        body=lines_of_text(linked.get("articleBody")),
        titles=tuple(dict.fromkeys((headline, *shown[:1], plain_title))),
        description=meta.get("og:description", "") or meta.get("description", ""),
    )


def _published(tree: Any, linked: Sequence[Record], meta: dict[str, str]) -> Published:
    """Return when a page says it was published, by the surest of its marks that has a day."""
    own, *others = (text_of(record.get("datePublished")) for record in linked)
    marks = [(own, "the page's metadata (datePublished)")]
    marks += [(meta.get(name, ""), f"the page's metadata ({name})") for name in _DATED]
    marks += [(day, "the page's metadata (datePublished of the page)") for day in others]
    marks += [(meta[name], f"the page's metadata ({name})") for name in meta if _DATED_TOO.search(name)]
    marks += [(text_of(linked[0].get("dateCreated")), "the page's metadata (dateCreated)")]
    marks += [
        (next(iter(tree.xpath(path)), ""), reason)
        for path, reason in (
            ("//*[@pubdate or @itemprop='datePublished']/@datetime", "a time element of the page"),
            ("//*[@itemprop='datePublished']/@content", "the page's markup (datePublished)"),
            ("(//article//time | //header//time | //main//time)/@datetime", "the first time element of the page"),
        )
    ]
    for words, reason in marks:
        published = _day(words, reason)
        if published.certainty != "unknown":
            return published
    changed = _day(meta.get("og:updated_time", ""), "when the page says that it was last changed")
    return msgspec.structs.replace(changed, certainty="inferred") if changed.earliest else changed


def _headline(tree: Any, titles: Sequence[str], outlet: str) -> str:
    """Return the main heading where it is the page's title (sites add their name to titles), else the title."""
    title = next((one for one in titles if one), "")
    plain_title = " ".join(tree.xpath("string(//title)").split())
    wanted = _folded(title or plain_title)
    headings = [" ".join(h.text_content().replace("\xad", "").split()) for h in tree.xpath("//h1")]
    headings = [h for h in headings if h]
    for heading in headings:
        folded = _folded(heading)
        if not wanted or (folded not in wanted and wanted not in folded):
            continue
        # What stands before one of the titles inside the heading is a kicker or a label.
        bare = [one for one in titles if _folded(one) and folded.endswith(f" {_folded(one)}")]
        return _without_site(bare[0], outlet) if bare else heading
    if title:
        return _printed_instead(headings, [*titles, plain_title]) or _without_site(title, outlet)
    if len(headings) == 1:
        return headings[0]
    return re.split(r"\s[|–—]\s", plain_title)[0]


def _printed_instead(headings: Sequence[str], titles: Sequence[str]) -> str:
    """Return the first heading where a page's titles disagree and it is none of them, but about the same."""
    folded = {_folded(one) for one in titles} - {""}
    apart = any(one not in other and other not in one for one in folded for other in folded)
    heading = _folded(headings[0]) if headings else ""
    if not apart or len(heading.split()) < _SHORTEST_HEADING:
        return ""
    if any(heading in one or one in heading for one in folded):
        return ""
    shared = {word for word in heading.split() if len(word) > _SHORTEST_HEADING}
    return headings[0] if any(shared & set(one.split()) for one in folded) else ""


def _without_site(title: str, outlet: str) -> str:
    """Return a title without the outlet's name before or behind it, parted by a dash or a bar."""
    parts = _PARTS.split(title)
    if len(parts) < 3 or not _folded(outlet):
        return title
    if _folded(parts[-1]) == _folded(outlet):
        return title[: title.rindex(parts[-2] + parts[-1])].rstrip()
    return title[len(parts[0] + parts[1]) :].lstrip() if _folded(parts[0]) == _folded(outlet) else title


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = " ".join(html.unescape(element.get("content") or "").split())
        if name in _REPEATED and found.get(name) and content not in found[name]:
            found[name] += f"; {content}"
        elif name and content:
            found.setdefault(name, content)
    return found


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
