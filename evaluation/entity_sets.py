"""The labelled mentions of persons, organisations and places of two sets, a story at a time."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from evaluation.naming import LabelledText
from evaluation.scores import read_set
from synoptic.annotate.countries import country_word

_TYPES = ("HUMAN_PART_PER", "HUMAN_PART_ORG", "HUMAN_PART_GPE", "LOC_GEO", "LOC_FAC")
_PRONOUNS = frozenset(("i", "he", "she", "it", "they", "we", "you", "his", "her", "their", "our", "my", "its"))
_OPENER = re.compile(r"(?:(?:in|at|from|near|on|to|of|the|a|an)\s+)+", re.IGNORECASE)
_CUT = re.compile(r"\s(?:in|of|at|near|from|who|on|for|with|by|to|and|that|outside|between)\s|\s?,|\s\(|\s-\s")
_Row = dict[str, Any]
_OUTER = " .,'’\"”"


class Labelled(msgspec.Struct, frozen=True, kw_only=True):
    """A labelled mention: where it stands, the end of its head word, its chain, and whether it is a name."""

    report: str
    start: int
    end: int
    head: int
    words: str
    chain: str
    named: bool


class LabelledStory(msgspec.Struct, frozen=True, kw_only=True):
    """The texts of one event and the labelled mentions in them."""

    name: str
    texts: tuple[LabelledText, ...]
    mentions: tuple[Labelled, ...]


def read_stories(folder: Path, name: str) -> list[LabelledStory]:
    """Return the stories of ecbplus or newswcl50 in order of their names."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in read_set(folder, name):
        rows[row["gold"]["event"]].append(row)
    chosen = _in_validated if name == "ecbplus" else _actors_and_countries
    return [_story(event, group, {r["id"]: chosen(r) for r in group}) for event, group in sorted(rows.items())]


def head_word(words: str) -> tuple[int, int]:
    """Return where the head word of a phrase begins and ends: the last one before a preposition or a comma."""
    opener = _OPENER.match(words)
    start = opener.end() if opener else 0
    cut = _CUT.search(words, start)
    part = words[start : cut.start() if cut else len(words)].rstrip(_OUTER)
    part = part.removesuffix("'s").removesuffix("’s")
    return start + max(part.rfind(" "), part.rfind("\n")) + 1, start + max(len(part), 1)


def _story(event: str, rows: Sequence[_Row], mentions: Mapping[str, Sequence[_Row]]) -> LabelledStory:
    texts = tuple(LabelledText(path=r["id"], text=r["input"]["text"]) for r in rows)
    small = set().union(*(_small_words(t.text) for t in texts))
    made: list[Labelled] = []
    for row in rows:
        starts = {start for start, _ in row["input"].get("sentences", ())}
        chains = {(m["start"], m["chain"]) for m in mentions[row["id"]]}
        for m in mentions[row["id"]]:
            # A title before its name is a part of the name: only the name is kept.
            if any((m["end"] + gap, m["chain"]) in chains for gap in (1, 2)):
                continue
            first, last = head_word(m["text"])
            head = m["text"][first:last]
            names = head[:1].isupper() and head.casefold() not in small | _PRONOUNS
            made.append(
                Labelled(
                    report=row["id"],
                    start=m["start"],
                    end=m["end"],
                    head=m["start"] + last - 1,
                    words=m["text"],
                    chain=m["chain"],
                    named=names and m["start"] + first not in starts,
                )
            )
    return LabelledStory(name=event, texts=texts, mentions=tuple(made))


def _small_words(text: str) -> set[str]:
    """Return the words that a text writes small; lines with addresses of pages tell nothing."""
    lines = [line for line in text.split("\n") if not re.search(r"/|www|http|\. ?(?:com|html|php)\b", line)]
    return {w for line in lines for w in re.findall(r"\b[^\W\d_]+\b", line) if w.islower()}


def _in_validated(row: _Row) -> list[_Row]:
    """Return the mentions of ecbplus that its makers checked and put into a chain."""
    return [m for m in row["gold"]["mentions"] if m["type"] in _TYPES and m["validated"] and m["chain"]]


def _actors_and_countries(row: _Row) -> list[_Row]:
    """Return the mentions of newswcl50 for actors, and those for countries that hold a country's name alone."""
    kept = []
    for m in row["gold"]["mentions"]:
        country = country_word(re.sub(r"^[Tt]he ", "", m["text"]))
        whole = m["concept"].endswith("_COUNTRY") and country is not None and country.use == "country"
        if m["concept"].endswith("_ACTOR") or whole:
            kept.append(m | {"chain": m["concept"]})
    return kept
