"""The table of one example: what a careful reader found in its pages, and how much of it is shown.

python -m evaluation.example FOLDER [--missed] [--timed]
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from evaluation.example_points import ExampleTable, Point
from evaluation.expected import Expected
from synoptic.api import Desk
from synoptic.publish.data import ComparisonDocument, to_json
from synoptic.run.models import ModelTools

UNRELATED = Path(__file__).parent / "unrelated"


def compared(expected: Expected, *, backwards: bool = False) -> ComparisonDocument:
    """Return the comparison of the example's pages with two unrelated reports beside them."""
    paths = [*expected.pages, *sorted(UNRELATED.glob("*.txt"))]
    return Desk().compare_paths([str(p) for p in (reversed(paths) if backwards else paths)])


def example_points(folder: Path) -> list[Point]:
    """Return every point of an example's table."""
    expected = Expected(folder)
    document = compared(expected)
    points = list(ExampleTable(expected, document).points())
    same = to_json(document) == to_json(compared(expected, backwards=True))
    points.append(Point(name="same bytes whatever the order of the files", right=int(same), of=1, enough=1))
    return points


def timings(folder: Path) -> tuple[float, float]:
    """Return the seconds of a cold `compare` of the example's pages, and of a warm analysis of them."""
    expected = Expected(folder)
    pages = [str(page) for page in expected.pages]
    with tempfile.TemporaryDirectory() as out:
        started = time.perf_counter()
        command = [sys.executable, "-m", "synoptic", "compare", *pages, "--html", out, "--quiet"]
        subprocess.run(command, check=False, capture_output=True)
        cold = time.perf_counter() - started
    desk = Desk()
    desk.compare_paths([str(page) for page in sorted(UNRELATED.glob("*.txt"))])
    if isinstance(desk.tools, ModelTools):
        desk.tools.forget()  # the vectors of texts already seen, so that only the models are warm
    started = time.perf_counter()
    desk.compare_paths(pages)
    return cold, time.perf_counter() - started


def print_points(points: list[Point], *, missed: bool) -> None:
    """Print the table, and with `missed` what is not right under each point."""
    for point in points:
        mark = "✓" if point.holds else "✗"
        print(f"{mark} {point.name:<51} {point.right:>4} of {point.of:<4} at least {point.enough}")
        for words in point.missed if missed else ():
            print(f"      missed: {words[:150]}")


def main() -> int:
    """Print the table of an example; exit code 1 if a point does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder with pages and expected.toml")
    parser.add_argument("--missed", action="store_true", help="print what was missed under each point")
    parser.add_argument("--timed", action="store_true", help="measure a cold and a warm run, too")
    options = parser.parse_args()
    points = example_points(options.folder)
    print_points(points, missed=options.missed)
    if options.timed:
        cold, warm = timings(options.folder)
        print(f"compare from a cold start {cold:.1f} s (under 15), warm analysis {warm:.2f} s (under 3)")
    return 0 if all(point.holds for point in points) else 1


if __name__ == "__main__":
    sys.exit(main())
