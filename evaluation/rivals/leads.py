"""The first sentence of each report: what a brief has to beat."""

import re
from pathlib import Path
from statistics import mean

from evaluation.brief import FULL, rouge
from evaluation.rivals.beside import RivalScore
from evaluation.scores import read_set

PACKAGES: tuple[str, ...] = ()
# A stop before a space and a capital ends a sentence, but not behind an initial or a short title.
_END = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][\"”’)]*(?=\s+[\"“‘(]?[A-Z]|\s*$)")


def rivals(folder: Path, name: str, limit: int) -> list[RivalScore]:
    """Return ROUGE-1 and ROUGE-2 of the first sentences against the human summaries, on the rows of our briefs."""
    rows = list(read_set(folder, name))
    rows = rows[:: max(1, len(rows) // FULL)][: limit or FULL]
    leads = [" ".join(first_sentence(a["text"]) for a in row["input"]["articles"]) for row in rows]
    wanted = [row["gold"]["summary"]["text"] for row in rows]
    return [
        RivalScore(
            rival="first sentences",
            key=f"brief: {measure}",
            value=mean(rouge(one, other, n) for one, other in zip(leads, wanted, strict=True)),
            rows=len(rows),
        )
        for n, measure in ((1, "ROUGE-1 against the human summary"), (2, "ROUGE-2"))
    ]


def first_sentence(text: str) -> str:
    """Return the first sentence of a text."""
    line = next((line.strip() for line in text.split("\n") if line.strip()), "")
    end = _END.search(line)
    return line[: end.end()] if end else line
