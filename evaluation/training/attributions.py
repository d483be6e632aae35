"""Fits the model that reads attributions on polnear's development half, and measures it on held-out documents.

    python -m evaluation.training.attributions [--cache FILE] [--held-out N] [--write]

Every choice (which word is a cue, where a cue, a source and the reported words begin and end) is fitted on the
labelled attributions: the cue as a logistic model over single words, the others as conditional logistic models
(a softmax over the places of one cue), with a ridge penalty of 4 for cues and 1 for the others, and 60 steps of
L-BFGS from nought, so that equal input gives equal weights. `--held-out N` keeps every Nth document back and
measures on it, and fits the second look there (`attribution_choice.py`), left out by document in fives; `--write`
fits on all documents and puts the weights into the package. Parsing takes most of the time: `--cache` keeps the
parses.
"""

import argparse
import bisect
import pickle
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from evaluation.quote_spans import LabelledDocument, labelled_documents
from evaluation.scores import labelled_folder
from evaluation.training.attribution_choice import fit_choice, left_out_scores
from synoptic.annotate import quote_places as places
from synoptic.annotate.quote_cue_features import cue_end_features, cue_features, cue_start_features
from synoptic.annotate.quote_cues import cues_of
from synoptic.annotate.quote_grammar import Grammar
from synoptic.annotate.quote_model import BITS, CHOICES, WEIGHTS, Model, hashed
from synoptic.annotate.quote_part_features import (
    CueView,
    end_features,
    left_end_features,
    left_start_features,
    none_features,
    start_features,
)

PACKAGED = Path(__file__).parents[2] / "src" / "synoptic" / "annotate" / WEIGHTS
# Cues: of 1, 4, 8 and 16 the best F1 of cue heads on the documents held out (.777, .784, .783, .780).
CUE_RIDGE, RIDGE, STEPS = 4.0, 1.0, 60
# Weights nearer to nought than this are dropped: the file halves and no figure changes.
_SMALLEST = 0.004

Extent = tuple[int, int]
Floats = npt.NDArray[np.float64]


class Rows:
    """The places of one choice: their hashed features, which is right, and where each group ends."""

    def __init__(self) -> None:
        self.columns, self.ends = array("i"), array("q", [0])
        self.right, self.groups = array("f"), array("q", [0])

    def add(self, features: Iterable[str], right: bool) -> None:
        """Add one place."""
        self.columns.extend(hashed(features))
        self.ends.append(len(self.columns))
        self.right.append(float(right))

    def close(self) -> None:
        """End the group of places that were added since the last one."""
        self.groups.append(len(self.right))

    def matrix(self) -> csr_matrix:
        """Return the features as a sparse matrix of ones."""
        columns = np.frombuffer(self.columns, dtype=np.int32)
        ends = np.frombuffer(self.ends, dtype=np.int64)
        ones = np.ones(len(columns), dtype=np.float32)
        return csr_matrix((ones, columns, ends), shape=(len(self.right), 1 << BITS))


def fitted(rows: Rows, *, single: bool) -> npt.NDArray[np.float32]:
    """Return the weights of one choice: places judged one by one, or against the others of their group."""
    ridge = CUE_RIDGE if single else RIDGE
    matrix = rows.matrix()
    turned = matrix.T.tocsr()
    right = np.frombuffer(rows.right, dtype=np.float32)
    bounds = np.frombuffer(rows.groups, dtype=np.int64)
    firsts, group = bounds[:-1], np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = matrix @ weights.astype(np.float32)
        if single:
            share = 1 / (1 + np.exp(-scores))
            value = np.where(right > 0, np.logaddexp(0, -scores), np.logaddexp(0, scores)).sum()
        else:
            top = np.maximum.reduceat(scores, firsts)[group]
            powers = np.exp(scores - top)
            total = np.add.reduceat(powers, firsts)[group]
            share = powers / total
            value = -(right * (scores - top - np.log(total))).sum()
        slope = (turned @ (share - right)).astype(np.float64)
        return float(value + ridge / 2 * (weights @ weights)), slope + ridge * weights

    start = np.zeros(1 << BITS)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    weights: npt.NDArray[np.float32] = np.where(np.abs(found.x) < _SMALLEST, 0, found.x).astype(np.float32)
    return weights


def _group(rows: Rows, where: Sequence[int], features: Any, right: int | None, none: Sequence[str] = ()) -> bool:
    """Add the places of one choice, unless the right one is not among them."""
    if right is not None and right not in where:
        return False
    if none:
        rows.add(none, right is None)
    for place in where:
        rows.add(features(place), place == right)
    rows.close()
    return True


class Lessons:
    """Turns labelled documents into the rows of every choice."""

    def __init__(self) -> None:
        self.rows = {choice: Rows() for choice in CHOICES}

    def add(self, document: LabelledDocument) -> None:
        """Add one document."""
        g = Grammar(document.paragraphs, cues_of("en"))
        heads = set()
        for attribution in document.attributions:
            if attribution.cue:
                cue = _tokens(g, attribution.cue[0])
                if cue is not None:
                    head = head_of(g, *cue)
                    heads.add(head)
                    self._add_attribution(g, head, cue, attribution)
        for index in range(len(g.tokens)):
            if places.may_be_cue(g, index):
                self.rows["cue"].add(cue_features(g, index), index in heads)

    def _add_attribution(self, g: Grammar, head: int, cue: Extent, attribution: Any) -> None:
        rows = self.rows
        _group(rows["cue_start"], places.cue_starts(g, head), lambda i: cue_start_features(g, head, i), cue[0])
        _group(rows["cue_end"], places.cue_ends(g, head), lambda i: cue_end_features(g, head, i), cue[1])
        c = CueView(g, head, *cue)
        sources = [e for span in attribution.source if (e := _tokens(g, span))]
        content = sorted(e for span in attribution.content if (e := _tokens(g, span)))
        source = sources[0] if sources else None
        if source is None or source[1] < c.first or source[0] > c.last:
            self._add_part(g, c, "source", source)
        after = next((e for e in content if e[0] > c.last), None)
        before = next((e for e in reversed(content) if e[1] < c.first), None)
        self._add_part(g, c, "right", after)
        none = [*none_features(g, c), f"Nr={after is not None:d}"]
        ends = places.left_ends(g, c)
        right = before[1] if before else None
        if _group(rows["left_end"], ends, lambda i: left_end_features(g, c, i), right, none) and before:
            starts = places.left_starts(g, c, before[1])
            _group(rows["left_start"], starts, lambda i: left_start_features(g, c, before[1], i), before[0])

    def _add_part(self, g: Grammar, c: CueView, name: str, part: Extent | None) -> None:
        starts = places.source_starts(g, c) if name == "source" else places.right_starts(g, c)
        start_rows, end_rows = self.rows[f"{name}_start"], self.rows[f"{name}_end"]
        begin = part[0] if part else None
        if _group(start_rows, starts, lambda i: start_features(g, c, i), begin, none_features(g, c)) and part:
            find = places.source_ends if name == "source" else places.right_ends
            _group(end_rows, find(g, c, part[0]), lambda i: end_features(g, c, part[0], i), part[1])


def head_of(g: Grammar, first: int, last: int) -> int:
    """Return the token of a cue whose own head lies outside it: a verb if there is one, else a word."""
    roots = [k for k in range(first, last + 1) if not first <= g.head[k] <= last or g.head[k] == k]
    verbs = [k for k in roots if g.pos[k] in ("VERB", "AUX")]
    return (verbs or [k for k in roots if g.pos[k] != "PUNCT"] or roots)[0]


def _tokens(g: Grammar, span: Extent) -> Extent | None:
    """Return the first and last token of a span of characters."""
    first = bisect.bisect_right(g.tokens, span[0], key=lambda t: t.end)
    last = bisect.bisect_left(g.tokens, span[1], key=lambda t: t.start) - 1
    return (first, last) if first <= last else None


def fit(documents: Iterable[LabelledDocument]) -> Model:
    """Return a model fitted on documents."""
    lessons = Lessons()
    for document in documents:
        lessons.add(document)
    weights = {}
    for choice in CHOICES:
        weights[choice] = fitted(lessons.rows.pop(choice), single=choice == "cue")
        print(f"fitted {choice}", flush=True)
    return Model(weights)


def read_documents(cache: Path | None) -> list[LabelledDocument]:
    """Return the parsed documents, from the cache if there is one."""
    if cache is not None and cache.exists():
        held: list[LabelledDocument] = pickle.loads(cache.read_bytes())  # our own file of an earlier run
        return held
    documents = list(labelled_documents(labelled_folder()))
    if cache is not None:
        cache.write_bytes(pickle.dumps(documents))
    return documents


def main() -> None:
    """Fit, measure on held-out documents, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, help="keep the parses in this file")
    parser.add_argument("--held-out", type=int, default=0, help="keep every Nth document back, and measure on it")
    parser.add_argument(
        "--write", action="store_true", help="put weights fitted on all documents into the package"
    )
    options = parser.parse_args()
    documents = read_documents(options.cache)
    if options.held_out:
        model = fit(d for n, d in enumerate(documents) if n % options.held_out)
        held = documents[:: options.held_out]
        for score in left_out_scores(held, model):
            print(f"{score.measure:<40} {score.value:.3f}  ({score.rows} rows)", flush=True)
        if options.write:
            fit_choice(held, model)
    if options.write:
        packed: dict[str, Any] = {name: row.astype(np.float16) for name, row in fit(documents).weights.items()}
        np.savez_compressed(PACKAGED, **packed)
        print(f"{PACKAGED}: {PACKAGED.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
