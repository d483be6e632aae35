"""How well two reports alone on a desk are told apart or joined, on labelled pairs.

    python -m evaluation.pairs [--errors N] [--limit N]

*F1*: over the pairs of a set, gold positive when people said "same story", predicted positive when the product
puts both into one story, each pair a window of its own. *Pearson*: correlation of the log-odds with the negated
label of SemEval 2022 task 8 (1 the same to 4 unrelated), over all languages, over pairs in English, and over pairs
in German and English.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from evaluation.scores import Counts, Score, labelled_folder, read_set
from evaluation.stories import grouped
from evaluation.story_sets import PAIRED, labelled_pairs, reading_of
from synoptic.group.settings import GroupSettings
from synoptic.group.stories import odds_of_pair
from synoptic.news.annotation import Reading
from synoptic.run.models import ModelTools
from synoptic.run.settings import ModelSettings

BEST = {"pairs_tgcontest": "TF-IDF .806", "pairs_energy": "TF-IDF .913"}
SEMEVAL = "pairs_semeval22"
# Names of the scores, the rows' languages, and the best published (task winner; TF-IDF measured for us).
CORRELATED = (
    ("all", "", "winner .818; TF-IDF .60"),
    ("en", "en", "winner .872"),
    ("de-en", "de-en", "winner .860"),
)


def pearson(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the correlation of two rows of numbers, 0 where one of them never varies."""
    first, second = (np.asarray(row, dtype=np.float64) - np.mean(row) for row in (one, other))
    length = float(np.sqrt((first @ first) * (second @ second)))
    return float(first @ second) / length if length else 0.0


def similarities(folder: Path, limit: int, tools: ModelTools) -> Iterator[tuple[str, float, float]]:
    """Yield language, log-odds and the label from -4 to -1 of each SemEval pair."""
    for row in read_set(folder, SEMEVAL, limit):
        one, other = (reading_of(row["input"][x], f"{row['id']}/{x}", row["lang"][:2]) for x in "ab")
        yield row["lang"], odds_of_pair(one, other, settings=GroupSettings(), tools=tools), -row["gold"]["overall"]


def measure_similarity(folder: Path, limit: int, tools: ModelTools) -> list[Score]:
    """Return the correlations on the SemEval pairs."""
    rows = list(similarities(folder, limit, tools))
    made = []
    for name, language, best in CORRELATED:
        kept = [(odds, label) for lang, odds, label in rows if language in ("", lang)]
        if len(kept) > 1:
            value = pearson([odds for odds, _ in kept], [label for _, label in kept])
            measure = f"{SEMEVAL} {name} Pearson"
            made.append(
                Score(evaluation="pairs", measure=measure, value=value, sets=(SEMEVAL,), rows=len(kept), best=best)
            )
    return made


def measure_same(folder: Path, name: str, limit: int, tools: ModelTools) -> tuple[list[Score], list[str]]:
    """Return precision, recall and F1 of pairs put into one story, and the errors in words."""
    counts, rows = Counts(), 0
    wrong: list[str] = []
    for one, other, same in labelled_pairs(folder, name, limit):
        found = grouped([one, other], tools)
        joined = found[one.id] == found[other.id]
        rows += 1
        counts.right += joined and same
        counts.predicted += joined
        counts.gold += same
        if joined != same:
            wrong.append(f"{'JOINED' if joined else 'PARTED'} {_head(one)} | {_head(other)}")
    values = (("precision", counts.precision, ""), ("recall", counts.recall, ""), ("F1", counts.f1, BEST[name]))
    return [
        Score(evaluation="pairs", measure=f"{name} {what}", value=value, sets=(name,), rows=rows, best=best)
        for what, value, best in values
    ], wrong


def _head(reading: Reading) -> str:
    return (reading.report.headline or reading.report.text)[:100]


def measure(folder: Path, limit: int = 0, *, errors: int = 0) -> list[Score]:
    """Return the scores on every set of pairs; `limit` pairs of each if that is not 0."""
    tools = ModelTools(ModelSettings())
    scores = []
    for name in PAIRED:
        made, wrong = measure_same(folder, name, limit, tools)
        scores += made
        for line in wrong[:errors]:
            print(line)
    return scores + measure_similarity(folder, limit, tools)


def main() -> None:
    """Print the scores, and errors to read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each set")
    parser.add_argument("--limit", type=int, default=0)
    options = parser.parse_args()
    for score in measure(labelled_folder(), options.limit, errors=options.errors):
        best = f"   best known: {score.best}" if score.best else ""
        print(f"{score.measure:<36} {score.value:.3f}  ({score.rows}){best}")


if __name__ == "__main__":
    main()
