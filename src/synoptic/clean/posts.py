"""Messages of social networks that a page embeds: the line that signs one, and the lines that it signs."""

import re
from collections.abc import Sequence

import msgspec

from synoptic.clean.cues import printed_day
from synoptic.clean.lines import Line
from synoptic.clean.sheet import Sheet, Typed
from synoptic.news.report import Interval

# "— Name (@handle) 1 November 2022"; the dash may be lost and the date may be missing.
_SIGNATURE = re.compile(r"^\W*(?P<name>[^()\n]{0,80}?)\s*\((?P<handle>@[\w.@-]{2,60})\)\s*(?P<rest>[^\n]{0,60})$")
_TRACE = re.compile(r"pic\.twitter\.com/|https?://t\.co/|(?:^|\s)[@#]\w|https?://\S+$")
_CURLY = re.compile(r"\w[’]\w|[“”]")
_STRAIGHT = re.compile(r"\w'\w|\"")
# A post is short: 280 characters on the largest network, 500 on others, and rarely more than six lines.
_MOST_LINES = 6
_MOST_CHARACTERS = 900


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """Who signs a post, and when."""

    name: str
    handle: str
    posted: Interval | None


def signature(words: str) -> Signature | None:
    """Return the signature that a line is, None if it is none."""
    found = _SIGNATURE.match(words)
    if not found:
        return None
    day = printed_day(found["rest"])
    if found["rest"].strip() and day is None:
        return None
    posted = Interval(earliest=day[0], latest=day[0]) if day else None
    return Signature(name=found["name"].strip(" —–-"), handle=found["handle"], posted=posted)


def writes_curly(lines: Sequence[Line]) -> bool:
    """Return whether a page's own text has typographic apostrophes; posts keep the straight ones of keyboards."""
    curly = sum(len(_CURLY.findall(line.words)) for line in lines)
    straight = sum(len(_STRAIGHT.findall(line.words)) for line in lines)
    return curly >= 5 and curly >= 4 * straight


def first_line_of_post(lines: Sequence[Line], signed: int, taken: set[int], *, curly: bool) -> int:
    """Return the index of the line with which the post begins that the line `signed` signs.

    The line before a signature always belongs to it; lines above that only while they bear a trace of a
    post (a handle, a hashtag, a short link, straight apostrophes on a page that writes curly ones) and no
    blank line parts them.
    """
    first = signed
    size = 0
    while first > 0 and first - 1 not in taken and signed - first < _MOST_LINES:
        above = lines[first - 1]
        size += len(above.words)
        if size > _MOST_CHARACTERS or signature(above.words):
            break
        nearest = first == signed
        straight = curly and _STRAIGHT.search(above.words) and not _CURLY.search(above.words)
        if not nearest and (lines[first].gap or not (straight or _TRACE.search(above.words))):
            break
        first -= 1
    return first


def type_posts(sheet: Sheet) -> None:
    """Type the posts that a line signs, with all their lines, and those that the markup embeds."""
    taken = set(range(len(sheet.lines))) - set(sheet.open())
    curly = writes_curly(sheet.lines)
    for number, line in enumerate(sheet.lines):
        signed = signature(line.words)
        if signed is None or number in taken:
            continue
        first = first_line_of_post(sheet.lines, number, taken, curly=curly)
        block = Typed(
            start=sheet.lines[first].start,
            end=line.end,
            kind="post",
            reason="a line signs it with a handle",
            handle=signed.handle,
            posted=signed.posted,
        )
        sheet.put_run(first, number, block)
        taken |= set(range(first, number + 1))
    for number, line in enumerate(sheet.lines):
        if line.kind == "post" and number not in taken:
            sheet.put(number, "post", line.reason or "the page's markup")
