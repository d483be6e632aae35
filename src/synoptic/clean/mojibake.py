"""Text that was read in the wrong encoding, made whole again, with every change recorded."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

import ftfy
import msgspec

from synoptic.clean.offsets import Offsets, of_repairs
from synoptic.clean.repairs import Edit, apply, composed, join, replay, undo
from synoptic.news.report import Repair

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
    """Return the text with mis-read characters restored; text that was fine comes back as it was."""
    now = text
    plan: tuple[Repair, ...] = ()
    for step in (_with_ftfy, composed):
        made, repairs = step(now)
        plan = join(text, plan, repairs)
        now = made
    return Repaired(text=now, repairs=plan, offsets=of_repairs(len(now), plan))


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
