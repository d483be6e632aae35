"""Pairs of quotation marks: by language and position, nested, and continued over paragraphs."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from synoptic.news.report import Block

# Opening marks and every mark that closes them somewhere: „…“ (German, Czech), „…” (Polish, Romanian),
# ”…” (Swedish, Finnish), »…« (German, Danish), «…» (French, Russian, Spanish), 「…」 (Japanese).
CLOSERS = {
    "“": '”“"',
    "„": '“”"',
    "”": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "‘": "’'",
    "‚": "‘’",
    "’": "’",
    "'": "'’",
    '"': '"”',
    "「": "」",
    "『": "』",
    "''": "''",
    '""': '""',
    "``": "''",
}
MARKS = frozenset("".join(CLOSERS) + "".join(CLOSERS.values())) - {"`"}
SINGLE = frozenset("‘’'‚‹›")
# Languages in which one and the same curly mark stands at both ends.
SAME_MARK_LANGUAGES = frozenset(("sv", "fi"))

Role = Literal["open", "close", "either", "apostrophe"]


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch between quotation marks: `start`–`end` leaves them out, `outer_*` holds them.

    `parts` are the paragraphs of a quotation that goes on over several; `depth` is 0 for the outermost.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    depth: int
    mark: str
    block: int
    parts: tuple[tuple[int, int], ...]


class _Open(msgspec.Struct):
    mark: str
    at: int
    block: int
    part: int
    parts: list[tuple[int, int]]


def find_marked(text: str, blocks: Sequence[Block], language: str) -> tuple[tuple[Marked, ...], tuple[int, ...]]:
    """Return the marked stretches of the blocks in text order, and the offsets of marks left unclosed."""
    found: list[Marked] = []
    unclosed: list[int] = []
    carried: list[_Open] = []
    for number, block in enumerate(blocks):
        marks = _marks(text, block, block.language or language)
        stack = _continue(carried, marks, block, unclosed)
        if stack:
            stack[0].part = _first_inner(text, block)
            marks = marks[1:]
        for mark, at, role in marks:
            _take(stack, _Mark(mark, at, role), number, (found, unclosed))
        carried = [opened for opened in stack if opened.mark not in SINGLE][:1]
        unclosed.extend(o.at for o in stack if o not in carried and o.mark not in ("'", "’"))
        for opened in carried:
            opened.parts.append((opened.part, block.end))
    unclosed.extend(opened.at for opened in carried)
    left_open = tuple(sorted(set(unclosed)))
    found = [_raised(m, blocks[m.block], left_open) for m in found]
    return tuple(sorted(found, key=lambda m: (m.outer_start, -m.outer_end))), left_open


def _raised(marked: Marked, block: Block, left_open: Sequence[int]) -> Marked:
    """Return a stretch with its depth counted without the marks before it that were never closed."""
    before = sum(block.start <= at < marked.outer_start for at in left_open)
    return msgspec.structs.replace(marked, depth=max(0, marked.depth - before))


class _Mark(msgspec.Struct, frozen=True):
    mark: str
    at: int
    role: Role


def _first_inner(text: str, block: Block) -> int:
    start = block.start
    while start < block.end and (text[start].isspace() or text[start] in MARKS):
        start += 1
    return start


def _continue(
    carried: list[_Open], marks: list[tuple[str, int, Role]], block: Block, unclosed: list[int]
) -> list[_Open]:
    """Return the open quotation of the paragraph before if this one takes it up with the same mark."""
    if not carried:
        return []
    first = marks[0] if marks else None
    repeated = carried[0].mark if carried[0].mark != "«" else "«»"
    if (
        first
        and first[1] - block.start <= 1
        and first[0] in repeated
        and block.kind in ("body", "post", "pullquote")
    ):
        return carried
    unclosed.append(carried[0].at)
    return []


def _take(stack: list[_Open], mark: _Mark, block: int, sinks: tuple[list[Marked], list[int]]) -> None:
    found, unclosed = sinks
    if mark.role == "apostrophe":
        return
    place = next((i for i in range(len(stack) - 1, -1, -1) if mark.mark in CLOSERS[stack[i].mark]), None)
    if place is not None and mark.role in ("close", "either"):
        unclosed.extend(o.at for o in stack[place + 1 :] if o.mark not in ("'", "’"))
        opened = stack[place]
        del stack[place:]
        found.append(_marked(opened, mark, len(stack), block))
    elif mark.role in ("open", "either") and mark.mark in CLOSERS:
        if mark.mark in ('"', "''") and stack and stack[-1].mark == mark.mark:
            unclosed.append(stack.pop().at)  # a straight mark never nests in itself: the first was left open
        stack.append(_Open(mark.mark, mark.at, block, mark.at + len(mark.mark), []))


def _marked(opened: _Open, mark: _Mark, depth: int, block: int) -> Marked:
    start, end = opened.at + len(opened.mark), mark.at
    return Marked(
        start=start,
        end=end,
        outer_start=opened.at,
        outer_end=mark.at + len(mark.mark),
        depth=depth,
        mark=opened.mark,
        block=opened.block,
        parts=(*opened.parts, (opened.part, end)) if opened.parts else (),
    )


def _marks(text: str, block: Block, language: str) -> list[tuple[str, int, Role]]:
    marks: list[tuple[str, int, Role]] = []
    at = block.start
    while at < block.end:
        pair = text[at : at + 2]
        # Two straight marks stand for one in old typewriting, and in tables whose cells were not unpacked.
        if pair in ("''", "``", '""') and at + 2 <= block.end:
            role = _role(pair, text, at, (block, language))
            marks.append((pair, at, "open" if pair == "``" else role))
            at += 2
            continue
        if text[at] in MARKS:
            marks.append((text[at], at, _role(text[at], text, at, (block, language))))
        at += 1
    return _paired_singles(marks)


def _role(mark: str, text: str, at: int, where: tuple[Block, str]) -> Role:
    block, language = where
    before = text[at - 1] if at > block.start else " "
    after = text[at + len(mark)] if at + len(mark) < block.end else " "
    may_open = (not before.isalnum() and before not in ".,!?;…") and not after.isspace()
    may_close = not before.isspace() and not after.isalnum()
    if mark in "’'":
        return _single_role(mark, (before, after), language)
    if mark in "‘‚‹「『":
        return "close" if mark == "‘" and may_close and not may_open else "open"
    if mark in "」』":
        return "close"
    if mark in "„``":
        return "open"
    if mark == "“":
        return "close" if may_close and not may_open else "open" if not may_close else "either"
    if mark == "”":
        return "either" if language in SAME_MARK_LANGUAGES and may_open else "close"
    if mark in "«»›":
        return _guillemet_role(mark, language)
    if may_open == may_close:
        return "either"
    return "open" if may_open else "close"


def _guillemet_role(mark: str, language: str) -> Role:
    # French, Russian, Spanish, Italian and others point outwards; German, Danish and Slovene often inwards.
    inward = language in ("de", "da", "sl", "hr", "hu", "cs", "sk", "sv", "fi", "pl")
    if mark == "«":
        return "either" if inward else "open"
    if mark == "»":
        return "either" if inward else "close"
    return "either" if inward else "close"


def _single_role(mark: str, around: tuple[str, str], language: str) -> Role:
    before, after = around
    if before.isalnum() and after.isalnum():
        return "apostrophe"
    if before.isspace() and after.isspace():
        return "apostrophe"
    if not before.isalnum() and after.isdigit() and mark == "’":
        return "apostrophe"  # ’90s
    opens = not after.isspace() and not before.isalnum() and before not in ".,!?;…"
    if opens and (mark == "'" or language in SAME_MARK_LANGUAGES):
        return "open"
    return "close"


def _paired_singles(marks: list[tuple[str, int, Role]]) -> list[tuple[str, int, Role]]:
    """Take straight single marks as apostrophes unless a closing one follows, and the other way round."""
    kept: list[tuple[str, int, Role]] = []
    for index, (mark, at, role) in enumerate(marks):
        if mark == "'" and role == "open":
            closes = any(m in "'’" and r == "close" for m, _, r in marks[index + 1 :])
            role = "open" if closes else "apostrophe"
        kept.append((mark, at, role))
    return kept
