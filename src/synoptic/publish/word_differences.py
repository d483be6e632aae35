"""Where one wording differs from another, word by word: case, marks and white space do not count."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

import msgspec

# Written without spaces, where each letter is compared by itself: Thai, Lao, Burmese, Khmer, kana, Chinese.
_LETTERS = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
_PARTS = re.compile(rf"{_LETTERS}|\w(?:(?!{_LETTERS})\w)*(?:['’.,]\w+)*|\W+?(?=\w|\Z)", re.DOTALL)
# The comparison takes the square of the words; a claim has a few dozen, and two of these stay within 20 ms.
_MOST_WORDS = 400


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A run of a wording; `own` where the other wording has other words or none."""

    words: str
    own: bool


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A wording in pieces, and the runs of words of the first wording that it does without."""

    pieces: tuple[Piece, ...]
    without: tuple[str, ...]


def word_difference(first: str, other: str) -> Difference:
    """Return how another wording differs from the first; joined, its pieces are that wording.

    A wording too long to be compared is one piece that is not marked.
    """
    left, right = _PARTS.findall(first), _PARTS.findall(other)
    ours, theirs = _words(left), _words(right)
    if not ours or not theirs or max(len(ours), len(theirs)) > _MOST_WORDS:
        return Difference(pieces=(Piece(words=other, own=False),) if other else (), without=())
    matcher = SequenceMatcher(None, _keys(left, ours), _keys(right, theirs), autojunk=False)
    pieces: list[Piece] = []
    without: list[str] = []
    done = 0
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        if b > a:
            without.append("".join(left[ours[a] : ours[b - 1] + 1]))
        if d > c:
            begins, ends = theirs[c], theirs[d - 1] + 1
            pieces += [
                Piece(words="".join(right[done:begins]), own=False),
                Piece(words="".join(right[begins:ends]), own=True),
            ]
            done = ends
    pieces.append(Piece(words="".join(right[done:]), own=False))
    return Difference(pieces=tuple(piece for piece in pieces if piece.words), without=tuple(without))


def _words(parts: Sequence[str]) -> list[int]:
    return [place for place, part in enumerate(parts) if part[0].isalnum() or part[0] == "_"]


def _keys(parts: Sequence[str], places: Sequence[int]) -> list[str]:
    return [unicodedata.normalize("NFKC", parts[place]).casefold().replace("’", "'") for place in places]
