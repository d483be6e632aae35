"""The paragraphs of a plain text: which lines belong together, and what each looks like."""

import re
from collections.abc import Iterator, Sequence

import msgspec

# Scraped text is hard-wrapped if most of its longer lines end without a stop within this range
# (mail is wrapped at 72 to 78 columns, old feeds at 60 to 65).
_WRAPPED = range(50, 81)
_STOP = re.compile(r"[.!?…:;。！？؟।]['\"”’»)\]]*\s*$")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of a page as a range of its text, with what is known of it from markup.

    `kind` is what the markup says it is, '' where it says nothing; `main` is whether it lies in the main
    text, None where nothing says so; `tag` its element and `linked` the share of it that is links.
    """

    start: int
    end: int
    words: str
    gap: bool = False
    kind: str = ""
    main: bool | None = None
    credit: str = ""
    reason: str = ""
    tag: str = ""
    linked: float = 0.0

    @property
    def count(self) -> int:
        """Return how many words the paragraph has."""
        return len(self.words.split())

    @property
    def stopped(self) -> bool:
        """Return whether it ends as a sentence does."""
        return bool(_STOP.search(self.words))

    @property
    def titled(self) -> bool:
        """Return whether nearly all of its longer words begin with a capital, as in a title."""
        long = [word for word in _WORD.findall(self.words) if len(word) > 3]
        return len(long) >= 2 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)


def lines_of(text: str) -> list[Line]:
    """Return the paragraphs of a plain text in its order; hard-wrapped lines are joined."""
    single = list(_single(text))
    return list(_joined(text, single)) if _is_wrapped(single) else single


def _single(text: str) -> Iterator[Line]:
    gap = True
    for match in re.finditer(r"[^\n\r\u2028\u2029\x0b\x0c]*", text):
        words = match.group().strip()
        if not words:
            gap = gap or (match.start() == match.end() and _blank_before(text, match.start()))
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        yield Line(start=start, end=start + len(words), words=words, gap=gap)
        gap = False


def _blank_before(text: str, place: int) -> bool:
    """Return whether the line that begins here is empty (and not just the end of the last one)."""
    return place == 0 or text[place - 1] in "\n\r\u2028\u2029\x0b\x0c"


def _is_wrapped(lines: Sequence[Line]) -> bool:
    long = [line for line in lines if len(line.words) >= _WRAPPED.start]
    inside = [line for line in long if len(line.words) in _WRAPPED and not line.stopped]
    return len(long) >= 5 and len(inside) >= 0.6 * len(long) and all(len(line.words) < 110 for line in lines)


def _joined(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    group: list[Line] = []
    for line in lines:
        short_before = group and len(group[-1].words) < _WRAPPED.start
        if group and (line.gap or short_before):
            yield _whole(text, group)
            group = []
        group.append(line)
    if group:
        yield _whole(text, group)


def _whole(text: str, group: Sequence[Line]) -> Line:
    start, end = group[0].start, group[-1].end
    return Line(start=start, end=end, words=text[start:end], gap=group[0].gap)
