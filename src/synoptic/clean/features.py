"""What can be measured of each paragraph of a web page, as numbers for the model that finds the main text."""

import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
# The words of class names, tags and short lines are hashed into so many columns (crc32, the same everywhere).
COLUMNS = 4096
# Only lines of at most so many words are read for words that give furniture away; longer ones are about topics.
SHORT = 30
KINDS = ("byline", "caption", "post", "pullquote", "author_note", "teaser", "standfirst", "furniture")
TAGS = ("p", "li", "td", "div", "blockquote", "dd", "pre")
_NAME = re.compile(r"[A-Za-z][a-z]+|[A-Z]{2,}(?![a-z])")
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!?…:;。！？؟।]['\"”’»)\]]*\s*$")


class Seen(NamedTuple):
    """A paragraph as the model sees it: its words, its markup, and whether extractors take it."""

    words: str
    kind: str
    tag: str
    wrapper: str
    blocks: tuple[str, ...]
    linked: float
    inline: float
    votes: tuple[bool, ...]


def tokens(one: Seen) -> list[int]:
    """Return the columns of the words of a paragraph's class names and, where it is short, of its own words."""
    columns = set(_markup_columns(one.tag, one.blocks[-6:]))
    words = _WORD.findall(one.words.casefold())
    if len(words) <= SHORT:
        columns.update(_column(f"word {'0' if word.isdigit() else word}") for word in words)
        columns.update(
            (
                _column(f"first {' '.join(words[:2])}"),
                _column(f"last {' '.join(words[-1:])}"),
                _column(f"count {len(words)}"),
            )
        )
    return sorted(columns)


@lru_cache(maxsize=65536)
def _column(name: str) -> int:
    return zlib.crc32(name.encode("utf-8", "replace")) % COLUMNS


# The paragraphs of one wrapper share their chain of elements.
@lru_cache(maxsize=4096)
def _markup_columns(tag: str, blocks: tuple[str, ...]) -> frozenset[int]:
    columns = {_column(f"tag {tag}")}
    for near, block in enumerate(reversed(blocks)):
        outer, _, names = block.partition(".")
        columns.add(_column(f"in {outer}"))
        for name in _NAME.findall(names)[:12]:
            columns.add(_column(f"class {name.lower()}"))
            if near < 2:
                columns.add(_column(f"near {name.lower()}"))
    return frozenset(columns)


def own_features(page: Sequence[Seen], title: str) -> Matrix:
    """Return a row of numbers for each paragraph, from itself, its wrappers and its place on the page."""
    counts = [len(_WORD.findall(one.words)) for one in page]
    total = max(1, sum(counts))
    wrappers = _wrappers(page, counts)
    twice = Counter(one.words for one in page)
    wanted = set(_WORD.findall(title.casefold()))
    before = 0
    rows = []
    for number, (one, count) in enumerate(zip(page, counts, strict=True)):
        shared = wanted & set(_WORD.findall(one.words.casefold()))
        rows.append(
            [
                *_written(one.words, count),
                one.linked,
                one.inline,
                float(len(one.blocks)),
                number / len(page),
                before / total,
                float(twice[one.words] > 1),
                len(shared) / max(1, len(wanted)),
                len(shared) / max(1, count),
                *(value / total if at == 0 else value for at, value in enumerate(wrappers[one.wrapper])),
                *(float(vote) for vote in one.votes),
                *(float(one.kind == kind) for kind in KINDS),
                *(float(one.tag == tag) for tag in TAGS),
                float(one.tag[:1] == "h" and one.tag[1:].isdigit()),
            ]
        )
        before += count
    return np.array(rows, dtype=np.float64)


def _written(words: str, count: int) -> list[float]:
    letters = max(1, len(words))
    starts = [word for word in words.split() if word[0].isalpha()]
    return [
        math.log1p(count),
        letters / max(1, count),
        float(bool(_STOP.search(words))),
        (words.count(",") + words.count("，") + words.count("、")) / max(1, count),
        math.log1p(sum(words.count(mark) for mark in ".!?。！？")),
        sum(character.isdigit() for character in words) / letters,
        sum(word[0].isupper() for word in starts) / max(1, len(starts)),
        sum(character.isupper() for character in words) / letters,
        sum(words.count(mark) for mark in "|›»•/") / max(1, count),
        sum(words.count(mark) for mark in '"“”„«') / max(1, count),
    ]


def _wrappers(page: Sequence[Seen], counts: Sequence[int]) -> dict[str, list[float]]:
    """Return for each wrapper: its words, their share of links, its paragraphs, and the shares of the votes."""
    votes = len(page[0].votes) if page else 0
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * (3 + votes))
    for one, count in zip(page, counts, strict=True):
        held = sums[one.wrapper]
        held[0] += count
        held[1] += count * one.linked
        held[2] += 1
        for at, vote in enumerate(one.votes):
            held[3 + at] += count * vote
    return {
        wrapper: [
            held[0],
            held[1] / max(1.0, held[0]),
            math.log1p(held[2]),
            *(v / max(1.0, held[0]) for v in held[3:]),
        ]
        for wrapper, held in sums.items()
    }


# The columns of `own_features` that are looked at in the neighbours, too.
_COUNT, _STOPPED, _LINKED = 0, 2, 10
REACH = (-3, -2, -1, 1, 2, 3)


def with_neighbours(own: Matrix, scores: Matrix, votes: Matrix) -> Matrix:
    """Return the rows with the words' score, the neighbours' numbers, and where the extractors' text lies."""
    looked = np.column_stack([own[:, [_COUNT, _STOPPED, _LINKED]], scores, votes])
    parts = [own, scores[:, None]]
    for step in REACH:
        parts.append(_shifted(looked, step))
    weights = np.expm1(own[:, _COUNT])
    parts.append(_smoothed(np.column_stack([scores, votes, own[:, _LINKED]]), weights, 6))
    for column in votes.T:
        parts.append(_where(column, weights))
    return np.column_stack(parts)


def _shifted(rows: Matrix, step: int) -> Matrix:
    moved = np.full_like(rows, -1.0)
    if abs(step) < len(rows):
        if step < 0:
            moved[-step:] = rows[:step]
        else:
            moved[:-step] = rows[step:]
    return moved


def _smoothed(rows: Matrix, weights: Matrix, reach: int) -> Matrix:
    """Return means over the paragraphs within reach, weighted by their words."""
    heavy = np.cumsum(np.vstack([np.zeros(rows.shape[1]), rows * weights[:, None]]), axis=0)
    total = np.cumsum(np.concatenate([[0.0], weights]))
    at = np.arange(len(rows))
    low, high = np.maximum(0, at - reach), np.minimum(len(rows), at + reach + 1)
    means: Matrix = (heavy[high] - heavy[low]) / np.maximum(1.0, total[high] - total[low])[:, None]
    return means


def _where(votes: Matrix, weights: Matrix) -> Matrix:
    """Return whether a paragraph lies inside an extractor's text, how far from it, and how large that is."""
    inside = np.flatnonzero(votes)
    at = np.arange(len(votes))
    size = np.full(len(votes), math.log1p(float((votes * weights).sum())))
    if not len(inside):
        return np.column_stack([np.zeros(len(votes)), np.full(len(votes), 9.0), np.full(len(votes), 9.0), size])
    before = np.log1p(np.maximum(0, inside[0] - at))
    after = np.log1p(np.maximum(0, at - inside[-1]))
    held = (at >= inside[0]) & (at <= inside[-1])
    return np.column_stack([held.astype(np.float64), before, after, size])
