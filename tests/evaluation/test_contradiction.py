"""The scorers of contradictions and disputes, on cases counted by hand."""

import json
from pathlib import Path

from evaluation.claim_groups import Tally
from evaluation.contradiction import Judged, measure, scores_of
from evaluation.disputes import scores_of as dispute_scores

from synoptic.compare.contradiction import Reason
from synoptic.compare.predications import Predication

ACT = Predication(predicate="close", kind="act", start=0, end=5)
FOUND = Reason(kind="denial", words="one affirms, the other denies", one=ACT, other=ACT)


def judged(label: str, *, found: bool) -> Judged:
    """Return a pair with a label, judged."""
    return Judged(row={"gold": {"label": label}}, found=FOUND if found else None)


def test_precision_and_recall_are_of_contradictions() -> None:
    """Two found, one of them right, of two labelled: a half each; entailed and neutral pairs count alike."""
    pairs = [
        judged("contradiction", found=True),
        judged("contradiction", found=False),
        judged("neutral", found=True),
        judged("entailment", found=False),
    ]
    assert [s.value for s in scores_of(pairs)] == [0.5, 0.5]


def test_pairs_are_read_from_the_set_in_english(tmp_path: Path) -> None:
    """English pairs are read and judged by the guard of disputes; pairs in other languages are left out."""
    rows = [
        ("en", "The airport of Osterby was closed on Friday.", "The airport of Osterby was not closed.", True),
        ("en", "Jonas Falk may close the airport.", "Jonas Falk has not closed the airport.", False),
        ("fr", "L'aéroport est fermé.", "L'aéroport n'est pas fermé.", True),
    ]
    lines = [
        json.dumps(
            {
                "lang": lang,
                "input": {"text": text, "hypothesis": other},
                "gold": {"label": "contradiction" if clash else "neutral"},
            }
        )
        for lang, text, other, clash in rows
    ]
    (tmp_path / "nli_rte3.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [s.value for s in measure(tmp_path)] == [1.0, 1.0]


def test_disputes_are_counted_a_label_and_a_story() -> None:
    """Three reported, two of them of four labelled, over two stories: half are shown, half a one invented each."""
    made = Tally()
    made.stories = 2
    made.disputes.gold, made.disputes.predicted, made.disputes.right = 4, 3, 2
    # Reported disputes that match a label, and tempting pairs touched of those labelled.
    made.tempting.predicted, made.tempting.gold, made.tempting.right = 2, 5, 0
    assert [s.value for s in dispute_scores(made)] == [0.5, 0.5, 0.0]
