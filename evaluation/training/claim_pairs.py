"""Fits the weights with which pairs of claims are scored, and measures them on stories left out.

    python -m evaluation.training.claim_pairs [--write]

Learned from the system's own claims: two say the same thing where one labelled fact has both. What is printed is
honest: for every fold the sentences are split and the pairs weighed by weights that never saw its stories.
`--write` puts weights fitted on all stories of the set into the package.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from evaluation.claim_groups import first_spots, pairs_of
from evaluation.claim_stories import SET, LabelledStory, labelled_stories, touches
from evaluation.scores import Counts, labelled_folder, set_digest
from evaluation.training.clause_splits import examples
from evaluation.training.clause_splits import fit as fit_splits
from synoptic.annotate.claims import claims_of
from synoptic.annotate.clause_score import ClauseWeights
from synoptic.compare.claim_features import ClaimTable, Floats
from synoptic.compare.clustering import cluster
from synoptic.compare.pair_features import FEATURES, PairTable
from synoptic.compare.pair_score import PairWeights, probabilities
from synoptic.compare.pairs import adjusted
from synoptic.compare.settings import CompareSettings
from synoptic.run.models import ModelTools
from synoptic.run.settings import Settings

WEIGHTS = Path(__file__).parents[2] / "src" / "synoptic" / "compare" / "pair_weights.json"
FOLDS = 5
# Strength of the ridge: few stories, so the weights are held near nought.
RIDGE = 0.1
# A claim teaches something about a labelled span when it shares at least this much of their common extent.
_NEAR_EXTENT = 0.3
# Measured but not weighed: it is served by a threshold of its own.
UNUSED = ("one report",)


class Sample(msgspec.Struct, kw_only=True):
    """The candidate pairs of one story, their measurements and labels (−1 where nothing is labelled)."""

    story: str
    size: int
    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    rows: Floats
    labels: npt.NDArray[np.int64]
    facts: list[set[int]]
    report: npt.NDArray[np.int32]
    joins: list[tuple[tuple[int, ...], tuple[int, ...], bool]]


def sample_of(story: LabelledStory, tools: ModelTools) -> Sample:
    """Return the pairs of a story with their labels."""
    table = ClaimTable(story.dossier, tools)
    pairs = PairTable(table, CompareSettings().nearest_claims)
    facts: list[set[int]] = [set() for _ in range(len(table))]
    for number, fact in enumerate(story.labels["facts"]):
        for report, spans in story.spans(fact["evidence"]).items():
            for span in spans:
                k = _closest(table, _claims_at(table, report, span), span)
                if k >= 0:
                    facts[k].add(number)
    spots = first_spots(story)
    near = [_claims_at(table, report, span) for _, report, span in spots]
    pairs_of_spots = list(pairs_of(story, spots))
    joins = [(near[a], near[b], gold) for a, b, gold in pairs_of_spots]
    closest = [_closest(table, claims, span) for claims, (_, _, span) in zip(near, spots, strict=True)]
    known: dict[tuple[int, int], int] = {}
    for a, b, gold in pairs_of_spots:
        one, other = closest[a], closest[b]
        if one >= 0 and other >= 0:
            key = (min(one, other), max(one, other))
            known[key] = max(known.get(key, 0), int(gold))
    labels = _labels(table, pairs, known, facts)
    return Sample(
        story=story.id,
        size=len(table),
        left=pairs.left,
        right=pairs.right,
        rows=pairs.rows(),
        labels=labels,
        facts=facts,
        report=table.report,
        joins=joins,
    )


def _labels(
    table: ClaimTable, pairs: PairTable, known: dict[tuple[int, int], int], facts: list[set[int]]
) -> npt.NDArray[np.int64]:
    labels = np.full(len(pairs.left), -1, dtype=np.int64)
    for k, (one, other) in enumerate(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)):
        if table.report[one] != table.report[other]:
            labels[k] = known.get((one, other), -1)
        elif facts[one] and facts[other]:
            labels[k] = int(bool(facts[one] & facts[other]))
    return labels


def _claims_at(table: ClaimTable, report: str, span: tuple[int, int]) -> tuple[int, ...]:
    """Return the claims with exactly a span's extent, or else those that touch it."""
    exact = tuple(k for k, c in enumerate(table.claims) if c.report == report and (c.start, c.end) == span)
    return exact or tuple(k for k, c in enumerate(table.claims) if c.report == report and touches(span, c))


def _closest(table: ClaimTable, claims: tuple[int, ...], span: tuple[int, int]) -> int:
    """Return the claim that has most nearly a span's extent, or −1 if none is near it."""

    def agreement(k: int) -> float:
        claim = table.claims[k]
        shared = sum(max(0, min(span[1], s.end) - max(span[0], s.start)) for s in claim.spans)
        return shared / (sum(s.end - s.start for s in claim.spans) + span[1] - span[0] - shared)

    best = max(claims, key=lambda k: (agreement(k), -k), default=-1)
    return best if best >= 0 and agreement(best) >= _NEAR_EXTENT else -1


def fit(samples: Sequence[Sample]) -> PairWeights:
    """Return weights fitted on the claims of some stories, with the thresholds that are best for them."""
    # Repetitions inside a report are too few to learn from: they only get a threshold of their own.
    kept = [(s.labels >= 0) & (s.rows[:, FEATURES.index("one report")] == 0) for s in samples]
    rows = np.concatenate([s.rows[k] for s, k in zip(samples, kept, strict=True)])
    labels = np.concatenate([s.labels[k] for s, k in zip(samples, kept, strict=True)])
    scale = rows.std(axis=0) + 1e-6
    scale[[FEATURES.index(name) for name in UNUSED]] = 1e9
    model = LogisticRegression(C=RIDGE, max_iter=3000).fit(rows / scale, labels)
    weights = {name: round(float(w), 4) for name, w in zip(FEATURES, model.coef_[0] / scale, strict=True)}
    held = PairWeights(
        weights=weights, bias=round(float(model.intercept_[0]), 4), threshold=0.4, threshold_within=0.6
    )
    return _best_thresholds(samples, held)


def _best_thresholds(samples: Sequence[Sample], held: PairWeights) -> PairWeights:
    def worth(candidate: PairWeights, within: bool) -> float:
        counts = Counts()
        for sample in samples:
            add_counts(counts, sample, candidate, within=within)
        # Wrongly joined claims cost more than missed ones: precision weighs twice as much.
        total = 0.5 * counts.precision + counts.recall
        return 1.5 * counts.precision * counts.recall / total if total else 0.0

    tried = [msgspec.structs.replace(held, threshold=t) for t in (0.2, 0.3, 0.4, 0.5, 0.6)]
    best = max(tried, key=lambda w: worth(w, within=False))
    tried = [msgspec.structs.replace(best, threshold_within=t) for t in (0.6, 0.7, 0.8, 0.9)]
    return max(tried, key=lambda w: worth(w, within=False) + 0.5 * worth(w, within=True))


def add_counts(counts: Counts, sample: Sample, weights: PairWeights, *, within: bool = False) -> None:
    """Add a story's joins: pairs of labelled claims (of two reports, or of one) that end in one group."""
    probability = adjusted(sample.rows, probabilities(sample.rows, weights), weights)
    home = np.zeros(sample.size, dtype=np.int64)
    for number, members in enumerate(
        cluster(sample.size, sample.left, sample.right, probability, weights.threshold)
    ):
        home[list(members)] = number
    for one, other, gold in _joins_within(sample) if within else sample.joins:
        joined = bool({int(home[k]) for k in one} & {int(home[k]) for k in other})
        counts.gold += gold
        counts.predicted += joined
        counts.right += gold and joined


def _joins_within(sample: Sample) -> list[tuple[tuple[int, ...], tuple[int, ...], bool]]:
    labelled = [k for k, held in enumerate(sample.facts) if held]
    return [
        ((one,), (other,), bool(sample.facts[one] & sample.facts[other]))
        for position, one in enumerate(labelled)
        for other in labelled[position + 1 :]
        if sample.report[one] == sample.report[other]
    ]


def joins_left_out(stories: Sequence[LabelledStory], tools: ModelTools) -> tuple[Counts, Counts]:
    """Return the joins of claims of two reports, and of one report, each by weights that never saw the story."""
    parts = list(examples(stories))
    between, within = Counts(), Counts()
    for fold in range(FOLDS):
        splits = fit_splits([e for e in parts if e.story % FOLDS != fold])
        samples = [sample_of(reclaimed(story, splits), tools) for story in stories]
        weights = fit([s for k, s in enumerate(samples) if k % FOLDS != fold])
        for sample in (s for k, s in enumerate(samples) if k % FOLDS == fold):
            add_counts(between, sample, weights)
            add_counts(within, sample, weights, within=True)
    return between, within


def reclaimed(story: LabelledStory, splits: ClauseWeights) -> LabelledStory:
    """Return a story whose sentences are split anew by some weights."""
    readings = tuple(
        msgspec.structs.replace(reading, claims=claims_of(reading, splits)) for reading in story.dossier.readings
    )
    return msgspec.structs.replace(story, dossier=msgspec.structs.replace(story.dossier, readings=readings))


def packaged(weights: PairWeights, folder: Path, samples: Sequence[Sample]) -> dict[str, Any]:
    """Return the weights as the package file holds them, with what they were fitted on."""
    note = f"all {len(samples)} stories of {SET} {set_digest(folder, SET)}, by evaluation/training/claim_pairs.py"
    made: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(weights, fitted_on=note))
    return made


def main() -> None:
    """Fit, measure on stories left out, and with --write put the weights into the package."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the weights into the package")
    options = parser.parse_args()
    folder = labelled_folder()
    tools = ModelTools(Settings().models)
    stories = list(labelled_stories(folder))
    names = ("own claims of two reports", "own claims of one report")
    for name, counts in zip(names, joins_left_out(stories, tools), strict=True):
        print(
            f"{name} joined, stories left out: P {counts.precision:.3f} R {counts.recall:.3f} "
            f"F1 {counts.f1:.3f} ({counts.gold} true pairs)"
        )
    own = [sample_of(story, tools) for story in stories]
    weights = fit(own)
    for name, weight in sorted(weights.weights.items(), key=lambda x: -abs(x[1])):
        print(f"  {weight:7.3f}  {name}")
    print(f"  bias {weights.bias}, thresholds {weights.threshold} and {weights.threshold_within}")
    if options.write:
        text = json.dumps(packaged(weights, folder, own), indent=1, ensure_ascii=False)
        WEIGHTS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
