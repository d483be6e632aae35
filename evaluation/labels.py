"""How many of the words are found with which labelled reports name people and things.

claims_stories: a labelled phrase counts as found when a label of its report has the same words, or holds them,
or (with two words or more) lies inside them.
newswcl50: of the distinct phrases that outlets use for one actor, the share found for one entity of the story.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.naming import LabelledText, joined
from evaluation.scores import Counts, Score, labelled_folder, read_set
from synoptic.news.comparison import Dossier


def measure(folder: Path, limit: int = 0, *, errors: int = 0) -> list[Score]:
    """Return the scores of the labels on the labelled sets; `limit` caps the stories, `errors` are printed."""
    return [*_stories(folder, limit, errors), *_actors(folder, limit, errors)]


def _stories(folder: Path, limit: int, errors: int) -> Iterator[Score]:
    found, made, reports, rows = Counts(), 0, 0, 0
    missed: list[str] = []
    for row in read_set(folder, "claims_stories", limit):
        rows += 1
        pages = row["input"]["reports"]
        dossier = joined(
            row["id"],
            (LabelledText(path=p["id"], text=p["text"], language=p.get("language") or "en") for p in pages),
        )
        texts = {p["id"]: p["text"] for p in pages}
        held = {
            r.report.path: [_plain(x.words) for x in dossier.labels if x.report == r.id] for r in dossier.readings
        }
        made += len(dossier.labels)
        reports += len(pages)
        for label in row["gold"]["labels"]:
            for report, spans in label["by_report"].items():
                for start, end in spans:
                    wanted = _plain(texts[report][start:end])
                    right = any(_same(wanted, words) for words in held[report])
                    found.gold += 1
                    found.right += right
                    if not right:
                        missed.append(f"{row['id']} {label['of']}: {texts[report][start:end]}")
    _print(missed, errors, "not found")
    yield _score("labels found", found.recall, "claims_stories", rows)
    yield _score("labels a report", made / reports if reports else 0.0, "claims_stories", rows, up=False)


def _actors(folder: Path, limit: int, errors: int) -> Iterator[Score]:
    events: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in read_set(folder, "newswcl50"):
        events[row["gold"]["event"]].append(row)
    names, missed = Counts(), []
    chosen = sorted(events)[: max(1, limit // 4) if limit else None]
    for event in chosen:
        dossier = joined(event, (LabelledText(path=r["id"], text=r["input"]["text"]) for r in events[event]))
        for concept, phrases in _concepts(events[event], dossier).items():
            best = Counter(entity for found in phrases.values() for entity in found).most_common(1)
            for words, found in phrases.items():
                names.gold += 1
                names.right += bool(best and best[0][0] in found)
                if not (best and best[0][0] in found):
                    missed.append(f"{concept}: {words} ({best[0][0] if best else '-'}; {sorted(found)})")
    _print(missed, errors, "not in the group")
    yield _score("phrases for one actor in one group", names.recall, "newswcl50", len(chosen))


def _concepts(rows: list[dict[str, Any]], dossier: Dossier) -> dict[str, dict[str, set[str]]]:
    """Return, for each actor and each distinct phrase for it, the story entities found at one of its places."""
    ids = {r.report.path: r.id for r in dossier.readings}
    held: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for entity in dossier.entities:
        for mention in entity.mentions:
            held[mention.report].append((mention.start, mention.end, entity.name))
    for label in dossier.labels:
        held[label.report].append((label.start, label.end, label.name))
    concepts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        for mention in row["gold"]["mentions"]:
            if not mention["concept"].endswith("_ACTOR"):
                continue
            phrase = concepts[mention["concept"]][_plain(mention["text"])]
            for start, end, name in held[ids[row["id"]]]:
                shared = min(end, mention["end"]) - max(start, mention["start"])
                if 2 * shared >= max(end - start, mention["end"] - mention["start"]):
                    phrase.add(name)
    return concepts


def _same(wanted: str, held: str) -> bool:
    return wanted in held or (held in wanted and len(held.split()) >= 2)


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").casefold().split())


def _score(measure: str, value: float, name: str, rows: int, *, up: bool = True) -> Score:
    return Score(evaluation="labels", measure=measure, value=value, sets=(name,), rows=rows, higher_is_better=up)


def _print(lines: list[str], errors: int, what: str) -> None:
    step = max(1, len(lines) // errors) if errors else 1
    for line in lines[::step][:errors]:
        print(f"  {what}: {line}")


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=0, help="stories to read, 0 for all")
    parser.add_argument("--errors", type=int, default=0, help="errors to print of each set")
    options = parser.parse_args()
    for score in measure(labelled_folder(), options.limit, errors=options.errors):
        print(f"{score.key} {score.value:.3f} ({score.rows} rows)")


if __name__ == "__main__":
    main()
