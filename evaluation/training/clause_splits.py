"""Fits the weights by which a sentence is split into claims, and measures them on stories left out.

    python -m evaluation.training.clause_splits [--write]

Learned from the edges of labelled facts: a part of a sentence stands alone where a fact's words hold it without
the word it hangs on, or that word without it; it does not where one fact's words hold both.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score

from evaluation.claim_stories import SET, LabelledStory, labelled_stories
from evaluation.scores import labelled_folder, set_digest
from synoptic.annotate.clause_score import ClauseWeights, features_of, parts_of, surroundings_of
from synoptic.annotate.indirect import Tree
from synoptic.news.annotation import Reading, Sentence

WEIGHTS = Path(__file__).parents[2] / "src" / "synoptic" / "annotate" / "clause_weights.json"
FOLDS = 5
# Inverse strength of the ridge; .1, .3 and 1 differ by less than .005 in average precision on stories left out.
RIDGE = 0.3
# Where joining claims exactly by the labels comes near to the labelled joins on stories left out, while
# a claim still reads by itself (.3: F1 .863; .4: .839; rules alone: .691; whole sentences: .375).
THRESHOLD = 0.3
# Rarer features say more about a story than about a language.
_LEAST_SEEN = 5


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a sentence: its features, whether it stands alone, and how sure that is."""

    story: int
    features: dict[str, float]
    alone: bool
    weight: float


def examples(stories: Sequence[LabelledStory]) -> Iterator[Example]:
    """Yield the parts of sentences about which the labelled facts say something."""
    for number, story in enumerate(stories):
        facts: dict[str, set[tuple[int, int]]] = {}
        for fact in story.labels["facts"]:
            for report, spans in story.spans(fact["evidence"]).items():
                facts.setdefault(report, set()).update(spans)
        for reading in story.dossier.readings:
            for sentence in reading.sentences:
                held = [
                    f for f in sorted(facts.get(reading.id, ())) if f[0] < sentence.end and sentence.start < f[1]
                ]
                if held and sentence.parsed and sentence.language == "en" and sentence.block == "body":
                    yield from _of_sentence(number, reading, sentence, held)


def _of_sentence(
    story: int, reading: Reading, sentence: Sentence, facts: Sequence[tuple[int, int]]
) -> Iterator[Example]:
    tree = Tree(sentence)
    around = surroundings_of(reading, sentence)
    inside = [{k for k, t in enumerate(tree.tokens) if a <= t.start and t.end <= b} for a, b in facts]
    for index, below in parts_of(tree):
        words = {k for k in below if any(map(str.isalnum, tree.tokens[k].words))}
        above = tree.tokens[index].head
        shares = [(len(fact & words) / len(words), above in fact) for fact in inside]
        apart = sum((share <= 0.2 and holds) or (share >= 0.8 and not holds) for share, holds in shares)
        joint = sum(share >= 0.8 and holds for share, holds in shares)
        if apart or joint:
            yield Example(
                story=story,
                features=features_of(tree, index, below, around),
                alone=apart > 0 and apart >= joint,
                weight=0.5 if apart and joint else 1.0,
            )


def fit(kept: Sequence[Example]) -> ClauseWeights:
    """Return the weights fitted on some examples."""
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform([e.features for e in kept])
    rows = rows[:, seen := np.asarray((rows > 0).sum(axis=0)).ravel() >= _LEAST_SEEN]
    model = LogisticRegression(C=RIDGE, max_iter=3000)
    model.fit(rows, [e.alone for e in kept], sample_weight=[e.weight for e in kept])
    names = [n for n, s in zip(vectorizer.get_feature_names_out(), seen, strict=True) if s]
    weights = {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}
    return ClauseWeights(weights=weights, bias=round(float(model.intercept_[0]), 3), threshold=THRESHOLD)


def left_out(kept: Sequence[Example]) -> tuple[float, float]:
    """Return average precision and F1, each part judged by weights that never saw its story."""
    from synoptic.annotate.clause_score import probability

    judged = np.zeros(len(kept))
    for fold in range(FOLDS):
        weights = fit([e for e in kept if e.story % FOLDS != fold])
        for k, example in enumerate(kept):
            if example.story % FOLDS == fold:
                judged[k] = probability(example.features, weights)
    alone = np.array([e.alone for e in kept])
    return float(average_precision_score(alone, judged)), float(f1_score(alone, judged >= THRESHOLD))


def main() -> None:
    """Fit, measure on stories left out, and with --write put the weights into the package."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the weights into the package")
    options = parser.parse_args()
    folder = labelled_folder()
    kept = list(examples(list(labelled_stories(folder))))
    precision, f1 = left_out(kept)
    print(
        f"{len(kept)} parts, {sum(e.alone for e in kept)} alone; stories left out: AP {precision:.3f} F1 {f1:.3f}"
    )
    if options.write:
        note = f"all stories of {SET} {set_digest(folder, SET)}, by evaluation/training/clause_splits.py"
        made = msgspec.structs.replace(fit(kept), fitted_on=note)
        WEIGHTS.write_text(json.dumps(msgspec.to_builtins(made), indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
