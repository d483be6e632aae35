"""The words of two versions of a text, as they are compared: case, marks and line breaks do not count."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Written without spaces: each letter stands for itself (Thai, Lao, Burmese, Khmer, kana, Chinese).
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
    (0x20000, 0x3FFFF),
)
_APOSTROPHES = "'’ʼ"
# Signs that change what a number says.
_SIGNS = "%‰°±−+"


class Word(NamedTuple):
    """A word with its place in the text and the key by which it is compared."""

    start: int
    end: int
    key: str


def words_of(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Return the words of a stretch of text, in order."""
    return tuple(_words(text, start, end))


def folded(words: tuple[Word, ...]) -> tuple[str, ...]:
    """Return the keys of some words."""
    return tuple(word.key for word in words)


def _words(text: str, at: int, end: int) -> Iterator[Word]:
    while at < end:
        if not _in_word(text[at]):
            if text[at] in _SIGNS or unicodedata.category(text[at]) == "Sc" or _is_minus(text, at, end):
                yield Word(at, at + 1, text[at])
            at += 1
            continue
        first = at
        at += 1
        while at < end and (_continues(text, first, at) or _joins(text, at, end)):
            at += 1
        yield Word(first, at, _key(text[first:at]))


def _continues(text: str, first: int, at: int) -> bool:
    if unicodedata.category(text[at])[0] == "M":
        return True
    return _in_word(text[at]) and not _unspaced(text[first]) and not _unspaced(text[at])


def _joins(text: str, at: int, end: int) -> bool:
    """Return whether a mark belongs to the word around it: “didn’t”, “1,000”, “4.5”."""
    if at + 1 >= end:
        return False
    before, after = text[at - 1], text[at + 1]
    if text[at] in _APOSTROPHES:
        return before.isalpha() and after.isalpha()
    return text[at] in ".,:" and before.isdigit() and after.isdigit()


def _is_minus(text: str, at: int, end: int) -> bool:
    alone = at == 0 or text[at - 1].isspace() or text[at - 1] in "(["
    return text[at] in "-–" and alone and at + 1 < end and text[at + 1].isdigit()


def _in_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _unspaced(character: str) -> bool:
    code = ord(character)
    return code >= 0x0E00 and any(low <= code <= high for low, high in _UNSPACED)


def _key(word: str) -> str:
    key = unicodedata.normalize("NFKC", word).casefold()
    for mark in _APOSTROPHES[1:]:
        key = key.replace(mark, "'")
    return key
