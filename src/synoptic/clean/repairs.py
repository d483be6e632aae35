"""The plan of repairs: edits that can be replayed, undone, and joined step by step."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from synoptic.news.report import Repair


class Edit(NamedTuple):
    """One change to a text: text[start:end] becomes `after`."""

    start: int
    end: int
    after: str
    rule: str
    reason: str


def apply(text: str, edits: Iterable[Edit]) -> tuple[str, tuple[Repair, ...]]:
    """Return the text with sorted edits made that do not overlap, and the repairs that record them."""
    words: list[str] = []
    repairs: list[Repair] = []
    at = made = 0
    for edit in edits:
        before = text[edit.start : edit.end]
        if before == edit.after:
            continue
        words += [text[at : edit.start], edit.after]
        start = made + edit.start - at
        at, made = edit.end, start + len(edit.after)
        repairs.append(
            Repair(start=start, end=made, before=before, after=edit.after, rule=edit.rule, reason=edit.reason)
        )
    words.append(text[at:])
    return "".join(words), tuple(repairs)


def replay(original: str, repairs: Sequence[Repair]) -> str:
    """Return the repaired text; ValueError if the original is not the text that the repairs were made on."""
    return _walked(original, repairs, "before", "after")


def undo(text: str, repairs: Sequence[Repair]) -> str:
    """Return the original text; ValueError if the text is not the result of the repairs."""
    return _walked(text, repairs, "after", "before")


def _walked(text: str, repairs: Sequence[Repair], there: str, instead: str) -> str:
    words: list[str] = []
    at = done = 0  # `done` counts characters of the repaired text, in which repairs are placed
    for repair in repairs:
        kept = repair.start - done
        old: str = getattr(repair, there)
        if kept < 0 or text[at + kept : at + kept + len(old)] != old:
            raise ValueError(f"The text does not hold “{old}” where the repair at {repair.start} expects it.")
        words += [text[at : at + kept], getattr(repair, instead)]
        at, done = at + kept + len(old), repair.end
    words.append(text[at:])
    return "".join(words)


class _Change(NamedTuple):
    """A repair as seen from the text between two plans."""

    start: int
    end: int
    plan: int
    repair: Repair


def join(original: str, first: Sequence[Repair], second: Sequence[Repair]) -> tuple[Repair, ...]:
    """Return the one plan that does what two plans do that were made one after the other."""
    if not first or not second:
        return tuple(first or second)
    text = replay(replay(original, first), second)
    joined: list[Repair] = []
    to_original = to_text = 0  # what must be added to a place in the middle text to find it in the others
    for group in _groups(first, second):
        low, high = group[0].start, max(change.end for change in group)
        start, source = low + to_text, low + to_original
        to_original -= sum(_growth(change.repair) for change in group if change.plan == 0)
        to_text += sum(_growth(change.repair) for change in group if change.plan == 1)
        before, after = original[source : high + to_original], text[start : high + to_text]
        rules = "+".join(dict.fromkeys(change.repair.rule for change in group))
        reasons = " ".join(dict.fromkeys(change.repair.reason for change in group))
        if before != after:
            joined.append(
                Repair(start=start, end=start + len(after), before=before, after=after, rule=rules, reason=reasons)
            )
    return tuple(joined)


def _growth(repair: Repair) -> int:
    return len(repair.after) - len(repair.before)


def _groups(first: Sequence[Repair], second: Sequence[Repair]) -> Iterable[list[_Change]]:
    """Yield the changes of both plans in the order of the text between them; those that overlap together."""
    changes = [_Change(repair.start, repair.end, 0, repair) for repair in first]
    shift = 0
    for repair in second:
        start = repair.start + shift
        changes.append(_Change(start, start + len(repair.before), 1, repair))
        shift -= _growth(repair)
    changes.sort(key=lambda change: change[:3])
    group: list[_Change] = []
    reach = 0
    for change in changes:
        touches = change.start == reach and (change.start == change.end or (group and group[0].start == reach))
        if group and change.start >= reach and not touches:
            yield group
            group = []
        reach = max(reach, change.end) if group else change.end
        group.append(change)
    if group:
        yield group


def composed(text: str) -> tuple[str, tuple[Repair, ...]]:
    """Return the text in Unicode's composed form (NFC) and the repairs that record each change."""
    if unicodedata.is_normalized("NFC", text):
        return text, ()
    edits = []
    for run in re.finditer(r".?[^\x00-\u02ff]+", text, re.DOTALL):
        for start, end in _units(text, run.start(), run.end()):
            after = unicodedata.normalize("NFC", text[start:end])
            edits.append(Edit(start, end, after, "nfc", "The same character in Unicode's composed form."))
    made, repairs = apply(text, edits)
    if made != unicodedata.normalize("NFC", text):  # never seen; then all is one edit, which is always right
        whole = Edit(0, len(text), unicodedata.normalize("NFC", text), "nfc", "Unicode's composed form.")
        return apply(text, [whole])
    return made, repairs


def _units(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Yield the parts of a run that compose on their own: a starter and the marks after it; Hangul as a whole."""
    at = start
    for index in range(start + 1, end + 1):
        joins = index < end and (unicodedata.combining(text[index]) or _joins(text[index]))
        if not joins:
            yield at, index
            at = index


def _joins(character: str) -> bool:
    # Hangul vowels and finals, and the few starters that can be the second half of a composition.
    return "\u1161" <= character <= "\u11ff" or character in _SECOND_STARTERS


_SECOND_STARTERS = frozenset(
    "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35"
    "\U000110ba\U00011127\U0001133e\U00011357\U000114b0\U000114ba\U000114bd\U000115af"
)
