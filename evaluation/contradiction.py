"""How surely contradictions are told, and how many, against the labels of RTE-3 (three-way, English).

    python -m evaluation.contradiction [--errors N] [--limit N]

A pair counts as a contradiction when any sentence of the hypothesis excludes any sentence of the text, by the same
function that guards disputes (`synoptic.compare.contradiction.contradicts`). Precision comes first: in a story an
invented conflict is worse than one overlooked.
"""

import argparse
from pathlib import Path
from typing import Any

import msgspec

from evaluation.scores import Counts, Score, labelled_folder
from evaluation.statement_pairs import labelled_pairs
from synoptic.compare.contradiction import Reason, contradicts
from synoptic.compare.statements import StatementTable
from synoptic.news.annotation import Reading
from synoptic.run.models import ModelTools
from synoptic.run.runner import Runner
from synoptic.run.settings import Settings

SET = "nli_rte3"
_BEST = "overlap rule .12 F1; systems before neural models .2–.4 precision, .2–.3 recall"


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A labelled pair and the reason found why its halves exclude each other, if any."""

    row: dict[str, Any]
    found: Reason | None

    @property
    def gold(self) -> bool:
        """Return whether the pair is labelled a contradiction."""
        return bool(self.row["gold"]["label"] == "contradiction")


def excludes(table: StatementTable, text: Reading, hypothesis: Reading) -> Reason | None:
    """Return the first reason why a sentence of one excludes a sentence of the other, or None."""
    for sentence in text.sentences:
        for other in hypothesis.sentences:
            found = contradicts(table.of_sentence(text, sentence), table.of_sentence(hypothesis, other))
            if found is not None:
                return found
    return None


def judged_pairs(folder: Path, limit: int = 0) -> list[Judged]:
    """Return the English pairs of the set, judged."""
    settings = Settings()
    runner = Runner(settings, ModelTools(settings.models))
    pairs = labelled_pairs(runner, folder, SET, ("text", "hypothesis"), limit)
    return [Judged(row=row, found=excludes(StatementTable(d), one, other)) for row, d, one, other in pairs]


def scores_of(judged: list[Judged]) -> list[Score]:
    """Return precision and recall of contradiction."""
    counts = Counts(
        right=sum(j.gold and j.found is not None for j in judged),
        predicted=sum(j.found is not None for j in judged),
        gold=sum(j.gold for j in judged),
    )

    def score(measure: str, value: float, rows: int) -> Score:
        return Score(evaluation="contradiction", measure=measure, value=value, sets=(SET,), rows=rows, best=_BEST)

    return [
        score("contradiction precision (en)", counts.precision, counts.predicted),
        score("contradiction recall (en)", counts.recall, counts.gold),
    ]


def measure(folder: Path, limit: int = 0) -> list[Score]:
    """Return the scores of the rules that guard disputes."""
    return scores_of(judged_pairs(folder, limit))


def main() -> None:
    """Print the scores, and with --errors pairs that were invented or overlooked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print this many errors of each kind")
    parser.add_argument("--limit", type=int, default=0, help="read only the first pairs")
    options = parser.parse_args()
    judged = judged_pairs(labelled_folder(), options.limit)
    for score in scores_of(judged):
        print(f"{score.measure:<40} {score.value:6.3f}  ({score.rows} rows)")
    for kind, wrong in (
        ("invented", [j for j in judged if j.found and not j.gold]),
        ("overlooked", [j for j in judged if j.gold and not j.found]),
    ):
        for j in wrong[: options.errors]:
            why = f" ({j.found.words})" if j.found else ""
            print(f"{kind}{why}: {j.row['input']['text']} ## {j.row['input']['hypothesis']}")


if __name__ == "__main__":
    main()
