"""Words as they are shown: in quotation marks, cut, or in their sentence."""

import re

from synoptic.news.annotation import Claim
from synoptic.news.report import Passage, Report

_OPENING = tuple('"“‘«„‚‹「『')
_STOPS = frozenset(".!?…。！？؟।:")
# Before the first word of a sentence stands a stop with its closing marks, a line's end, or an opening mark after
# one of them; a dash there ends a dateline.
_ENDED = re.compile(r"(?:[.!?…。！？؟।:\n–—][\"'“”’»)\]]*|(?:^|[\s.!?:,])[\"'“„«‹(\[]+| -)\s*\Z")
_ENDS = re.compile(r"[\"'”’»“)\],]*[.!?…。！？؟।\n]")
# Between two sentences: a stop, closing marks and white space, or a line's end.
_BREAK = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*\s+|\n")
_STOP = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*(?=\s|\Z)|\n")


def quoted(words: str) -> str:
    """Return words in quotation marks, or as they stand where they bring their own."""
    plain = " ".join(words.split())
    return plain if plain.startswith(_OPENING) else f"“{plain}”"


def excerpt(report: Report, passage: Passage) -> str:
    """Return a passage's words on one line, with … where it begins or ends inside a sentence or has a gap."""
    words = in_one_line(passage)
    before, after = report.text[: passage.start].rstrip(" \t"), report.text[passage.end :].lstrip(" \t")
    begins = not before or bool(_ENDED.search(before[-4:]))
    ends = not after or passage.words[-1:] in _STOPS or bool(_ENDS.match(after))
    return f"{'' if begins else '… '}{words}{'' if ends else ' …'}"


def in_one_line(passage: Passage) -> str:
    """Return a passage's words on one line, with … for what a claim leaves out."""
    parts = passage.spans if isinstance(passage, Claim) and passage.spans else (passage,)
    return " … ".join(" ".join(part.words.split()) for part in parts)


def surroundings(report: Report, passage: Passage, most: int = 90) -> tuple[str, str]:
    """Return what stands before and after a passage in its sentence, at most so many characters each."""
    block = next((b for b in report.blocks if b.contains(passage)), None)
    first = max(block.start if block else 0, passage.start - 2 * most)
    last = min(block.end if block else len(report.text), passage.end + 2 * most)
    before, after = report.text[first : passage.start], report.text[passage.end : last]
    if broken := list(_BREAK.finditer(before)):
        before = before[broken[-1].end() :]
    if passage.words[-1:] in _STOPS:
        after = ""
    elif stop := _STOP.search(after):
        after = after[: stop.end()]
    if len(before) > most:
        before = "…" + before[-most:].partition(" ")[2]
    if len(after) > most:
        after = after[:most].rpartition(" ")[0] + " …"
    return before.lstrip("\n"), after.rstrip("\n")
