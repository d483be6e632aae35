"""What of a report's text is compared: folded tokens with their places, and shingles of them."""

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from synoptic.news.annotation import Reading

# Letters and digits; an apostrophe inside a word does not part it. Scripts without spaces go sign by sign.
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
_TOKEN = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}_])[\w\u00ad])+(?:['’ʼ`´](?:(?![{_UNSPACED}_])\w)+)*")
_QUOTED = re.compile(r"“[^”“]*(?:”|$)|„[^“”]*(?:[“”]|$)|«[^»«]*(?:»|$)|\"[^\"]*(?:\"|$)|「[^」]*(?:」|$)")
_DROPPED = re.compile(r"[^\w]|_")


class FoldedToken(msgspec.Struct, frozen=True, array_like=True):
    """A token as compared, its code points in the report's text, and whether quotation marks hold it."""

    start: int
    end: int
    folded: str
    quoted: bool


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return a word without case, accents, apostrophes and hyphens."""
    if word.isascii() and word.isalnum():
        return word.lower()
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return _DROPPED.sub("", bare)


def folded_tokens(reading: Reading) -> tuple[FoldedToken, ...]:
    """Return the tokens of a report's body blocks, in text order."""
    text = reading.report.text
    direct = sorted((q.start, q.end) for q in reading.quotes if q.kind == "direct")
    tokens: list[FoldedToken] = []
    for block in sorted(reading.report.blocks_of("body")):
        quoted = [
            (m.start() + block.start, m.end() + block.start) for m in _quotations(text[block.start : block.end])
        ]
        spans = quoted + [span for span in direct if span[0] < block.end and span[1] > block.start]
        for match in _TOKEN.finditer(text, block.start, block.end):
            folded = fold(match.group())
            if folded:
                inside = any(start <= match.start() and match.end() <= end for start, end in spans)
                tokens.append(FoldedToken(match.start(), match.end(), folded, inside))
    return tuple(tokens)


def _quotations(block: str) -> Iterator[re.Match[str]]:
    return _QUOTED.finditer(block)


def digest_of_tokens(tokens: Sequence[FoldedToken]) -> bytes:
    """Return a hash that two texts share only if all their folded tokens are the same."""
    return hashlib.blake2b(" ".join(t.folded for t in tokens).encode(), digest_size=16).digest()


def sampled_shingles(tokens: Sequence[FoldedToken], length: int, sampled: int) -> frozenset[int]:
    """Return the hashes of every run of `length` tokens that falls into the sample of one in `sampled`."""
    words = [t.folded for t in tokens]
    hashes = (zlib.crc32(" ".join(words[i : i + length]).encode()) for i in range(len(words) - length + 1))
    return frozenset(h for h in hashes if h % sampled == 0)
