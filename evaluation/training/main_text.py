"""Fits the two small models that tell a report's text from what stands around it, and cross-validates them.

    python -m evaluation.training.main_text [--check] [--only page|line]

Pages of html_scrapinghub, html_l3s_gn1, html_fundus and html_trafilatura (their paragraphs labelled by the gold
text), and for plain text also the lines of line_noise. Pages are left out in turn, whole; the score of a
paragraph's words is always made by a model that has not seen its page. Seeds are fixed: the same data give
the same weights.
"""

import argparse
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sparse  # type: ignore[import-untyped]
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from evaluation.cleaning import mean, overlap, page_source
from evaluation.page_labels import Example, bare_line, clipped, gold_text, labels_of, slice_of
from evaluation.scores import Counts, labelled_folder, read_set
from synoptic.clean.body import main_text
from synoptic.clean.features import COLUMNS, Matrix, own_features, tokens, with_neighbours
from synoptic.clean.metadata import read_metadata
from synoptic.clean.page import seen_of
from synoptic.clean.tree import parse

PAGES = ("html_scrapinghub", "html_l3s_gn1", "html_fundus", "html_trafilatura")
WEIGHTS = Path(__file__).parents[2] / "src" / "synoptic" / "clean" / "weights"
FOLDS, SEED = 4, 5
# Segments label a few paragraphs of a page only. Three times the weight for line_noise was no gain (.733 of .732).
WEIGHT = {"html_trafilatura": 25}


class Fitted(NamedTuple):
    """A fitted pair of models."""

    words: LogisticRegression
    trees: HistGradientBoostingClassifier


def page_examples(folder: Path) -> Iterator[Example]:
    """Yield every labelled page."""
    for name in PAGES:
        for row in read_set(folder, name):
            source = page_source(row)
            tree = parse(source)
            if tree is None:
                continue
            metadata = read_metadata(tree)
            extracted, _ = main_text(source)
            seen = seen_of(tree, extracted)
            title = metadata.masthead.headline
            if seen:
                yield Example(name, row, seen, title, labels_of(row, [one.words for one in seen], title))


def line_examples(pages: Sequence[Example], folder: Path) -> Iterator[Example]:
    """Yield pages as lines without markup, whole and as they are copied, and the texts of line_noise."""
    for page in pages:
        if page.name == "html_trafilatura":
            continue
        bare = [bare_line(one.words) for one in page.seen]
        yield page._replace(seen=bare, title="")
        yield clipped(page._replace(seen=bare, title="", name="clipped"))
        yield slice_of(page._replace(seen=bare, title="", name="slice"))
    for row in read_set(folder, "line_noise"):
        lines = [bare_line(" ".join(words.split()) or ".") for words in row["input"]["lines"]]
        yield Example("line_noise", row, lines, "", [int(label) for label in row["gold"]["labels"]])


def fit(examples: Sequence[Example]) -> Fitted:
    """Return the models fitted on examples."""
    folds = np.random.RandomState(SEED + 1).permutation(len(examples)) % 3
    scores: dict[int, Matrix] = {}
    for fold in range(3):
        words = _fit_words([one for one, other in zip(examples, folds, strict=True) if other != fold])
        for at in np.flatnonzero(folds == fold):
            scores[int(at)] = words.decision_function(_columns([examples[int(at)]]))
    rows = np.vstack([rows_of(one, scores[at]) for at, one in enumerate(examples)])
    labels, weights = _labels(examples), _weights(examples)
    known = labels >= 0
    trees = HistGradientBoostingClassifier(
        max_iter=110,
        learning_rate=0.1,
        max_leaf_nodes=16,
        min_samples_leaf=20,
        l2_regularization=5,
        max_features=0.3,
        early_stopping=False,
        random_state=SEED,
    )
    trees.fit(rows[known], labels[known], sample_weight=weights[known])
    return Fitted(_fit_words(examples), trees)


def rows_of(example: Example, scores: Matrix) -> Matrix:
    """Return the rows of an example for the trees."""
    votes = np.array([one.votes for one in example.seen], dtype=np.float64).reshape(len(example.seen), -1)
    return with_neighbours(own_features(example.seen, example.title), scores, votes)


def _fit_words(examples: Sequence[Example]) -> LogisticRegression:
    labels, weights = _labels(examples), _weights(examples)
    known = labels >= 0
    model = LogisticRegression(C=0.3, max_iter=100, tol=1e-2, solver="liblinear", random_state=SEED)
    return model.fit(_columns(examples)[known], labels[known], sample_weight=weights[known])


def _columns(examples: Sequence[Example]) -> Any:
    found = [tokens(one) for example in examples for one in example.seen]
    places = [at for at, columns in enumerate(found) for _ in columns]
    held = [column for columns in found for column in columns]
    return sparse.csr_matrix((np.ones(len(held)), (places, held)), shape=(len(found), COLUMNS))


def _labels(examples: Sequence[Example]) -> Any:
    return np.concatenate([np.array(one.labels) for one in examples])


def _weights(examples: Sequence[Example]) -> Matrix:
    """Return the weight of each paragraph: pages count alike, in them paragraphs by the root of their words."""
    weights = []
    for one in examples:
        own = np.sqrt([len(seen.words.split()) + 1.0 for seen in one.seen])
        own[np.array(one.labels) < 0] = 0
        weights.append(own / max(1.0, own.sum()) * WEIGHT.get(one.name, 50))
    return np.concatenate(weights)


def probabilities(fitted: Fitted, example: Example) -> Matrix:
    """Return how likely each paragraph is text."""
    scores = fitted.words.decision_function(_columns([example]))
    chances: Matrix = fitted.trees.predict_proba(rows_of(example, scores))[:, 1]
    return chances


def left_out(examples: Sequence[Example]) -> list[Matrix]:
    """Return the probabilities of each example by models that have not seen its row of the data."""
    names = sorted({str(one.row["id"]) for one in examples})
    order = np.random.RandomState(SEED).permutation(len(names)) % FOLDS
    fold_of = dict(zip(names, order, strict=True))
    made: list[Matrix] = [np.zeros(0)] * len(examples)
    for fold in range(FOLDS):
        fitted = fit([one for one in examples if fold_of[str(one.row["id"])] != fold])
        for at, one in enumerate(examples):
            if fold_of[str(one.row["id"])] == fold:
                made[at] = probabilities(fitted, one)
        print(f"  fold {fold + 1} of {FOLDS}", flush=True)
    return made


def report_pages(examples: Sequence[Example], made: Sequence[Matrix]) -> None:
    """Print the F1 of the paragraphs chosen at several thresholds, without the rules of cleaning."""
    for threshold in (0.35, 0.42, 0.5, 0.58):
        for name in PAGES[:3]:
            found = []
            for one, chances in zip(examples, made, strict=True):
                if one.name == name:
                    chosen = [s.words for s, chance in zip(one.seen, chances, strict=True) if chance > threshold]
                    found.append(overlap(gold_text(one.row), "\n".join(chosen)))
            print(f"  {threshold} {name}: {mean(found).f1:.4f} {mean(found)}")


def report_lines(examples: Sequence[Example], made: Sequence[Matrix]) -> None:
    """Print macro F1 on line_noise, and the shares of lines kept and removed on the flattened pages."""
    for threshold in (0.2, 0.3, 0.4, 0.5):
        for name in ("line_noise", "html_l3s_gn1", "clipped"):
            counts = {0: Counts(), 1: Counts()}
            for one, chances in zip(examples, made, strict=True):
                for gold, chance in zip(one.labels, chances, strict=True):
                    if one.name == name and gold >= 0:
                        found = int(chance > threshold)
                        counts[gold].gold += 1
                        counts[found].predicted += 1
                        counts[gold].right += gold == found
            macro = statistics.mean(one.f1 for one in counts.values())
            shares = f"kept {counts[1].recall:.3f}, removed {counts[0].recall:.3f}"
            print(f"  {threshold} {name}: macro F1 {macro:.3f}, {shares}")


def save(fitted: Fitted, name: str) -> None:
    """Write the weights of a pair of models as tables that numpy reads."""
    nodes = [stage[0].nodes for stage in fitted.trees._predictors]
    size = max(map(len, nodes))
    tables: dict[str, Any] = {key: np.zeros((len(nodes), size), np.int16) for key in ("feature", "left", "right")}
    tables |= {"threshold": np.zeros((len(nodes), size)), "value": np.zeros((len(nodes), size))}
    for tree, held in enumerate(nodes):
        for at, node in enumerate(held):
            leaf = bool(node["is_leaf"])
            tables["feature"][tree, at] = 0 if leaf else node["feature_idx"]
            tables["threshold"][tree, at] = 0 if leaf else node["num_threshold"]
            tables["left"][tree, at] = at if leaf else node["left"]
            tables["right"][tree, at] = at if leaf else node["right"]
            tables["value"][tree, at] = node["value"] if leaf else 0
    start = float(np.ravel(fitted.trees._baseline_prediction)[0])
    words = fitted.words.coef_[0].astype(np.float32)
    WEIGHTS.mkdir(exist_ok=True)
    np.savez_compressed(
        WEIGHTS / f"{name}_text.npz", words=words, base=float(fitted.words.intercept_[0]), start=start, **tables
    )


def main() -> int:
    """Fit and save the models; with --check only cross-validate them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="leave pages out in turn and print the scores")
    parser.add_argument("--only", choices=("page", "line"), help="only one of the two models")
    options = parser.parse_args()
    folder = labelled_folder()
    pages = list(page_examples(folder))
    print(f"{len(pages)} pages, {sum(len(one.seen) for one in pages)} paragraphs", flush=True)
    for name, examples in (("page", pages), ("line", list(line_examples(pages, folder)))):
        if options.only not in (None, name):
            continue
        if options.check:
            (report_pages if name == "page" else report_lines)(examples, left_out(examples))
        else:
            save(fit(examples), name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
