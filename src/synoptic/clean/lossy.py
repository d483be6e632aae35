"""One round of repair in one encoding: whole characters decoded, lost ones chosen by word and by position."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from synoptic.clean.marks import Spot, is_open_mark, place_marks
from synoptic.clean.repairs import Edit
from synoptic.clean.runs import RUN, read_run
from synoptic.clean.spelling import ANY, NAMES, is_name, known_names, languages_in, spell

# Noncharacters that stand for a lost letter, mark, space or picture in a draft; they are in no interchanged text.
LETTER, MARK, SPACE, GONE = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
SLOT = re.compile(f"[{LETTER}{MARK}{SPACE}{GONE}]")
WORD = re.compile(f"(?:[^\\W\\d_]|{LETTER})*{LETTER}(?:[^\\W\\d_]|{LETTER})*")
# The share of the languages of the whole text in the choice of a letter; the rest is the line's own language.
# The floor keeps every written language possible for names; the hint is what the caller takes the language for.
OF_TEXT, FLOOR, OF_HINT = 0.3, 0.02, 0.2
SENTENCE_END = re.compile(f"(?:[.!?…\\n]|^)[\"'’”“„»«(–—\\s{MARK}-]*$")
# The last byte of “à”, “Š” and others; as a character it is the no-break space. Leads of Cyrillic small letters.
NO_BREAK, JOINS = 0xA0, "ÐÑРС"
# A line of fewer words than this is taken to be in the language of the text.
WORDY = 12
# Real double quotation marks, and how they change the balance of a paragraph.
CHANGES = {"“": 1, "„": 1, "«": 1, "”": -1, "»": -1}


class Spotted(NamedTuple):
    """A stretch of the damaged text that is not what it seems: what it means, or can have meant."""

    start: int
    end: int
    meant: str
    whole: bool


def decode_runs(text: str, name: str, *, lossy: bool, weak: bool) -> list[Spotted]:
    """Return what every run of a text means in an encoding, in text order.

    Remnants of lost characters come with all that they can have meant, and only if `lossy`; runs that hold
    real letters too are left alone unless `weak`.
    """
    found = []
    for run in RUN.finditer(text):
        reading = read_run(run[0], name)
        if reading.unexplained and not weak:
            continue
        for piece in reading.pieces:
            if piece.whole or lossy:
                start, end = run.start() + piece.start, run.start() + piece.end
                one = Spotted(start, end, piece.meant, piece.whole)
                found.append(one if piece.whole or name.startswith("iso") else _with_space(text, one))
    return found


def _with_space(text: str, one: Spotted) -> Spotted:
    """Return a remnant with the space after it, where that is a no-break space that was a character's last byte.

    “Š” and the Cyrillic “Р” end in that byte: “Å veices”, where one space before a small letter is no space.
    """
    after = text[one.end : one.end + 3]
    ending = [letter for letter in one.meant if letter.isalpha() and letter.encode()[-1] == NO_BREAK]
    if not ending or not after.startswith(" "):
        return one
    twice = after[1:2] == " "
    joins = ending[0].isupper() and (after[1:2].islower() or after[1:2] in JOINS)
    return Spotted(one.start, one.end + 1, ending[0], True) if twice or (joins and after[1:2]) else one


def edits_of(text: str, spotted: Sequence[Spotted], name: str, language: str) -> list[Edit]:
    """Return the edits that put right everything spotted in a text that was read in an encoding."""
    draft, slots = _draft(text, spotted)
    chosen = _chosen(draft, slots, language) if slots else {}
    edits = []
    for one in spotted:
        if one.whole:
            reason = f"UTF-8 that was read as {name}."
            edits.append(Edit(one.start, one.end, one.meant, f"utf-8 as {name}", reason))
            continue
        after, reason = chosen[one.start]
        edits.append(Edit(one.start, one.end, after, f"lost in {name}", reason))
    return _merged(edits)


class _Slot(NamedTuple):
    kind: str
    place: int
    meant: str


def _draft(text: str, spotted: Sequence[Spotted]) -> tuple[str, list[_Slot]]:
    """Return the text with whole characters decoded and a stand-in for each lost one; the lost ones in order."""
    words: list[str] = []
    slots: list[_Slot] = []
    at = 0
    for one in spotted:
        words.append(text[at : one.start])
        at = one.end
        if one.whole:
            words.append(one.meant)
            continue
        kind = _kind(one.meant)
        words.append(kind)
        slots.append(_Slot(kind, one.start, one.meant))
    words.append(text[at:])
    return "".join(words), slots


def _kind(meant: str) -> str:
    if not meant:
        return GONE
    if meant[0] in "\xa0\xad" and len(meant) <= 2:
        return SPACE
    return LETTER if any(character.isalpha() for character in meant) else MARK


def _chosen(draft: str, slots: Sequence[_Slot], language: str) -> dict[int, tuple[str, str]]:
    """Return what each lost character was taken for and why, by its place in the damaged text."""
    places = [found.start() for found in SLOT.finditer(draft)]
    filled = list(draft)
    chosen: dict[int, tuple[str, str]] = {}
    at = dict(zip(places, slots, strict=True))
    for place, (letter, reason) in _letters(draft, at, language).items():
        filled[place] = letter
        chosen[at[place].place] = (letter, reason)
    for place, slot in at.items():
        if slot.kind == SPACE:
            chosen[slot.place] = _space(draft, place)
            filled[place] = chosen[slot.place][0]
        elif slot.kind == GONE:
            filled[place] = ""
            chosen[slot.place] = ("", "What is left of a picture character; its other bytes were lost.")
    # Each filled place keeps one position, so that places still fit: nothing becomes a word joiner for now.
    settled = "".join(character or "\u2060" for character in filled)
    for place, mark in _marks(settled, at, language).items():
        chosen[at[place].place] = (mark, "A mark whose last bytes were lost, chosen by its position and its pair.")
    return chosen


def _space(draft: str, place: int) -> tuple[str, str]:
    left, right = draft[place - 1 : place] if place else "", draft[place + 1 : place + 2]
    beside = not left or not right or left.isspace() or right.isspace() or right in ".,"
    return ("" if beside else "\xa0"), "A no-break space whose second byte was lost."


def _marks(text: str, at: dict[int, _Slot], language: str) -> dict[int, str]:
    found: dict[int, str] = {}
    paragraphs: dict[int, list[int]] = defaultdict(list)
    for place, slot in at.items():
        if slot.kind != MARK:
            continue
        if is_open_mark(slot.meant):
            paragraphs[text.rfind("\n", 0, place) + 1].append(place)
        else:
            found[place] = _by_position(text, place, slot.meant)
    of_text = _best_language(text, language)
    for start, places in paragraphs.items():
        end = text.find("\n", places[-1])
        line = text[start : end if end >= 0 else len(text)]
        own = _best_language(line, of_text) if line.count(" ") >= WORDY else of_text
        spots, changes, last = [], [], start
        for place in places:
            spots.append(Spot(_near(text, place, -1), _near(text, place, 1), at[place].meant))
            changes.append(sum(CHANGES.get(character, 0) for character in text[last:place]))
            last = place
        found |= dict(zip(places, place_marks(spots, own, changes), strict=True))
    return found


def _near(text: str, place: int, way: int) -> str:
    """Return up to twelve characters before or after a place, lost marks and joiners left out."""
    near = text[max(0, place - 16) : place] if way < 0 else text[place + 1 : place + 17]
    return near.replace(MARK, "").replace("\u2060", "")[-12 if way < 0 else 0 : None if way < 0 else 12]


def _by_position(text: str, place: int, meant: str) -> str:
    """Return the likelier of two marks that leave the same remnant: a bullet where a line begins, else a sign."""
    starts = not text[:place].rsplit("\n", 1)[-1].strip()
    left = text[place - 1 : place]
    if "•" in meant and "™" in meant:
        return "™" if left.isalnum() and not starts else "•"
    if "×" in meant:
        return "×"
    return meant[0]


def _best_language(text: str, hint: str) -> str:
    shares = languages_in(text)
    return max(sorted(shares), key=lambda code: shares[code]) if shares else hint


def _letters(draft: str, at: dict[int, _Slot], language: str) -> dict[int, tuple[str, str]]:
    """Return the letter chosen for each lost one in the draft, and why; equal words are decided together."""
    words: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for found in WORD.finditer(draft):
        places = [place for place in range(found.start(), found.end()) if draft[place] == LETTER]
        words[(found[0], tuple(at[place].meant for place in places))].append(found.start())
    if not words:
        return {}
    seen = dict.fromkeys((word.lower() for word in re.findall(r"[^\W\d_]+", draft)), 1)
    names = seen | dict.fromkeys(known_names(), 1)
    of_text = _weights(languages_in(SLOT.sub("", draft)), {}, language)
    lines: dict[int, dict[str, float]] = {}
    chosen: dict[int, tuple[str, str]] = {}
    for (word, meant), starts in words.items():
        weights: dict[str, float] = defaultdict(float)
        for start in starts:
            line = draft.rfind("\n", 0, start) + 1
            if line not in lines:
                end = draft.find("\n", start)
                own = languages_in(SLOT.sub("", draft[line : end if end >= 0 else len(draft)]))
                lines[line] = _weights(own, of_text, language)
            for code, share in lines[line].items():
                weights[code] += share / len(starts)
        parts = _parts(word, meant, draft[starts[0] - 1 : starts[0]])
        known = names if parts[0][:1].isupper() else seen
        spelt, _ = spell([part.lower() for part in parts], weights, known)
        name = is_name(spelt, weights)
        for start in starts:
            begins = name or _begins_sentence(draft, start)
            for index, part in enumerate(parts):
                if word[index] == LETTER:
                    same = sorted(one for one in part if one.lower() == spelt[index])  # capitals sort first
                    letter = same[0] if index == 0 and begins else same[-1]
                    chosen[start + index] = (letter, "A letter whose second byte was lost, chosen by its word.")
    return chosen


def _begins_sentence(draft: str, start: int) -> bool:
    return bool(SENTENCE_END.search(draft[max(0, start - 6) : start])) or start == 0


def _weights(own: dict[str, float], of_text: dict[str, float], hint: str) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float, {ANY: FLOOR})
    if hint in NAMES:
        weights[hint] += OF_HINT
    share = OF_TEXT if own else 1.0
    for code, part in own.items():
        weights[code] += (1 - (OF_TEXT if of_text else 0.0)) * part
    for code, part in of_text.items():
        weights[code] += share * part
    return weights


def _parts(word: str, meant: Iterable[str], before: str) -> list[str]:
    """Return the letters possible at each place of a word; a lost letter's case follows its neighbours."""
    waiting = iter(meant)
    parts = []
    for index, character in enumerate(word):
        if character != LETTER:
            parts.append(character)
            continue
        letters = "".join(one for one in next(waiting) if one.isalpha())
        parts.append(_cased(letters, word, index))
    return parts


def _cased(letters: str, word: str, index: int) -> str:
    others = [one for one in word if one != LETTER]
    capitals = sum(one.isupper() for one in others)
    if index and others and not (capitals == len(others) and capitals >= 2):
        wanted = "".join(one for one in letters if not one.isupper())
    elif capitals == len(others) and capitals >= 2:
        wanted = "".join(one for one in letters if not one.islower())
    else:
        wanted = letters
    return wanted or letters


def _merged(edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits with neighbours of one rule made one."""
    merged: list[Edit] = []
    for edit in edits:
        last = merged[-1] if merged else None
        if last and last.end == edit.start and last.rule == edit.rule:
            merged[-1] = last._replace(end=edit.end, after=last.after + edit.after)
        else:
            merged.append(edit)
    return merged
