"""A letter as its lines in order: headlines, paragraphs, and links that stand alone, from markup or plain text."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

# Elements that begin and end a line of their own; all others run along within one.
BLOCKS = {
    "p", "div", "td", "th", "tr", "table", "li", "ul", "ol", "blockquote", "section", "article", "header",
    "footer", "center", "body", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "figure", "figcaption",
    "main", "aside",
}  # fmt: skip
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BOLD = {"b", "strong"}
UNSEEN = {"script", "style", "head", "title", "template"}
ADDRESS = re.compile(r"<?(https?://[^\s<>]{4,2000})>?", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…][»”\"')\]]*$")
LEAD_ON = re.compile(r"^\W*(?:[\w’' ]{1,40}[:>→»]*\s*)?$")
# A headline in plain text is a line of its own that ends no sentence.
LONGEST_HEADLINE = 25


class Line(NamedTuple):
    """One line or paragraph of a letter: its words, its link, and what it looks like."""

    words: str
    link: str = ""
    is_heading: bool = False
    is_link: bool = False


def lines_of_markup(html: str) -> list[Line]:
    """Return the lines of a letter in HTML, as they are seen one below the other."""
    try:
        root = etree.fromstring(html, etree.HTMLParser(remove_comments=True, remove_pis=True, no_network=True))
    except (etree.XMLSyntaxError, etree.ParserError, ValueError):
        return []
    return list(_Reading(root).lines) if root is not None else []


def lines_of_text(text: str) -> list[Line]:
    """Return the lines of a letter in plain text; an address in a line is its link."""
    return [line for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")) for line in _of_block(block)]


def _of_block(block: str) -> Iterator[Line]:
    rows = [" ".join(row.split()) for row in block.split("\n") if row.strip()]
    if not rows:
        return
    if _begins_with_headline(rows):
        yield Line(rows.pop(0), is_heading=True)
    joined = " ".join(rows)
    found = ADDRESS.search(joined)
    words = " ".join(ADDRESS.sub(" ", joined).split())
    if found and LEAD_ON.match(words):
        yield Line(words, link=found[1], is_link=True)
    elif words:
        yield Line(words)
        if found and ADDRESS.fullmatch(rows[-1].split()[-1]):
            yield Line("", link=rows[-1].split()[-1].strip("<>"), is_link=True)


def _begins_with_headline(rows: list[str]) -> bool:
    """Return whether the first row of a paragraph is its headline and not the first row of wrapped text.

    A wrapped paragraph also begins with a row that ends no sentence: what follows a headline does not go on
    in small letters, and is longer.
    """
    first, rest = rows[0], rows[1:]
    if len(first.split()) > LONGEST_HEADLINE or SENTENCE_END.search(first) or ADDRESS.search(first):
        return False
    return not rest or (not rest[0][:1].islower() and len(first) < 0.8 * max(map(len, rest)))


class _Reading:
    """The walk over a letter's elements that gathers its lines."""

    def __init__(self, root: Any) -> None:
        self.lines: list[Line] = []
        self._start()
        self._links: list[str] = []
        self._bold = self._heading = self._unseen = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if isinstance(element.tag, str):
                (self._opened if event == "start" else self._closed)(element, element.tag)
        self._end()

    def _start(self) -> None:
        self._words: list[str] = []
        self._all = self._linked = self._marked = 0
        self._link = ""

    def _opened(self, element: Any, tag: str) -> None:
        if tag in BLOCKS:
            self._end()
        self._heading += tag in HEADINGS
        self._bold += tag in BOLD
        self._unseen += tag in UNSEEN
        if tag == "a":
            self._links.append((element.get("href") or "").strip())
        if tag == "br":
            self._break()
        self._say(element.text)

    def _closed(self, element: Any, tag: str) -> None:
        if tag in BLOCKS:
            self._end()
        self._heading -= tag in HEADINGS
        self._bold -= tag in BOLD
        self._unseen -= tag in UNSEEN
        if tag == "a" and self._links:
            self._links.pop()
        self._say(element.tail)

    def _say(self, words: str | None) -> None:
        if not words or self._unseen or not words.strip():
            if words and self._words and not self._unseen:
                self._words.append(" ")
            return
        size = len("".join(words.split()))
        self._words.append(words)
        self._all += size
        self._marked += size if self._bold or self._heading else 0
        if self._links and self._links[-1].lower().startswith(("http://", "https://")):
            self._linked += size
            self._link = self._link or self._links[-1]

    def _break(self) -> None:
        """End a line at a break where it can end: after a sentence, a headline or link, or at a second break."""
        words = "".join(self._words[-20:]).rstrip(" ")
        marked = self._all and max(self._linked, self._marked) >= 0.9 * self._all
        if marked or words.endswith("\n") or SENTENCE_END.search(words[-20:]):
            self._end()
        else:
            self._words.append("\n")

    def _end(self) -> None:
        words = " ".join("".join(self._words).split())
        if words:
            whole = self._linked >= 0.9 * self._all
            self.lines.append(Line(words, self._link, self._marked >= 0.9 * self._all, whole and bool(self._link)))
        self._start()
