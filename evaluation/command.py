"""Measures the product on one labelled set: scores with their floors, the best published, and errors to read.

    synoptic-evaluate claims_stories
    synoptic-evaluate newsquant --errors 20
    synoptic-evaluate timex --json
    synoptic-evaluate --list

SYNOPTIC_EVALDATA names the folder of the sets. The scores of a set come from every evaluation that reads it.
What other packages reach on the same rows is printed below (`evaluation/rivals`).
"""

import argparse
import importlib
import json
import subprocess
import sys
import time
from pathlib import Path

from evaluation.gate import floor_of, read_floors
from evaluation.rivals.beside import rival_lines, rivals_of
from evaluation.scores import Score, labelled_folder, set_path

# Which evaluations read which set. A set may serve several: stories to group, claims to align, labels to find.
READERS: dict[str, tuple[str, ...]] = {
    "claims_stories": ("claims", "claim_groups", "disputes", "quotes", "labels"),
    "stories_allsides": ("stories",),
    "stories_5w1h": ("stories",),
    "ecbplus": ("stories", "entities", "event_mentions"),
    "basil": ("stories", "copies", "loaded"),
    "newswcl50": ("entities", "labels"),
    "babe": ("loaded",),
    "pairs_semeval22": ("pairs",),
    "pairs_tgcontest": ("pairs",),
    "pairs_energy": ("pairs",),
    "allsides_neus": ("brief",),
    "polnear": ("quotes",),
    "quotes_cs_ru": ("quotes",),
    "claimdiff": ("claimdiff",),
    "nli_rte3": ("contradiction",),
    "html_scrapinghub": ("cleaning",),
    "html_l3s_gn1": ("cleaning",),
    "html_trafilatura": ("cleaning",),
    "html_fundus": ("cleaning",),
    "line_noise": ("cleaning",),
    "mojibake": ("encoding",),
    "timex": ("dates",),
    "recognizers": ("dates", "figures"),
    "newsquant": ("figures",),
    "geo": ("places",),
}


def measured(name: str, folder: Path, limit: int) -> list[Score]:
    """Return the scores that rest on a set, of every evaluation that reads it."""
    scores: list[Score] = []
    for reader in READERS[name]:
        scores += importlib.import_module(f"evaluation.{reader}").measure(folder, limit)
    return [score for score in scores if name in score.sets]


def as_json(name: str, scores: list[Score], seconds: float) -> str:
    """Return the scores of a set as one JSON object."""
    return json.dumps(
        {
            "set": name,
            "rows": max((score.rows for score in scores), default=0),
            "metrics": {f"{score.evaluation}: {score.measure}": round(score.value, 4) for score in scores},
            "seconds": round(seconds, 1),
        },
        ensure_ascii=False,
    )


def print_table(scores: list[Score], seconds: float, folder: Path) -> None:
    """Print the scores, each with its floor and the best figure known."""
    floors = read_floors()["full"]
    for score in scores:
        floor = floor_of(score, floors, folder)
        held = f"floor {floor:.3f}" if floor is not None else "no floor"
        best = f"  best known: {score.best}" if score.best else ""
        print(f"{score.key:<64} {score.value:7.3f}  {held} ({score.rows} rows){best}")
    print(f"{seconds:.1f} s")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "synoptic-evaluate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", nargs="?", choices=sorted(READERS), help="the set to measure on")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--errors", type=int, default=0, help="print this many of the worst cases too")
    parser.add_argument("--limit", type=int, default=0, help="read only the first rows")
    parser.add_argument("--list", action="store_true", help="list the sets and the evaluations that read them")
    options = parser.parse_args()
    if options.set is None and not options.list:
        parser.error("name a set, or see them with --list")
    return options


def main() -> int:
    """Measure on one set; exit code 2 if the folder has no such set."""
    options = _options()
    if options.list:
        print("\n".join(f"{name:<18} {', '.join(readers)}" for name, readers in sorted(READERS.items())))
        return 0
    folder = labelled_folder()
    try:
        set_path(folder, options.set)
    except FileNotFoundError as missing:
        print(missing, file=sys.stderr)
        return 2
    started = time.perf_counter()
    scores = measured(options.set, folder, options.limit)
    seconds = time.perf_counter() - started
    if options.json:
        print(as_json(options.set, scores, seconds))
        return 0
    print_table(scores, seconds, folder)
    for line in rival_lines(*rivals_of(options.set, folder, options.limit)):
        print(line)
    if options.errors:
        for reader in READERS[options.set]:
            more = ["--limit", str(options.limit)] if options.limit else []
            command = [sys.executable, "-m", f"evaluation.{reader}", "--errors", str(options.errors), *more]
            subprocess.run(command, check=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
