"""Fits the weights with which mentions of events are brought together, and measures them on topics left out.

    python -m evaluation.training.event_mentions [--write]

Learned from the labelled mentions of ecbplus, in the stories that the product itself makes of the reports. What
is printed is honest: a story is decided by weights that saw no report of its topic; inside the training part the
first scores, on which the second look rests, are themselves left out. `--write` puts weights fitted on all topics
into the package.
"""

import argparse
import warnings
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from evaluation.coreference_scores import Coreference, compared
from evaluation.event_mentions import SET, LabelledStory, labelled_stories
from evaluation.naming import tools
from evaluation.scores import labelled_folder, set_digest
from synoptic.compare.claim_features import Floats
from synoptic.compare.clustering import cluster
from synoptic.compare.happenings_mentions import HappeningTable
from synoptic.compare.happenings_pairs import HappeningPairs
from synoptic.compare.happenings_score import FILE, HappeningModel, Network, with_support

WEIGHTS = Path(__file__).parents[2] / "src" / "synoptic" / "compare" / FILE
FOLDS = 5
# One hidden layer of 32 with this ridge and six rounds: of the ridges .001 and .1 the better, topics left out
# (CoNLL F1 .782 and .784); more rounds are not needed for 240,000 pairs.
HIDDEN, RIDGE, ROUNDS = 32, 0.1, 6
# Networks from so many beginnings are averaged: what one alone says depends on its seed.
SEEDS = 2
# From .25 to .40 CoNLL F1 stays within .001, topics left out; the highest of these joins least that is not one.
THRESHOLD = 0.4


class Sample(msgspec.Struct, kw_only=True):
    """The pairs of one story: who they are, what is measured of them, and whether they are one event."""

    topics: tuple[str, ...]
    table: HappeningTable
    pairs: HappeningPairs
    rows: Floats
    labels: npt.NDArray[np.bool_]
    gold: list[Hashable]


def sample_of(story: LabelledStory) -> Sample:
    """Return the pairs of a story with their labels."""
    table = HappeningTable(story.dossier, story.chains, tools())
    pairs = HappeningPairs(table)
    gold = [story.chains[h.passage] for h in table.happenings]
    numbers = {chain: k for k, chain in enumerate(dict.fromkeys(gold))}
    chain = np.array([numbers[g] for g in gold])
    labels = chain[pairs.left] == chain[pairs.right]
    return Sample(topics=story.topics, table=table, pairs=pairs, rows=pairs.rows(), labels=labels, gold=gold)


def folds_of(samples: Sequence[Sample]) -> dict[str, int]:
    """Return the fold of each topic."""
    return {topic: k % FOLDS for k, topic in enumerate(sorted({t for s in samples for t in s.topics}))}


def without(samples: Sequence[Sample], fold: int, folds: dict[str, int]) -> list[Sample]:
    """Return the samples none of whose reports is of a topic of a fold."""
    return [s for s in samples if all(folds[t] != fold for t in s.topics)]


def fit_first(samples: Sequence[Sample]) -> tuple[Floats, float]:
    """Return the logistic weights of the first score."""
    rows = np.concatenate([s.rows for s in samples])
    labels = np.concatenate([s.labels for s in samples])
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    model = LogisticRegression(C=1.0, max_iter=500).fit((rows - mean) / scale, labels)
    weights: Floats = (model.coef_[0] / scale).astype(np.float32)
    return weights, float(model.intercept_[0] - (weights * mean).sum())


def first_left_out(samples: Sequence[Sample], folds: dict[str, int]) -> list[Floats]:
    """Return the first scores of samples, each by weights that saw none of its topics."""
    scores: list[Floats] = [np.zeros(0, dtype=np.float32)] * len(samples)
    for fold in set(folds.values()):
        mine = [k for k, s in enumerate(samples) if folds[s.topics[0]] == fold]
        rest = without(samples, fold, folds)
        if mine and rest:
            model = _model(fit_first(rest))
            for k in mine:
                scores[k] = model.first_scores(samples[k].rows)
    return scores


def fit(samples: Sequence[Sample], folds: dict[str, int], fitted_on: str = "") -> HappeningModel:
    """Return the model fitted on some stories."""
    scores = first_left_out(samples, folds)
    supported = [with_support(s.table, s.pairs, s.rows, p) for s, p in zip(samples, scores, strict=True)]
    rows, labels = np.concatenate(supported), np.concatenate([s.labels for s in samples])
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled = np.clip((rows - mean) / scale, -5, 5)
    networks = tuple(_network(scaled, labels, seed) for seed in range(SEEDS))
    held = _model(fit_first(samples))
    return msgspec.structs.replace(held, mean=mean, scale=scale, networks=networks, fitted_on=fitted_on)


def _network(rows: Floats, labels: npt.NDArray[np.bool_], seed: int) -> Network:
    learner = MLPClassifier((HIDDEN,), alpha=RIDGE, max_iter=ROUNDS, batch_size=256, random_state=seed)
    with warnings.catch_warnings():
        # Six rounds are meant: the scorer's own rule would go on until it has learned the topics by heart.
        warnings.simplefilter("ignore", ConvergenceWarning)
        learner.fit(rows, labels)
    inner, outer = (np.asarray(w, dtype=np.float32) for w in learner.coefs_)
    bias = np.asarray(learner.intercepts_[0], dtype=np.float32)
    return Network(inner=inner, inner_bias=bias, outer=outer[:, 0], outer_bias=float(learner.intercepts_[1][0]))


def _model(first: tuple[Floats, float]) -> HappeningModel:
    none = np.zeros(0, dtype=np.float32)
    return HappeningModel(
        first=first[0], first_bias=first[1], mean=none, scale=none, networks=(), threshold=THRESHOLD
    )


def left_out(samples: Sequence[Sample]) -> dict[str, Coreference]:
    """Return the agreement after the first and both looks, stories by weights that saw none of their topics."""
    folds = folds_of(samples)
    looks: dict[str, Callable[[Sample, HappeningModel], Floats]] = {
        "first look": first_only,
        "both looks": both_looks,
    }
    found: dict[str, dict[Hashable, Hashable]] = {name: {} for name in looks}
    gold: dict[Hashable, Hashable] = {}
    for fold in range(FOLDS):
        model = fit(without(samples, fold, folds), folds)
        for sample in (s for s in samples if folds[s.topics[0]] == fold):
            gold.update({h.passage: g for h, g in zip(sample.table.happenings, sample.gold, strict=True)})
            for name, scores in looks.items():
                found[name].update(chains_of(sample, scores(sample, model)))
    return {name: compared(chains, gold) for name, chains in found.items()}


def chains_of(sample: Sample, scores: Floats) -> dict[Hashable, Hashable]:
    """Return the chain of each mention of a story, decided jointly, in the order of the table."""
    chains = cluster(len(sample.table), sample.pairs.left, sample.pairs.right, scores, THRESHOLD)
    home = {k: number for number, members in enumerate(chains) for k in members}
    story = sample.table.readings[0].id
    return {h.passage: (story, home[k]) for k, h in enumerate(sample.table.happenings)}


def first_only(sample: Sample, model: HappeningModel) -> Floats:
    """Return the first scores of a story's pairs."""
    return model.first_scores(sample.rows)


def both_looks(sample: Sample, model: HappeningModel) -> Floats:
    """Return the scores of a story's pairs after the second look."""
    rows = with_support(sample.table, sample.pairs, sample.rows, model.first_scores(sample.rows))
    return model.second_scores(rows)


def write(model: HappeningModel) -> None:
    """Put a model into the package."""
    np.savez_compressed(
        WEIGHTS,
        first=model.first,
        first_bias=np.array(model.first_bias),
        mean=model.mean,
        scale=model.scale,
        inner=np.stack([n.inner for n in model.networks]),
        inner_bias=np.stack([n.inner_bias for n in model.networks]),
        outer=np.stack([n.outer for n in model.networks]),
        outer_bias=np.array([n.outer_bias for n in model.networks]),
        threshold=np.array(model.threshold),
        fitted_on=np.array(model.fitted_on),
    )


def main() -> None:
    """Fit, measure on topics left out, and with --write put the weights into the package."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the weights into the package")
    options = parser.parse_args()
    folder = labelled_folder()
    samples = [sample_of(story) for story in labelled_stories(folder) if story.chains]
    for name, agreement in left_out(samples).items():
        print(
            f"{name}, topics left out: CoNLL F1 {agreement.conll:.3f} (MUC {agreement.muc.f1:.3f}, "
            f"B-cubed {agreement.b_cubed.f1:.3f}, CEAF-e {agreement.ceaf_e.f1:.3f})"
        )
    if options.write:
        note = f"all topics of {SET} {set_digest(folder, SET)}, by evaluation/training/event_mentions.py"
        write(fit(samples, folds_of(samples), note))


if __name__ == "__main__":
    main()
