"""Whether sources, cues and reported words are found where annotators marked them.

- polnear: every attribution of English news, thoughts and nominal cues too. A labelled part is its fragments;
  fragments with only white space between them are one, and white space at an edge is left out. *Exact*: distinct
  fragments of a role in one document that are equal. *Overlap*: a fragment is right if it shares a character with
  one of the other side. *Characters*: characters that both sides hold in the same role. The development half is
  what the packaged model was fitted on: honest figures are those of held-out documents in `quote_model.md`.
- quotes_cs_ru: single sentences in Czech and Russian, read without a parser. A span is right if it shares at
  least half of the characters of both together with a labelled one of its role. The set's texts are cells of a
  table: the marks around a cell are blanked.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from evaluation.scores import Counts, Score, read_set
from synoptic.annotate.quote_model import Model
from synoptic.annotate.quote_reader import Attributed, read_attributions
from synoptic.annotate.quotes import find_quotes
from synoptic.annotate.sentences import find_sentences
from synoptic.news.annotation import Quote, Reading, Sentence
from synoptic.news.report import Block, Report
from synoptic.run.models import ModelTools
from synoptic.run.settings import Settings

Extent = tuple[int, int]
ROLES = ("source", "cue", "content")
BEST = {
    "source": "BERT 83.2, BiLSTM-CRF 69.6, CRF 50.6",
    "cue": "BERT 75.3, BiLSTM-CRF 66.7, CRF 53.4",
    "content": "BERT 72.9, BiLSTM-CRF 59.0, CRF 28.6",
}
# Paragraphs of one text in the sets.
_LINE = "\n"


class LabelledAttribution(msgspec.Struct, frozen=True):
    """The fragments of each part of one attribution."""

    source: tuple[Extent, ...]
    cue: tuple[Extent, ...]
    content: tuple[Extent, ...]


class LabelledDocument(msgspec.Struct, frozen=True):
    """A labelled text with the parsed sentences of its paragraphs."""

    id: str
    text: str
    paragraphs: tuple[tuple[Sentence, ...], ...]
    attributions: tuple[LabelledAttribution, ...]


def labelled_documents(folder: Path, limit: int = 0) -> Iterator[LabelledDocument]:
    """Yield the documents of polnear, parsed by the stage that finds sentences."""
    settings = Settings()
    tools = ModelTools(settings.models)
    for row in read_set(folder, "polnear", limit):
        text = row["input"]["text"]
        yield LabelledDocument(
            id=row["id"],
            text=text,
            paragraphs=paragraphs_of(text, "en", settings, tools),
            attributions=tuple(_labelled(text, a) for a in row["gold"]["attributions"]),
        )


def reading_of(text: str, language: str, settings: Settings, tools: ModelTools) -> Reading:
    """Return a text as a reading whose lines are paragraphs, with its sentences."""
    blocks, start = [], 0
    for line in text.split(_LINE):
        if line.strip():
            blocks.append(Block(report="report:0", start=start, end=start + len(line), kind="body"))
        start += len(line) + 1
    report = Report(id="report:0", path="labelled", text=text, language=language, blocks=tuple(blocks))
    reading = Reading(report=report)
    found = find_sentences(reading, settings=settings.annotate, tools=tools).items
    return msgspec.structs.replace(reading, sentences=found)


def paragraphs_of(
    text: str, language: str, settings: Settings, tools: ModelTools
) -> tuple[tuple[Sentence, ...], ...]:
    """Return the sentences of each paragraph of a text."""
    reading = reading_of(text, language, settings, tools)
    made = [[s for s in reading.sentences if b.start <= s.start < b.end] for b in reading.report.blocks]
    return tuple(tuple(sentences) for sentences in made)


def _labelled(text: str, attribution: dict[str, Any]) -> LabelledAttribution:
    def extents(role: str) -> tuple[Extent, ...]:
        return whole_fragments(text, [f for span in attribution[role] for f in span["frags"]])

    return LabelledAttribution(extents("source"), extents("cue"), extents("content"))


def whole_fragments(text: str, fragments: Iterable[Sequence[int]]) -> tuple[Extent, ...]:
    """Return fragments without white space at their edges, those with only white space between them as one."""
    found: list[Extent] = []
    for start, end in sorted((f[0], f[1]) for f in fragments):
        words = text[start:end]
        begin, stop = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if begin >= stop:
            continue
        if found and not text[found[-1][1] : begin].strip():
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        else:
            found.append((begin, stop))
    return tuple(found)


def our_spans(text: str, found: Iterable[Attributed]) -> dict[str, set[Extent]]:
    """Return the distinct fragments of each role in what we found."""
    spans: dict[str, set[Extent]] = {role: set() for role in ROLES}
    for attribution in found:
        spans["cue"].add(attribution.cue)
        if attribution.source:
            spans["source"].add(attribution.source)
        spans["content"].update(whole_fragments(text, [p for p in (attribution.before, attribution.after) if p]))
    return spans


class SpanTally:
    """Counts of exact and overlapping fragments and of characters, by role."""

    def __init__(self) -> None:
        self.exact = {role: Counts() for role in ROLES}
        self.characters = {role: Counts() for role in ROLES}
        self._overlaps = {role: [0, 0, 0, 0] for role in ROLES}

    def add(self, role: str, gold: set[Extent], ours: set[Extent]) -> None:
        """Count one document's fragments of a role."""
        exact, characters, overlaps = self.exact[role], self.characters[role], self._overlaps[role]
        exact.right += len(gold & ours)
        exact.predicted += len(ours)
        exact.gold += len(gold)
        held, wanted = _held(ours), _held(gold)
        characters.right += len(held & wanted)
        characters.predicted += len(held)
        characters.gold += len(wanted)
        overlaps[0] += sum(any(k in wanted for k in range(*span)) for span in ours)
        overlaps[1] += len(ours)
        overlaps[2] += sum(any(k in held for k in range(*span)) for span in gold)
        overlaps[3] += len(gold)

    def overlap(self, roles: Sequence[str]) -> float:
        """Return the F1 of overlapping fragments over some roles together."""
        found, ours, met, gold = (sum(self._overlaps[role][k] for role in roles) for k in range(4))
        precision, recall = found / ours if ours else 0.0, met / gold if gold else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _held(spans: Iterable[Extent]) -> set[int]:
    return {k for start, end in spans for k in range(start, end)}


def score_documents(documents: Iterable[LabelledDocument], *, model: Model | None = None) -> list[Score]:
    """Return the scores of polnear's roles with a model, the packaged one where none is given."""
    return score_found((d, read_attributions(d.paragraphs, model=model)) for d in documents)


def score_found(found: Iterable[tuple[LabelledDocument, Sequence[Attributed]]]) -> list[Score]:
    """Return the scores of polnear's roles for documents with what was found in each."""
    tally, rows = SpanTally(), 0
    for document, attributions in found:
        rows += 1
        ours = our_spans(document.text, attributions)
        for role in ROLES:
            gold = {f for a in document.attributions for f in getattr(a, role)}
            tally.add(role, gold, ours[role])

    def score(measure: str, value: float, best: str = "") -> Score:
        return Score(
            evaluation="quotes",
            measure=f"polnear {measure} (packaged weights)",
            value=value,
            sets=("polnear",),
            rows=rows,
            best=best,
        )

    exact = [score(f"{role} exact F1", tally.exact[role].f1, BEST[role]) for role in ROLES]
    overlap = [score(f"{role} overlap F1", tally.overlap([role])) for role in ROLES]
    characters = Counts(
        *(sum(getattr(c, n) for c in tally.characters.values()) for n in ("right", "predicted", "gold"))
    )
    return [
        *exact,
        *overlap,
        score("all roles overlap F1", tally.overlap(ROLES)),
        score("all roles characters F1", characters.f1),
    ]


def score_sentences(folder: Path) -> list[Score]:
    """Return the F1 of sources, cues and reported words together on single sentences, by language.

    The whole set is read even for a quick run: it takes a second, and its first rows hold no quote.
    """
    settings = Settings()
    tools = ModelTools(settings.models)
    counts: dict[str, Counts] = {}
    rows: dict[str, int] = {}
    for row in read_set(folder, "quotes_cs_ru"):
        language = row["lang"]
        reading = reading_of(without_cell_marks(row["input"]["text"]), language, settings, tools)
        quotes = find_quotes(reading, settings=settings.annotate, tools=tools).items
        count_sentence(row["gold"]["spans"], quotes, counts.setdefault(language, Counts()))
        rows[language] = rows.get(language, 0) + 1
    return [
        Score(
            evaluation="quotes",
            measure=f"quotes_cs_ru {language} F1",
            value=counts[language].f1,
            sets=("quotes_cs_ru",),
            rows=rows[language],
            best={"cs": "rules .65", "ru": "rules .72"}.get(language, ""),
        )
        for language in sorted(counts)
    ]


def without_cell_marks(text: str) -> str:
    """Return a text with blanks for the marks that a table put around its cell, so that offsets stay."""
    return f" {text[1:-1]} " if len(text) > 2 and text[0] == text[-1] == '"' and '""' in text else text


def count_sentence(gold: Iterable[dict[str, Any]], quotes: Iterable[Quote], counts: Counts) -> None:
    """Count the labelled spans of one sentence that ours meet by half, each of ours for one of them."""
    ours: set[tuple[str, int, int]] = set()
    for quote in quotes:
        whole = (quote,) if quote.kind == "mixed" else quote.fragments or (quote,)
        ours.update(("content", p.start, p.end) for p in whole)
        ours.update(("cue", p.start, p.end) for p in (quote.cue,) if p)
        ours.update(("source", p.start, p.end) for p in (quote.speaker_span,) if p)
    wanted = {(s["label"], s["start"], s["end"]) for s in gold}
    counts.predicted += len(ours)
    counts.gold += len(wanted)
    for role, start, end in sorted(wanted):
        met = next((o for o in sorted(ours) if o[0] == role and _half((start, end), o[1:])), None)
        if met is not None:
            counts.right += 1
            ours.remove(met)


def _half(one: Extent, other: Extent) -> bool:
    both = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * both >= max(one[1], other[1]) - min(one[0], other[0])


def measure_spans(folder: Path, limit: int = 0) -> list[Score]:
    """Return the scores on polnear and on sentences in Czech and Russian."""
    return score_documents(labelled_documents(folder, limit)) + score_sentences(folder)
