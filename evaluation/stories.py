"""How well reports are grouped into stories, on sets that people grouped.

    python -m evaluation.stories [--errors N] [--only SET]

Reports get no sentences here: grouping needs headline, paragraphs, language and date only. A stream is decided
day by day: a report's story is final on its day and knows nothing of later ones. Precision, recall and F1 are
BCubed (Bagga and Baldwin 1998) over the labelled reports.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec

from evaluation.scores import Score, labelled_folder
from evaluation.story_sets import GROUPED, LabelledReport, labelled_reports
from synoptic.group.settings import GroupSettings
from synoptic.group.stories import find_stories
from synoptic.lineage.copies import find_copies
from synoptic.lineage.settings import LineageSettings
from synoptic.news.annotation import Reading
from synoptic.news.story import Story, Window
from synoptic.run.models import ModelTools
from synoptic.run.settings import ModelSettings

# Sets that are read as they came, day by day; the candidates of a day are those of 72 hours before (design, 4).
STREAMS = ("stories_allsides",)
STREAM_DAYS = 3
BEST = {
    "stories_allsides": "TF-IDF single pass .897; on another stream .948",
    "stories_5w1h": "TF-IDF .928",
    "ecbplus": "TF-IDF .878",
}


def bcubed(found: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """Return BCubed precision, recall and F1 over the labelled reports."""
    sizes, truths = Counter(found[r] for r in gold), Counter(gold.values())
    both = Counter((found[r], gold[r]) for r in gold)
    precision = sum(both[found[r], gold[r]] / sizes[found[r]] for r in gold) / max(1, len(gold))
    recall = sum(both[found[r], gold[r]] / truths[gold[r]] for r in gold) / max(1, len(gold))
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def grouped(readings: Sequence[Reading], tools: ModelTools) -> dict[str, str]:
    """Return by report the story that it was put into, all reports together."""
    return _told_by(_stories(Window(readings=tuple({r.id: r for r in readings}.values())), tools))


def streamed(readings: Sequence[Reading], tools: ModelTools) -> dict[str, str]:
    """Return by report the story that it was put into on its day, never to be moved later.

    Day by day the reports of that day are read beside those of the days before, whose stories stand; nothing
    published later is known.
    """
    days: dict[date, list[Reading]] = defaultdict(list)
    for reading in {r.id: r for r in readings}.values():
        days[date.fromisoformat((reading.report.published.earliest or "")[:10])].append(reading)
    found: dict[str, str] = {}
    for today in sorted(days):
        recent = [r for day, held in days.items() if 0 < (today - day).days <= STREAM_DAYS for r in held]
        standing: dict[str, list[str]] = defaultdict(list)
        for reading in recent:
            standing[found[reading.id]].append(reading.id)
        stories = tuple(Story(id=name, reports=tuple(members)) for name, members in sorted(standing.items()))
        window = Window(readings=(*recent, *days[today]), stories=stories)
        for story in _stories(window, tools):
            # A story keeps the name that its first day gave it.
            name = next((found[report] for report in story.reports if report in found), story.id)
            found.update({report: name for report in story.reports if report not in found})
    return found


def _stories(window: Window, tools: ModelTools) -> tuple[Story, ...]:
    links = find_copies(window, settings=LineageSettings(), tools=tools).items
    window = msgspec.structs.replace(window, links=links)
    return find_stories(window, settings=GroupSettings(), tools=tools).items


def _told_by(stories: Sequence[Story]) -> dict[str, str]:
    return {report: story.id for story in stories for report in story.reports}


def measure_groups(folder: Path, name: str, limit: int, tools: ModelTools) -> tuple[list[Score], list[str]]:
    """Return the scores on a grouped set and its errors in words."""
    reports = list(labelled_reports(folder, name, limit))
    group = streamed if name in STREAMS else grouped
    found = group([r.reading for r in reports], tools)
    gold = {r.reading.id: r.story for r in reports if r.story is not None}
    if not gold:  # the first rows of a stream may hold no labelled report
        return [], []
    precision, recall, f1 = bcubed(found, gold)
    scores = [
        Score(evaluation="stories", measure=f"{name} {what}", value=value, sets=(name,), rows=len(gold), best=best)
        for what, value, best in (
            ("precision", precision, ""),
            ("recall", recall, ""),
            ("BCubed F1", f1, BEST.get(name, "")),
        )
    ]
    return scores, _errors(reports, found)


def _errors(reports: Sequence[LabelledReport], found: Mapping[str, str]) -> list[str]:
    by_story: dict[str, list[LabelledReport]] = defaultdict(list)
    by_gold: dict[str, list[LabelledReport]] = defaultdict(list)
    for report in reports:
        if report.story is not None:
            by_story[found[report.reading.id]].append(report)
            by_gold[report.story].append(report)
    lines = ["JOINED\n" + _shown(m) for m in by_story.values() if len({r.story for r in m}) > 1]
    lines += ["PARTED\n" + _shown(m, found) for m in by_gold.values() if len({found[r.reading.id] for r in m}) > 1]
    return lines


def _shown(members: Sequence[LabelledReport], found: Mapping[str, str] | None = None) -> str:
    return "\n".join(
        f"   {found[m.reading.id][6:12] if found else m.story} {m.reading.report.published.earliest} "
        f"{(m.reading.report.headline or m.reading.report.text)[:110]}"
        for m in members
    )


def measure(folder: Path, limit: int = 0, *, only: str = "", errors: int = 0) -> list[Score]:
    """Return the scores on every set; `limit` reports of each if that is not 0."""
    tools = ModelTools(ModelSettings())
    scores = []
    for name in GROUPED:
        if only and name != only:
            continue
        made, wrong = measure_groups(folder, name, limit, tools)
        scores += made
        tools.forget()
        for line in wrong[:errors]:
            print(line)
    return scores


def main() -> None:
    """Print the scores, and errors to read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each set")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--only", default="", help="only this set")
    options = parser.parse_args()
    for score in measure(labelled_folder(), options.limit, only=options.only, errors=options.errors):
        best = f"   best known: {score.best}" if score.best else ""
        print(f"{score.measure:<36} {score.value:.3f}  ({score.rows}){best}")


if __name__ == "__main__":
    main()
