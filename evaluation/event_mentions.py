"""Whether mentions of events are put into the right chains across reports, the mentions given.

    python -m evaluation.event_mentions [--errors N] [--limit REPORTS]

All reports of ecbplus are first put into stories as the product does it (nothing tells it the topics or which
events look alike); then the product says, story by story, which of the labelled mentions of events are one.
Counted are all mentions of actions and denied actions in the sentences that the makers of the set checked (5,053
in all, chains of one among them), over the whole set at once: a chain cut by two stories is cut. CoNLL F1 is the
mean of the F1 of MUC, B-cubed and CEAF-e (`coreference_scores.py`). *Same head lemma* is what everybody compares
with: in each story, the mentions whose head words have one base form are one event.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from evaluation.coreference_scores import Coreference, compared
from evaluation.naming import LabelledText, read_names, tools
from evaluation.scores import Score, labelled_folder, read_set
from evaluation.stories import grouped
from evaluation.story_sets import reading_of
from synoptic.annotate.dates import find_times
from synoptic.compare.entities import join_entities
from synoptic.compare.happenings import same_happenings
from synoptic.compare.happenings_mentions import HappeningTable
from synoptic.news.annotation import Reading, TimeMention
from synoptic.news.comparison import Dossier
from synoptic.news.ids import content_id
from synoptic.news.report import Passage
from synoptic.news.story import Story
from synoptic.run.settings import Settings

SET = "ecbplus"
_KINDS = ("ACTION_", "NEG_ACTION_")
_BEST = "cross-encoders about 88 (other topics); same head lemma 46–77"


class LabelledStory(msgspec.Struct, frozen=True, kw_only=True):
    """A story as the product grouped it, the topics its reports are of, and its mentions' labelled chains."""

    dossier: Dossier
    topics: tuple[str, ...]
    chains: dict[Passage, Hashable]


def labelled_stories(folder: Path, limit: int = 0) -> Iterator[LabelledStory]:
    """Yield the stories that the product makes of the set, read as far as names and times."""
    rows = list(read_set(folder, SET, limit))
    texts = {row["id"]: reading_of(row["input"], row["id"], "en") for row in rows}
    home = grouped(list(texts.values()), tools())
    stories: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        stories[home[texts[row["id"]].id]].append(row)
    for name, members in sorted(stories.items()):
        yield _labelled(name, members)


def _labelled(name: str, rows: Sequence[dict[str, Any]]) -> LabelledStory:
    readings = tuple(_read(row) for row in rows)
    story = Story(id=content_id("story", name), reports=tuple(r.id for r in readings))
    dossier = Dossier(story=story, readings=readings)
    entities = join_entities(dossier, settings=Settings().compare, tools=tools()).items
    chains: dict[Passage, Hashable] = {}
    for row, reading in zip(rows, readings, strict=True):
        for m in row["gold"]["mentions"]:
            if m["type"].startswith(_KINDS) and m["validated"]:
                passage = reading.passage(m["start"], m["end"])
                chains[passage] = m["chain"] or (row["id"], m["start"], m["end"])
    topics = Counter(str(row["gold"]["topic"]) for row in rows)
    return LabelledStory(
        dossier=msgspec.structs.replace(dossier, entities=entities),
        topics=tuple(topic for topic, _ in topics.most_common()),
        chains=chains,
    )


def _read(row: dict[str, Any]) -> Reading:
    reading = read_names(LabelledText(path=row["id"], text=row["input"]["text"]), quotes=False)
    found = find_times(reading, settings=Settings().annotate, tools=tools()).items
    return msgspec.structs.replace(reading, times=tuple(x for x in found if isinstance(x, TimeMention)))


def by_head(story: LabelledStory) -> dict[Passage, Hashable]:
    """Return for each mention of a story the chain of those with the same head lemma."""
    table = HappeningTable(story.dossier, story.chains, tools())
    return {h.passage: (story.dossier.story.id, h.head) for h in table.happenings}


def by_product(story: LabelledStory) -> dict[Passage, Hashable]:
    """Return for each mention of a story the chain that the product puts it into."""
    chains = same_happenings(story.dossier, story.chains, tools=tools())
    return {passage: (story.dossier.story.id, number) for number, c in enumerate(chains) for passage in c}


def measure(folder: Path, limit: int = 0, *, errors: int = 0) -> list[Score]:
    """Return the scores; `limit` reports if that is not 0, `errors` wrong pairs are printed."""
    found: dict[Passage, Hashable] = {}
    heads: dict[Passage, Hashable] = {}
    gold: dict[Passage, Hashable] = {}
    lines: list[str] = []
    for story in labelled_stories(folder, limit):
        ours = by_product(story)
        found.update(ours)
        heads.update(by_head(story))
        gold.update(story.chains)
        lines += _wrong_pairs(story, ours)
    step = max(1, len(lines) // errors) if errors else 1
    for line in lines[::step][:errors]:
        print(line)
    return _scores(compared(found, gold), compared(heads, gold), len(gold)) if gold else []


def _scores(ours: Coreference, heads: Coreference, rows: int) -> list[Score]:
    named = {
        "CoNLL F1": (ours.conll, _BEST),
        "MUC F1": (ours.muc.f1, ""),
        "B-cubed F1": (ours.b_cubed.f1, ""),
        "CEAF-e F1": (ours.ceaf_e.f1, ""),
        "CoNLL F1 of the same head lemma": (heads.conll, ""),
    }
    return [
        Score(evaluation="event_mentions", measure=name, value=value, sets=(SET,), rows=rows, best=best)
        for name, (value, best) in named.items()
    ]


def _wrong_pairs(story: LabelledStory, ours: dict[Passage, Hashable]) -> list[str]:
    """Return pairs of mentions that are wrongly parted or joined, one of each pair of chains, with sentences."""
    texts = {r.id: r for r in story.dossier.readings}
    seen: set[tuple[Hashable, ...]] = set()
    lines = []
    ordered = sorted(story.chains)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            gold = story.chains[one] == story.chains[other]
            key = (story.chains[one], story.chains[other], ours[one], ours[other])
            if gold != (ours[one] == ours[other]) and key not in seen:
                seen.add(key)
                what = "PARTED" if gold else "JOINED"
                lines.append(f"{what}  {_shown(texts, one)}\n        {_shown(texts, other)}")
    return lines


def _shown(texts: dict[str, Reading], mention: Passage) -> str:
    sentence = texts[mention.report].sentence_at(mention.start)
    around = sentence.words if sentence else ""
    return f"[{mention.words}] {texts[mention.report].report.path}: {around[:150]}"


def main() -> None:
    """Print the scores, and errors to read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print so many wrong pairs")
    parser.add_argument("--limit", type=int, default=0, help="read only the first reports")
    options = parser.parse_args()
    for score in measure(labelled_folder(), options.limit, errors=options.errors):
        print(f"{score.key:<60} {score.value:.3f}  ({score.rows} mentions)")


if __name__ == "__main__":
    main()
