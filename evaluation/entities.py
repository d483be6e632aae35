"""Whether the mentions of persons, organisations and places are brought together over the reports of a story.

Each event of a set is one story. Every labelled mention of a person, an organisation or a place is paired with at
most one mention of ours: one that holds its head word (the last word before a preposition or a comma), the most
alike pairs first. B-cubed runs over all labelled mentions; one that we did not find is alone in its cluster, so
that a miss costs recall; a title before its name is a part of it. What we find beyond the labels is not judged:
the sets do not label everything.

- ecbplus: the mentions in validated sentences that have a chain, of persons, organisations and places.
- newswcl50: mentions of actors (all of them persons), and mentions of countries that hold only a country's name.
- *names* are the mentions whose head word begins with a capital letter, does not open the sentence and is not
  written small anywhere in the story; *names found* leaves out those that we did not find.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from evaluation.entity_sets import Labelled, LabelledStory, read_stories
from evaluation.naming import joined
from evaluation.scores import Score, labelled_folder
from synoptic.news.comparison import Dossier

_SETS = ("ecbplus", "newswcl50")


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A labelled mention with the cluster that we put it in (empty if we did not find it)."""

    labelled: Labelled
    cluster: str
    name: str = ""


def b_cubed(pairs: Sequence[tuple[str, str]]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 of (gold cluster, our cluster), one pair a mention."""
    if not pairs:
        return 0.0, 0.0, 0.0
    both, gold, ours = Counter(pairs), Counter(g for g, _ in pairs), Counter(o for _, o in pairs)
    precision = sum(n * n / ours[o] for (_, o), n in both.items()) / len(pairs)
    recall = sum(n * n / gold[g] for (g, _), n in both.items()) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def measure(folder: Path, limit: int = 0, *, errors: int = 0) -> list[Score]:
    """Return the scores of both sets; `limit` caps the stories of each, `errors` are printed."""
    made: list[Score] = []
    for name in _SETS:
        stories = read_stories(folder, name)[: limit or None]
        answers = {story.name: find_answers(story) for story in stories}
        made += _scores(name, answers)
        _print_errors(answers, errors)
    return made


def _scores(name: str, answers: dict[str, list[Answer]]) -> Iterator[Score]:
    whole = [(story, a) for story, group in answers.items() for a in group]
    names = [(story, a) for story, a in whole if a.labelled.named]
    for what, chosen in (
        ("names", names),
        ("names found", [(s, a) for s, a in names if a.cluster]),
        ("names, roles, nouns and pronouns", whole),
    ):
        precision, recall, f1 = b_cubed(_pairs(chosen))
        yield _score(f"B-cubed F1 of {what}, {name}", f1, name, len(chosen))
        if what == "names":
            yield _score(f"B-cubed precision of {what}, {name}", precision, name, len(chosen))
            yield _score(f"B-cubed recall of {what}, {name}", recall, name, len(chosen))
    share = sum(bool(a.cluster) for _, a in names) / len(names) if names else 0.0
    yield _score(f"share of labelled names that are mentions, {name}", share, name, len(names))


def _pairs(answers: Iterable[tuple[str, Answer]]) -> list[tuple[str, str]]:
    pairs = []
    for number, (story, answer) in enumerate(answers):
        pairs.append((f"{story} {answer.labelled.chain}", f"{story} {answer.cluster or f'alone {number}'}"))
    return pairs


def find_answers(story: LabelledStory) -> list[Answer]:
    """Return each labelled mention of a story with the cluster that we put it in."""
    ours = _mentions(joined(story.name, story.texts, labels=False))
    made: list[Answer] = []
    for text in story.texts:
        here = [m for m in story.mentions if m.report == text.path]
        taken = pair_up([(m.start, m.end, m.head) for m in here], [m[:2] for m in ours[text.path]])
        for place, mention in enumerate(here):
            held = ours[text.path][taken[place]] if place in taken else (0, 0, "", "")
            made.append(Answer(labelled=mention, cluster=held[2], name=held[3]))
    return made


def pair_up(gold: Sequence[tuple[int, int, int]], ours: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return which of our ranges goes with each labelled (start, end, head): one that holds the head."""
    ranked = []
    for i, (start, end, head) in enumerate(gold):
        for j, (left, right) in enumerate(ours):
            shared = min(end, right) - max(start, left)
            if left <= head < right:
                ranked.append((-shared / (max(end, right) - min(start, left)), i, j))
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(ranked):
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return taken


def _mentions(dossier: Dossier) -> dict[str, list[tuple[int, int, str, str]]]:
    """Return, by the path of each report, our mentions with their story entity's id and name."""
    paths = {r.id: r.report.path for r in dossier.readings}
    held: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    for entity in dossier.entities:
        for m in entity.mentions:
            held[paths[m.report]].append((m.start, m.end, entity.id, entity.name))
    return {path: sorted(held[path]) for path in paths.values()}


def _print_errors(answers: dict[str, list[Answer]], errors: int) -> None:
    lines: list[str] = []
    for story, group in answers.items():
        usual: dict[str, Counter[str]] = defaultdict(Counter)
        owner: dict[str, Counter[str]] = defaultdict(Counter)
        for a in group:
            if a.cluster and a.labelled.chain:
                usual[a.labelled.chain][a.cluster] += 1
                owner[a.cluster][a.labelled.chain] += 1
        for a in (x for x in group if x.labelled.named and x.labelled.chain):
            chain = a.labelled.chain
            if not a.cluster and usual[chain]:
                lines.append(f"{story} not found: {a.labelled.words} ({a.labelled.report})")
            elif a.cluster and usual[chain].most_common(1)[0][0] != a.cluster:
                lines.append(f"{story} apart: {a.labelled.words} as {a.name} ({chain}, {a.labelled.report})")
            elif a.cluster and owner[a.cluster].most_common(1)[0][0] != chain:
                lines.append(f"{story} mixed: {a.labelled.words} with {a.name} ({chain}, {a.labelled.report})")
    step = max(1, len(lines) // errors) if errors else 1
    for line in lines[::step][:errors]:
        print(f"  {line}")


def _score(measure_name: str, value: float, name: str, rows: int) -> Score:
    return Score(evaluation="entities", measure=measure_name, value=value, sets=(name,), rows=rows)


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=0, help="stories to read of each set, 0 for all")
    parser.add_argument("--errors", type=int, default=0, help="errors to print of each set")
    options = parser.parse_args()
    for score in measure(labelled_folder(), options.limit, errors=options.errors):
        print(f"{score.key:<70} {score.value:.3f} ({score.rows} mentions)")


if __name__ == "__main__":
    main()
