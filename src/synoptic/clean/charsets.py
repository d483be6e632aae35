"""The encodings in which UTF-8 is read by mistake, and what each leaves of every character."""

import unicodedata
from functools import cache
from typing import NamedTuple

# In the order in which they are preferred where they explain a text equally well: the commonest mistake first.
CANDIDATES = (
    "cp1252", "iso8859-1", "iso8859-15", "cp1254", "iso8859-9", "cp1250", "iso8859-2", "mac-roman", "cp1251",
)  # fmt: skip

# What a damaged text can have meant. Marks first: the commoner of two that leave the same remnant stands first.
MARKS = (
    "’“”–—„‘‚…•™€‰‹›\u202f†‡′″‑‐−→←★☆●■►▶✓❤№₽₺₹£§©®°·«»"
    "¡¿ªº¢¥¤¦¨¬¯±²³´µ¶¸¹¼½¾×÷‎‏\u200b\u2009\u200a\u2011\ufeff\ufffd"
)
LATIN = "".join(map(chr, (*range(0xC0, 0xD7), *range(0xD8, 0xF7), *range(0xF8, 0x180)))) + "ȘșȚțƏəƠơƯưƒˇ˘˝ẞ"
VIETNAMESE = "".join(map(chr, range(0x1EA0, 0x1EFA)))
GREEK = "".join(chr(c) for c in range(0x386, 0x3CF) if chr(c).isalpha())
CYRILLIC = "".join(map(chr, range(0x401, 0x460))) + "Ґґ"
SPACES = "\xa0\xad"


class Charset(NamedTuple):
    """One encoding: the byte of each of its characters from 0x80 on, and the bytes that leave no character."""

    name: str
    bytes_of: dict[str, int]
    vanishing: frozenset[int]

    @property
    def table(self) -> dict[int, int]:
        """Return the translation of characters to the character numbered as their byte."""
        return {ord(character): byte for character, byte in self.bytes_of.items()}


@cache
def charset(name: str) -> Charset:
    """Return the tables of an encoding; bytes that it leaves undefined stand for themselves (C1 controls)."""
    bytes_of: dict[str, int] = {}
    vanishing = set()
    for byte in range(0x80, 0x100):
        try:
            character = bytes([byte]).decode(name)
        except UnicodeDecodeError:
            character = chr(byte)
        if 0x80 <= ord(character) < 0xA0 or character in SPACES:
            vanishing.add(byte)
        bytes_of[character] = byte
    return Charset(name, bytes_of, frozenset(vanishing))


@cache
def remnants(name: str) -> dict[str, str]:
    """Return, for each beginning that is left of a character when bytes vanish, the characters it can have been.

    The keys are written as characters numbered by their bytes; a vanished byte may have left U+FFFD instead.
    """
    vanishing = charset(name).vanishing
    found: dict[str, list[str]] = {}
    for character in MARKS + SPACES + LATIN + VIETNAMESE + GREEK + CYRILLIC:
        encoded = character.encode()
        if encoded[0] in vanishing:
            continue
        for key in _leavings(encoded, vanishing):
            if character not in found.setdefault(key, []):
                found[key].append(character)
    return {key: "".join(characters) for key, characters in found.items()}


def _leavings(encoded: bytes, vanishing: frozenset[int]) -> set[str]:
    lost = [byte in vanishing for byte in encoded]
    if not any(lost):
        return set()
    kept = "".join(chr(byte) for byte, gone in zip(encoded, lost, strict=True) if not gone)
    marked = "".join("\ufffd" if gone else chr(byte) for byte, gone in zip(encoded, lost, strict=True))
    return {kept, marked}


@cache
def is_plausible(character: str) -> bool:
    """Return whether a character alone can be what a damaged spot in a Latin-script text meant."""
    return character in _PLAUSIBLE


_PLAUSIBLE = frozenset(MARKS + SPACES + LATIN + VIETNAMESE)


@cache
def script(character: str) -> str:
    """Return the script of a letter by its Unicode name ("CYRILLIC"), "" for what is no letter or unknown."""
    if not character.isalpha():
        return ""
    return unicodedata.name(character, "").split(" ")[0].split("-")[0]
