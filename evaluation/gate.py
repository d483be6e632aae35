"""Accuracy that may not fall: every evaluation against the floors that earlier versions reached.

    python -m evaluation.gate [--full] [--raise] [--only NAME] [--example FOLDER]

Quick by default: the first rows of each set. A floor counts only for the data that it was measured on;
other data (another half of a set) are measured and printed without a floor.
"""

import argparse
import importlib
import json
import math
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evaluation.example import example_points, print_points
from evaluation.example_points import Point
from evaluation.scores import Score, labelled_folder, set_digest

FLOORS = Path(__file__).parent / "floors.json"
# Each module has `measure(folder, limit)`; the second value is how many rows a quick run reads.
EVALUATIONS: dict[str, int] = {
    "encoding": 12,
    "cleaning": 8,
    "entities": 6,
    "event_mentions": 40,
    "labels": 4,
    "loaded": 200,
    "places": 40,
    "dates": 12,
    "figures": 120,
    "quotes": 10,
    "claims": 4,
    "claim_groups": 4,
    "disputes": 4,
    "claimdiff": 60,
    "contradiction": 100,
    "stories": 120,
    "pairs": 40,
    "copies": 20,
    "brief": 4,
}
# Rounding of sums differs in the last digits between machines; less than this is no fall.
_TOLERANCE = 0.002


def read_floors() -> dict[str, Any]:
    """Return the floors: for the example, for quick runs and for full runs."""
    held: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return held


def measure_all(names: Iterable[str], folder: Path, *, full: bool) -> list[Score]:
    """Return the scores of evaluations, printing how long each took."""
    scores: list[Score] = []
    for name in names:
        started = time.perf_counter()
        module = importlib.import_module(f"evaluation.{name}")
        scores += module.measure(folder, 0 if full else EVALUATIONS[name])
        print(f"  {name}: {time.perf_counter() - started:.1f} s", flush=True)
    return scores


def digests(score: Score, folder: Path) -> dict[str, str]:
    """Return the digest of each set that a score was measured on."""
    return {name: set_digest(folder, name) for name in score.sets}


def fallen(score: Score, floor: dict[str, Any] | None, folder: Path) -> bool:
    """Return whether a score is under the floor that was measured on the same data."""
    if floor is None or floor["sets"] != digests(score, folder):
        return False
    worse = floor["floor"] - score.value if score.higher_is_better else score.value - floor["floor"]
    return bool(worse > floor.get("tolerance", _TOLERANCE))


def floor_of(score: Score, floors: dict[str, Any], folder: Path) -> float | None:
    """Return the floor of a score if one was measured on the same data, else None."""
    floor = floors.get(score.key)
    return float(floor["floor"]) if floor and floor["sets"] == digests(score, folder) else None


def raised(score: Score, floor: dict[str, Any] | None, folder: Path) -> dict[str, Any]:
    """Return the floor after a gain: never lower than it was on the same data."""
    value = (
        math.floor(score.value * 1000) / 1000 if score.higher_is_better else math.ceil(score.value * 1000) / 1000
    )
    if floor is not None and floor["sets"] == digests(score, folder):
        value = max(value, floor["floor"]) if score.higher_is_better else min(value, floor["floor"])
    return {
        "floor": value,
        "higher_is_better": score.higher_is_better,
        "tolerance": floor.get("tolerance", _TOLERANCE) if floor else _TOLERANCE,
        "best": score.best,
        "sets": digests(score, folder),
    }


def print_scores(scores: list[Score], floors: dict[str, Any], folder: Path) -> list[str]:
    """Print the scores with their floors and the best published figures; return the keys that fell."""
    fell = []
    for score in scores:
        low = fallen(score, floors.get(score.key), folder)
        fell += [score.key] if low else []
        floor = floor_of(score, floors, folder)
        held = f"floor {floor:.3f}" if floor is not None else "no floor"
        best = f"  best known: {score.best}" if score.best else ""
        print(f"{'✗' if low else '✓'} {score.key:<64} {score.value:7.3f}  {held} ({score.rows} rows){best}")
    return fell


def check_example(folder: Path, floors: dict[str, Any], *, lift: bool) -> list[str]:
    """Print the table of an example; return the points that fell under their floor."""
    if not (folder / "expected.toml").exists():
        print(f"There is no example at {folder}: its table is left out.")
        return []
    points = example_points(folder)
    print_points(points, missed=True)
    if lift:
        for point in points:
            floors[point.name] = max(point.right, floors.get(point.name, 0)) if _counted(point) else 0
    return [point.name for point in points if point.right < floors.get(point.name, 0) or _misses(point)]


def _counted(point: Point) -> bool:
    """Return whether more of a point is better; of spans and disputes, every one must be right."""
    return point.name not in _ALL_RIGHT


_ALL_RIGHT = ("spans that equal the words shown", "disputes that are not invented")


def _misses(point: Point) -> bool:
    return point.name in _ALL_RIGHT and point.right < point.of


def main() -> int:
    """Measure, print and compare with the floors; exit code 1 if something fell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="read whole sets, not their first rows")
    parser.add_argument("--raise", dest="lift", action="store_true", help="write gains into floors.json")
    parser.add_argument("--only", action="append", choices=sorted(EVALUATIONS), help="only this evaluation")
    parser.add_argument("--example", type=Path, help="a folder with pages and expected.toml")
    options = parser.parse_args()
    floors = read_floors()
    folder = labelled_folder()
    fell: list[str] = []
    if options.example is not None:
        fell += check_example(options.example, floors["example"], lift=options.lift)
    if folder.is_dir():
        held = floors["full" if options.full else "quick"]
        scores = measure_all(options.only or EVALUATIONS, folder, full=options.full)
        fell += print_scores(scores, held, folder)
        if options.lift:
            held.update({score.key: raised(score, held.get(score.key), folder) for score in scores})
    else:
        print(f"There is no labelled data at {folder}: name a folder with SYNOPTIC_EVALDATA to measure.")
    if options.lift:
        FLOORS.write_text(
            json.dumps(floors, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
        )
    for key in fell:
        print(f"under its floor: {key}")
    return 1 if fell else 0


if __name__ == "__main__":
    sys.exit(main())
