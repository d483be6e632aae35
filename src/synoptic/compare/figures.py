"""The figures of a story laid side by side: one line for each thing that is counted, never averaged."""

import re

import msgspec

from synoptic.compare.settings import CompareSettings
from synoptic.news.annotation import Claim, Figure, Reading
from synoptic.news.comparison import Dossier, FigureLine
from synoptic.news.ids import content_id
from synoptic.news.report import Interval
from synoptic.run.stage import Made, Tools

_BLOCKS = ("body", "standfirst", "headline", "caption")
_TIMES = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")
# Two sentences that count the same kind of thing count the same things when they share names and at least
# this share of the smaller one's content words; chosen by reading same-noun figures of the labelled stories.
_SAME_SCOPE = 0.4

# "The two leaders" points back to whom the report has named; it counts nothing new.
_POINTING = re.compile(
    r"\b(?:the|these|those|both|their|its|his|her|les|ces|leurs|los|las|estos|estas|sus|die|beiden|diese)\s$",
    re.IGNORECASE,
)


class _Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with what its sentence says of it."""

    figure: Figure
    head: str
    groups: frozenset[str]
    lemmas: frozenset[str]
    entities: frozenset[str]
    published: Interval


def lay_out_figures(dossier: Dossier, *, settings: CompareSettings, tools: Tools) -> Made[FigureLine]:
    """Return one line for each thing counted, with every report's figure for it and how they relate."""
    groups = {claim.id: group.id for group in dossier.claim_groups for claim in group.claims}
    entries = [entry for reading in dossier.readings for entry in _entries(reading, dossier, groups)]
    entries.sort(key=lambda e: (e.figure.report, e.figure.start, e.figure.end))
    lines: list[list[_Entry]] = []
    for entry in entries:
        near = [line for line in lines if any(_same_thing(held, entry) for held in line)]
        for line in near[1:]:
            near[0].extend(line)
            lines.remove(line)
        if near:
            near[0].append(entry)
        else:
            lines.append([entry])
    made = [_line(line) for line in lines if not _is_passing(line)]
    made.sort(key=lambda line: (-len({f.report for f in line.values}), line.about, line.unit, line.id))
    return Made(tuple(made))


def _entries(reading: Reading, dossier: Dossier, groups: dict[str, str]) -> list[_Entry]:
    found = []
    for figure in reading.figures:
        sentence = reading.sentence_at(figure.start)
        if sentence is None or sentence.block not in _BLOCKS or not _matters(figure):
            continue
        if not figure.unit and _POINTING.search(reading.report.text[sentence.start : figure.start]):
            continue
        claims = [c for c in reading.claims if c.start <= figure.start and figure.end <= c.end]
        place = min(claims, key=lambda c: (c.end - c.start, c.id), default=None) or sentence
        entities = {m.entity for m in reading.mentions_in(place)} | {e for c in claims for e in c.entities}
        found.append(
            _Entry(
                figure=_credited(figure, claims),
                head=figure.thing.split()[-1] if figure.thing else "",
                groups=frozenset(groups[c.id] for c in claims if c.id in groups),
                lemmas=frozenset(
                    t.lemma.casefold()
                    for t in sentence.tokens
                    if place.start <= t.start < place.end and t.pos in ("NOUN", "VERB", "PROPN", "ADJ")
                ),
                entities=frozenset(_story_entity(dossier, entity) for entity in entities),
                published=reading.report.published,
            )
        )
    return found


def _is_passing(line: list[_Entry]) -> bool:
    """Return whether a line is only one report's adjective of time: "a two-week storm", "a 30-year low"."""
    if len({e.figure.report for e in line}) > 1:
        return False
    return all(e.figure.unit in _TIMES and re.search(r"[-‐‑]", e.figure.words) for e in line)


def _matters(figure: Figure) -> bool:
    """Return whether a figure says something by itself: a bare number or a lone "one" does not."""
    if not figure.unit and not figure.thing:
        return figure.words.casefold().startswith(("no ", "keine", "aucun", "ning"))
    return bool(figure.unit) or not (figure.low == figure.high == 1 and not figure.words.isdigit())


def _credited(figure: Figure, claims: list[Claim]) -> Figure:
    """Return a figure with the voice of its claim where its own sentence named none."""
    voices = [claim.attributed_to for claim in claims if claim.attributed_to]
    if figure.attributed_to or not voices:
        return figure
    return msgspec.structs.replace(figure, attributed_to=voices[0])


def _story_entity(dossier: Dossier, entity: str) -> str:
    found = dossier.story_entity(entity)
    return found.id if found is not None else entity


def _same_thing(one: _Entry, other: _Entry) -> bool:
    a, b = one.figure, other.figure
    if a.unit != b.unit or bool(a.change) != bool(b.change):
        return False
    if a.report == b.report and not _equal(a, b):
        return one.head == other.head != "" and bool(one.groups & other.groups)
    if one.head == other.head != "" and a.unit and _equal(a, b):
        # An equal measure of one kind of thing in one story: "a 20-week ban".
        return True
    if one.groups & other.groups and (one.head == other.head or (a.unit and _equal(a, b))):
        return True
    if not one.head or one.head != other.head:
        # Without a common noun (two languages), an equal and telling number of one claim group is enough.
        return bool(one.groups & other.groups) and _equal(a, b) and (a.low or 0) > 12
    smaller = min(len(one.lemmas), len(other.lemmas))
    shared = len(one.lemmas & other.lemmas)
    return bool(one.entities & other.entities) and shared >= max(2, _SAME_SCOPE * smaller)


def _equal(a: Figure, b: Figure) -> bool:
    return (a.low, a.high) == (b.low, b.high)


def _line(entries: list[_Entry]) -> FigureLine:
    figures = tuple(e.figure for e in sorted(entries, key=lambda e: (_when(e), e.figure.report, e.figure.start)))
    relation, reason = _relation(entries)
    about = max((f.thing for f in figures), key=lambda t: (len(t.split()), t)) or "no people harmed"
    return FigureLine(
        id=content_id("figures", about, sorted(f.id for f in figures)),
        about=about if any(f.thing for f in figures) else figures[0].words,
        unit=figures[0].unit,
        values=figures,
        relation=relation,  # type: ignore[arg-type]
        reason=reason,
    )


def _when(entry: _Entry) -> str:
    time = entry.figure.as_of or entry.published
    return time.latest or time.earliest or ""


def _relation(entries: list[_Entry]) -> tuple[str, str]:
    """Return how the values of a line relate; only what shares its time and scope can differ."""
    if len({e.figure.report for e in entries}) < 2:
        return "alone", "one report gives it"
    pairs = [(a, b) for i, a in enumerate(entries) for b in entries[i + 1 :]]
    if all(_equal(a.figure, b.figure) for a, b in pairs):
        return "same", "the reports give one value"
    apart = [(a, b) for a, b in pairs if not _meet(a.figure, b.figure)]
    if not apart:
        return "compatible", "the values can all hold"
    if all(_at_different_times(a, b) for a, b in apart):
        return "updated", "the values are of different days"
    if any(_comparable(a, b) for a, b in apart):
        return "different", "the values are of one thing and one time and cannot all hold"
    return "compatible", "the values may be of different times or scopes"


def _meet(a: Figure, b: Figure) -> bool:
    low = max(x for x in (a.low, b.low, float("-inf")) if x is not None)
    high = min(x for x in (a.high, b.high, float("inf")) if x is not None)
    return low <= high


def _at_different_times(a: _Entry, b: _Entry) -> bool:
    return not _overlap(a.figure.as_of or a.published, b.figure.as_of or b.published)


def _overlap(a: Interval, b: Interval) -> bool:
    return (a.earliest or "") <= (b.latest or "9999") and (b.earliest or "") <= (a.latest or "9999")


def _comparable(a: _Entry, b: _Entry) -> bool:
    """Return whether two values that cannot both hold are of one thing, one scope and one known time."""
    if _at_different_times(a, b) or a.head != b.head or not (a.groups & b.groups):
        return False
    return (a.figure.as_of is None) == (b.figure.as_of is None)
