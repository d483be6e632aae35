"""The passage of a report that shows best why it was found, and the words of the query in it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from synoptic.store.search_index import Searched
from synoptic.store.search_query import Words
from synoptic.store.search_words import Word, words

# Characters of a snippet: two or three lines on a screen.
SNIPPET = 240
# Marks of one stretch of text that are tried as the beginning of a snippet; the first ones say enough.
_TRIED = 20
# Characters of a text after which a stretch with some of the words is good enough; fifty hits are shown at once.
_ENOUGH = 6_000
# Characters shown before the first word that was found, for the sense of it.
_BEFORE = 60


class Mark(NamedTuple):
    """Words of a text that a query asks for: half-open code points, and which part of the query they answer."""

    start: int
    end: int
    answers: int


class Snippet(NamedTuple):
    """A stretch of a text, and the marks inside it, none overlapping another."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def snippet(searched: Searched, query: Sequence[Words]) -> Snippet:
    """Return the stretch with the most different words of a query, the earliest of equals; else the beginning."""
    best: tuple[int, Snippet] | None = None
    for start, end in searched.ranges:
        held = list(words(searched.text, start, end))
        marks = sorted(set(_marks(held, query)))
        for shown in _windows((start, end), held, marks):
            told = len({mark.answers for mark in shown.marks})
            if best is None or told > best[0]:
                best = (told, shown)
        told = best[0] if best else 0
        if query and (told == len(query) or (told and end > _ENOUGH)):
            break
    return best[1] if best else Snippet(0, 0, ())


def _marks(held: Sequence[Word], query: Sequence[Words]) -> Iterator[Mark]:
    for answers, node in enumerate(query):
        length = len(node.words)
        for at, word in enumerate(held[: len(held) - length + 1]):
            if not _fits(word, node, 0):
                continue
            if all(_fits(held[at + n], node, n) for n in range(1, length)):
                last = held[at + length - 1]
                yield Mark(word.start, _end(last, node), answers)


def _fits(word: Word, node: Words, place: int) -> bool:
    wanted = node.words[place]
    if node.prefix and place == len(node.words) - 1:
        return word.folded.startswith(wanted)
    return word.folded == wanted


def _end(word: Word, node: Words) -> int:
    """Return where a mark ends: of a pair of characters, only what was asked for."""
    one_of_pair = node.prefix and word.unspaced and len(node.words[-1]) == 1
    return word.start + 1 if one_of_pair else word.end


def _windows(bounds: tuple[int, int], held: Sequence[Word], marks: Sequence[Mark]) -> Iterator[Snippet]:
    """Yield the stretch that shows each mark and what follows it; the beginning where there is none."""
    if not marks:
        if held:
            yield _window(bounds, held, held[0].start, ())
        return
    for mark in marks[:_TRIED]:
        yield _window(bounds, held, max(bounds[0], mark.start - _BEFORE), marks)


def _window(bounds: tuple[int, int], held: Sequence[Word], start: int, marks: Sequence[Mark]) -> Snippet:
    first = held[min(bisect_left(held, (start,)), len(held) - 1)]
    begin = bounds[0] if first is held[0] else first.start
    if bounds[1] - begin <= SNIPPET:
        end = bounds[1]
    else:
        last = held[max(bisect_left(held, (begin + SNIPPET,)) - 1, 0)]
        end = min(last.end if last.end <= begin + SNIPPET else last.start, bounds[1])
        end = end if end > begin else min(begin + SNIPPET, bounds[1])
    inside: list[Mark] = []
    for mark in marks[bisect_left(marks, (begin,)) :]:
        if mark.start >= end:
            break
        if mark.end <= end and not (inside and mark.start < inside[-1].end):
            inside.append(mark)
    return Snippet(begin, end, tuple(inside))
