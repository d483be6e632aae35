"""Products of sparse bags for many pairs of reports at once."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec
import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """Bags as rows of one sparse matrix: for each row its columns and values."""

    columns: tuple[Places, ...]
    values: tuple[Numbers, ...]
    width: int


def vocabulary(bags: Iterable[Mapping[str, float]]) -> dict[str, int]:
    """Return a column for each word of the bags, in the order of the words."""
    return {word: place for place, word in enumerate(sorted({word for bag in bags for word in bag}))}


def sheet(bags: Sequence[Mapping[str, float]], column: Mapping[str, int]) -> Sheet:
    """Return bags as a sheet; words without a column are left out."""
    columns, values = [], []
    for bag in bags:
        held = sorted((column[word], value) for word, value in bag.items() if word in column)
        columns.append(np.array([place for place, _ in held], dtype=np.int64))
        values.append(np.array([value for _, value in held], dtype=np.float64))
    return Sheet(columns=tuple(columns), values=tuple(values), width=len(column))


def presence(rows: Sheet) -> Sheet:
    """Return the same sheet with 1 for every value."""
    ones = tuple(np.ones(len(row)) for row in rows.values)
    return Sheet(columns=rows.columns, values=ones, width=rows.width)


def products(left: Sheet, right: Sheet, lefts: Places, rights: Places) -> Numbers:
    """Return for each pair of rows the sum over their columns of value times value.

    Quick where pairs with equal left rows stand together.
    """
    made = np.zeros(len(lefts))
    for start, end in _runs(lefts):
        row = int(lefts[start])
        buffer = np.zeros(left.width)
        buffer[left.columns[row]] = left.values[row]
        made[start:end] = _sums(buffer, right, rights[start:end])
    return made


def rarest_shared(rows: Sheet, pairs: tuple[Places, Places], count: int) -> Numbers:
    """Return for each pair of rows the sum of the `count` greatest values that both have."""
    lefts, rights = pairs
    made = np.zeros(len(lefts))
    for start, end in _runs(lefts):
        row = int(lefts[start])
        buffer = np.zeros(rows.width)
        buffer[rows.columns[row]] = rows.values[row]
        for place in range(start, end):
            other = int(rights[place])
            shared = np.sort(np.minimum(buffer[rows.columns[other]], rows.values[other]))
            made[place] = shared[::-1][:count].sum()
    return made


def _sums(buffer: Numbers, right: Sheet, rows: Places) -> Numbers:
    lengths = np.array([len(right.columns[row]) for row in rows], dtype=np.int64)
    made = np.zeros(len(rows))
    filled = np.flatnonzero(lengths)
    if len(filled):
        columns = np.concatenate([right.columns[row] for row in rows])
        values = np.concatenate([right.values[row] for row in rows])
        starts = (np.cumsum(lengths) - lengths)[filled]
        made[filled] = np.add.reduceat(buffer[columns] * values, starts)
    return made


def _runs(lefts: Places) -> Iterable[tuple[int, int]]:
    """Yield where runs of equal values start and end."""
    if not len(lefts):
        return
    changes = np.flatnonzero(np.diff(lefts)) + 1
    bounds = [0, *changes.tolist(), len(lefts)]
    yield from pairwise(bounds)
