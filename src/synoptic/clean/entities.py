"""The source of a page with its character references read, so that the words of a page stand in it as they are."""

import html
import re

from synoptic.clean.offsets import Offsets, identity
from synoptic.news.report import SourceRange

# References to these would change what the markup means: they stay, and are found again by `escaped`.
_MARKUP = frozenset("<>&\"'")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});|\r\n?|\x00")


def unescaped(source: str) -> tuple[str, Offsets]:
    """Return the source with references as characters and plain line feeds, and where each came from."""
    words: list[str] = []
    ranges: list[SourceRange] = []
    at = made = 0
    for match in _REFERENCE.finditer(source):
        meant = _meant(match.group())
        if meant is None:
            continue
        for said, start, end in ((source[at : match.start()], at, match.start()), (meant, *match.span())):
            if said:
                words.append(said)
                ranges.append(SourceRange(start=made, end=made + len(said), raw_start=start, raw_end=end))
                made += len(said)
        at = match.end()
    if not at:
        return source, identity(len(source))
    if at < len(source):
        words.append(source[at:])
        ranges.append(SourceRange(start=made, end=made + len(source) - at, raw_start=at, raw_end=len(source)))
    return "".join(words), Offsets(tuple(ranges))


def _meant(found: str) -> str | None:
    """Return the character that is meant, None where the reference must stay."""
    if found[0] != "&":
        return "\n" if found[0] == "\r" else ""
    meant = html.unescape(found)
    return None if meant == found or len(meant) != 1 or meant in _MARKUP else meant


def variants(words: str) -> tuple[str, ...]:
    """Return how a text node may be written in a source: as it is, or with its markup characters escaped."""
    if not _MARKUP.intersection(words):
        return (words,)
    basic = html.escape(words, quote=False)
    quoted = basic.replace('"', "&quot;")
    forms = (words, basic, quoted, quoted.replace("'", "&#39;"), quoted.replace("'", "&#039;"))
    return tuple(dict.fromkeys(forms))


def characters(written: str) -> list[tuple[int, int]]:
    """Return where each character of a text node stands in the form in which it is written."""
    return [(match.start(), match.end()) for match in re.finditer(r"&(?:#\d+|\w+);|.", written, re.DOTALL)]
