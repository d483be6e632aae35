"""How marked words and reported clauses fit together: plain, wholly quoted or partly quoted."""

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from synoptic.annotate.indirect import Attribution
from synoptic.annotate.quote_cues import Cues
from synoptic.annotate.quote_marks import Marked
from synoptic.annotate.quote_references import Speaker
from synoptic.news.annotation import Sentence
from synoptic.news.report import BlockKind

_WORD = re.compile(r"\w+")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "&",
        "de",
        "la",
        "le",
        "du",
        "des",
        "et",
        "y",
        "der",
        "die",
        "das",
        "und",
    ]
)


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One quote before it becomes a record: spans as offsets, the speaker as far as known."""

    kind: Literal["direct", "indirect", "mixed"]
    span: tuple[int, int]
    speaker: Speaker | None = None
    cue: tuple[int, int] | None = None
    chain: tuple[str, ...] = ()
    negated: bool = False
    fragments: tuple[tuple[int, int], ...] = ()
    language: str = ""
    block: BlockKind = "body"


def outermost(marked: Sequence[Marked]) -> list[Marked]:
    """Return the marked stretches that lie in no other, in text order."""
    return [m for m in marked if m.depth == 0]


def mixed_or_plain(attribution: Attribution, marked: Sequence[Marked], text: str) -> list[Found]:
    """Return the indirect and mixed quotes of an attribution; wholly quoted content is left out."""
    made: list[Found] = []
    for content in attribution.contents:
        start, end = content
        within: list[Marked] = []
        for marks in outermost(marked):
            if marks.outer_end <= start or marks.outer_start >= end:
                continue
            if _stands_alone(marks, (start, end), text):
                start, end = _cut((start, end), marks)
            else:
                within.append(marks)
        if within:
            start = min(start, within[0].outer_start)
            end = max(end, within[-1].outer_end)
        if attribution.cue[0] <= start < attribution.cue[1]:
            start = attribution.cue[1]
        start, end = _trim(text, start, end)
        bare = text[start:end]
        for marks in within:
            bare = bare.replace(text[marks.outer_start : marks.outer_end], " ")
        if len(_WORD.findall(bare)) < 2:
            continue
        made.append(
            Found(
                kind="mixed" if within else "indirect",
                span=(start, end),
                cue=attribution.cue,
                negated=attribution.negated,
                fragments=tuple((m.start, m.end) for m in within),
            )
        )
    return made


def _stands_alone(marks: Marked, content: tuple[int, int], text: str) -> bool:
    """Return whether marked words are an utterance of their own beside or after a clause, not a part of it."""
    if marks.outer_start <= content[0] and marks.outer_end >= content[1]:
        return True
    before = text[: marks.outer_start].rstrip()[-1:]
    inner = text[marks.start : marks.end]
    whole = inner[:1].isupper() and inner.rstrip()[-1:] in ".!?,…"
    return whole and (before in (":", ",") or marks.outer_start <= content[0])


def _cut(content: tuple[int, int], marks: Marked) -> tuple[int, int]:
    left = (content[0], min(content[1], marks.outer_start))
    right = (max(content[0], marks.outer_end), content[1])
    return max(left, right, key=lambda s: s[1] - s[0])


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",;:–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—-"):
        end -= 1
    return start, max(start, end)


def is_clause(marks: Marked, sentences: Sequence[Sentence]) -> bool:
    """Return whether marked words hold a finite verb, or, without grammar, end as a sentence does."""
    tokens = [t for s in sentences for t in s.tokens if marks.start <= t.start and t.end <= marks.end]
    if any(t.pos for t in tokens):
        return any(
            t.pos in ("VERB", "AUX") and ("VerbForm=Fin" in t.morph or t.tag in ("MD", "VB")) for t in tokens
        )
    return bool(tokens) and tokens[-1].words in (".", "!", "?", "…")


def is_title(marks: Marked, text: str, cues: Cues, clause: bool) -> bool:
    """Return whether marked words are the title of a work or a name that is being given."""
    words = text[marks.start : marks.end].strip(" ,.").split()
    before = [
        w.strip(',.;:()“”"').lower() for w in text[max(0, marks.outer_start - 60) : marks.outer_start].split()
    ]
    introduced = text[: marks.outer_start].rstrip()[-1:] in (":", ",")
    named = bool(before) and (before[-1] in cues.titles or before[-1] in cues.not_words) and not introduced
    capitals = [w for w in words if w[:1].isupper() or w[:1].isdigit()]
    small = [w for w in words if w.lower() in _SMALL]
    styled = len(words) > 1 and len(capitals) + len([w for w in small if not w[:1].isupper()]) == len(words)
    near = any(w in cues.titles for w in before[-6:])
    if named and len(words) <= 8:
        return True
    return styled and (near or not clause) and text[marks.start : marks.end].rstrip()[-1:] not in ("!", "?")
