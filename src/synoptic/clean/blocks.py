"""Typed blocks: what each paragraph of a page is."""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from synoptic.clean.captions import find_credit, is_caption
from synoptic.clean.cues import pattern, printed_day
from synoptic.clean.furniture import (
    calls,
    is_site_title,
    is_solid,
    is_teaser,
    is_titled_link,
    site_name,
    tail_of_page,
)
from synoptic.clean.lines import Line
from synoptic.clean.posts import first_line_of_post, signature, writes_curly
from synoptic.news.report import BlockKind, Interval

# A headline is one line of at most so many words (the longest of html_fundus has 24).
_LONGEST_HEADLINE = 26
SITE_NAME = "the name or motto of the site"
_NAME = r"[A-ZÀ-ÞА-Я][\w’'.-]+"


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a text with its kind and why."""

    start: int
    end: int
    kind: BlockKind
    reason: str
    handle: str = ""
    posted: Interval | None = None
    credit: str = ""


def type_lines(text: str, lines: Sequence[Line], *, headline: str = "") -> list[Typed]:
    """Return the typed blocks of a page's paragraphs, in text order; `headline` is what its markup says it is."""
    return _Typer(text, lines, headline).blocks()


class _Typer:
    """Types the lines of one page: each rule fills in what is still open, the surest first."""

    def __init__(self, text: str, lines: Sequence[Line], headline: str) -> None:
        self._text = text
        self._lines = lines
        self._headline = _plain(headline)
        self._found: dict[int, Typed] = {}
        self._inside: set[int] = set()

    def blocks(self) -> list[Typed]:
        """Return the blocks."""
        self._marked_up()
        self._posts()
        self._single_lines()
        self._end_of_page()
        self._head_of_page()
        self._repeated()
        for number in range(len(self._lines)):
            if number not in self._found and number not in self._inside:
                self._put(number, "body", "a paragraph of the report")
        return [self._found[number] for number in sorted(self._found)]

    def _put(self, number: int, kind: BlockKind, reason: str, credit: str = "") -> None:
        line = self._lines[number]
        self._found[number] = Typed(start=line.start, end=line.end, kind=kind, reason=reason, credit=credit)

    def _open(self) -> list[int]:
        return [n for n in range(len(self._lines)) if n not in self._found and n not in self._inside]

    def _marked_up(self) -> None:
        for number, line in enumerate(self._lines):
            if line.kind and line.kind != "post":
                credit = line.credit or (find_credit(line.words) if line.kind == "caption" else "")
                self._put(number, line.kind, line.reason or "the page's markup", credit)  # type: ignore[arg-type]

    def _posts(self) -> None:
        taken: set[int] = set(self._found)
        curly = writes_curly(self._lines)
        for number, line in enumerate(self._lines):
            signed = signature(line.words)
            if signed is None or number in taken:
                continue
            first = first_line_of_post(self._lines, number, taken, curly=curly)
            self._found[first] = Typed(
                start=self._lines[first].start,
                end=line.end,
                kind="post",
                reason="a line signs it with a handle",
                handle=signed.handle,
                posted=signed.posted,
            )
            taken |= set(range(first, number + 1))
            self._inside |= set(range(first + 1, number + 1))
        for number, line in enumerate(self._lines):
            if line.kind == "post" and number not in taken:
                self._put(number, "post", line.reason or "the page's markup")

    def _single_lines(self) -> None:
        for number in self._open():
            line = self._lines[number]
            if line.main is False and not is_caption(line.words):
                self._put(number, "furniture", line.reason or "outside the main text")
            elif is_caption(line.words):
                self._put(number, "caption", "the credit of a picture", find_credit(line.words))
            elif is_teaser(line):
                self._put(number, "teaser", "announces another story")
            elif _byline().match(line.words) or _is_printed_date(line):
                self._put(number, "byline", "names the author or the day")
            elif line.count <= 30 and _provenance().match(line.words):
                self._put(number, "byline", "says where the text comes from")
            elif reason := calls(line):
                if not (line.main and is_solid_but_for_call(line)):
                    self._put(number, "furniture", reason)
            elif line.main is None and is_titled_link(line, number, self._lines):
                self._put(number, "teaser", "the title of another story between paragraphs")

    def _end_of_page(self) -> None:
        body = self._open()
        notes = [n for n in body if n >= len(self._lines) * 0.5 and _author_note().match(self._lines[n].words)]
        last = max((n for n in body if n not in notes and is_solid(self._lines[n])), default=-1)
        for number in notes:
            if number > last:
                self._put(number, "author_note", "says who the author is")
        for number in range(tail_of_page(self._lines, self._open()), len(self._lines)):
            if number in self._open():
                self._put(number, "furniture", "stands among the appeals at the end of the page")

    def _head_of_page(self) -> None:
        before_body = []
        for number in range(len(self._lines)):
            if number in self._open() and is_solid(self._lines[number]):
                break
            before_body.append(number)
        title_before = False
        for number in before_body:
            line = self._lines[number]
            if number not in self._open():
                title_before = False
            elif is_site_title(line) or (title_before and not line.stopped and line.count <= 12 and not line.gap):
                self._put(number, "furniture", SITE_NAME)
                title_before = True
            else:
                title_before = False
        self._find_headline(before_body)

    def _find_headline(self, before_body: Sequence[int]) -> None:
        if any(block.kind == "headline" for block in self._found.values()):
            return
        still = [n for n in before_body if n in self._open()]
        for number in still:
            if self._headline and _plain(self._lines[number].words) == self._headline:
                self._put(number, "headline", "the title that the page gives")
                return
        if not still or self._headline:
            return
        if self._is_name_above_title(still):
            self._put(still[0], "furniture", SITE_NAME)
            still = still[1:]
        line = self._lines[still[0]]
        ended = line.words.endswith((".", ";", ":", ",")) and not line.words.endswith("...")
        follows = any(n > still[0] for n in self._open())
        first = all(self._found[n].kind != "body" for n in range(still[0]) if n in self._found)
        parted = still[0] + 1 >= len(self._lines) or self._lines[still[0] + 1].gap or line.count <= 14
        if line.count <= _LONGEST_HEADLINE and not ended and follows and first and parted:
            self._put(still[0], "headline", "the first line, short and without a stop")

    def _is_name_above_title(self, still: Sequence[int]) -> bool:
        """Return whether the first open line names the site: a name in front of a longer line without a stop."""
        if len(still) < 2 or not site_name(self._lines[still[0]]):
            return False
        below = self._lines[still[1]]
        return not below.stopped and 4 <= below.count <= _LONGEST_HEADLINE

    def _repeated(self) -> None:
        """Type lines that stand in the page before: pull quotes repeat words of a paragraph."""
        open_lines = [(n, _plain(self._lines[n].words)) for n in self._open()]
        whole = "\n".join(words for _, words in open_lines if len(words.split()) > 12)
        seen: set[str] = set()
        for number, words in open_lines:
            count = len(words.split())
            if count >= 6 and words in seen:
                self._put(number, "furniture", "the same line stood before")
            elif (
                5 <= count <= 60 and whole.count(words) > (1 if count > 12 else 0) and _quoted(self._lines[number])
            ):
                self._put(number, "pullquote", "repeats words of a paragraph")
            seen.add(words)


def is_solid_but_for_call(line: Line) -> bool:
    """Return whether a paragraph inside the main text is long enough to be body in spite of a call's words."""
    return line.count >= 35 and line.stopped


def _quoted(line: Line) -> bool:
    return line.words[0] in "“\"«„‘'" or not line.stopped


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


@cache
def _byline() -> re.Pattern[str]:
    cue = pattern("bylines").pattern
    return re.compile(
        rf"^(?i:{cue})\s+{_NAME}(?:,?\s+(?:and|et|y|und|e|&|de|van|von|der)?\s*{_NAME}){{0,5}}(?:\s*[|,–—-].{{0,60}})?$"
    )


@cache
def _provenance() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{pattern('provenance').pattern})\W*\Z", re.IGNORECASE)


@cache
def _author_note() -> re.Pattern[str]:
    being, authors = pattern("being").pattern, pattern("authors").pattern
    name = rf"{_NAME}(?:\s+(?:de|van|von|der|la|el|bin|al)?\s*{_NAME}){{0,4}}"
    return re.compile(
        rf"^(?:About the author\W+)?{name},?\s+(?:{being})\b"
        rf".{{0,140}}?\b(?:{authors})s?\b",
        re.DOTALL,
    )


def _is_printed_date(line: Line) -> bool:
    """Return whether a line says little more than a day."""
    if line.count > 14:
        return False
    day = printed_day(line.words)
    if day is None:
        return False
    rest = line.words.replace(day[1], " ")
    rest = re.sub(rf"(?i:{pattern('published').pattern})|\d{{1,2}}[:.h]\d\d\s*(?:[ap]\.?m\.?)?", " ", rest)
    return len(re.findall(r"\w+", rest)) <= 4
