"""Runs of characters that are really UTF-8: which encoding they were read in, and what they spell."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from synoptic.clean.charsets import CANDIDATES, charset, is_plausible, remnants, script


class Piece(NamedTuple):
    """A part of a run: its place, and the characters it can have meant (one for a whole sequence)."""

    start: int
    end: int
    meant: str
    whole: bool


class Reading(NamedTuple):
    """A run read in one encoding: its pieces, and how many of its letters no piece explains."""

    pieces: tuple[Piece, ...]
    unexplained: int


class Evidence(NamedTuple):
    """What speaks for an encoding in a text.

    Sure signs, weaker ones, remnants that it explains, those of them where U+FFFD shows that something was lost,
    and characters beside them that it does not explain.
    """

    name: str
    strong: int
    weak: int
    remnants: int
    marked: int = 0
    unexplained: int = 0


RUN = re.compile(r"[^\x00-\x7f]+")
SEQUENCE = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
EMOJI_REST = re.compile("\xf0[\x80-\xbf\ufffd]{0,3}|\xef\xb8[\x80-\xbf\ufffd]?")
# Scripts in which whole words are restored; Latin stands for the marks and digits between them.
WRITTEN = frozenset(
    (
        *(
            "LATIN",
            "CYRILLIC",
            "GREEK",
            "HEBREW",
            "ARABIC",
            "DEVANAGARI",
            "BENGALI",
            "GURMUKHI",
            "GUJARATI",
            "ORIYA",
        ),
        *("TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "THAI", "LAO", "TIBETAN", "MYANMAR", "GEORGIAN"),
        *("ARMENIAN", "ETHIOPIC", "KHMER", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "FULLWIDTH"),
    )
)
# Marks that writers set beside capitals; alone they are no sign of anything.
SET_BESIDE = "’‘“”–—…•»›"
# Longest remnant: three of the four bytes of a character, and nothing vanished leaves four.
LONGEST = 4


# Words come again: each is read once in each encoding.
@lru_cache(maxsize=65536)
def read_run(run: str, name: str) -> Reading:
    """Return a run of non-ASCII characters as pieces of UTF-8 that was read in an encoding."""
    coded = run.translate(_table(name))
    rests = remnants(name)
    pieces: list[Piece] = []
    unexplained = at = 0
    while at < len(run):
        piece = _whole(coded, at) or _rest(coded, at, rests)
        if piece:
            pieces.append(piece)
            at = piece.end
            continue
        unexplained += run[at].isalpha()
        at += 1
    return Reading(tuple(pieces), unexplained)


@cache
def _table(name: str) -> dict[int, int]:
    # Characters that the encoding does not have must not look like bytes: they move out of the way.
    table = dict.fromkeys(range(128, 256), 196607)
    table.update(charset(name).table)
    return table


def _whole(coded: str, at: int) -> Piece | None:
    found = SEQUENCE.match(coded, at)
    if not found:
        return None
    try:
        meant = found[0].encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if meant < "\xa0" else Piece(at, found.end(), meant, True)


def _rest(coded: str, at: int, rests: dict[str, str]) -> Piece | None:
    for length in range(min(LONGEST, len(coded) - at), 0, -1):
        meant = rests.get(coded[at : at + length])
        if meant:
            return Piece(at, at + length, meant, False)
    found = EMOJI_REST.match(coded, at)
    return Piece(at, found.end(), "", False) if found else None


def weigh(text: str) -> list[Evidence]:
    """Return the evidence for each encoding, the best first; encodings without any are left out."""
    runs = Counter(
        (text[max(0, run.start() - 1) : run.start()], run[0], text[run.end() : run.end() + 1])
        for run in RUN.finditer(text)
    )
    found = [_evidence(name, runs.items()) for name in CANDIDATES]
    found = [one for one in found if one.strong or one.weak or one.remnants]
    # Sorting is stable: encodings that explain a text equally well stay in the order of CANDIDATES.
    return sorted(found, key=lambda one: (-one.strong, -(one.weak + one.remnants)))


def _evidence(name: str, runs: Iterable[tuple[tuple[str, str, str], int]]) -> Evidence:
    strong = weak = rests = marked = unexplained = 0
    for (before, run, after), count in runs:
        reading = read_run(run, name)
        wholes = [piece for piece in reading.pieces if piece.whole]
        lost = [run[piece.start : piece.end] for piece in reading.pieces if not piece.whole]
        rests += count * len(lost)
        marked += count * sum("\ufffd" in one for one in lost)
        strong += count * _is_broken_off(before, run, after, lost)
        unexplained += count * (len(run) - sum(piece.end - piece.start for piece in reading.pieces))
        if not wholes:
            continue
        if reading.unexplained:
            # Real letters in the same run: Ukrainian «Він» holds a sequence by chance.
            weak -= count * reading.unexplained
            continue
        sure, unsure = _signs(before, run, after, reading, wholes)
        strong += sure * count
        weak += unsure * count
    return Evidence(name, strong, max(weak, 0), rests, marked, unexplained)


def _is_broken_off(before: str, run: str, after: str, lost: list[str]) -> bool:
    """Return whether a capital ends a word of small letters: “societÃ,”, where “à” lost its second byte."""
    return lost == [run] and before.islower() and run.isupper() and not after.isalpha()


def _signs(before: str, run: str, after: str, reading: Reading, wholes: list[Piece]) -> tuple[int, int]:
    scripts = {script(piece.meant) for piece in wholes} - {""}
    if scripts - {"LATIN"}:
        # Other scripts count only as a word of two letters and more, all of one script (with CJK's own marks).
        covered = sum(piece.end - piece.start for piece in wholes)
        letters = sum(script(piece.meant) in WRITTEN for piece in wholes)
        one = letters >= 2 and covered >= 0.7 * len(run) and scripts <= WRITTEN
        return (len(wholes), 0) if one else (0, 0)
    sure = unsure = 0
    for piece in wholes:
        if not is_plausible(piece.meant) and len(piece.meant.encode()) < 4:
            continue
        left = run[piece.start - 1] if piece.start else before
        right = run[piece.end] if piece.end < len(run) else after
        spelt = run[piece.start : piece.end]
        if _is_sure(left, spelt, right):
            sure += 1
        else:
            unsure += 1
    return sure, unsure


def _is_sure(left: str, spelt: str, right: str) -> bool:
    """Return whether no writer sets these characters so: three in a row, or symbols inside a word."""
    if len(spelt) >= 3 or any("\x80" <= character < "\xa0" for character in spelt):
        return True
    if not spelt[0].isalpha():  # Mac Roman: "√©", where a sign stands inside a word
        return left.isalpha() or right.isalpha()
    if left.islower():
        return True
    return not spelt[-1].isalpha() and spelt[-1] != "\xa0" and spelt[-1] not in SET_BESIDE and right.isalpha()
