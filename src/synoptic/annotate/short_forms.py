"""Short forms of names: acronyms, initials, names without their middle parts."""

import re
from collections.abc import Sequence

from synoptic.annotate.countries import fold
from synoptic.annotate.word_lists import word_list


def is_acronym(words: str) -> bool:
    """Return whether a name is written like an acronym: “UN”, “B.B.C.”."""
    letters = words.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and letters.isalnum()


def initials(name: str) -> tuple[str, str]:
    """Return the folded initials of a name without and with its small words."""
    words = [w for w in re.split(r"[\s\-]+", name) if w]
    large = "".join(fold(w)[:1] for w in words if fold(w) not in word_list("names", "small"))
    return (large, "".join(fold(w)[:1] for w in words))


def is_shortened(short: Sequence[str], long: Sequence[str]) -> bool:
    """Return whether the words of one name are another's without middle names or the second surname."""
    if len(short) >= len(long) or short[-1] in ("jr", "sr") or long[-1] in ("jr", "sr"):
        return False
    if short[0] == long[0] and short[-1] == long[-1]:
        return set(short) <= set(long)
    # Spanish second surnames: "Ana Ruiz Torres" is "Ana Ruiz".
    return len(long) == len(short) + 1 and list(long[:-1]) == list(short)
