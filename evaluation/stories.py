"""How well reports are grouped into stories, on sets that people grouped.

    python -m evaluation.stories [--errors N] [--only SET]

Reports get no sentences here: grouping needs headline, paragraphs, language and date only.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluation.scores import Counts, Score, labelled_folder
from evaluation.story_sets import GROUPED, PAIRED, LabelledReport, labelled_pairs, labelled_reports
from synoptic.group.settings import GroupSettings
from synoptic.group.stories import find_stories
from synoptic.lineage.copies import find_copies
from synoptic.lineage.settings import LineageSettings
from synoptic.news.annotation import Reading
from synoptic.news.story import Window
from synoptic.run.models import ModelTools
from synoptic.run.settings import ModelSettings

BEST = {
    "stories_allsides": "TF-IDF single pass .897; on another stream .948",
    "stories_5w1h": "TF-IDF .928",
    "ecbplus": "TF-IDF .878",
    "pairs_tgcontest": "TF-IDF .806",
    "pairs_energy": "TF-IDF .913",
}


def bcubed(found: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """Return BCubed precision, recall and F1 over the labelled reports."""
    sizes, truths = Counter(found[r] for r in gold), Counter(gold.values())
    both = Counter((found[r], gold[r]) for r in gold)
    precision = sum(both[found[r], gold[r]] / sizes[found[r]] for r in gold) / max(1, len(gold))
    recall = sum(both[found[r], gold[r]] / truths[gold[r]] for r in gold) / max(1, len(gold))
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def grouped(readings: Sequence[Reading], tools: ModelTools) -> dict[str, str]:
    """Return by report the story that it was put into."""
    window = Window(readings=tuple({r.id: r for r in readings}.values()))
    links = find_copies(window, settings=LineageSettings(), tools=tools).items
    window = Window(readings=window.readings, links=links)
    made = find_stories(window, settings=GroupSettings(), tools=tools)
    return {report: story.id for story in made.items for report in story.reports}


def measure_groups(folder: Path, name: str, limit: int, tools: ModelTools) -> tuple[list[Score], list[str]]:
    """Return the scores on a grouped set and its errors in words."""
    reports = list(labelled_reports(folder, name, limit))
    found = grouped([r.reading for r in reports], tools)
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


def measure_pairs(folder: Path, name: str, limit: int, tools: ModelTools) -> tuple[list[Score], list[str]]:
    """Return precision, recall and F1 of pairs put into one story, each pair a window of its own."""
    counts, wrong, rows = Counts(), [], 0
    for one, other, same in labelled_pairs(folder, name, limit):
        found = grouped([one, other], tools)
        joined = found[one.id] == found[other.id]
        rows += 1
        counts.right += joined and same
        counts.predicted += joined
        counts.gold += same
        if joined != same:
            heads = [(r.report.headline or r.report.text)[:100] for r in (one, other)]
            wrong.append(f"{'JOINED' if joined else 'PARTED'} {heads}")
    values = (("precision", counts.precision), ("recall", counts.recall), ("F1", counts.f1))
    return [
        Score(
            evaluation="stories",
            measure=f"{name} {what}",
            value=value,
            sets=(name,),
            rows=rows,
            best=BEST.get(name, "") if what == "F1" else "",
        )
        for what, value in values
    ], wrong


def measure(folder: Path, limit: int = 0, *, only: str = "", errors: int = 0) -> list[Score]:
    """Return the scores on every set; `limit` reports or pairs of each if that is not 0."""
    tools = ModelTools(ModelSettings())
    scores = []
    for name in (*GROUPED, *PAIRED, "pairs_semeval22"):
        if only and name != only:
            continue
        run = measure_groups if name in GROUPED else measure_pairs
        made, wrong = run(folder, name, limit, tools)
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
