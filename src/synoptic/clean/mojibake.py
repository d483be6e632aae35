"""Text that was read in the wrong encoding, made whole again, with every change recorded."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import partial

import ftfy
import msgspec

from synoptic.clean.evidence import find_misreading
from synoptic.clean.lossy import GONE, LETTER, MARK, SPACE, decode_runs, edits_of
from synoptic.clean.offsets import Offsets, of_repairs
from synoptic.clean.repairs import Edit, apply, composed, join, replay, undo
from synoptic.news.report import Repair

# A text can have been misread more than once; three times is the most that was seen in the labelled examples.
ROUNDS = 3
STAND_INS = (LETTER, MARK, SPACE, GONE)
BULLET = re.compile(r"^[ \t]*([\u28a0\u28a2])([ \t\xa0]?)(?=[^\u2800-\u28ff\n])", re.MULTILINE)

CONFIG = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)


class Repaired(msgspec.Struct, frozen=True, kw_only=True):
    """A text after repair (NFC), the plan that leads there, and where its characters came from."""

    text: str
    repairs: tuple[Repair, ...] = ()
    offsets: Offsets = Offsets()


def repair(text: str, language: str = "") -> Repaired:
    """Return the text with mis-read characters restored; text that was fine comes back as it was.

    `language` is the ISO 639-1 code of the text if known; it only helps to choose letters that were lost.
    """
    now = text
    plan: tuple[Repair, ...] = ()
    steps = [partial(_one_round, language=language)] * ROUNDS + [_bullets, _with_ftfy, composed]
    for step in steps:
        made, repairs = step(now)
        plan = join(text, plan, repairs)
        now = made
    return Repaired(text=now, repairs=plan, offsets=of_repairs(len(now), plan))


def _one_round(text: str, language: str) -> tuple[str, tuple[Repair, ...]]:
    """Return the text with one misreading undone, if there is enough evidence of one."""
    if text.isascii():
        return text, ()
    found = find_misreading(text, language)
    if not found:
        return text, ()
    best, sure = found
    # Remnants of lost characters can be ordinary letters: they are touched only where the text is surely damaged.
    spotted = decode_runs(text, best.name, lossy=sure and not any(one in text for one in STAND_INS), weak=sure)
    return apply(text, edits_of(text, spotted, best.name, language))


def _bullets(text: str) -> tuple[str, tuple[Repair, ...]]:
    """Return the text with bullets restored that were damaged twice (“• ” became U+28A0) at the head of lines."""
    reason = "A bullet and a no-break space, read twice in the wrong encoding."
    edits = [
        Edit(found.start(1), found.end(1), "•" if found[2] else "• ", "bullet", reason)
        for found in BULLET.finditer(text)
    ]
    return apply(text, edits)


def _with_ftfy(text: str) -> tuple[str, tuple[Repair, ...]]:
    """Return the text as ftfy restores it, line by line, and what that changed."""
    if text.isascii():
        return text, ()
    edits: list[Edit] = []
    for line in re.finditer(r"[^\n]*[^\x00-\x7f][^\n]*", text):
        fixed = ftfy.fix_encoding(line[0], CONFIG)
        if fixed != line[0]:
            edits += _differences(line[0], fixed, line.start())
    return apply(text, edits)


WORDS = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")


def _differences(before: str, after: str, shift: int) -> Iterator[Edit]:
    old, new = WORDS.findall(before), WORDS.findall(after)
    starts = [0]
    for word in old:
        starts.append(starts[-1] + len(word))
    reason = "UTF-8 that was read in another encoding (found by ftfy)."
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Edit(shift + starts[a], shift + starts[b], "".join(new[c:d]), "ftfy", reason)


__all__ = ["Repaired", "repair", "replay", "undo"]
