"""The words of two versions of a text, as they are compared: case, marks and line breaks do not count."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

# Written without spaces: each letter stands for itself (Thai, Lao, Burmese, Khmer, kana, Chinese).
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_OTHER_APOSTROPHES = str.maketrans("’ʼ", "''")
# Signs that change what a number says; those of currencies are added.
_SIGNS = "%‰°±−+"


class Word(NamedTuple):
    """A word with its place in the text and the key by which it is compared."""

    start: int
    end: int
    key: str


def words_of(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Return the words of a stretch of text, in order."""
    return tuple(
        Word(found.start() + start, found.end() + start, _key(found.group()))
        for found in _pattern().finditer(text[start:end])
    )


def folded(words: tuple[Word, ...]) -> tuple[str, ...]:
    """Return the keys of some words."""
    return tuple(word.key for word in words)


def _key(word: str) -> str:
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word).casefold().translate(_OTHER_APOSTROPHES)


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a word: letters with their marks, “didn’t”, “4.5” as one; a sign; the “-” of “-5”."""
    marks = f"[{_of_category('M')}]"
    part = rf"[^\W_{_UNSPACED}]+|{marks}"
    joint = r"(?<=[^\W\d_])['’ʼ](?=[^\W\d_])|(?<=\d)[.,:](?=\d)"
    unspaced = rf"(?=[{_UNSPACED}])[^\W_]{marks}*"
    minus = r"(?<![^\s(\[])[-–](?=\d)"
    signs = f"[{_SIGNS}{_of_category('Sc')}]"
    return re.compile(f"(?:{part})(?:{part}|{joint})*|{unspaced}|{minus}|{signs}")


def _of_category(category: str) -> str:
    """Return the characters of a Unicode category as the ranges of a character class."""
    found = [code for code in range(0x20, 0x1F000) if unicodedata.category(chr(code)).startswith(category)]
    ranges: list[list[int]] = []
    for code in found:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{re.escape(chr(low))}-{re.escape(chr(high))}" for low, high in ranges)
