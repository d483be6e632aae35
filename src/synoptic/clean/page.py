"""A web page as paragraphs: its text in reading order, with what the markup says of each stretch."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from synoptic.clean.features import Seen
from synoptic.clean.judge import read_judge
from synoptic.clean.lines import Line
from synoptic.clean.offsets import Offsets, Piece, build
from synoptic.clean.placing import Placer
from synoptic.clean.tree import Paragraph, paragraphs

# More of a page's furniture than this tells a reader nothing: menus of thousands of links.
_MOST_FURNITURE = 400
# A paragraph stands in the main text if the extractor's text holds this share of its runs of four words.
_HELD = 0.6
# A paragraph is main text if the model finds it at least this likely: the threshold with the best F1 over the
# labelled pages, left out in turn (html_scrapinghub .970, html_l3s_gn1 .959; .35 and .5 differ by .001).
MAIN = 0.42
# Why a paragraph in a wrapper that is named so is furniture.
AMONG_COMMENTS = "stands among the readers' comments"
_COMMENTS = re.compile(
    r"(?:^|[ .#_-])(?:user-?|reader-?)?"
    r"(?:comments?|kommentare?|commentaires?|comentarios?|commentlist|disqus)(?![a-z])"
    r"|comment[-_]?(?:list|body|text|item|thread|content|area|section|author)",
    re.IGNORECASE,
)
# A caption is at most this long; a wrapper named like one that holds more is the article's own.
_LONGEST_CAPTION = 120


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page's text with its paragraphs, and where in the source each character stands."""

    text: str
    offsets: Offsets
    lines: tuple[Line, ...]


class Found(NamedTuple):
    """What is known of a page's main text before its paragraphs are judged.

    `extracted` is what an extractor takes for it, `stated` what the page's metadata gives, `title` the headline.
    """

    extracted: str
    stated: str
    title: str


class _Kept(msgspec.Struct):
    """A paragraph with its words and whether it is main text."""

    paragraph: Paragraph
    words: str
    main: bool | None


def read_page(source: str, tree: Any, found: Found) -> Page:
    """Return a page's paragraphs, each judged to be main text or not."""
    kept = [_Kept(paragraph, words, None) for paragraph, words in _worded(tree)]
    seen = _seen([(one.paragraph, one.words) for one in kept], found.extracted)
    chances = read_judge("page").probabilities(seen, found.title)
    if len(chances) and chances.max() > MAIN:
        for one, chance in zip(kept, chances, strict=True):
            one.main = bool(chance > MAIN)
    missing = _Extraction(found.stated).missing([one.words for one in kept]) if found.stated else []
    return _written(source, _trimmed(kept), missing)


def seen_of(tree: Any, extracted: str) -> list[Seen]:
    """Return the paragraphs of a page as the model sees them."""
    return _seen(_worded(tree), extracted)


def _worded(tree: Any) -> list[tuple[Paragraph, str]]:
    return [(one, words) for one in paragraphs(tree) if (words := " ".join("".join(one.fragments).split()))]


def _seen(worded: Sequence[tuple[Paragraph, str]], extracted: str) -> list[Seen]:
    known = _Extraction(extracted)
    return [
        Seen(
            words=words,
            kind=one.kind,
            tag=one.tag,
            wrapper=one.wrapper,
            blocks=one.blocks,
            linked=one.linked,
            inline=one.inline,
            votes=(known.holds(words),),
        )
        for one, words in worded
    ]


def _trimmed(kept: Sequence[_Kept]) -> list[_Kept]:
    """Return the paragraphs without menus: lists of links, and furniture beyond what a reader can use."""
    trimmed, furniture = [], 0
    for one in kept:
        if _kind(one) == "furniture" or one.main is False:
            furniture += 1
            if furniture > _MOST_FURNITURE or one.paragraph.linked > 0.8:
                continue
        trimmed.append(one)
    return trimmed


def _written(source: str, kept: Sequence[_Kept], missing: Sequence[str]) -> Page:
    placer = Placer(source)
    pieces: list[Piece] = []
    lines: list[Line] = []
    at = 0

    def add(placed: list[Piece], **fields: Any) -> None:
        nonlocal at
        if lines:
            pieces.append("\n\n")
            at += 2
        length = sum(len(p) if isinstance(p, str) else p[1] - p[0] for p in placed)
        pieces.extend(placed)
        lines.append(Line(start=at, end=at + length, gap=True, **fields))
        at += length

    last = max((n for n, one in enumerate(kept) if one.main), default=-1)
    for number, one in enumerate(kept):
        paragraph = one.paragraph
        add(
            placer.pieces(paragraph.fragments),
            words=one.words,
            kind=_kind(one),
            main=one.main,
            tag=paragraph.tag,
            linked=paragraph.linked,
            reason="" if one.main or not _is_comment(paragraph) else AMONG_COMMENTS,
        )
        if number == last:
            for words in missing:
                add([words], words=words, main=True, reason="given in the page's metadata only")
    if last < 0:
        for words in missing:
            add([words], words=words, main=True, reason="given in the page's metadata only")
    text, offsets = build(source, pieces)
    return Page(text=text, offsets=offsets, lines=tuple(lines))


def _is_comment(paragraph: Paragraph) -> bool:
    """Return whether a wrapper of a paragraph is named as the place of readers' comments."""
    return any(_COMMENTS.search(block.partition(".")[2]) for block in paragraph.blocks)


def _kind(one: _Kept) -> str:
    """Return the kind that markup gives a paragraph; inside the main text a wrapper's class proves little."""
    kind = one.paragraph.kind
    if kind in ("furniture", "teaser", "byline") and one.main:
        return ""
    if kind == "caption" and len(one.words.split()) > _LONGEST_CAPTION:
        return ""
    return "" if kind == "standfirst" and one.main is False else kind


class _Extraction:
    """The main text as an extractor found it, to be asked for single paragraphs."""

    def __init__(self, text: str) -> None:
        self._paragraphs = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        self._lines = {_plain(line) for line in self._paragraphs}
        self._runs = set(_runs(_plain(text)))

    def holds(self, words: str) -> bool:
        """Return whether the extraction has the paragraph: as a line, or most of its runs of four words."""
        plain = _plain(words)
        if plain in self._lines:
            return True
        runs = _runs(plain)
        return bool(runs) and sum(run in self._runs for run in runs) >= _HELD * len(runs)

    def missing(self, found: Sequence[str]) -> list[str]:
        """Return the paragraphs of the extraction if most of it stands nowhere in the page's own text."""
        have = {run for words in found for run in _runs(_plain(words))}
        absent = [p for p in self._paragraphs if (runs := _runs(_plain(p))) and not _mostly(runs, have)]
        whole = sum(len(_runs(_plain(p))) for p in self._paragraphs)
        return absent if sum(len(_runs(_plain(p))) for p in absent) > 0.5 * whole else []


def _mostly(runs: Sequence[tuple[str, ...]], have: set[tuple[str, ...]]) -> bool:
    return sum(run in have for run in runs) >= _HELD * len(runs)


def _runs(plain: str) -> list[tuple[str, ...]]:
    words = plain.split()
    return [tuple(words[n : n + 4]) for n in range(len(words) - 3)]


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
