"""Scores what cleaning calls each labelled block of a page, block by block.

A labelled block is held by the block of the report that has its words: the same words, or else most of its runs
of four words, in a block that no other labelled block has the very words of. A block that the report leaves out
was called furniture, as menus are. Precision, recall and F1 count blocks, a kind at a time over all pages.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evaluation.scores import Counts
from synoptic.clean.page import AMONG_COMMENTS
from synoptic.news.report import Block, Report

# The kinds of labelled blocks, by their names here, and how html_l3s_gn1 writes them.
LABELS = {
    "headline": "headline",
    "main": "main",
    "supplemental": "supplemental",
    "related": "related",
    "comments": "comments",
    "boilerplate": "furniture",
}
# What each of our kinds is called among the labels; the set counts posts and pull quotes as main text.
CALLED = {
    "headline": "headline",
    "body": "main",
    "standfirst": "main",
    "pullquote": "main",
    "post": "main",
    "byline": "supplemental",
    "caption": "supplemental",
    "author_note": "supplemental",
    "teaser": "related",
    "furniture": "furniture",
}
# Of a block's runs of four words, more than this share must stand in one block of the report.
_HELD = 0.5
Run = tuple[str, ...]


def kinds_found(blocks: Sequence[Mapping[str, Any]], report: Report | None) -> list[str]:
    """Return what a report calls each of a page's labelled blocks."""
    held = [(_words(report.words(block)), called(block)) for block in report.blocks] if report else []
    whole: dict[Run, list[int]] = defaultdict(list)
    for at, (words, _) in enumerate(held):
        whole[words].append(at)
    taken: set[int] = set()
    found: list[str] = []
    for block in blocks:
        places = whole[_words(block["text"])]
        # The last of several stays for whatever else has the same words.
        at = places.pop(0) if len(places) > 1 else places[0] if places else -1
        taken.add(at)
        found.append(held[at][1] if at >= 0 else "")
    runs: dict[Run, list[int]] = defaultdict(list)
    for at, (words, _) in enumerate(held):
        for run in _runs(words) if at not in taken else ():
            runs[run].append(at)
    return [
        kind or _most_held(_runs(_words(block["text"])), runs, held)
        for kind, block in zip(found, blocks, strict=True)
    ]


def _most_held(wanted: Sequence[Run], runs: Mapping[Run, Sequence[int]], held: Sequence[tuple[Run, str]]) -> str:
    """Return the kind of the block that holds most of some runs of words, furniture where none holds most."""
    places = Counter(at for run in wanted for at in runs.get(run, ()))
    at, count = max(places.items(), key=lambda one: (one[1], -one[0]), default=(0, 0))
    return held[at][1] if count > _HELD * len(wanted) else "furniture"


def called(block: Block) -> str:
    """Return what a block of a report is called among the labels."""
    if block.kind == "furniture" and block.reason == AMONG_COMMENTS:
        return "comments"
    return CALLED[block.kind]


def counted(pages: Iterable[tuple[Sequence[str], Sequence[str]]]) -> dict[str, Counts]:
    """Return for each kind how many blocks are right, called so and labelled so; a page is (gold, found)."""
    counts = {kind: Counts() for kind in LABELS.values()}
    for gold, found in pages:
        for wanted, had in zip(gold, found, strict=True):
            counts[wanted].gold += 1
            counts[had].predicted += 1
            counts[wanted].right += wanted == had
    return counts


def labels_of_blocks(blocks: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the labels of a page's blocks by the names used here."""
    return [LABELS[block["label"]] for block in blocks]


def _words(text: str) -> Run:
    return tuple(re.findall(r"\w+", text.casefold()))


def _runs(words: Sequence[str]) -> list[Run]:
    return [tuple(words[n : n + 4]) for n in range(len(words) - 3)]
