"""Whether two names can be those of one person or body, across spellings, languages and reports."""

import re
import unicodedata
from collections.abc import Sequence

from synoptic.compare.word_lists import word_groups, word_list

# A shorter part of a name is more often a word of its own.
_LEAST_SHORT = 4
# A surname may begin with a particle: “Lo”, “van”, “della”.
_LONGEST_PARTICLE = 3
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
# One letter in five may differ in a transliteration; spellings that differ in more letters stay apart.
_LETTERS_PER_EDIT = 5


def folded(name: str) -> str:
    """Return a name in lower case without accents, stops and apostrophes."""
    plain = unicodedata.normalize("NFKD", name)
    kept = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(re.sub(r"[^\w\s]", "" if kept.isascii() else " ", kept.replace("-", " ")).split())


def name_words(name: str) -> list[str]:
    """Return the folded words of a name, generation suffixes last."""
    return folded(name).split()


def surname(name: str) -> str:
    """Return the folded last name."""
    words = [w for w in name_words(name) if w not in _SUFFIXES]
    return words[-1] if words else ""


def has_suffix(name: str) -> bool:
    """Return whether a name ends in “Jr.” or the like."""
    return any(word in _SUFFIXES for word in name_words(name))


def short_names(name: str) -> tuple[str, ...]:
    """Return the folded words that may stand for a body alone: its first or last ones, or those before “of”."""
    words = [w for w in name_words(name) if w != "the"]
    short = []
    if "of" in words[1:]:
        words = words[: words.index("of")]
        short = [" ".join(words)]
    short += [" ".join(words[place:]) for place in range(1, len(words))]
    short += [" ".join(words[:place]) for place in range(1, len(words))]
    return tuple(dict.fromkeys(s for s in short if len(s) >= _LEAST_SHORT))


def same_person(one: str, other: str) -> bool:
    """Return whether two full names can be one person’s: surnames alike, given names alike or short forms."""
    left, right = name_words(one), name_words(other)
    if {w for w in left if w in _SUFFIXES} != {w for w in right if w in _SUFFIXES}:
        return False
    left, right = [w for w in left if w not in _SUFFIXES], [w for w in right if w not in _SUFFIXES]
    if len(left) < 2 or len(right) < 2:
        return False
    if sorted(left) == sorted(right) or "".join(left) == "".join(right):
        return True
    if alike(left[-1], right[-1]):
        return _same_given(left[0], right[0])
    # “Lo Presti” may stand for “Gaetano Lo Presti”, not “Maria Presti” for “Ana Maria Presti”.
    if min(len(left), len(right)) == 2 and max(len(left), len(right)) == 3 and left[-2:] == right[-2:]:
        short = left if len(left) == 2 else right
        if len(short[0]) <= _LONGEST_PARTICLE:
            return True
    # A second surname may be left out: “Vela Urrutia”, “Vela”.
    shorter, longer = sorted((left, right), key=len)
    return len(longer) == len(shorter) + 1 and longer[: len(shorter)] == shorter


def alike(one: str, other: str) -> bool:
    """Return whether two folded words are one name in two spellings."""
    if one == other:
        return True
    if min(len(one), len(other)) < _LETTERS_PER_EDIT or one[0] != other[0]:
        return False
    return _edits(one, other, limit=max(len(one), len(other)) // _LETTERS_PER_EDIT)


def same_body(one: str, other: str) -> bool:
    """Return whether two names are one organisation's, legal forms and small words aside."""
    left = [w for w in name_words(one) if w not in word_list("legal")]
    right = [w for w in name_words(other) if w not in word_list("legal")]
    return bool(left) and left == right


def is_acronym_of(short: str, name: str) -> bool:
    """Return whether a short form is made of a name's initials, small words counted or not."""
    letters = re.sub(r"\W", "", short)
    if len(letters) < 3 or not letters.isupper():
        return False
    words = [w for w in re.split(r"[\s\-]+", name) if w]
    if len(words) < 2:
        return False
    large = "".join(folded(w)[:1] for w in words if w[:1].isupper())
    return letters.casefold() in (large, "".join(folded(w)[:1] for w in words))


def _same_given(one: str, other: str) -> bool:
    if (
        alike(one, other)
        or (len(one) == 1 and other.startswith(one))
        or (len(other) == 1 and one.startswith(other))
    ):
        return True
    return any(one in group and other in group for group in word_groups("short_forms"))


def _edits(one: Sequence[str], other: Sequence[str], *, limit: int) -> bool:
    """Return whether at most `limit` letters must be changed, added or dropped to make two words equal."""
    if abs(len(one) - len(other)) > limit:
        return False
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (left != right))
    return row[-1] <= limit
