"""How briefs compare with summaries that people wrote of three outlets' accounts, chosen to be neutral.

    python -m evaluation.brief [--limit N] [--errors N] [--words N]

The excerpts of a triple run through the pipeline as one story of three reports; the brief is held to the
length of the human summaries. *Every sentence cited*: share of printed sentences that have a citation, all of
whose citations re-read from the report's text, and whose words, without what we add in brackets, stand in them.
*ROUGE-n*: F1 of the counts of n-grams of words (letters and digits, no case, no stemming) of brief and summary,
mean over the triples; `lead` is the same for the first sentence of each excerpt. *Loaded words*: of 100 words,
those that the annotators of `babe` marked as biased in at least two sentences and in half of those that have them.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import msgspec

from evaluation.scores import Score, labelled_folder, read_set
from synoptic.news.annotation import Reading
from synoptic.news.comparison import Dossier
from synoptic.news.ids import content_id
from synoptic.news.report import Block, Report
from synoptic.news.story import CopyLink, Story, Window
from synoptic.run import pipeline
from synoptic.run.models import ModelTools
from synoptic.run.runner import Runner
from synoptic.run.settings import Settings

SET = "allsides_neus"
# A full run reads so many triples, spread evenly over the set: the pipeline takes about a third of a second each.
FULL = 300
# With this most a brief has 69 words on average, a human summary 70, the lead sentences 78.
WORDS = 85
_WORD = re.compile(r"[a-z0-9]+")
_OURS = re.compile(r"\[[^\]]*\]")


class Triple(msgspec.Struct, frozen=True):
    """One story as its brief was made from it, with the human summary."""

    dossier: Dossier
    summary: str


def words_of(text: str) -> list[str]:
    """Return the words of a text without case: runs of letters and digits."""
    return _WORD.findall(text.casefold())


def rouge(made: str, wanted: str, n: int) -> float:
    """Return the F1 of the n-grams of two texts, each counted as often as it stands in both."""
    counts = [Counter(zip(*(words_of(text)[k:] for k in range(n)), strict=False)) for text in (made, wanted)]
    shared = sum((counts[0] & counts[1]).values())
    total = sum(counts[0].values()) + sum(counts[1].values())
    return 2 * shared / total if total else 0.0


def loaded_words(rows: Iterable[dict[str, Any]]) -> frozenset[str]:
    """Return the words that annotators marked in two sentences or more, and in half of those that have them."""
    held: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for row in rows:
        held.update(set(words_of(row["input"]["text"])))
        marked.update({w for phrase in row["gold"]["biased_words"] for w in words_of(phrase)})
    return frozenset(w for w, count in marked.items() if count >= 2 and 2 * count >= held[w])


def loaded_share(texts: Sequence[str], loaded: frozenset[str]) -> float:
    """Return how many of 100 words of some texts are loaded."""
    words = [w for text in texts for w in words_of(text)]
    return 100 * sum(w in loaded for w in words) / len(words) if words else 0.0


def printed_text(dossier: Dossier) -> str:
    """Return the words of a brief without what we add in brackets."""
    sentences = dossier.brief.sentences if dossier.brief else ()
    return " ".join(" ".join(_OURS.sub(" ", s.text).split()) for s in sentences)


def cited(dossier: Dossier) -> list[bool]:
    """Return for each sentence of a brief whether its citations re-read and hold the printed words."""
    found = []
    for sentence in dossier.brief.sentences if dossier.brief else ():
        texts = [dossier.reading(c.report).report.text[c.start : c.end] for c in sentence.citations]
        reread = bool(texts) and texts == [c.words for c in sentence.citations]
        held = " ".join(words for text in texts for words in words_of(text))
        parts = [words_of(part) for part in _OURS.split(sentence.text)]
        found.append(reread and all(" ".join(part) in held for part in parts))
    return found


def lead_sentences(dossier: Dossier) -> str:
    """Return the first sentence of each excerpt."""
    body = ([s for s in reading.sentences if s.block == "body"] for reading in dossier.readings)
    return " ".join(sentences[0].words for sentences in body if sentences)


def triples(folder: Path, limit: int = 0, *, most_words: int = WORDS) -> Iterator[Triple]:
    """Yield triples spread evenly over the set with their briefs; at most `limit`, 0 for a full run."""
    settings = Settings()
    settings = msgspec.structs.replace(
        settings, write=msgspec.structs.replace(settings.write, most_words=most_words, words_for_single=0)
    )
    runner = Runner(settings, ModelTools(settings.models))
    rows = list(read_set(folder, SET))
    step = max(1, len(rows) // FULL)
    for row in rows[::step][: limit or FULL]:
        dossier = runner.compare(_dossier(runner, row))
        yield Triple(dossier, row["gold"]["summary"]["text"])


def _dossier(runner: Runner, row: dict[str, Any]) -> Dossier:
    pages = [page for page in row["input"]["articles"] if page["text"].strip()]
    read = (_reading(runner, f"{row['id']}-{number}", page) for number, page in enumerate(pages))
    readings = tuple(sorted(read, key=lambda r: r.id))
    links = runner._make(pipeline.WINDOW[0], Window(readings=readings), row["id"]).get(CopyLink, ())
    story = Story(id=content_id("story", row["id"]), reports=tuple(r.id for r in readings))
    return Dossier(story=story, readings=readings, links=links)


def _reading(runner: Runner, path: str, page: dict[str, str]) -> Reading:
    """Return the reading of an excerpt: its title as headline, its lines as body."""
    title = page["title"].strip()
    text = f"{title}\n\n{page['text']}"
    report = content_id("report", path, text)
    blocks = [Block(report=report, start=0, end=len(title), kind="headline")] if title else []
    start = len(title) + 2
    for line in page["text"].split("\n"):
        if line.strip():
            blocks.append(Block(report=report, start=start, end=start + len(line), kind="body"))
        start += len(line) + 1
    return runner._annotate(
        Report(id=report, path=path, text=text, outlet=path, headline=title, language="en", blocks=tuple(blocks))
    )


def measure(folder: Path, limit: int = 0, *, errors: int = 0, most_words: int = WORDS) -> list[Score]:
    """Return the scores of the briefs; `limit` caps the triples, `errors` of the worst are printed."""
    found = list(triples(folder, limit, most_words=most_words))
    texts = [printed_text(triple.dossier) for triple in found]
    ones = [rouge(text, triple.summary, 1) for text, triple in zip(texts, found, strict=True)]
    leads = [lead_sentences(triple.dossier) for triple in found]
    summaries = [triple.summary for triple in found]
    loaded = loaded_words(read_set(folder, "babe"))
    printed = [right for triple in found for right in cited(triple.dossier)]
    for place in sorted(range(len(found)), key=lambda k: ones[k])[:errors]:
        print(f"\n{ones[place]:.2f} {found[place].dossier.readings[0].report.path}")
        print(f"  brief: {texts[place]}\n  human: {summaries[place]}")
    rows = len(found)
    return [
        _score("every sentence cited", mean(printed) if printed else 0.0, rows),
        _score("ROUGE-1 against the human summary", mean(ones), rows, best="lead sentences .362"),
        _score("ROUGE-2", mean(map(rouge, texts, summaries, [2] * rows)), rows, best="lead sentences .164"),
        _score("ROUGE-1 of the lead sentences", mean(map(rouge, leads, summaries, [1] * rows)), rows),
        _score("words a brief", mean(len(words_of(text)) for text in texts), rows, up=False),
        _score("words a human summary", mean(len(words_of(text)) for text in summaries), rows),
        _score("loaded words of 100", loaded_share(texts, loaded), rows, up=False, loads=True),
        _score("loaded words of 100 in human summaries", loaded_share(summaries, loaded), rows, loads=True),
        _score("loaded words of 100 in lead sentences", loaded_share(leads, loaded), rows, loads=True),
    ]


def _score(
    measure: str, value: float, rows: int, *, up: bool = True, best: str = "", loads: bool = False
) -> Score:
    sets = (SET, "babe") if loads else (SET,)
    return Score(
        evaluation="brief",
        measure=measure,
        value=float(value),
        sets=sets,
        rows=rows,
        higher_is_better=up,
        best=best,
    )


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=0, help=f"triples to read, 0 for {FULL}")
    parser.add_argument("--errors", type=int, default=0, help="worst briefs to print")
    parser.add_argument("--words", type=int, default=WORDS, help="most words of a brief")
    options = parser.parse_args()
    for score in measure(labelled_folder(), options.limit, errors=options.errors, most_words=options.words):
        print(f"{score.key} {score.value:.3f} ({score.rows} rows)")


if __name__ == "__main__":
    main()
