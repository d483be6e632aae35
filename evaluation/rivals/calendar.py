"""dateparser's search on labelled times, and on a tester's list of dates."""

import importlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from evaluation.rivals.beside import RivalScore, called
from evaluation.scores import Counts, read_set

PACKAGES = ("dateparser",)
_LISTED = ("en", "fr", "es", "de")
Row = dict[str, Any]
Found = Sequence[tuple[str, datetime]]


def rivals(folder: Path, name: str, limit: int) -> list[RivalScore]:
    """Return how well dateparser finds and resolves times, each counted from the day that the row gives."""
    measured = _timex(folder, limit) if name == "timex" else _listed(folder, limit)
    return [
        RivalScore(rival=called("dateparser"), key=f"dates: {key}", value=value, rows=rows)
        for key, value, rows in measured
    ]


def _search(text: str, language: str, day: str) -> Found:
    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past"}
    if day:
        settings["RELATIVE_BASE"] = datetime.fromisoformat(day[:10])
    search = importlib.import_module("dateparser.search").search_dates
    found: Found = search(text, languages=[language], settings=settings) or ()
    return found


def _listed(folder: Path, limit: int) -> list[tuple[str, float, int]]:
    measured = []
    for language in _LISTED:
        rows = [row for row in read_set(folder, "recognizers") if row["lang"] == language and _single_date(row)]
        rows = rows[:limit] if limit else rows
        right = sum(_resolved(row, language) for row in rows)
        measured.append((f"{language} listed dates resolved", right / max(1, len(rows)), len(rows)))
    return measured


def _single_date(row: Row) -> bool:
    found = row["gold"]["results"]
    return (
        row["meta"]["model"] == "DateTimeModel"
        and bool(row["input"]["reference"])
        and len(found) == 1
        and found[0]["type"] in ("datetimeV2.date", "datetimeV2.daterange")
    )


def _resolved(row: Row, language: str) -> bool:
    wanted = {v.get("value") or v.get("start") for v in row["gold"]["results"][0]["resolution"]["values"]}
    found = _search(row["input"]["text"], language, row["input"]["reference"])
    return any(time.date().isoformat() in wanted for _, time in found)


def _timex(folder: Path, limit: int) -> list[tuple[str, float, int]]:
    rows = [row for row in read_set(folder, "timex") if row["lang"] == "en"]
    rows = rows[:limit] if limit else rows
    spans, values = Counts(), Counts()
    for row in rows:
        text, labels = row["input"]["text"], row["gold"]["timex"]
        day = row["input"].get("dct") or ""
        # Line by line: on a whole report its search takes minutes.
        found = placed(
            text, [x for line in text.split("\n") for x in _search(line, "en", _iso(day)) if line.strip()]
        )
        count(found, labels, spans, values)
    return [("en strict span F1", spans.f1, len(rows)), ("en value F1", values.f1, len(rows))]


def _iso(day: str) -> str:
    try:
        return datetime.fromisoformat(day[:10]).date().isoformat()
    except ValueError:
        return ""


def placed(text: str, found: Found) -> list[tuple[int, int, str]]:
    """Return found words with their offsets, in the order of the text, and the day that they were read as."""
    made, start = [], 0
    for words, time in found:
        at = text.find(words, start)
        if at >= 0:
            made.append((at, at + len(words), time.date().isoformat()))
            start = at + len(words)
    return made


def count(found: Sequence[tuple[int, int, str]], labels: Sequence[Row], spans: Counts, values: Counts) -> None:
    """Count found times against labelled ones; of a month or a year the day is not looked at."""
    for counts in (spans, values):
        counts.predicted += len(found)
        counts.gold += len(labels)
    left = list(labels)
    for start, end, day in found:
        match = next((g for g in left if g["start"] < end and start < g["end"]), None)
        if match is None:
            continue
        left.remove(match)
        spans.right += (start, end) == (match["start"], match["end"])
        value = str(match["value"])[:10]
        values.right += len(value) in (4, 7, 10) and day.startswith(value)
