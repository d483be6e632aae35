"""Captions and the credits of pictures."""

import re
from functools import cache

from synoptic.clean.cues import pattern
from synoptic.clean.sheet import Sheet

# A caption is a sentence or two; longer paragraphs that end in a credit are body text with a source.
_MOST_WORDS = 80


@cache
def _introduced() -> re.Pattern[str]:
    cue = pattern("credits").pattern
    return re.compile(
        rf"(?:^|[.!?…”’\"')\]]\s+|\s[|–—-]\s|\s\(|^\(|\n)(?P<all>\(?(?:{cue})\s*[:/©|]\s*(?P<name>[^.!?\n]{{2,90}}))\W*$",
        re.IGNORECASE,
    )


@cache
def _bare() -> re.Pattern[str]:
    agencies = pattern("agencies").pattern
    return re.compile(
        rf"[(\[|–—](?P<all>\s*(?P<name>(?:{agencies})\s?/\s?[^)\]\n]{{2,60}}|[^()\[\]\n]{{2,60}}\s?/\s?(?:{agencies})(?:\s(?:Images|Photo))?"
        rf"|(?:{agencies})))\s*[)\]]?\W*$"
    )


def find_credit(words: str) -> str:
    """Return the credit with which a caption ends: “Multipress”, “Jo Roe/Reuters”; '' without one."""
    for form in (_introduced(), _bare()):
        found = form.search(words)
        if found:
            return " ".join(found["name"].strip(" \t|)]([.").split())
    return ""


def is_caption(words: str) -> bool:
    """Return whether a line of plain text is a caption: short, and with the credit of a picture at its end.

    A wire's credit "(AP)" at the end of a paragraph is no picture's: agencies alone count only where the
    words before them are few.
    """
    count = len(words.split())
    if count > _MOST_WORDS:
        return False
    if _introduced().search(words):
        return True
    found = _bare().search(words)
    return bool(
        found and ("/" in found["name"] or "photo" in found["name"].lower() or "image" in found["name"].lower())
    )


def type_captions(sheet: Sheet) -> None:
    """Type the captions of pictures, with the credit that each ends in."""
    for number in sheet.open():
        words = sheet.lines[number].words
        if is_caption(words):
            sheet.put(number, "caption", "the credit of a picture", find_credit(words))
