"""Sentences and tokens by rule, for languages that no grammar model is set for."""

import re

from synoptic.news.annotation import Token

_TOKEN = re.compile(r"\w+(?:[’'\-]\w+)*|[^\w\s]", re.UNICODE)
# A sentence ends at a stop (Latin, CJK, Arabic, Devanagari, Armenian), with its closing marks, before white
# space and something that can begin a sentence; CJK stops need no space.
_END = re.compile(r"(?<=[.!?…؟۔।։])[\"'”’»)\]]*(?=\s+[\"'“‘«„¿¡(\[]*[\w])|(?<=[。！？])[」』”’）]*|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b[A-ZÀ-Þ]|\b(?:[Dd]r|[Ss]t|[Ss]r|[Ss]ra|[Pp]rof|[Nn]r|[Bb]zw|[Uu]sw|EE|UU|z\.B|d\.h))\.$"
)


def split_plainly(text: str, language: str) -> tuple[tuple[Token, ...], ...]:
    """Return a text's sentences as bare tokens: offsets and words, each token its own head."""
    sentences: list[tuple[Token, ...]] = []
    start = 0
    for end in [*_ends(text, language), len(text)]:
        tokens = tuple(
            Token(m.start(), m.end(), m.group(), m.group().casefold(), head=index)
            for index, m in enumerate(_TOKEN.finditer(text, start, end))
        )
        if tokens:
            sentences.append(tokens)
        start = end
    return tuple(sentences)


def _ends(text: str, language: str) -> list[int]:
    ends = []
    for match in _END.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()]
        if _ABBREVIATION.search(before):
            continue
        # German and the Nordic languages write ordinals with a stop: "am 3. Mai".
        if language in {"de", "da", "nb", "no", "fi", "cs", "hr", "sl"} and re.search(r"\b\d{1,2}\.$", before):
            continue
        ends.append(match.end())
    return ends
