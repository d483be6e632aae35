"""How well sentences are split into claims: whether labelled facts are covered, and by claims of their extent.

    python -m evaluation.claims [--errors N] [--limit N]

Covered: share of the evidence spans of claims_stories that some claim touches (they share at least half of the
shorter one). Apart: share of pairs of disjoint evidence spans of one sentence that no single claim touches both
of. Agreement: the mean share, over the spans, of the characters that span and nearest claim have in common in all
the characters that either has. The packaged weights were fitted on the development half of this set; for stories
left out see `python -m evaluation.training.clause_splits`.
"""

import argparse
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import msgspec

from evaluation.claim_stories import SET, LabelledStory, labelled_stories, touches
from evaluation.scores import Score, labelled_folder
from synoptic.news.annotation import Claim, Reading

Range = tuple[int, int]


class Tally(msgspec.Struct):
    """What was counted so far, and the spans that no claim has nearly the extent of."""

    spans: int = 0
    covered: int = 0
    agreement: float = 0.0
    pairs: int = 0
    apart: int = 0
    errors: list[str] = msgspec.field(default_factory=list)

    def add(self, reading: Reading, spans: list[Range]) -> None:
        """Add the evidence spans of one report."""
        for span in spans:
            near = [claim for claim in reading.claims if touches(span, claim)]
            best = max((agreement(span, claim) for claim in near), default=0.0)
            self.spans += 1
            self.covered += bool(near)
            self.agreement += best
            if best < 0.5:
                words = reading.report.text[span[0] : span[1]].replace("\n", " ")
                held = " # ".join(" … ".join(s.words for s in c.spans).replace("\n", " ") for c in near)
                self.errors.append(f"{best:.2f} {words} || {held}")
        for one, other in pairs_in_sentences(reading, spans):
            self.pairs += 1
            self.apart += not any(touches(one, c) and touches(other, c) for c in reading.claims)


def agreement(span: Range, claim: Claim) -> float:
    """Return how many characters a span and a claim have in common, of all that either has."""
    shared = sum(max(0, min(span[1], s.end) - max(span[0], s.start)) for s in claim.spans)
    total = sum(s.end - s.start for s in claim.spans) + span[1] - span[0] - shared
    return shared / total if total else 0.0


def pairs_in_sentences(reading: Reading, spans: list[Range]) -> Iterator[tuple[Range, Range]]:
    """Yield the pairs of evidence spans that share a sentence but no character."""
    for one, other in combinations(sorted(set(spans)), 2):
        sentences = [reading.sentence_at(span[0]) for span in (one, other)]
        if sentences[0] is not None and sentences[0] is sentences[1] and one[1] <= other[0]:
            yield one, other


def first_spans(story: LabelledStory) -> dict[str, list[Range]]:
    """Return the first evidence span of every fact, by report."""
    found: dict[str, list[Range]] = {}
    for fact in story.labels["facts"]:
        for report, spans in story.spans(fact["evidence"]).items():
            found.setdefault(report, []).append(spans[0])
    return found


def tally(folder: Path, limit: int = 0) -> Tally:
    """Return what the packaged weights make of the labelled stories."""
    made = Tally()
    for story in labelled_stories(folder, limit):
        for report, spans in sorted(first_spans(story).items()):
            made.add(story.dossier.reading(report), spans)
    return made


def measure(folder: Path, limit: int = 0) -> list[Score]:
    """Return the scores of splitting with the packaged weights."""
    made = tally(folder, limit)
    return [
        Score(evaluation="claims", measure=name, value=value, sets=(SET,), rows=rows)
        for name, value, rows in (
            ("labelled spans covered", made.covered / max(1, made.spans), made.spans),
            ("agreement in extent", made.agreement / max(1, made.spans), made.spans),
            ("facts of one sentence kept apart", made.apart / max(1, made.pairs), made.pairs),
        )
    ]


def main() -> None:
    """Print the scores, and with --errors spans whose claims have another extent."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print this many spans that are split otherwise")
    parser.add_argument("--limit", type=int, default=0, help="read only the first stories")
    options = parser.parse_args()
    for score in measure(labelled_folder(), options.limit):
        print(f"{score.measure:<40} {score.value:7.3f}  ({score.rows} rows)")
    if options.errors:
        errors = sorted(tally(labelled_folder(), options.limit).errors)
        print("\n".join(errors[:: max(1, len(errors) // options.errors)][: options.errors]))


if __name__ == "__main__":
    main()
