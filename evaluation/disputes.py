"""Disputes of the labelled stories: how many are shown from both sides, how many are invented.

    python -m evaluation.disputes [--errors N] [--limit N]

The scorer of `evaluation.claim_groups` on the disputes alone. A dispute is found when sides of one reported
dispute touch two labelled sides; a reported one that matches none counts as invented, though the labels hold only
what one reader found most telling (of the invented ones read, most are real denials that the reader left out).
Tempting pairs are those that the reader marked as no conflict.
"""

import argparse
from pathlib import Path

from evaluation.claim_groups import Tally
from evaluation.claim_stories import SET, labelled_stories
from evaluation.scores import Score, labelled_folder
from synoptic.news.comparison import Dossier
from synoptic.run import pipeline
from synoptic.run.models import ModelTools
from synoptic.run.runner import Runner
from synoptic.run.settings import Settings


def tally(folder: Path, limit: int = 0) -> Tally:
    """Return what the disputes of the labelled stories get right."""
    settings = Settings()
    runner = Runner(settings, ModelTools(settings.models))
    stages = [stage for stage in pipeline.COMPARE if stage.name == "compare.disputes"]
    made = Tally()
    for story in labelled_stories(folder, limit):
        dossier: Dossier = runner._run(stages, story.dossier, story.id)
        made.stories += 1
        made._disputes(story, dossier)
    return made


def scores_of(made: Tally) -> list[Score]:
    """Return the share found, the number invented a story and the share of tempting pairs flagged."""
    invented = made.disputes.predicted - made.tempting.predicted

    def score(measure: str, value: float, rows: int, *, higher: bool = True) -> Score:
        return Score(
            evaluation="disputes", measure=measure, value=value, sets=(SET,), rows=rows, higher_is_better=higher
        )

    return [
        score("shown from both sides", made.disputes.recall, made.disputes.gold),
        score("invented, a story", invented / max(1, made.stories), made.stories, higher=False),
        score("tempting pairs flagged", made.tempting.recall, made.tempting.gold, higher=False),
    ]


def measure(folder: Path, limit: int = 0) -> list[Score]:
    """Return the scores of the disputes of the labelled stories."""
    return scores_of(tally(folder, limit))


def main() -> None:
    """Print the scores, and with --errors the disputes that match no label."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print this many disputes that match no label")
    parser.add_argument("--limit", type=int, default=0, help="read only the first stories")
    options = parser.parse_args()
    made = tally(labelled_folder(), options.limit)
    for score in scores_of(made):
        print(f"{score.measure:<40} {score.value:7.3f}  ({score.rows} rows)")
    for line in [e for e in made.errors if e.startswith("invented")][: options.errors]:
        print(line)


if __name__ == "__main__":
    main()
