"""Labelled pairs of passages, read as two reports of one story."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.scores import read_set
from synoptic.news.annotation import Reading
from synoptic.news.comparison import Dossier
from synoptic.news.ids import content_id
from synoptic.news.report import Block, Published, Report
from synoptic.news.story import Story
from synoptic.run import pipeline
from synoptic.run.runner import Runner

# A pair: the label's row, the story of both passages, the reading of each.
Pair = tuple[dict[str, Any], Dossier, Reading, Reading]


def labelled_pairs(
    runner: Runner, folder: Path, name: str, fields: tuple[str, str], limit: int = 0
) -> Iterator[Pair]:
    """Yield the English pairs of a set; passages that come again are read once."""
    read: dict[tuple[str, str], Reading] = {}
    done = 0
    for row in read_set(folder, name):
        if row["lang"] != "en" or (limit and done >= limit):
            continue
        done += 1
        day = row["input"].get("date") or ""
        pair = []
        for field in fields:
            key = (row["input"][field], day)
            if key not in read:
                read[key] = runner._annotate(_report(*key))
            pair.append(read[key])
        one, other = pair
        yield row, _dossier(runner, one, other), one, other


def _report(text: str, day: str) -> Report:
    report_id = content_id("report", text, day)
    return Report(
        id=report_id,
        path=report_id,
        text=text,
        language="en",
        published=Published(earliest=day or None, latest=day or None, certainty="stated" if day else "unknown"),
        blocks=(Block(report=report_id, start=0, end=len(text), kind="body"),),
    )


def _dossier(runner: Runner, one: Reading, other: Reading) -> Dossier:
    readings = {r.id: r for r in (one, other)}
    ids = tuple(sorted(readings))
    dossier = Dossier(story=Story(id="story:pair", reports=ids), readings=tuple(readings[i] for i in ids))
    stages = [stage for stage in pipeline.COMPARE if stage.name == "compare.entities"]
    compared: Dossier = runner._run(stages, dossier, "pair")
    return compared
