"""A web page's tree as paragraphs in reading order, with what the markup says of each."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from lxml import etree, html

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
        "script style noscript template svg iframe frameset title object embed canvas select option textarea "
        "button input datalist map math source track rt rp",
    )
)
_OPEN_TITLE = re.compile(r"(<title[^>]{0,200}>[^<]{0,500})<(?!/title)", re.IGNORECASE)
_MARKED = frozenset({"b", "strong", "em", "i"})
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


class Paragraph(NamedTuple):
    """One paragraph: its text nodes, the kind that markup gives it, its tag, its wrappers, how much is links.

    `blocks` are its block elements from the outermost, each as "tag.class#id"; `inline` is how much of it is set
    in bold or italics.
    """

    fragments: tuple[str, ...]
    kind: str
    tag: str
    wrapper: str
    linked: float
    blocks: tuple[str, ...] = ()
    inline: float = 0.0


def parse(source: str) -> Any:
    """Return the tree of a page, None where there is nothing to parse; broken markup is mended by the parser."""
    cleaned = re.sub(r"^\s*<\?xml[^>]*\?>", "", source.replace("\x00", ""))
    # A title that is never closed would swallow the page.
    cleaned = _OPEN_TITLE.sub(r"\1</title><", cleaned, count=1)
    if not cleaned.strip():
        return None
    try:
        # As bytes with their encoding: else the parser stops at a meta element that declares another one.
        parser = html.HTMLParser(recover=True, huge_tree=False, encoding="utf-8")
        return html.document_fromstring(cleaned.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


class _Walk:
    """The state of the walk through a tree: the paragraph under construction and what it stands in."""

    def __init__(self) -> None:
        self.fragments: list[str] = []
        self.kinds: list[str] = [""]
        self.blocks: list[str] = []
        self.unseen = 0
        self.links = 0
        self.linked = 0
        self.marks = 0
        self.marked = 0

    def add(self, text: str | None) -> None:
        """Add a text node, unless it is hidden."""
        if text and not self.unseen:
            self.fragments.append(text)
            self.linked += len(text) if self.links else 0
            self.marked += len(text) if self.marks else 0

    def flush(self) -> Iterator[Paragraph]:
        """Yield the paragraph so far and begin another."""
        length = sum(map(len, self.fragments))
        if length:
            tag = self.blocks[-1].split(".")[0] if self.blocks else ""
            wrapper = "/".join(self.blocks[:-1][-8:])
            shares = self.linked / length, self.marked / length
            yield Paragraph(
                tuple(self.fragments), self.kinds[-1], tag, wrapper, shares[0], tuple(self.blocks), shares[1]
            )
        self.fragments, self.linked, self.marked = [], 0, 0

    def after_break(self) -> bool:
        """Return whether nothing but white space stands behind the last line break."""
        for fragment in reversed(self.fragments):
            if fragment == "\n":
                return True
            if fragment.strip():
                return False
        return False


def paragraphs(tree: Any) -> Iterator[Paragraph]:
    """Yield the paragraphs of a page that a reader sees; two line breaks in a row part paragraphs."""
    walk = _Walk()
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            walk.add(element.tail)
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        hidden = tag in _UNSEEN or _is_hidden(element)
        if event == "start":
            if tag in _BLOCK or (tag == "br" and walk.after_break()):
                yield from walk.flush()
            walk.kinds.append(walk.kinds[-1] or _markup_kind(tag, element))
            if tag in _BLOCK:
                walk.blocks.append(f"{tag}.{element.get('class') or ''}#{element.get('id') or ''}")
            walk.unseen += hidden
            walk.links += tag == "a"
            walk.marks += tag in _MARKED
            walk.add("\n" if tag == "br" else element.text)
        else:
            if tag in _BLOCK:
                yield from walk.flush()
                walk.blocks.pop()
            walk.kinds.pop()
            walk.unseen -= hidden
            walk.links -= tag == "a"
            walk.marks -= tag in _MARKED
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
    return _named_kind(named) if named.strip() else ""


# A page uses the same names of classes again and again.
@lru_cache(maxsize=4096)
def _named_kind(named: str) -> str:
    return next((kind for kind, form in _CLASSES if form.search(named)), "")
