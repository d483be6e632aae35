"""TF-IDF and one pass over reports in date order: what everyone tries first to group news."""

import importlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from evaluation.rivals.beside import RivalScore, called
from evaluation.scores import read_set
from evaluation.stories import bcubed
from evaluation.story_sets import GROUPED

PACKAGES = ("scikit-learn",)
# Reports of a stream further apart than this are never joined.
MOST_DAYS = 4
# The best of these on the set itself is printed, which favours the rival.
THRESHOLDS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4)
Row = dict[str, Any]


def rivals(folder: Path, name: str, limit: int) -> list[RivalScore]:
    """Return the best BCubed F1 of a single pass over several thresholds."""
    rows = list(read_set(folder, name, limit))
    days = [_day(row) if name == "stories_allsides" else None for row in rows]
    order = sorted(range(len(rows)), key=lambda k: (days[k] or date.min, rows[k]["id"]))
    gold = {row["id"]: str(story) for row in rows if (story := row["gold"].get(GROUPED[name])) is not None}
    if not gold:
        return []
    likeness = _likeness([_text(row) for row in rows])
    ids = [row["id"] for row in rows]
    found = {least: bcubed(single_pass(ids, order, days, likeness, least), gold)[2] for least in THRESHOLDS}
    best = max(found, key=lambda least: found[least])
    return [
        RivalScore(
            rival=f"TF-IDF, one pass ({called('scikit-learn')})",
            key=f"stories: {name} BCubed F1",
            value=found[best],
            rows=len(gold),
            note=f"threshold {best}, the best for these rows",
        )
    ]


def single_pass(
    ids: Sequence[str], order: Sequence[int], days: Sequence[date | None], likeness: Any, least: float
) -> dict[str, str]:
    """Return by report the group of the most alike earlier report, or one of its own below `least`."""
    found: dict[str, str] = {}
    for number, place in enumerate(order):
        near = [p for p in order[:number] if _near(days[p], days[place])]
        best = max(near, key=lambda p: float(likeness[place, p]), default=None)
        joins = best is not None and likeness[place, best] >= least
        found[ids[place]] = found[ids[best]] if joins and best is not None else ids[place]
    return found


def _near(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= MOST_DAYS


def _likeness(texts: Sequence[str]) -> Any:
    made = importlib.import_module("sklearn.feature_extraction.text").TfidfVectorizer(
        stop_words="english", sublinear_tf=True, min_df=1
    )
    table = made.fit_transform(texts)
    return (table @ table.T).toarray()


def _text(row: Row) -> str:
    return f"{row['input'].get('title') or ''}\n{row['input']['text']}"


def _day(row: Row) -> date | None:
    day = str(row["input"].get("date") or "")[:10]
    return date.fromisoformat(day) if day else None
