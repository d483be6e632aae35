"""Which one-byte encoding makes the best-spelt text of some bytes that nothing declares."""

import codecs
import math
import re

from charset_normalizer import from_bytes

from synoptic.clean.spelling import Weights, chance_of, languages_in

# One-byte encodings of news pages, the commonest first: of two that read the bytes alike the first is named.
ONE_BYTE = (
    "cp1252", "cp1250", "iso8859-2", "cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "cp1254", "cp1253",
    "iso8859-7", "cp1257", "iso8859-15", "iso8859-4", "mac-roman", "mac-latin2", "mac-cyrillic",
)  # fmt: skip
# Bytes looked at: what comes later in a page does not change the answer.
SAMPLE = 60_000
# Words with high bytes that are weighed; a hundred tell encodings apart as well as thousands.
MOST_WORDS = 120
# A text with this share of high bytes is not in Latin script; scripts without a list of words (Arabic, Hebrew,
# Chinese) are left to charset-normalizer, which tells them apart well.
MOSTLY_HIGH = 0.2
MARKS = frozenset("’“”–—„…«»‘‚€£§°©®·•¿¡ªº\xa0²³½×™№")
# Natural logarithms: what a usual mark, another sign and a control character cost beside letters, whose cost is
# their chance after two others (-2 to -4 in well-spelt words). Set by hand; their order is what matters.
USUAL, UNUSUAL, CONTROL = -3.0, -8.0, -14.0
# A text all of whose readings cost more a character than this is in no language that has a word list.
UNKNOWN = -7.5


def guess_charset(content: bytes) -> str:
    """Return the encoding in which the bytes are spelt best, or what charset-normalizer finds; '' if nothing."""
    sample = content[:SAMPLE]
    guessed = from_bytes(sample).best()
    name = guessed.encoding if guessed else ""
    high = sum(byte > 127 for byte in sample)
    letters = sum(not bytes([byte]).isspace() for byte in sample)
    if high >= MOSTLY_HIGH * letters and name and codecs.lookup(name).name not in ONE_BYTE:
        return name
    best, cost = _best_spelt(sample)
    return best if best and cost > UNKNOWN else name


def _best_spelt(sample: bytes) -> tuple[str, float]:
    words = [word for word in re.split(rb"\s+", sample) if not word.isascii()]
    words = words[:: max(1, len(words) // MOST_WORDS)]
    high = sum(byte > 127 for word in words for byte in word)
    best, highest = "", -math.inf
    for name in ONE_BYTE:
        try:
            text = sample.decode(name)
            read = [word.decode(name) for word in words]
        except UnicodeDecodeError:
            continue
        shares = languages_in(text)
        score = sum(_price(word, shares) for word in read) / max(1, high)
        if score > highest:
            best, highest = name, score
    return best, highest


def _price(word: str, shares: Weights) -> float:
    """Return the logarithm of the chance of a word's characters that are not ASCII."""
    total = 0.0
    lower = "".join(character.lower()[:1] for character in word)
    for at, character in enumerate(lower):
        if character.isascii():
            continue
        if character.isalpha():
            before = re.sub(r"[\W\d_]", "^", "^^" + lower[max(0, at - 2) : at])
            total += chance_of(character, before[-2:], shares) if shares else CONTROL
            # A capital inside a word of small letters is another letter misread.
            total += UNUSUAL if at and word[at] != character and word[at - 1].islower() else 0.0
        else:
            total += USUAL if character in MARKS else CONTROL if character < "\xa0" else UNUSUAL
    return total
