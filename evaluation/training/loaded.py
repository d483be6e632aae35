"""Fit how loaded words and sentences are, on babe: words that annotators marked, and sentences that they judged.

    python -m evaluation.training.loaded

Prints the macro F1 over sentences left out in turn (five folds) and writes loaded.npz. No word is stored: the
weights belong to hashed parts of words, to vectors and to what the scores of a sentence's words come to.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack, vstack  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from evaluation.scores import labelled_folder, read_set
from synoptic.compare import loaded
from synoptic.compare.loaded import LoadedModel
from synoptic.compare.loaded_features import (
    BUCKETS,
    Buckets,
    is_plain,
    sentence_buckets,
    sentence_figures,
    word_buckets,
    words_of,
)
from synoptic.run.models import ModelTools
from synoptic.run.settings import ModelSettings

PACKAGE = Path(loaded.__file__).parent
SEED = 20221101
FOLDS, INNER_FOLDS = 5, 4
# Chosen on left-out folds; twice and half of each changes the macro F1 by less than .004.
WORD_STRENGTH, SENTENCE_STRENGTH, FIGURE_SCALE = 10.0, 1.0, 0.3
Rows = npt.NDArray[np.int64]


class Sentences(msgspec.Struct, frozen=True):
    """The sentences of babe: words, marked words, judgement, and their vectors and buckets as matrices."""

    texts: list[str]
    words: list[list[str]]
    marked: list[set[str]]
    biased: npt.NDArray[np.int64]
    matrix: Any
    vocabulary: dict[str, int]
    word_matrix: Any


def read_sentences(folder: Path, tools: ModelTools, limit: int = 0) -> Sentences:
    """Return the sentences of babe with what the models are fitted on."""
    rows = list(read_set(folder, "babe", limit))
    texts = [row["input"]["text"] for row in rows]
    words = [[w for _, _, w in words_of(text)] for text in texts]
    marked = [{w for phrase in row["gold"]["biased_words"] for _, _, w in words_of(phrase)} for row in rows]
    vocabulary = sorted({w for sentence in words for w in sentence if not is_plain(w)})
    return Sentences(
        texts,
        words,
        marked,
        np.array([int(bool(row["gold"]["biased"])) for row in rows]),
        hstack([csr_matrix(tools.vectors(texts)), _matrix(map(sentence_buckets, words))]).tocsr(),
        {word: place for place, word in enumerate(vocabulary)},
        hstack([csr_matrix(tools.vectors(vocabulary)), _matrix(map(word_buckets, vocabulary))]).tocsr(),
    )


def left_out_answers(sentences: Sentences) -> npt.NDArray[np.bool_]:
    """Return for each sentence whether models fitted on the other folds call it loaded."""
    answers = np.zeros(len(sentences.texts), dtype=bool)
    for training, rest in _folds(FOLDS, SEED, sentences.biased):
        figures, scale = _figures(sentences, training)
        words = _word_scores(sentences, fit_words(sentences, training))
        figures[rest] = [_figures_of(sentences, row, words) for row in rest]
        rows = hstack([sentences.matrix, csr_matrix(figures / scale * FIGURE_SCALE)]).tocsr()
        model = _logistic(SENTENCE_STRENGTH).fit(rows[training], sentences.biased[training])
        answers[rest] = model.predict(rows[rest]) == 1
    return answers


def fit_words(sentences: Sentences, rows: Rows) -> Any:
    """Return the model of marked words, fitted on some sentences: each word weighs as often as it occurs."""
    held, marked = Counter[str](), Counter[str]()
    for row in rows:
        for word in set(sentences.words[row]) & sentences.vocabulary.keys():
            held[word] += 1
            marked[word] += word in sentences.marked[row]
    words = sorted(held)
    matrix = sentences.word_matrix[[sentences.vocabulary[w] for w in words]]
    weights = np.array([marked[w] for w in words] + [held[w] - marked[w] for w in words], dtype=float)
    answers = np.repeat([1, 0], len(words))
    seen = weights > 0
    both = vstack([matrix, matrix]).tocsr()[seen]
    return _logistic(WORD_STRENGTH).fit(both, answers[seen], sample_weight=weights[seen])


def fit(sentences: Sentences) -> LoadedModel:
    """Return the model fitted on all sentences."""
    everything = np.arange(len(sentences.texts))
    words = fit_words(sentences, everything)
    figures, scale = _figures(sentences, everything)
    rows = hstack([sentences.matrix, csr_matrix(figures / scale * FIGURE_SCALE)]).tocsr()
    model = _logistic(SENTENCE_STRENGTH).fit(rows, sentences.biased)
    dense = rows.shape[1] - BUCKETS - figures.shape[1]
    return LoadedModel(
        words.coef_[0][:dense],
        words.coef_[0][dense:],
        float(words.intercept_[0]),
        model.coef_[0][:dense],
        model.coef_[0][dense : dense + BUCKETS],
        model.coef_[0][dense + BUCKETS :] / scale * FIGURE_SCALE,
        float(model.intercept_[0]),
    )


def main() -> None:
    """Print the figure over left-out folds and write the weights."""
    sentences = read_sentences(labelled_folder(), ModelTools(ModelSettings()))
    right = left_out_answers(sentences) == (sentences.biased == 1)
    print(f"{len(right)} sentences, {right.mean():.3f} of them right when left out")
    model = fit(sentences)
    fields: dict[str, Any] = {x: np.asarray(getattr(model, x), dtype=np.float16) for x in model.__struct_fields__}
    np.savez_compressed(PACKAGE / loaded.FILE, **fields)


def _figures(sentences: Sentences, rows: Rows) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return what the words of sentences come to, scored by models that have not seen them, and the spread."""
    figures = np.zeros((len(sentences.texts), len(sentence_figures([]))))
    for training, rest in _folds(INNER_FOLDS, SEED + 1, sentences.biased[rows]):
        scores = _word_scores(sentences, fit_words(sentences, rows[training]))
        figures[rows[rest]] = [_figures_of(sentences, row, scores) for row in rows[rest]]
    return figures, figures[rows].std(axis=0)


def _figures_of(sentences: Sentences, row: int, scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
    known = (sentences.vocabulary.get(w) for w in sentences.words[row])
    return sentence_figures(float(scores[place]) for place in known if place is not None)


def _word_scores(sentences: Sentences, model: Any) -> npt.NDArray[np.float64]:
    scores: npt.NDArray[np.float64] = model.predict_proba(sentences.word_matrix)[:, 1]
    return scores


def _folds(number: int, seed: int, answers: Sequence[int] | npt.NDArray[np.int64]) -> Iterable[tuple[Rows, Rows]]:
    split: Callable[..., Iterable[tuple[Rows, Rows]]]
    split = StratifiedKFold(number, shuffle=True, random_state=seed).split
    return split(np.zeros(len(answers)), answers)


def _logistic(strength: float) -> Any:
    return LogisticRegression(C=strength, max_iter=2000)


def _matrix(buckets: Iterable[Buckets]) -> Any:
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    number = 0
    for number, held in enumerate(buckets, 1):
        rows += [number - 1] * len(held)
        columns += held.keys()
        values += held.values()
    return csr_matrix((values, (rows, columns)), shape=(number, BUCKETS))


if __name__ == "__main__":
    main()
