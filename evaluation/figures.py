"""How well figures are read: value, unit or thing counted, and change, against NewsQuant's labels.

    python -m evaluation.figures [--errors N] [--limit N]

Found and labelled quantities of a sentence are paired by equal value, those with an equal unit first; each is
used once. A range is right when both its ends are; a vague one ("dozens") when it lies inside the labelled
range. A unit is right when it is the same unit of measure or money, per the same thing; a thing counted when its
noun stands among the words of the labelled unit; "-" when there is no unit. The change is "up", "down" or the
sign of the bounds (=, <, >, ~). The sentences that a tester wrote (`R-Test`) have no changes, and are apart.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from evaluation.dates import reading_of
from evaluation.listed_numbers import listed_scores
from evaluation.scores import Counts, Score, labelled_folder, read_set
from synoptic.annotate.figure_words import figure_words
from synoptic.annotate.figures import find_figures
from synoptic.annotate.number_words import find_numbers
from synoptic.annotate.units import unit_after
from synoptic.news.annotation import Figure
from synoptic.run.models import ModelTools
from synoptic.run.settings import Settings
from synoptic.run.stage import Tools

_BEST = {"value F1": "CQE 0.920", "value and unit F1": "CQE 0.856", "value and change F1": "CQE 0.881"}
# Names of the set for units that our list knows by other words.
_NAMES = {
    "percentage": "percent",
    "count": "times",
    "pound-mass": "lb",
    "pound sterling": "british pounds",
    "japanese yen": "yen",
    "united states dollar": "dollar",
    "penny": "penny",
    "pound-foot": "pound-feet",
    "revolutions per minute": "rpm",
    "mile per hour": "mph",
    "kilometre per hour": "km/h",
    "metric ton": "tonnes",
}


class Paired(msgspec.Struct, frozen=True, kw_only=True):
    """A found figure and the labelled one it stands for; None where one has no partner."""

    found: Figure | None
    gold: dict[str, Any] | None
    behind: str = ""

    @property
    def unit_right(self) -> bool:
        """Return whether both are there and have one unit or count one thing."""
        return self.found is not None and self.gold is not None and same_unit(self.found, self.gold)

    @property
    def change_right(self) -> bool:
        """Return whether both are there and their change is one."""
        if self.found is None or self.gold is None:
            return False
        return change_of(self.found, self.behind) == str(self.gold["change"])


def measure(folder: Path, limit: int = 0) -> list[Score]:
    """Return the scores on the news and the tester's sentences of `newsquant`, and on `recognizers`."""
    tools = ModelTools(Settings().models)
    scores = []
    for prefix, tested in (("", False), ("R-Test ", True)):
        values, units, changes, rows = Counts(), Counts(), Counts(), 0
        for row in _rows(folder, tested, limit):
            rows += 1
            _count(pairs(row, tools), values, units, changes)
        measured = {"value F1": values, "value and unit F1": units}
        if not tested:
            measured["value and change F1"] = changes
        for name, counts in measured.items():
            scores.append(
                Score(
                    evaluation="figures",
                    measure=prefix + name,
                    value=counts.f1,
                    sets=("newsquant",),
                    rows=rows,
                    best="" if tested else _BEST[name],
                )
            )
    return scores + listed_scores(folder, limit, tools)


def _rows(folder: Path, tested: bool, limit: int) -> list[dict[str, Any]]:
    rows = [row for row in read_set(folder, "newsquant") if (row["meta"]["set"] != "NewsQuant") is tested]
    return rows[:limit] if limit else rows


def _count(paired: list[Paired], values: Counts, units: Counts, changes: Counts) -> None:
    for pair in paired:
        for counts in (values, units, changes):
            counts.predicted += pair.found is not None
            counts.gold += pair.gold is not None
        values.right += pair.found is not None and pair.gold is not None
        units.right += pair.unit_right
        if pair.gold is not None and "change" in pair.gold:
            changes.right += pair.change_right


def pairs(row: dict[str, Any], tools: Tools) -> list[Paired]:
    """Return the found and labelled quantities of a row side by side."""
    reading = reading_of(row["input"]["text"], "en", "", tools)
    figures = list(find_figures(reading, settings=Settings().annotate, tools=tools).items)
    left = list(row["gold"]["quantities"])
    paired = []
    for whole in (True, False):
        for figure in list(figures):
            match = next((g for g in left if same_value(figure, g) and (not whole or same_unit(figure, g))), None)
            if match is not None:
                paired.append(Paired(found=figure, gold=match, behind=reading.report.text[figure.end :]))
                figures.remove(figure)
                left.remove(match)
    for label in list(left):
        ends = [f for f in figures if f.low == f.high and f.low in _ends(label)]
        if len(ends) == 2 and {f.low for f in ends} == set(_ends(label)):
            # "Rose from 4.7 to 4.8" is a range to the annotators, to us two figures of two times.
            chosen = next((f for f in ends if f.unit), ends[-1])
            paired.append(Paired(found=chosen, gold=label, behind=reading.report.text[chosen.end :]))
            left.remove(label)
            figures = [f for f in figures if f not in ends]
    return paired + [Paired(found=f, gold=None) for f in figures] + [Paired(found=None, gold=g) for g in left]


def stated_value(figure: Figure) -> tuple[float, float]:
    """Return the value or range that a figure's words state, before its qualifier opened or widened it."""
    ends = [x for x in (figure.low, figure.high) if x is not None]
    if not ends:
        return (0.0, 0.0)
    if _is_about(figure) and len(find_numbers(figure.words, "en")) < 2:
        near = figure.qualifier in figure_words("en").near
        stated = [n.value for n in find_numbers(figure.words, "en") if ends[0] <= n.value <= ends[-1]]
        value = stated[0] if stated else ends[-1] if near else sum(ends) / 2
        return (value, value)
    return (ends[0], ends[-1])


def _is_about(figure: Figure) -> bool:
    """Return whether a figure's bounds come from a word like "about"."""
    if figure.qualifier in ("", "between") or figure.low is None or figure.high is None:
        return False
    return figure.low < figure.high


def same_value(figure: Figure, gold: dict[str, Any]) -> bool:
    """Return whether a figure states the labelled value, or both ends of the labelled range."""
    low, high = stated_value(figure)
    ends = _ends(gold)
    if len(ends) == 1:
        return _near(low, ends[0]) and _near(high, ends[0])
    if len(ends) != 2:
        return False
    first, last = sorted(abs(end) for end in ends)
    vague = not re.search(r"\d", figure.words)
    return (_near(low, first) and _near(high, last)) or (vague and low < high and first <= low and high <= last)


def _ends(gold: dict[str, Any]) -> list[float]:
    """Return the one value of a label, or the two ends of its range as printed."""
    return [float(x) for x in re.findall(r"(?<![\d.])-?[\d.]+(?:[eE][+-]?\d+)?", str(gold["value"]))]


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * max(1.0, abs(other))


def same_unit(figure: Figure, gold: dict[str, Any]) -> bool:
    """Return whether a figure has the labelled unit, or counts the labelled thing."""
    names = [str(gold["normalized_unit"]), str(gold.get("unit", ""))]
    wanted = {symbol for name in names for symbol in _symbols(name)}
    if figure.unit:
        return _comparable(figure.unit) in wanted
    if names[0] == "-":
        return not figure.unit
    thing = {_singular(word) for word in figure.thing.split()[-1:]}
    return any(thing & {_singular(word) for word in name.split()} for name in names)


def _symbols(name: str) -> Iterator[str]:
    """Yield the symbols that a unit's name has in our list, with what it is per."""
    name = _NAMES.get(name, name)
    whole = unit_after(f"1 {name}", 1, 1.0)
    if whole is not None and whole.end == len(name) + 2:
        yield _comparable(whole.unit)
    head, mark, per = name.partition(" per ")
    head, of, _ = head.partition(" of ")
    found = unit_after(f"1 {_NAMES.get(head, head)}", 1, 1.0)
    if found is not None and (mark or of):
        yield _comparable(f"{found.unit}/{per}" if mark else found.unit)
    if mark:
        yield _comparable(f"{head}/{per}")


def _comparable(unit: str) -> str:
    return re.sub(r"(?<=[a-z]{3})s(?=$|/| of age)", "", unit.casefold())


def _singular(word: str) -> str:
    folded = word.casefold()
    return folded[:-3] + "y" if folded.endswith("ies") else folded.rstrip("s")


def change_of(figure: Figure, behind: str = "") -> str:
    """Return a figure's change as the set writes it: up, down, or the sign of its bounds.

    The set marks a change that is said before the number; of "a 19 % drop" (`behind` it) it has "=".
    """
    if figure.high is None:
        return ">"
    if figure.low is None:
        return "<"
    words = figure_words("en")
    if figure.change and not (words.up_after.match(behind) or words.down_after.match(behind)):
        return figure.change
    return "~" if _is_about(figure) else "="


def print_errors(folder: Path, count: int, limit: int) -> None:
    """Print what was missed, invented or read otherwise, to be read."""
    tools = ModelTools(Settings().models)
    for row in _rows(folder, False, limit) + _rows(folder, True, limit):
        for pair in pairs(row, tools):
            if pair.unit_right and (pair.gold is None or "change" not in pair.gold or pair.change_right):
                continue
            found, gold = pair.found, pair.gold
            kind = "extra" if gold is None else "miss" if found is None else "value right"
            said = "-"
            if found is not None:
                named = found.unit or repr(found.thing)
                said = f"{found.words!r} {stated_value(found)} {named} {change_of(found, pair.behind)}"
            wanted = (
                f"{gold['value']} {gold.get('unit', '')!r} {gold['normalized_unit']!r} {gold.get('change', '')}"
                if gold
                else "-"
            )
            print(f"{kind}: wanted {wanted} | found {said} | {row['input']['text']}")
            count -= 1
            if count <= 0:
                return


def main() -> int:
    """Print the scores, or errors to read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--limit", type=int, default=0)
    options = parser.parse_args()
    if options.errors:
        print_errors(labelled_folder(), options.errors, options.limit)
        return 0
    for score in measure(labelled_folder(), options.limit):
        print(f"{score.key:<50} {score.value:.3f} ({score.rows} rows) {score.best}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
