"""A web page as paragraphs: its text in reading order, with what the markup says of each stretch."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
from lxml import etree, html

from synoptic.clean.lines import Line
from synoptic.clean.offsets import Offsets, Piece, build

_BLOCK = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table "
        "tbody td tfoot th thead tr ul video audio picture",
    )
)
_UNSEEN = frozenset(
    re.findall(
        r"\w+",
        "script style noscript template svg iframe head object embed canvas select option textarea button input "
        "datalist map math source track",
    )
)
_NETWORK = re.compile(
    r"twitter-tweet|twitter-video|instagram-media|fb-post|mastodon-embed|bluesky-embed|tiktok-embed"
)
_CLASSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("post", _NETWORK),
    ("caption", re.compile(r"\b(?:wp-)?(?:caption|figcaption|image-?credit|photo-?credit|media-caption)", re.I)),
    ("pullquote", re.compile(r"pull-?quote|blockquote-pull", re.I)),
    ("author_note", re.compile(r"author-?(?:bio|box|note|description|info)|about-?(?:the-)?author", re.I)),
    (
        "teaser",
        re.compile(r"related|read-?more|recommend|more-?stories|also-?like|trending|outbrain|taboola", re.I),
    ),
    (
        "standfirst",
        re.compile(r"standfirst|\bdek\b|sub-?(?:title|head(?:line)?)|article-?(?:summary|lead|intro)", re.I),
    ),
    ("byline", re.compile(r"byline|author-?name|dateline|published|timestamp|article-?(?:date|meta)", re.I)),
    (
        "furniture",
        re.compile(
            r"newsletter|subscri|sign-?up|share|social|cookie|consent|comment|advert|\bad-|promo|breadcrumb", re.I
        ),
    ),
)
_TAGS = {
    "figcaption": "caption",
    "nav": "furniture",
    "footer": "furniture",
    "form": "furniture",
    "time": "byline",
    "address": "byline",
}
# More of a page's furniture than this tells a reader nothing: menus of thousands of links.
_MOST_FURNITURE = 400


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page's text with its paragraphs, and where in the source each character stands."""

    text: str
    offsets: Offsets
    lines: tuple[Line, ...]


class _Paragraph(NamedTuple):
    fragments: tuple[str, ...]
    kind: str
    heading: bool
    linked: float


def parse(source: str) -> Any:
    """Return the tree of a page, None where there is nothing to parse; broken markup is mended by the parser."""
    cleaned = re.sub(r"^\s*<\?xml[^>]*\?>", "", source.replace("\x00", ""))
    if not cleaned.strip():
        return None
    try:
        return html.document_fromstring(cleaned, parser=html.HTMLParser(recover=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def read_page(source: str, tree: Any, extracted: str) -> Page:
    """Return a page's paragraphs; those found in the extracted main text are marked as such."""
    known = _Extraction(extracted)
    pieces: list[Piece] = []
    lines: list[Line] = []
    at = cursor = furniture = 0
    for paragraph in _paragraphs(tree):
        words = " ".join("".join(paragraph.fragments).split())
        if not words:
            continue
        main = known.holds(words) if extracted else None
        kind = _kind(paragraph, main=main)
        if kind == "furniture" or main is False:
            furniture += 1
            if furniture > _MOST_FURNITURE or paragraph.linked > 0.8:
                continue
        placed, cursor = _pieces(source, paragraph.fragments, cursor)
        length = sum(len(p) if isinstance(p, str) else p[1] - p[0] for p in placed)
        pieces += [*(["\n\n"] if lines else []), *placed]
        at += 2 if lines else 0
        lines.append(Line(start=at, end=at + length, words=words, gap=True, kind=kind, main=main))
        at += length
    text, offsets = build(source, pieces)
    return Page(text=text, offsets=offsets, lines=tuple(lines))


def _kind(paragraph: _Paragraph, *, main: bool | None) -> str:
    """Return the kind that markup gives a paragraph; inside the main text a wrapper's class proves little."""
    if paragraph.kind in ("furniture", "teaser", "byline") and main:
        return ""
    return "" if paragraph.kind == "standfirst" and main is False else paragraph.kind


class _Extraction:
    """The main text as an extractor found it, to be asked for single paragraphs."""

    def __init__(self, text: str) -> None:
        self._lines = {_plain(line) for line in text.splitlines()}
        words = _plain(text).split()
        self._runs = {tuple(words[n : n + 4]) for n in range(len(words) - 3)}

    def holds(self, words: str) -> bool:
        """Return whether the extraction has the paragraph: as a line, or most of its runs of four words."""
        plain = _plain(words)
        if plain in self._lines:
            return True
        own = plain.split()
        runs = [tuple(own[n : n + 4]) for n in range(len(own) - 3)]
        return bool(runs) and sum(run in self._runs for run in runs) >= 0.6 * len(runs)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


class _Walk:
    """The state of the walk through a tree: the paragraph under construction and what it stands in."""

    def __init__(self) -> None:
        self.fragments: list[str] = []
        self.kinds: list[str] = [""]
        self.unseen = 0
        self.links = 0
        self.linked = 0
        self.heading = False

    def add(self, text: str | None) -> None:
        """Add a text node, unless it is hidden."""
        if text and not self.unseen:
            self.fragments.append(text)
            self.linked += len(text) if self.links else 0

    def flush(self) -> Iterator[_Paragraph]:
        """Yield the paragraph so far and begin another."""
        length = sum(map(len, self.fragments))
        if length:
            yield _Paragraph(tuple(self.fragments), self.kinds[-1], self.heading, self.linked / length)
        self.fragments, self.linked = [], 0


def _paragraphs(tree: Any) -> Iterator[_Paragraph]:
    walk = _Walk()
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            walk.add(element.tail)
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        hidden = tag in _UNSEEN or _is_hidden(element)
        if event == "start":
            if tag in _BLOCK:
                yield from walk.flush()
            walk.kinds.append(walk.kinds[-1] or _markup_kind(tag, element))
            walk.unseen += hidden
            walk.links += tag == "a"
            walk.heading = tag in ("h1", "h2", "h3") or (walk.heading and tag not in _BLOCK)
            walk.add("\n" if tag == "br" else element.text)
        else:
            if tag in _BLOCK:
                yield from walk.flush()
            walk.kinds.pop()
            walk.unseen -= hidden
            walk.links -= tag == "a"
            walk.add(element.tail)
    yield from walk.flush()


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _markup_kind(tag: str, element: Any) -> str:
    if tag in ("body", "html", "main", "article"):
        return ""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    if tag in ("blockquote", "div") and _NETWORK.search(named):
        return "post"
    if tag in _TAGS:
        return _TAGS[tag]
    if element.get("itemprop") in ("author", "datePublished"):
        return "byline"
    if named.strip():
        return next((kind for kind, form in _CLASSES if form.search(named)), "")
    return ""


def _pieces(source: str, fragments: tuple[str, ...], cursor: int) -> tuple[list[Piece], int]:
    """Return a paragraph with single spaces, in pieces of the source where its text nodes are found there."""
    pieces: list[Piece] = []
    spaced = True
    for fragment in fragments:
        if not fragment.strip():
            spaced = _space(pieces, spaced)
            continue
        place = _place(source, fragment.strip(), cursor)
        if fragment[0].isspace():
            spaced = _space(pieces, spaced)
        for number, run in enumerate(re.finditer(r"\S+(?: \S+)*", fragment.strip())):
            if number:
                pieces.append(" ")
            pieces.append((place + run.start(), place + run.end()) if place >= 0 else run.group())
        spaced = False
        if place >= 0:
            cursor = place + len(fragment.strip())
        if fragment[-1].isspace():
            spaced = _space(pieces, spaced)
    while pieces and pieces[-1] == " ":
        pieces.pop()
    return pieces, cursor


def _space(pieces: list[Piece], spaced: bool) -> bool:
    if not spaced:
        pieces.append(" ")
    return True


def _place(source: str, words: str, cursor: int) -> int:
    """Return where a text node stands in the source: right behind a tag, -1 where that is not certain."""
    place = source.find(words, cursor)
    while 0 <= place < cursor + 200_000:
        before = place - 1
        while before >= 0 and source[before].isspace():
            before -= 1
        if before < 0 or source[before] == ">":
            return place
        place = source.find(words, place + 1)
    return -1
