"""What a searcher typed, as a tree; nothing of it reaches a database unread.

border trade            both words              "border trade"        the phrase
border OR trade         either                  -border, NOT border   without it
(a OR b) c              groups                  bord*                 words that begin so
headline:border outlet:ledger author:calder lang:es story:5f21…       a field
since:2026-05-01 until:2026-05 after:2026-05-01 before:2026           days, months or years
"""

import re
from calendar import monthrange
from datetime import date

import msgspec

from synoptic.errors import QueryError
from synoptic.store.search_words import words

# A query is typed or kept by a person; far longer ones are mistakes, and each word costs the database a look-up.
LONGEST_QUERY = 1_000
MOST_WORDS = 60
DEEPEST = 30
TEXT_FIELDS = ("headline", "outlet", "author")
DAY_FIELDS = ("since", "until", "after", "before")
FIELDS = (*TEXT_FIELDS, "lang", "story", *DAY_FIELDS)


class Words(msgspec.Struct, frozen=True):
    """Folded words that stand next to each other, in a field or in headline and text.

    `prefix` says that the last one is only the beginning of a word.
    """

    words: tuple[str, ...]
    field: str = ""
    prefix: bool = False


class Days(msgspec.Struct, frozen=True):
    """Calendar days (ISO 8601) between which a report is to be, both included; empty where open."""

    first: str = ""
    last: str = ""


class Language(msgspec.Struct, frozen=True):
    """The language that a report is to have."""

    code: str


class OfStory(msgspec.Struct, frozen=True):
    """The story that a report is to tell, as it was typed at a place of the query."""

    id: str
    query: str = ""
    place: int = 0


class All(msgspec.Struct, frozen=True):
    """Every part is to hold; no parts always hold."""

    parts: tuple["Node", ...]


class Any(msgspec.Struct, frozen=True):
    """At least one part is to hold."""

    parts: tuple["Node", ...]


class Without(msgspec.Struct, frozen=True):
    """The part is not to hold."""

    part: "Node"


Node = Words | Days | Language | OfStory | All | Any | Without


class _Token(msgspec.Struct, frozen=True):
    kind: str  # ( ) - AND OR NOT field word phrase end
    text: str
    place: int


_QUOTES = '"“”„‟«»'
_LEXEMES = re.compile(
    rf"""(?P<open>\()|(?P<close>\))|(?P<quote>[{_QUOTES}])|(?P<minus>-(?=[\w({_QUOTES}]))"""
    rf"""|(?P<field>[A-Za-z]+:)|(?P<word>[^\s(){_QUOTES}]+)""",
)
_UNTIL_QUOTE = re.compile(rf"[^{_QUOTES}]*")


def parse(query: str) -> Node:
    """Return what a query asks for; an empty one asks for everything. QueryError says where it is wrong."""
    if len(query) > LONGEST_QUERY:
        raise QueryError("D036", query[:80], 80, limit=f"{LONGEST_QUERY} characters")
    tokens = _tokens(query)
    if len(tokens) > MOST_WORDS:
        raise QueryError("D036", query, tokens[MOST_WORDS].place, limit=f"{MOST_WORDS} words")
    if len(tokens) == 1:
        if query.strip():
            raise QueryError("D035", query, 0)
        return All(())
    return _Parser(query, tokens).whole()


def _tokens(query: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while match := _LEXEMES.search(query, at):
        kind, text, place = str(match.lastgroup), match.group(), match.start()
        at = match.end()
        if kind == "quote":
            inside = _UNTIL_QUOTE.match(query, at)
            end = inside.end() if inside else at
            if end == len(query):
                raise QueryError("D032", query, place)
            found.append(_Token("phrase", query[at:end], place))
            at = end + 1
        elif kind == "word" and text in ("AND", "OR", "NOT"):
            found.append(_Token(text, text, place))
        elif kind != "word" or _follows_field(found, place) or next(words(text), None):
            # Marks that stand alone between words, as in a pasted headline, ask for nothing.
            found.append(_Token(kind, text, place))
    return [*found, _Token("end", "", len(query))]


def _follows_field(found: list[_Token], place: int) -> bool:
    return bool(found) and found[-1].kind == "field" and found[-1].place + len(found[-1].text) == place


class _Parser:
    """Reads tokens by recursive descent: OR binds weaker than standing side by side, NOT binds strongest."""

    def __init__(self, query: str, tokens: list[_Token]) -> None:
        self._query = query
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        """Return the tree of the whole query."""
        node = self._either("")
        if self._now.kind != "end":
            raise self._wrong("D031")
        return node

    @property
    def _now(self) -> _Token:
        return self._tokens[self._at]

    def _wrong(self, code: str, **values: str) -> QueryError:
        return QueryError(code, self._query, self._now.place, **values)

    def _take(self, *kinds: str) -> bool:
        taken = self._now.kind in kinds
        self._at += taken
        return taken

    def _either(self, field: str) -> Node:
        parts = [self._both(field)]
        while self._take("OR"):
            parts.append(self._both(field))
        return _once(Any, parts)

    def _both(self, field: str) -> Node:
        parts = [self._one(field)]
        while self._now.kind not in ("end", "OR", "close"):
            self._take("AND")
            parts.append(self._one(field))
        return _once(All, parts)

    def _one(self, field: str) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._wrong("D036", limit=f"{DEEPEST} levels")
        try:
            if self._take("NOT", "minus"):
                return Without(self._one(field))
            if self._take("open"):
                return self._group(field)
            if self._now.kind == "field":
                return self._in_field(field)
            return self._term(field)
        finally:
            self._depth -= 1

    def _group(self, field: str) -> Node:
        opened = self._tokens[self._at - 1]
        node = self._either(field)
        if not self._take("close"):
            raise QueryError("D031", self._query, opened.place)
        return node

    def _in_field(self, outer: str) -> Node:
        name = self._now.text[:-1].lower()
        if name not in FIELDS or outer:
            known = ", ".join(f"{field}:" for field in FIELDS)
            raise self._wrong("D033", field=self._now.text, known=known)
        self._at += 1
        return self._one(name) if name in TEXT_FIELDS else self._plain(name)

    def _plain(self, name: str) -> Node:
        token = self._now
        if token.kind not in ("word", "phrase"):
            raise self._wrong("D030")
        self._at += 1
        if name == "lang":
            return Language(token.text.lower().replace("_", "-"))
        if name == "story":
            return OfStory(token.text, self._query, token.place)
        bounds = _bounds(token.text)
        if bounds is None:
            raise QueryError("D034", self._query, token.place, words=token.text)
        first, last = bounds
        return {
            "since": Days(first=first),
            "after": Days(first=_next_day(last)),
            "until": Days(last=last),
            "before": Days(last=_next_day(first, -1)),
        }[name]

    def _term(self, field: str) -> Node:
        token = self._now
        if token.kind not in ("word", "phrase"):
            raise self._wrong("D030" if token.kind != "close" or self._open_groups() else "D031")
        self._at += 1
        found = _words(token.text, field)
        if found is None:
            raise QueryError("D035", self._query, token.place)
        return found

    def _open_groups(self) -> bool:
        kinds = [token.kind for token in self._tokens[: self._at]]
        return kinds.count("open") > kinds.count("close")


def _once(group: type[All] | type[Any], parts: list[Node]) -> Node:
    """Return the group of parts, each of them once."""
    distinct = tuple(dict.fromkeys(parts))
    return distinct[0] if len(distinct) == 1 else group(distinct)


def _words(typed: str, field: str) -> Words | None:
    """Return typed words folded; part of an unspaced run may go on, so its last character is a beginning."""
    found = list(words(typed))
    if not found:
        return None
    prefix = typed.endswith("*")
    last = found[-1]
    if last.single:
        if len(found) > 1 and found[-2].end == last.end:
            found.pop()
            prefix = False
        else:
            prefix = True
    return Words(tuple(word.folded for word in found), field, prefix)


def _bounds(typed: str) -> tuple[str, str] | None:
    """Return the first and the last day of a day, a month or a year, or None if it is none of them."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.]+Z?)?", typed, re.ASCII)
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    last_month = month or 12
    last = date(year, last_month, day or monthrange(year, last_month)[1])
    return first.isoformat(), last.isoformat()


def _next_day(day: str, step: int = 1) -> str:
    ordinal = date.fromisoformat(day).toordinal() + step
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).isoformat()
