"""quantulum3 on labelled quantities, without its classifier of units that share a name."""

import importlib
import re
from pathlib import Path
from typing import Any

from evaluation.rivals.beside import RivalScore, called
from evaluation.scores import Counts, read_set

PACKAGES = ("quantulum3",)


def rivals(folder: Path, name: str, limit: int) -> list[RivalScore]:
    """Return the F1 of values, and of values with their unit, on the sentences of news."""
    parser = importlib.import_module("quantulum3.parser")
    # Its classifier is a pickle that only the scikit-learn it was made with can read.
    vars(importlib.import_module("quantulum3.classifier"))["USE_CLF"] = False
    rows = [row for row in read_set(folder, name) if row["meta"]["set"] == "NewsQuant"]
    rows = rows[:limit] if limit else rows
    values, units = Counts(), Counts()
    for row in rows:
        found = [(float(q.value), str(q.unit.name)) for q in parser.parse(row["input"]["text"])]
        count(found, row["gold"]["quantities"], values, units)
    return [
        RivalScore(rival=called("quantulum3"), key=f"figures: {measure}", value=counts.f1, rows=len(rows))
        for measure, counts in (("value F1", values), ("value and unit F1", units))
    ]


def count(found: list[tuple[float, str]], labels: list[dict[str, Any]], values: Counts, units: Counts) -> None:
    """Count found values and units against the labelled ones; each label is used once, equal units first."""
    left = list(labels)
    for counts in (values, units):
        counts.predicted += len(found)
        counts.gold += len(labels)
    for both in (True, False):
        for quantity in list(found):
            match = next((g for g in left if _same(quantity, g) and (not both or _unit(quantity, g))), None)
            if match is not None:
                values.right += 1
                units.right += both
                found.remove(quantity)
                left.remove(match)


def _same(quantity: tuple[float, str], label: dict[str, Any]) -> bool:
    ends = [float(x) for x in re.findall(r"(?<![\d.])-?[\d.]+(?:[eE][+-]?\d+)?", str(label["value"]))]
    return len(ends) == 1 and abs(quantity[0] - ends[0]) <= 1e-6 * max(1.0, abs(ends[0]))


def _unit(quantity: tuple[float, str], label: dict[str, Any]) -> bool:
    wanted = str(label["normalized_unit"])
    return quantity[1] == ("dimensionless" if wanted == "-" else wanted)
