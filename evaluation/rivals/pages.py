"""trafilatura on labelled pages: text, title, authors and day."""

import importlib
from collections import Counter
from pathlib import Path
from typing import Any

from evaluation.cleaning import mean, overlap, page_source
from evaluation.rivals.beside import RivalScore, called
from evaluation.scores import Counts, read_set

PACKAGES = ("trafilatura",)
Row = dict[str, Any]


def rivals(folder: Path, name: str, limit: int) -> list[RivalScore]:
    """Return what trafilatura with its default settings reaches on a set of pages."""
    rows = list(read_set(folder, name, limit))
    found = {
        "html_scrapinghub": _text,
        "html_l3s_gn1": _text_with_headline,
        "html_trafilatura": _segments,
        "html_fundus": _masthead,
    }[name](rows)
    return [
        RivalScore(rival=called("trafilatura"), key=f"cleaning: {measure}", value=value, rows=len(rows))
        for measure, value in found.items()
    ]


def _extracted(row: Row) -> str:
    text = importlib.import_module("trafilatura").extract(page_source(row), include_comments=False)
    return str(text or "")


def _text(rows: list[Row]) -> dict[str, float]:
    return {"article text, 4-gram F1": mean([overlap(r["gold"]["text"], _extracted(r)) for r in rows]).f1}


def _text_with_headline(rows: list[Row]) -> dict[str, float]:
    return {
        "headline and main text, 4-gram F1": mean([overlap(r["gold"]["text"], _extracted(r)) for r in rows]).f1
    }


def _segments(rows: list[Row]) -> dict[str, float]:
    counts = Counts()
    for row in rows:
        kept = " ".join(_extracted(row).split())
        inside, outside = (
            sum(" ".join(words.split()) in kept for words in row["gold"][side]) for side in ("with", "without")
        )
        counts.right += inside
        counts.predicted += inside + outside
        counts.gold += len(row["gold"]["with"])
    return {"segments in and out, F": counts.f1}


def _masthead(rows: list[Row]) -> dict[str, float]:
    right: Counter[str] = Counter()
    for row in rows:
        about = importlib.import_module("trafilatura").extract_metadata(page_source(row))
        gold = row["gold"]
        right["title"] += _folded(about.title if about else "") == _folded(gold["title"])
        right["day"] += bool(about and gold["published"]) and str(about.date) == gold["published"][:10]
    days = sum(bool(row["gold"]["published"]) for row in rows)
    paragraphs = mean([overlap("\n".join(r["gold"]["paragraphs"]), _extracted(r)) for r in rows])
    return {
        "titles exact": right["title"] / max(1, len(rows)),
        "published days right": right["day"] / max(1, days),
        "paragraphs, 4-gram F1": paragraphs.f1,
    }


def _folded(words: str | None) -> str:
    return " ".join((words or "").casefold().split())
