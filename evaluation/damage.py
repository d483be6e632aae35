"""Clean texts of many languages, and the ways in which reading UTF-8 as something else damages them."""

import random
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.scores import read_set

CHARSETS = (
    "cp1250", "cp1251", "cp1252", "cp1254", "iso8859-1", "iso8859-2", "iso8859-9", "iso8859-15", "mac-roman",
)  # fmt: skip
SETS = (
    "meantime_xl",
    "slavner",
    "pairs_semeval22",
    "timelines_ml",
    "html_fundus",
    "stories_allsides",
    "line_noise",
)
LONGEST = 4000
SHORTEST = 500


class CleanText(NamedTuple):
    """A text as it should be, and its language."""

    language: str
    text: str


class Damage(NamedTuple):
    """A misreading: the encoding, and whether characters that do not print were lost after it."""

    charset: str
    lossy: bool

    @property
    def name(self) -> str:
        """Return a short name for tables."""
        return f"{self.charset} {'lossy' if self.lossy else 'whole'}"

    def of(self, text: str) -> str:
        """Return the text after the damage."""
        made = "".join(map(_decoded(self.charset).__getitem__, text.encode()))
        if not self.lossy:
            return made
        # Windows and Macintosh pages keep the no-break space, mostly as a plain one; ISO pages lost it with the
        # control characters.
        space = "" if self.charset.startswith("iso") else " "
        kept = made.replace("\xa0", space).replace("\xad", "")
        return "".join(one for one in kept if not 0x80 <= ord(one) < 0xA0)


DAMAGES = tuple(Damage(charset, lossy) for charset in CHARSETS for lossy in (False, True))


@cache
def _decoded(charset: str) -> tuple[str, ...]:
    found = []
    for byte in range(256):
        try:
            found.append(bytes([byte]).decode(charset))
        except UnicodeDecodeError:
            found.append(chr(byte))
    return tuple(found)


def clean_texts(folder: Path, each: int) -> list[CleanText]:
    """Return at most `each` clean texts a language, chosen at random but always the same."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in SETS:
        for language, text in _texts(folder, name):
            words = unicodedata.normalize("NFC", text)[:LONGEST]
            if len(words) >= SHORTEST and not _is_damaged(words):
                found[language].append(words)
    chosen = []
    for language in sorted(found):
        texts = sorted(set(found[language]))
        picked = random.Random(7).sample(texts, min(each, len(texts)))
        chosen += [CleanText(language, text) for text in picked]
    return chosen


def _texts(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    for row in read_set(folder, name, 400):
        language, given = row["lang"], row["input"]
        if name == "pairs_semeval22":
            yield from ((given[side]["lang"], given[side]["text"]) for side in "ab")
        elif name == "timelines_ml":
            yield from ((language, document["text"]) for document in given["docs"][:30])
        elif name == "html_fundus":
            yield language, "\n".join(_strings(row["gold"]["paragraphs"]))
        elif name == "line_noise":
            yield language, "\n".join(given["lines"])
        else:
            yield language, given["text"]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)


def _is_damaged(text: str) -> bool:
    """Return whether a text of the sets is itself damaged; a person looked at what this leaves out."""
    return "\ufffd" in text or any(sign in text for sign in ("Ã©", "â€", "Ã¼", "Ã¤", "Ð¾", "Ã¶", "Ä±"))
