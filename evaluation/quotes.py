"""Whether quotes are found, with the right speaker, and the same utterance is linked across reports.

- claims_stories: *direct quotes* are the labelled stretches in quotation marks, posts and block quotations. Ours
  are direct quotes, paragraph by paragraph as the labels are, and the marked fragments of mixed ones; the two
  are paired when they share at least .7 of the
  characters of both together, best pairs first. Ours in marks of fewer than four words that match nothing are not
  counted, because the labels leave such stretches out. *Speaker*: of the paired quotes, the share in which the
  last word of one name (what stands in brackets left out) is among the words of the other. *Links*: pairs of
  labelled quotes of two reports; right where ours are joined by `same_as`.
- polnear and quotes_cs_ru: see `evaluation/quote_spans.py`.
"""

import argparse
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec

from evaluation.naming import LabelledText, joined, tools
from evaluation.quote_spans import measure_spans
from evaluation.scores import Counts, Score, labelled_folder, read_set
from synoptic.annotate.quotes import find_quotes
from synoptic.compare.quotes import collate_quotes
from synoptic.news.annotation import Quote
from synoptic.news.comparison import Dossier
from synoptic.run.settings import Settings

SET = "claims_stories"
_SHARED = 0.7
_SHORT = 4


class Tally(msgspec.Struct):
    """What was right over the stories read so far, and the errors to read."""

    quotes: Counts = msgspec.field(default_factory=Counts)
    speakers: Counts = msgspec.field(default_factory=Counts)
    links: Counts = msgspec.field(default_factory=Counts)
    errors: list[str] = msgspec.field(default_factory=list)


class Marked(msgspec.Struct, frozen=True):
    """One of our quotes or marked fragments: where it stands, who says it, and the quote it belongs to."""

    report: str
    start: int
    end: int
    quote: Quote


def our_stretches(quotes: Iterable[Quote]) -> list[Marked]:
    """Return what we hold to be said word for word: direct quotes, and the marked parts of mixed ones."""
    found: dict[tuple[str, int, int], Marked] = {}
    for quote in sorted(quotes, key=lambda q: q.kind != "direct"):
        if quote.kind != "indirect":
            for part in quote.fragments or (quote,):
                held = Marked(part.report, part.start, part.end, quote)
                found.setdefault((part.report, part.start, part.end), held)
    return [found[key] for key in sorted(found)]


def shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the characters that two stretches share, as a share of those that they cover together."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    together = max(one[1], other[1]) - min(one[0], other[0])
    return max(0.0, both / together)


def paired(gold: Sequence[tuple[str, int, int]], ours: Sequence[Marked]) -> dict[int, int]:
    """Return which labelled stretch each of ours is, best pairs first, each in one pair only."""
    likely = [
        (-shared((start, end), (o.start, o.end)), g, n)
        for g, (report, start, end) in enumerate(gold)
        for n, o in enumerate(ours)
        if o.report == report and shared((start, end), (o.start, o.end)) >= _SHARED
    ]
    pairs: dict[int, int] = {}
    for _, g, n in sorted(likely):
        if g not in pairs and n not in pairs.values():
            pairs[g] = n
    return pairs


def same_speaker(wanted: str, found: str) -> bool:
    """Return whether the last word of one name is among the words of the other."""
    one, other = _name_words(wanted), _name_words(found)
    return bool(one and other) and (one[-1] in other or other[-1] in one)


def _name_words(name: str) -> list[str]:
    bare = re.sub(r"\([^)]*\)", " ", name)
    folded = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode().lower()
    return [w for w in re.findall(r"[a-z0-9]+", folded.replace("'s", " ")) if w not in ("jr", "sr", "s")]


def _stories(folder: Path, limit: int) -> Iterable[tuple[dict[str, Any], Dossier]]:
    for row in read_set(folder, SET, limit):
        pages = [
            LabelledText(
                path=page["id"],
                text=page["text"],
                outlet=page.get("outlet") or "",
                headline=page.get("title") or "",
                language=page.get("language") or "en",
            )
            for page in row["input"]["reports"]
        ]
        yield row, with_quotes(joined(row["id"], pages, labels=False))


def with_quotes(dossier: Dossier) -> Dossier:
    """Return a story with the quotes of its reports found and collated."""
    settings = Settings()
    readings = tuple(
        msgspec.structs.replace(r, quotes=find_quotes(r, settings=settings.annotate, tools=tools()).items)
        for r in dossier.readings
    )
    dossier = msgspec.structs.replace(dossier, readings=readings)
    made = collate_quotes(dossier, settings=settings.compare, tools=tools())
    return msgspec.structs.replace(dossier, quotes=made.items)


def count_story(row: dict[str, Any], dossier: Dossier, tally: Tally) -> None:
    """Add what is right in one story to the tally."""
    ids = {r.report.path: r.id for r in dossier.readings}
    texts = {r.id: r.report.text for r in dossier.readings}
    labels = row["gold"]["quotes"]
    gold = [(ids[q["report"]], q["span"][0], q["span"][1]) for q in labels]
    ours = our_stretches(dossier.quotes)
    pairs = paired(gold, ours)
    matched = set(pairs.values())
    tally.quotes.gold += len(gold)
    tally.quotes.right += len(pairs)
    for number, one in enumerate(ours):
        words = texts[one.report][one.start : one.end]
        if number in matched or len(words.split()) >= _SHORT:
            tally.quotes.predicted += 1
            if number not in matched:
                tally.errors.append(f"extra {_around(texts[one.report], one.start, one.end)}")
    for number, (report, start, end) in enumerate(gold):
        if number not in pairs:
            tally.errors.append(f"missed {_around(texts[report], start, end)}")
            continue
        found = ours[pairs[number]].quote
        right = same_speaker(labels[number]["speaker"], found.speaker)
        tally.speakers.gold += 1
        tally.speakers.right += right
        if not right:
            printed = found.speaker_span.words if found.speaker_span else ""
            wanted = f"“{labels[number]['speaker']}”, not “{found.speaker}” ({printed})"
            tally.errors.append(f"speaker {wanted}: {_around(texts[report], start, end)}")
    _count_links(labels, gold, {g: ours[n].quote for g, n in pairs.items()}, tally)


def _count_links(
    labels: Sequence[dict[str, Any]], gold: Sequence[tuple[str, int, int]], held: dict[int, Quote], tally: Tally
) -> None:
    for one, other in combinations(range(len(gold)), 2):
        if gold[one][0] == gold[other][0]:
            continue
        wanted = other in labels[one]["same_as"] or one in labels[other]["same_as"]
        found = one in held and other in held and held[other].id in held[one].same_as
        tally.links.gold += wanted
        tally.links.predicted += found
        tally.links.right += wanted and found
        if wanted != found:
            words = " ↔ ".join(held[n].words[:160] if n in held else "(not found)" for n in (one, other))
            tally.errors.append(f"{'unlinked' if wanted else 'mislinked'} {words}")


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - 90) : start], text[end : end + 60]
    return f"{before}[[{text[start:end]}]]{after}".replace("\n", "/")


def tally_stories(folder: Path, limit: int = 0) -> Tally:
    """Return what is right over the labelled stories."""
    tally = Tally()
    for row, dossier in _stories(folder, limit):
        count_story(row, dossier, tally)
    return tally


def story_scores(tally: Tally) -> list[Score]:
    """Return a tally as scores."""

    def score(measure: str, value: float, rows: int) -> Score:
        return Score(evaluation="quotes", measure=measure, value=value, sets=(SET,), rows=rows)

    return [
        score("direct quotes precision", tally.quotes.precision, tally.quotes.predicted),
        score("direct quotes recall", tally.quotes.recall, tally.quotes.gold),
        score("direct quotes F1", tally.quotes.f1, tally.quotes.gold),
        score("right speaker", tally.speakers.recall, tally.speakers.gold),
        score("same utterance linked F1", tally.links.f1, tally.links.gold),
    ]


def measure(folder: Path, limit: int = 0) -> list[Score]:
    """Return the scores on stories, on attributions in English, and on sentences in Czech and Russian."""
    return story_scores(tally_stories(folder, limit)) + measure_spans(folder, limit)


def main() -> None:
    """Print the scores, and with --errors some errors of each kind on the stories."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print this many errors of each kind")
    parser.add_argument("--limit", type=int, default=0, help="read only the first rows of each set")
    parser.add_argument("--stories", action="store_true", help="measure only the labelled stories")
    options = parser.parse_args()
    tally = tally_stories(labelled_folder(), options.limit)
    scores = story_scores(tally)
    if not options.stories:
        scores += measure_spans(labelled_folder(), options.limit)
    for score in scores:
        print(f"{score.measure:<48} {score.value:7.3f}  ({score.rows} rows)")
    for kind in ("extra", "missed", "speaker", "unlinked", "mislinked"):
        told = [e for e in tally.errors if e.startswith(kind)]
        print(f"{kind}: {len(told)}")
        for line in told[:: max(1, len(told) // max(1, options.errors))][: options.errors]:
            print(" ", line)


if __name__ == "__main__":
    main()
