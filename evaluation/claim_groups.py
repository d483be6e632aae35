"""How well claims that say the same thing end in one group, and how carefully disputes are reported.

python -m evaluation.claim_groups [--errors N] [--clauses]

The packaged weights were fitted on the development half of claims_stories: on that half the joins are
therefore flattered; `python -m evaluation.training.claim_pairs` prints those of stories left out.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.claim_stories import SET, LabelledStory, finished, labelled_stories, touches
from evaluation.scores import Counts, Score, labelled_folder
from synoptic.news.comparison import ClaimGroup, Dispute, Dossier
from synoptic.run.models import ModelTools
from synoptic.run.runner import Runner
from synoptic.run.settings import Settings

# The design's figure for a logistic model on the labelled clauses, stories left out in turn.
BEST = "design, clauses given: .69 F1 (.65 on stories kept back)"
Spot = tuple[int, str, tuple[int, int]]


class Tally:
    """Adds up what the groups and disputes of the labelled stories get right."""

    def __init__(self) -> None:
        self.joins = Counts()
        self.single = Counts()
        self.disputes = Counts()
        self.tempting = Counts()
        self.stories = 0
        self.errors: list[str] = []

    def add(self, story: LabelledStory, dossier: Dossier) -> None:
        """Add one story."""
        self.stories += 1
        spots = first_spots(story)
        touched = [_groups_touching(dossier, report, span) for _, report, span in spots]
        for one, other, gold in pairs_of(story, spots):
            joined = bool(touched[one] & touched[other])
            self.joins.gold += gold
            self.joins.predicted += joined
            self.joins.right += gold and joined
            if gold != joined:
                kind = "missed" if gold else "wrong "
                self.errors.append(f"{kind} {_at(dossier, spots[one])} ## {_at(dossier, spots[other])}")
        self._singles(story, dossier, spots, touched)
        self._disputes(story, dossier)

    def _singles(
        self, story: LabelledStory, dossier: Dossier, spots: Sequence[Spot], touched: Sequence[set[str]]
    ) -> None:
        for (fact, report, span), groups in zip(spots, touched, strict=True):
            if len(story.labels["facts"][fact]["evidence"]) == 1 and groups:
                held = [g for g in dossier.claim_groups if g.id in groups]
                closest = max(held, key=lambda g: (_agreement(g, report, span), g.id))
                self.single.gold += 1
                self.single.right += len({c.report for c in closest.claims}) == 1

    def _disputes(self, story: LabelledStory, dossier: Dossier) -> None:
        labelled = story.labels["disputed"]
        self.disputes.gold += len(labelled)
        self.disputes.predicted += len(dossier.disputes)
        for label in labelled:
            self.disputes.right += any(matches(story, label, dispute) for dispute in dossier.disputes)
        for dispute in dossier.disputes:
            if not any(matches(story, label, dispute) for label in labelled):
                words = " ## ".join(s.citations[0].words for s in dispute.sides)
                self.errors.append(f"invented {dispute.kind} {story.id}: {dispute.about}: {words}")
            else:
                self.tempting.predicted += 1
        for label in story.labels["not_a_conflict"]:
            self.tempting.gold += 1
            sides = [{report: spans} for report, spans in label["evidence"].items()]
            self.tempting.right += any(_touched_sides(story, sides, d) >= 2 for d in dossier.disputes)


def first_spots(story: LabelledStory) -> list[Spot]:
    """Return the first evidence span of every fact in every report: number of the fact, report, span."""
    return [
        (number, report, spans[0])
        for number, fact in enumerate(story.labels["facts"])
        for report, spans in sorted(story.spans(fact["evidence"]).items())
    ]


def pairs_of(story: LabelledStory, spots: Sequence[Spot]) -> Iterator[tuple[int, int, bool]]:
    """Yield pairs of spots of two reports and whether one fact has both; pairs with shared words are left out."""
    facts = [story.spans(fact["evidence"]) for fact in story.labels["facts"]]
    for one, (fact, report, span) in enumerate(spots):
        for other in range(one + 1, len(spots)):
            fact_too, report_too, span_too = spots[other]
            if report == report_too:
                continue
            gold = fact == fact_too
            if not gold and (
                _any_shared(span, facts[fact_too].get(report, []))
                or _any_shared(span_too, facts[fact].get(report_too, []))
            ):
                continue
            yield one, other, gold


def _any_shared(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(min(span[1], b) > max(span[0], a) for a, b in others)


def _groups_touching(dossier: Dossier, report: str, span: tuple[int, int]) -> set[str]:
    return {g.id for g in dossier.claim_groups if any(c.report == report and touches(span, c) for c in g.claims)}


def _agreement(group: ClaimGroup, report: str, span: tuple[int, int]) -> float:
    """Return how nearly a claim of the group has the extent of a span, 0 to 1."""
    return max(
        (min(span[1], c.end) - max(span[0], c.start)) / (max(span[1], c.end) - min(span[0], c.start))
        for c in group.claims
        if c.report == report
    )


def matches(
    story: LabelledStory, label: dict[str, list[dict[str, dict[str, list[list[int]]]]]], dispute: Dispute
) -> bool:
    """Return whether a reported dispute has sides that touch at least two labelled sides."""
    return _touched_sides(story, [side["evidence"] for side in label["sides"]], dispute) >= 2


def _touched_sides(story: LabelledStory, sides: Sequence[dict[str, list[list[int]]]], dispute: Dispute) -> int:
    """Return how many labelled sides are touched, each by another side of the dispute."""
    used: set[int] = set()
    for side in sides:
        spans = story.spans(side)
        for number, shown in enumerate(dispute.sides):
            near = any(
                2 * (min(b, c.end) - max(a, c.start)) >= min(b - a, c.end - c.start)
                for c in shown.citations
                for a, b in spans.get(c.report, [])
            )
            if near and number not in used:
                used.add(number)
                break
    return len(used)


def _at(dossier: Dossier, spot: Spot) -> str:
    return dossier.reading(spot[1]).report.text[spot[2][0] : spot[2][1]].replace("\n", " ")


def tally(folder: Path, limit: int = 0, *, gold_clauses: bool = False) -> Tally:
    """Return what the packaged weights get right."""
    settings = Settings()
    runner = Runner(settings, ModelTools(settings.models))
    made = Tally()
    for story in labelled_stories(folder, limit, gold_clauses=gold_clauses):
        made.add(story, finished(story, runner))
    return made


def measure(folder: Path, limit: int = 0) -> list[Score]:
    """Return the scores on the system's own claims with the packaged weights."""
    return scores_of(tally(folder, limit))


def scores_of(made: Tally) -> list[Score]:
    """Return a tally as scores."""

    def score(measure: str, value: float, rows: int, *, higher: bool = True, best: str = "") -> Score:
        return Score(
            evaluation="claim_groups",
            measure=measure,
            value=value,
            sets=(SET,),
            rows=rows,
            higher_is_better=higher,
            best=best,
        )

    invented = made.disputes.predicted - made.tempting.predicted
    return [
        score("joins precision", made.joins.precision, made.joins.predicted),
        score("joins recall", made.joins.recall, made.joins.gold),
        score("joins F1 (packaged weights)", made.joins.f1, made.joins.gold, best=BEST),
        score("single origin kept single", made.single.recall, made.single.gold),
        score("disputes found", made.disputes.recall, made.disputes.gold),
        score("disputes invented, a story", invented / max(1, made.stories), made.stories, higher=False),
        score("tempting pairs flagged", made.tempting.recall, made.tempting.gold, higher=False),
    ]


def main() -> None:
    """Print the scores, and with --errors some errors to read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print this many errors of each kind")
    parser.add_argument("--limit", type=int, default=0, help="read only the first stories")
    parser.add_argument("--clauses", action="store_true", help="take the labelled clauses as claims")
    options = parser.parse_args()
    made = tally(labelled_folder(), options.limit, gold_clauses=options.clauses)
    for score in scores_of(made):
        print(f"{score.measure:<40} {score.value:7.3f}  ({score.rows} rows)")
    for kind in ("missed", "wrong", "invented"):
        for line in [e for e in made.errors if e.startswith(kind)][:: max(1, len(made.errors) // 60)][
            : options.errors
        ]:
            print(line)


if __name__ == "__main__":
    main()
