"""ftfy on labelled cases of misread text."""

import importlib
from pathlib import Path

from evaluation.rivals.beside import RivalScore, called
from evaluation.scores import read_set

PACKAGES = ("ftfy",)


def rivals(folder: Path, name: str, limit: int) -> list[RivalScore]:
    """Return how many cases ftfy solves exactly; they come from its own tests, so this is its best side."""
    ftfy = importlib.import_module("ftfy")
    rows = list(read_set(folder, name, limit))
    right = sum(
        ftfy.fix_encoding(row["input"]["text"]) in (row["gold"].get("fixed_encoding"), row["gold"].get("fixed"))
        for row in rows
    )
    return [
        RivalScore(
            rival=called("ftfy"),
            key="encoding: labelled cases exact",
            value=right / max(1, len(rows)),
            rows=len(rows),
            note="the cases are its own",
        )
    ]
