"""The words of a text as the search sees them: folded alike for every database, each with its place in the text.

Letters lose case and diacritics, compatible forms become plain ones. Scripts that write no spaces are cut into
pairs of neighbouring characters, and the last character of a run stands once more by itself, so that every part
of such a run can be found.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# Characters of one word that are kept; what is longer is an address or a blob, not a word.
LONGEST_WORD = 64
# Han, kana, Thai, Lao, Myanmar and Khmer: half-open ranges of code points.
_UNSPACED = (
    (0x0E00, 0x0E50), (0x0E80, 0x0ED0), (0x1000, 0x1040), (0x1780, 0x17E0), (0x2E80, 0x2FE0), (0x3005, 0x3008),
    (0x3041, 0x3100), (0x31F0, 0x3200), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xAA60, 0xAA80), (0xF900, 0xFB00),
    (0xFF66, 0xFFA0), (0x1B000, 0x1B170), (0x20000, 0x323B0),
)  # fmt: skip
# Combining classes of the marks that readers leave out in a search: accents of Latin, Greek and Cyrillic, vowel
# points of Hebrew and Arabic. Vowels and tones of Indic scripts, Thai and kana are not among them.
_DROPPED_MARKS = frozenset(
    (1, 202, 214, 216, 218, 220, 222, 224, 226, 228, 230, 232, 233, 234, 240, *range(10, 37))
)
_JOINERS = "\u00ad\u200c\u200d\u2060"
# Letters that no decomposition makes plain.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        "ـ": "",
    }
)


class Word(NamedTuple):
    """A word of a text: half-open code points, and its folded form.

    `unspaced` is a part of a run without spaces, `single` the lone last character of one.
    """

    start: int
    end: int
    folded: str
    unspaced: bool = False
    single: bool = False


class _Classes(dict[int, str]):
    """What each code point is, found when first met: `w` in a word, `u` unspaced, a blank between words."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        if character in _JOINERS or character.isalnum() or unicodedata.category(character)[0] == "M":
            unspaced = any(low <= point < high for low, high in _UNSPACED)
            self[point] = "u" if unspaced else "w"
        else:
            self[point] = " "
        return self[point]


_CLASSES = _Classes()
_RUNS = re.compile("w+|u+")
# A text of Latin letters and common punctuation alone, as most are: its words are told without the classes.
_SIMPLE = re.compile("[\\x00-\\xac\\xae-\\u02ff\\u2010-\\u2027\\u2030-\\u205e]*")
_SIMPLE_RUNS = re.compile(r"[^\W_]+")


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Yield the words between two offsets of a text, in text order."""
    piece = text[start:end]
    if _SIMPLE.fullmatch(piece):
        for run in _SIMPLE_RUNS.finditer(piece):
            folded = fold(run.group())
            if folded:
                yield Word(run.start() + start, run.end() + start, folded)
        return
    for run in _RUNS.finditer(piece.translate(_CLASSES)):
        first, last = run.start() + start, run.end() + start
        if run.group()[0] == "w":
            folded = fold(text[first:last])
            if folded:
                yield Word(first, last, folded)
        else:
            yield from _pairs(text, first, last)


def _pairs(text: str, first: int, last: int) -> Iterator[Word]:
    for at in range(first, last):
        folded = fold(text[at : min(at + 2, last)])
        if folded:
            yield Word(at, min(at + 2, last), folded, unspaced=True, single=at + 1 == last)


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return a word without case, diacritics and compatible forms; empty if nothing is left."""
    if word.isascii():
        return word.lower()[:LONGEST_WORD]
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold()).translate(_PLAIN)
    kept = (c for c in spread if unicodedata.combining(c) not in _DROPPED_MARKS and not _parts_words(c))
    return unicodedata.normalize("NFC", "".join(kept))[:LONGEST_WORD]


def _parts_words(character: str) -> bool:
    plain = character.isascii() and not character.isalnum()
    return plain or character.isspace() or character in _JOINERS


def folded_text(text: str, ranges: tuple[tuple[int, int], ...], most: int) -> str:
    """Return the folded words of ranges of a text, at most so many characters, with `¶` between two ranges."""
    parts: list[str] = []
    left = most
    for start, end in ranges:
        if parts:
            parts.append("¶")
        for word in words(text, start, end):
            left -= len(word.folded) + 1
            if left < 0:
                return " ".join(parts)
            parts.append(word.folded)
    return " ".join(parts)
