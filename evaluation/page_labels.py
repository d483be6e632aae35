"""Labels for the paragraphs of a page, from the text or the segments that its gold gives."""

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from synoptic.clean.features import Seen

Row = dict[str, Any]
# What stands around the text in a copied page: this many paragraphs on each side (see `clipped`).
AROUND = 8


class Example(NamedTuple):
    """A page or a text: its paragraphs, its title, and of each whether it is text (1), not (0) or unknown (-1)."""

    name: str
    row: Row
    seen: list[Seen]
    title: str
    labels: list[int]


def plain(words: str) -> str:
    """Return words in lower case without marks."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def runs(words: str) -> list[tuple[str, ...]]:
    """Return the runs of four words."""
    single = plain(words).split()
    return [tuple(single[at : at + 4]) for at in range(len(single) - 3)]


def gold_text(row: Row) -> str:
    """Return the labelled text of a page."""
    gold: Mapping[str, Any] = row["gold"]
    return str(gold.get("text") or "\n".join(gold.get("paragraphs", ())))


def labels_of(row: Row, words: Sequence[str], title: str) -> list[int]:
    """Return the label of each paragraph: by its runs of four words, or for shorter ones by its neighbours."""
    if "with" in row["gold"]:
        return [_by_segments(row, one) for one in words]
    text = gold_text(row)
    held, lines, whole = set(runs(text)), {plain(line) for line in text.splitlines()}, f" {plain(text)} "
    heads = {plain(block["text"]) for block in row["gold"].get("blocks", ()) if block["label"] == "headline"}
    labels = []
    for one in words:
        own, four = plain(one), runs(one)
        if not own or own in heads or own == plain(title):
            labels.append(-1)
        elif four:
            labels.append(int(sum(run in held for run in four) > 0.5 * len(four)))
        else:
            labels.append(-2 if own in lines or f" {own} " in whole else 0)
    return _settled(labels, [plain(one) in lines for one in words], [len(plain(one).split()) for one in words])


def _by_segments(row: Row, words: str) -> int:
    own = plain(words)
    wanted = any(plain(one) and plain(one) in own for one in row["gold"]["with"])
    unwanted = any(plain(one) and plain(one) in own for one in row["gold"]["without"])
    return int(wanted) if wanted != unwanted else -1


def _settled(labels: list[int], is_line: Sequence[bool], counts: Sequence[int]) -> list[int]:
    """Return the labels; short paragraphs whose words stand in the text (-2) are settled by neighbours."""
    long = [(at, label) for at, label in enumerate(labels) if label >= 0 and counts[at] >= 4]
    settled = list(labels)
    for at, label in enumerate(labels):
        if label != -2:
            continue
        before = [other for place, other in long if place < at][-1:]
        after = [other for place, other in long if place > at][:1]
        near = sum(before + after)
        settled[at] = 1 if (near and is_line[at]) or near == 2 else -1
    return settled


def bare_line(words: str) -> Seen:
    """Return a line of plain text as the model sees it."""
    return Seen(words=words, kind="", tag="", wrapper="", blocks=(), linked=0.0, inline=0.0, votes=())


def clipped(page: Example) -> Example:
    """Return a page as a reader copies it: the text and a few paragraphs around it."""
    inside = [at for at, label in enumerate(page.labels) if label == 1]
    if not inside:
        return page
    low, high = max(0, inside[0] - AROUND), inside[-1] + AROUND + 1
    return page._replace(seen=page.seen[low:high], labels=page.labels[low:high])


def slice_of(page: Example) -> Example:
    """Return one to five lines from the text of a page, as a short note holds them; which ones hangs on its id."""
    inside = [at for at, label in enumerate(page.labels) if label == 1]
    if not inside:
        return page
    chance = random.Random(str(page.row["id"]))
    low = chance.choice(inside)
    high = low + chance.randint(1, 5)
    return page._replace(seen=page.seen[low:high], labels=page.labels[low:high])
