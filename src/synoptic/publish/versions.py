"""How the same words stand in several places: as they are, shortened, translated or otherwise."""

import re
import unicodedata
from collections.abc import Sequence

from synoptic.news.annotation import Quote

_WORD = re.compile(r"\w+")


def original_first(quotes: Sequence[Quote]) -> list[Quote]:
    """Return versions with the likeliest original first: a post of the speaker's own, else the longest direct."""
    return sorted(quotes, key=lambda q: (q.block != "post", q.kind != "direct", -len(q.words), q.report, q.start))


def difference(original: Quote, version: Quote, languages: tuple[str, str]) -> str:
    """Return how a version differs from the original, whose languages are given, by its words alone."""
    if all(languages) and languages[0] != languages[1]:
        return "in another language"
    one, other = _words(original.words), _words(version.words)
    if one == other:
        return "the same words" if version.kind != "indirect" else "the same words, without quotation marks"
    if _contains(one, other):
        return "shortened"
    if _contains(other, one):
        return "longer"
    return "reported in other words" if version.kind == "indirect" else "not word for word"


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _contains(whole: list[str], part: list[str]) -> bool:
    return any(whole[i : i + len(part)] == part for i in range(len(whole) - len(part) + 1))
