"""What an evaluation returns, and how labelled sets are read."""

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

DEFAULT_FOLDER = Path(__file__).parents[2] / "shared" / "evaldata"


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """One number measured on labelled sets; `best` is the best published figure, as text."""

    evaluation: str
    measure: str
    value: float
    sets: tuple[str, ...]
    rows: int
    higher_is_better: bool = True
    best: str = ""

    @property
    def key(self) -> str:
        """Return the name under which floors.json holds the floor of this number."""
        return f"{self.evaluation}: {self.measure}"


class Counts(msgspec.Struct):
    """Right, predicted and gold counts, from which precision, recall and F1 follow."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Return the share of what was predicted that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Return the share of what is labelled that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def labelled_folder() -> Path:
    """Return the folder of labelled sets: SYNOPTIC_EVALDATA, or the one beside the project."""
    return Path(os.environ.get("SYNOPTIC_EVALDATA", DEFAULT_FOLDER))


def set_path(folder: Path, name: str) -> Path:
    """Return the file of a labelled set; FileNotFoundError if the folder has none."""
    for suffix in (".jsonl", ".jsonl.gz"):
        if (folder / f"{name}{suffix}").exists():
            return folder / f"{name}{suffix}"
    raise FileNotFoundError(f"There is no set {name} in {folder}. Name the folder with SYNOPTIC_EVALDATA.")


def read_set(folder: Path, name: str, limit: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the rows of a labelled set in file order; at most `limit` of them if that is not 0."""
    path = set_path(folder, name)
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit and number >= limit:
                return
            yield json.loads(line)


def set_digest(folder: Path, name: str) -> str:
    """Return the digest of a labelled set, so that a floor can name the data it was measured on."""
    return hashlib.sha256(set_path(folder, name).read_bytes()).hexdigest()[:16]
