"""Whether loaded sentences and loaded words are told.

- babe: macro F1 of “is this sentence loaded”. On the rows that the packaged model was fitted on, each sentence is
  judged by models fitted on the other folds (`evaluation.training.loaded`); on other rows by the packaged model.
- basil: of the spans of lexical bias outside quotation marks, the share that a loaded word or a label of ours
  touches in the outlet's own voice; beside it the share of all its own words that we call loaded, to be small.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evaluation.naming import LabelledText, joined, tools
from evaluation.scores import Counts, Score, labelled_folder, read_set, set_digest
from synoptic.compare.loaded import own_loaded_words, sentence_score
from synoptic.compare.loaded_features import is_plain, words_of
from synoptic.compare.voice import in_quotation_marks
from synoptic.news.annotation import Reading

# In a quick run, so many sentences of babe are judged for each triplet of basil that is read.
_SENTENCES_A_TRIPLET = 20
# The digest of the rows of babe that loaded.npz was fitted on.
FITTED_ON = "4f7a6acc1a548ca1"


def measure(folder: Path, limit: int = 0, *, errors: int = 0) -> list[Score]:
    """Return the scores on babe and basil; `limit` caps the sentences of babe, a twentieth of it basil."""
    return [*_sentences(folder, limit), *_spans(folder, -(-limit // _SENTENCES_A_TRIPLET), errors)]


def macro_f1(gold: Sequence[bool], answers: Sequence[bool]) -> float:
    """Return the mean of the F1 of both answers."""
    means = []
    for what in (True, False):
        counts = Counts(
            right=sum(g == a == what for g, a in zip(gold, answers, strict=True)),
            predicted=sum(a == what for a in answers),
            gold=sum(g == what for g in gold),
        )
        means.append(counts.f1)
    return sum(means) / 2


def _sentences(folder: Path, limit: int) -> Iterator[Score]:
    rows = list(read_set(folder, "babe", limit))
    gold = [bool(row["gold"]["biased"]) for row in rows]
    if set_digest(folder, "babe") == FITTED_ON:
        from evaluation.training.loaded import left_out_answers, read_sentences  # scikit-learn: only where needed

        answers = [bool(a) for a in left_out_answers(read_sentences(folder, tools(), limit))]
    else:
        answers = [sentence_score(row["input"]["text"], tools()) > 0.5 for row in rows]
    yield _score("macro F1 of loaded sentences", macro_f1(gold, answers), "babe", len(rows), best=".804–.814")


def _spans(folder: Path, limit: int, errors: int) -> Iterator[Score]:
    triplets: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in read_set(folder, "basil"):
        triplets[row["gold"]["triplet"]].append(row)
    chosen = sorted(triplets)[: limit or None]
    touched, flagged = Counts(), Counts()
    missed: list[str] = []
    for triplet in chosen:
        dossier = joined(triplet, (LabelledText(path=r["id"], text=r["input"]["text"]) for r in triplets[triplet]))
        readings = {r.report.path: r for r in dossier.readings}
        for row in triplets[triplet]:
            reading = readings[row["id"]]
            loaded = own_loaded_words(reading, tools())
            flagged.right += len(loaded)
            flagged.gold += _own_words(reading)
            marks = [
                (x.start, x.end)
                for x in (*loaded, *(v for v in dossier.labels if not v.voice))
                if x.report == reading.id
            ]
            for span in row["gold"]["spans"]:
                if span["bias"] != "lex" or span["start"] is None or span["in_quote"] != "no":
                    continue
                right = any(start < span["end"] and span["start"] < end for start, end in marks)
                touched.gold += 1
                touched.right += right
                if not right:
                    missed.append(span["text"])
    for words in missed[:: max(1, len(missed) // errors)][:errors] if errors else ():
        print(f"  not touched: {words}")
    name = "recall of lexical-bias spans in the outlet's own voice"
    yield _score(name, touched.recall, "basil", touched.gold)
    yield _score("share of own words called loaded", flagged.recall, "basil", flagged.gold, up=False)


def _own_words(reading: Reading) -> int:
    placed = ((start, end) for start, end, word in words_of(reading.report.text) if not is_plain(word))
    return sum(not in_quotation_marks(reading, start, end) for start, end in placed)


def _score(measure_name: str, value: float, name: str, rows: int, *, up: bool = True, best: str = "") -> Score:
    return Score(
        evaluation="loaded",
        measure=measure_name,
        value=value,
        sets=(name,),
        rows=rows,
        higher_is_better=up,
        best=best,
    )


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=0, help="sentences of babe to read, 0 for all")
    parser.add_argument("--errors", type=int, default=0, help="spans of basil to print")
    options = parser.parse_args()
    for score in measure(labelled_folder(), options.limit, errors=options.errors):
        print(f"{score.key:<70} {score.value:.3f} ({score.rows} rows)")


if __name__ == "__main__":
    main()
