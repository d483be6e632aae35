"""How well copies are found: reprints made from labelled reports, against independent reports of one story.

    python -m evaluation.copies [--errors N] [--limit N]

No labelled set holds reprints, so they are made: a wire text as printed in full, cut at the end, edited (words
changed, sentences dropped), worked into an outlet's own report, and with a damaged encoding.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from evaluation.scores import Counts, Score, labelled_folder
from evaluation.story_sets import labelled_reports, reading_of
from synoptic.lineage.copies import find_copies
from synoptic.lineage.settings import LineageSettings
from synoptic.news.annotation import Reading
from synoptic.news.story import CopyLink, Window
from synoptic.run.models import ModelTools
from synoptic.run.settings import ModelSettings

SETS = ("basil", "stories_allsides")
# Long enough that a part of it is still a report.
LEAST_WORDS = 200
_REPLACED = {
    "said": "stated",
    "about": "around",
    "but": "yet",
    "after": "following",
    "many": "numerous",
    "also": "too",
}


def in_full(text: str, other: str, dice: random.Random) -> str:
    """Return the text under another lead-in."""
    return text


def cut(text: str, other: str, dice: random.Random) -> str:
    """Return the first third to two thirds of the sentences."""
    sentences = text.split(". ")
    return ". ".join(sentences[: max(4, int(len(sentences) * dice.uniform(0.33, 0.67)))]) + "."


def edited(text: str, other: str, dice: random.Random) -> str:
    """Return the text with words of house style changed and some sentences dropped."""
    sentences = [s for s in text.split(". ") if dice.random() > 0.15]
    return ". ".join(" ".join(_REPLACED.get(word, word) for word in s.split(" ")) for s in sentences)


def worked_in(text: str, other: str, dice: random.Random) -> str:
    """Return another report of other words with a third of this text inside."""
    sentences, own = text.split(". "), other.split(". ")
    third = max(4, len(sentences) // 3)
    return ". ".join([*own[: 2 * third], *sentences[:third], *own[2 * third : 3 * third]]) + "."


def damaged(text: str, other: str, dice: random.Random) -> str:
    """Return the text as it looks when UTF-8 was read as ISO-8859-2."""
    return text.encode("utf-8").decode("iso-8859-2").replace("\x80", "").replace("\x99", "")


MADE: dict[str, Callable[[str, str, random.Random], str]] = {
    "in full": in_full,
    "cut": cut,
    "edited": edited,
    "worked in": worked_in,
    "damaged": damaged,
}


def links_between(one: Reading, other: Reading, tools: ModelTools) -> tuple[CopyLink, ...]:
    """Return what is found between two reports."""
    return find_copies(Window(readings=(one, other)), settings=LineageSettings(), tools=tools).items


def reprints(folder: Path, limit: int) -> Iterator[tuple[str, Reading, Reading]]:
    """Yield ways of reprinting with an original and the reprint, which came out a day later."""
    dice = random.Random(11)
    texts = [r.reading.report.text for r in labelled_reports(folder, "basil")]
    texts = [t for t in texts if len(t.split()) >= LEAST_WORDS]
    for place, text in enumerate(texts[: limit or None]):
        other = texts[(place + len(texts) // 2) % len(texts)]
        original = reading_of({"text": text, "date": "2020-01-01", "outlet": "A"}, f"{place}/a", "en")
        for way, make in MADE.items():
            fields = {"text": make(text, other, dice), "date": "2020-01-02", "outlet": "B"}
            yield way, original, reading_of(fields, f"{place}/{way}", "en")


def measure_reprints(folder: Path, limit: int, tools: ModelTools) -> tuple[list[Score], list[str]]:
    """Return how many reprints are found, of what kind and in the right direction."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    wrong = []
    for way, original, reprint in reprints(folder, limit):
        links = [x for x in links_between(original, reprint, tools) if x.kind != "common_statement"]
        kind = "derived" if way == "worked in" else "copy"
        count = counts[way]
        count[0] += 1
        count[1] += bool(links)
        count[2] += any(x.kind == kind for x in links)
        count[3] += any(x.original == original.id for x in links)
        if not any(x.kind == kind for x in links):
            wrong.append(f"{way}: {[(x.kind, x.containment) for x in links]} {original.report.text[:80]!r}")
    scores = []
    for way, (rows, found, right_kind, direction) in counts.items():
        for what, value in (("found", found), ("right kind", right_kind), ("right direction", direction)):
            scores.append(
                Score(
                    evaluation="copies", measure=f"{way}: {what}", value=value / rows, sets=("basil",), rows=rows
                )
            )
    return scores, wrong


def measure_independent(folder: Path, limit: int, tools: ModelTools) -> tuple[list[Score], list[str]]:
    """Return how often two outlets' own reports of one story are taken for copies."""
    made, wrong = [], []
    for name in SETS:
        by_story: dict[str, list[Reading]] = defaultdict(list)
        for report in labelled_reports(folder, name, limit * 4):
            if report.story is not None:
                by_story[report.story].append(report.reading)
        counts = Counts()
        for members in by_story.values():
            links = find_copies(Window(readings=tuple(members)), settings=LineageSettings(), tools=tools).items
            counts.gold += len(members) * (len(members) - 1) // 2
            counts.predicted += sum(x.kind != "common_statement" for x in links)
            heads = {r.id: f"{r.report.outlet}: {r.report.headline}" for r in members}
            wrong += [
                f"{x.kind} {x.containment} {len(x.blocks)} {heads[x.original]} | {heads[x.copy]}\n"
                + "\n".join("      " + b.copy.words[:150].replace("\n", " ") for b in x.blocks[:3])
                for x in links
                if x.kind != "common_statement"
            ]
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


def measure(folder: Path, limit: int = 0, *, errors: int = 0) -> list[Score]:
    """Return the scores on made reprints and on independent reports."""
    tools = ModelTools(ModelSettings())
    scores = []
    for run in (measure_reprints, measure_independent):
        made, wrong = run(folder, limit, tools)
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
