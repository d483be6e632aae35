"""How well copies are found and origins counted, on stories made of real texts and on independent reports.

    python -m evaluation.copies [--errors N] [--limit N]

*Edge type*: over the pairs of a wire text with every other report of its made story, and the two reports of one
speech: gold and predicted are (pair, kind), kind copy, derived or common statement; precision, recall and F1 over
all of them. Another outlet's own report has no edge; a common statement found there is left out, as real reports
quote the same people. *Origins*: the share of made stories for which just so many origins are found as there are.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec

from evaluation.reprints import MadeStory, made_stories
from evaluation.scores import Counts, Score, labelled_folder
from evaluation.story_sets import labelled_reports
from synoptic.lineage.copies import find_copies
from synoptic.lineage.origins import find_origins
from synoptic.lineage.settings import LineageSettings
from synoptic.news.annotation import Reading
from synoptic.news.comparison import Dossier
from synoptic.news.story import CopyLink, Story, Window

SETS = ("basil", "stories_allsides")
SETTINGS = LineageSettings()
Edge = tuple[str, str, str]


def links_among(readings: tuple[Reading, ...]) -> tuple[CopyLink, ...]:
    """Return what is found among some reports."""
    return find_copies(Window(readings=readings), settings=SETTINGS, tools=None).items  # type: ignore[arg-type]


def gold_edges(story: MadeStory) -> set[Edge]:
    """Return the edges that a made story has, as two ids in order and a kind."""
    edges = {_edge(story.wire.id, r.reading.id, r.edge) for r in story.others if r.edge}
    if story.statement:
        edges.add(_edge(story.statement[0].id, story.statement[1].id, "common_statement"))
    return edges


def found_edges(story: MadeStory, links: tuple[CopyLink, ...]) -> set[Edge]:
    """Return the edges found between pairs for which it is known what they should be."""
    known = {frozenset((story.wire.id, other.reading.id)) for other in story.others}
    known |= {frozenset(r.id for r in story.statement)} if story.statement else set()
    known |= {frozenset((story.wire.id, r.id)) for r in story.statement}
    own = {frozenset((story.wire.id, r.reading.id)) for r in story.others if not r.edge}
    return {
        _edge(link.original, link.copy, link.kind)
        for link in links
        for pair in [frozenset((link.original, link.copy))]
        if pair in known and not (pair in own and link.kind == "common_statement")
    }


def _edge(one: str, other: str, kind: str) -> Edge:
    first, second = sorted((one, other))
    return first, second, kind


def origins_found(story: MadeStory, links: tuple[CopyLink, ...]) -> int:
    """Return how many origins a made story is found to have."""
    readings = _readings(story)
    dossier = Dossier(
        story=Story(id="story:made", reports=tuple(r.id for r in readings)), readings=readings, links=links
    )
    return len(find_origins(dossier, settings=SETTINGS, tools=None).items)  # type: ignore[arg-type]


def _readings(story: MadeStory) -> tuple[Reading, ...]:
    return (story.wire, *(other.reading for other in story.others), *story.statement)


class Tally(msgspec.Struct):
    """What was counted over made stories."""

    edges: Counts = msgspec.field(default_factory=Counts)
    directed: Counts = msgspec.field(default_factory=Counts)
    origins: Counts = msgspec.field(default_factory=Counts)
    by_way: dict[str, Counts] = msgspec.field(default_factory=dict)
    wrong: list[str] = msgspec.field(default_factory=list)


def count_story(story: MadeStory, tally: Tally) -> None:
    """Add what is found in one made story to the tally."""
    links = links_among(_readings(story))
    gold, found = gold_edges(story), found_edges(story, links)
    tally.edges.right += len(gold & found)
    tally.edges.gold += len(gold)
    tally.edges.predicted += len(found)
    count = origins_found(story, links)
    tally.origins.gold += 1
    tally.origins.right += count == story.origins
    for report in story.others:
        of_way = tally.by_way.setdefault(report.way, Counts())
        of_way.gold += bool(report.edge)
        of_way.right += _edge(story.wire.id, report.reading.id, report.edge) in found
    copies = {r.reading.id for r in story.others if r.edge == "copy"}
    for link in links:
        if {link.original, link.copy} - copies == {story.wire.id}:
            tally.directed.gold += 1
            tally.directed.right += link.original == story.wire.id
    names = {r.reading.id: r.way for r in story.others} | {story.wire.id: "wire"}
    names |= {r.id: "speech" for r in story.statement}
    for one, second, kind in sorted(gold ^ found):
        state = "MISSED" if (one, second, kind) in gold else "FOUND"
        tally.wrong.append(f"{state} {kind}: {names[one]} – {names[second]}")
    if count != story.origins:
        tally.wrong.append(f"ORIGINS {count}, not {story.origins}: {sorted(names.values())}")


def measure_made(folder: Path, limit: int) -> tuple[list[Score], list[str]]:
    """Return edge types, origin counts and directions on made stories, and the errors in words."""
    tally = Tally()
    for story in made_stories(folder, limit):
        count_story(story, tally)
    if not tally.edges.gold:  # a few rows may hold no event that two outlets reported at length
        return [], []
    rows = [
        ("edge type precision", tally.edges.precision, tally.edges.predicted),
        ("edge type recall", tally.edges.recall, tally.edges.gold),
        ("edge type F1", tally.edges.f1, tally.edges.gold),
        ("origins counted right", tally.origins.recall, tally.origins.gold),
        ("right direction", tally.directed.recall, tally.directed.gold),
    ]
    rows += [
        (f"{way}: right edge", counts.recall, counts.gold)
        for way, counts in sorted(tally.by_way.items())
        if counts.gold
    ]
    return [
        Score(evaluation="copies", measure=measure, value=value, sets=("basil",), rows=count)
        for measure, value, count in rows
    ], tally.wrong


def measure_independent(folder: Path, limit: int) -> tuple[list[Score], list[str]]:
    """Return how often two outlets' own reports of one story are taken for copies."""
    made: list[Score] = []
    wrong: list[str] = []
    for name in SETS:
        by_story: dict[str, list[Reading]] = defaultdict(list)
        for report in labelled_reports(folder, name, limit * 4):
            if report.story is not None:
                by_story[report.story].append(report.reading)
        counts = Counts()
        for members in by_story.values():
            links = links_among(tuple(members))
            counts.gold += len(members) * (len(members) - 1) // 2
            counts.predicted += sum(x.kind != "common_statement" for x in links)
            wrong += _taken_for_copies(members, links)
        if not counts.gold:  # the first rows of a stream may hold no two reports of one story
            continue
        made.append(
            Score(
                evaluation="copies",
                measure=f"{name}: pairs of one story taken for copies",
                value=counts.predicted / max(1, counts.gold),
                sets=(name,),
                rows=counts.gold,
                higher_is_better=False,
            )
        )
    return made, wrong


def _taken_for_copies(members: list[Reading], links: tuple[CopyLink, ...]) -> Iterator[str]:
    heads = {r.id: f"{r.report.outlet}: {r.report.headline}" for r in members}
    for link in links:
        if link.kind != "common_statement":
            shown = "\n".join("      " + b.copy.words[:150].replace("\n", " ") for b in link.blocks[:3])
            yield f"{link.kind} {link.containment} {heads[link.original]} | {heads[link.copy]}\n{shown}"


def measure(folder: Path, limit: int = 0, *, errors: int = 0) -> list[Score]:
    """Return the scores on made stories and on independent reports."""
    scores = []
    for run in (measure_made, measure_independent):
        made, wrong = run(folder, limit)
        scores += made
        for line in wrong[:errors]:
            print(line)
    return scores


def main() -> None:
    """Print the scores, and errors to read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each part")
    parser.add_argument("--limit", type=int, default=0)
    options = parser.parse_args()
    for score in measure(labelled_folder(), options.limit, errors=options.errors):
        print(f"{score.measure:<60} {score.value:.3f}  ({score.rows})")


if __name__ == "__main__":
    main()
