"""Measures what is kept of pages: main text, block kinds, masthead, and noise among single lines."""

import argparse
import base64
import re
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.kinds_found import counted, kinds_found, labels_of_blocks
from evaluation.scores import Counts, Score, labelled_folder, read_set
from synoptic.clean.blocks import type_lines
from synoptic.clean.encoding import decode
from synoptic.clean.entities import unescaped
from synoptic.clean.lines import lines_of
from synoptic.clean.report import clean_page
from synoptic.news.ids import content_id
from synoptic.news.report import BlockKind, CarrierFields, RawReport, Report
from synoptic.run.models import ModelTools
from synoptic.run.settings import Settings

NAME = "cleaning"
# What the labelled sets take for an article's text: they count embedded posts and pull quotes in.
READ: tuple[BlockKind, ...] = ("body", "standfirst", "pullquote", "post")
KEPT: tuple[BlockKind, ...] = (*READ, "headline")
# Which of our kinds answer to a kind of the labelled blocks (html_l3s_gn1).
KINDS: dict[str, tuple[BlockKind, ...]] = {
    "headline": ("headline",),
    "main": READ,
    "supplemental": ("byline", "caption", "author_note"),
    "related": ("teaser",),
}
AROUND = ("boilerplate", "related", "comments")
Row = dict[str, Any]


def page_bytes(row: Row) -> tuple[bytes, str]:
    """Return the bytes of a row's page and the charset that is known of them."""
    page = row["input"]
    if "html_b64" in page:
        return base64.b64decode(page["html_b64"]), ""
    return page["html"].encode("utf-8", "replace"), "utf-8"


def page_source(row: Row) -> str:
    """Return the source of a row's page, its character references read."""
    content, charset = page_bytes(row)
    return unescaped(decode(content, charset=charset, is_html=True).text)[0]


class Reader:
    """Cleans labelled pages with the default settings."""

    def __init__(self) -> None:
        self._settings = Settings()
        self._tools = ModelTools(self._settings.models)

    def report(self, row: Row) -> Report | None:
        """Return the report of a row's page, None where nothing of it can be read."""
        content, charset = page_bytes(row)
        raw = RawReport(
            id=content_id("raw", row["id"]),
            path=f"{row['id']}.html",
            form="html",
            content=content,
            charset=charset,
            carrier=CarrierFields(url=row["input"].get("url", "")),
        )
        made = clean_page(raw, settings=self._settings.clean, tools=self._tools)
        return made.items[0] if made.items else None


def words_of(report: Report | None, kinds: Sequence[BlockKind]) -> str:
    """Return the text of a report's blocks of the given kinds, one a line."""
    return "\n".join(report.words(block) for block in report.blocks_of(*kinds)) if report else ""


class Overlap(NamedTuple):
    """How far two texts share their runs of four words."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def overlap(gold: str, found: str) -> Overlap:
    """Return precision and recall of runs of four words, as the benchmark of html_scrapinghub counts them."""
    wanted, had = _runs(gold), _runs(found)
    shared = (wanted & had).total()
    return Overlap(
        shared / had.total() if had else float(not wanted), shared / wanted.total() if wanted else float(not had)
    )


def _runs(text: str, length: int = 4) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    if not words:
        return Counter()
    return Counter(tuple(words[n : n + length]) for n in range(max(1, len(words) - length + 1)))


def mean(overlaps: Sequence[Overlap]) -> Overlap:
    """Return mean precision and mean recall over pages, whose harmonic mean is the benchmark's F1."""
    return Overlap(
        statistics.mean(one.precision for one in overlaps), statistics.mean(one.recall for one in overlaps)
    )


def _score(measure: str, value: float, name: str, rows: int, best: str = "") -> Score:
    return Score(evaluation=NAME, measure=measure, value=value, sets=(name,), rows=rows, best=best)


def measure(folder: Path, limit: int = 0) -> list[Score]:
    """Return the scores of main text, block kinds, masthead and single lines."""
    reader = Reader()
    return [
        *main_text(folder, limit, reader),
        *block_kinds(folder, limit, reader),
        *segments(folder, limit, reader),
        *masthead(folder, limit, reader),
        *single_lines(folder, limit),
        *flattened(folder, limit),
    ]


def main_text(folder: Path, limit: int, reader: Reader) -> list[Score]:
    """Return the F1 of articles' text (html_scrapinghub)."""
    name = "html_scrapinghub"
    rows = list(read_set(folder, name, limit))
    found = mean([overlap(row["gold"]["text"], words_of(reader.report(row), READ)) for row in rows])
    return [_score("article text, 4-gram F1", found.f1, name, len(rows), "trafilatura 2.3.1 .963 here")]


def block_kinds(folder: Path, limit: int, reader: Reader) -> list[Score]:
    """Return the F1 of main text with headline, of words by kind, and of blocks by kind (html_l3s_gn1)."""
    name = "html_l3s_gn1"
    rows = list(read_set(folder, name, limit))
    overlaps: list[Overlap] = []
    counts = {label: Counts() for label in KINDS}
    pages: list[tuple[list[str], list[str]]] = []
    for row in rows:
        report = reader.report(row)
        pages.append((labels_of_blocks(row["gold"]["blocks"]), kinds_found(row["gold"]["blocks"], report)))
        overlaps.append(overlap(row["gold"]["text"], words_of(report, KEPT)))
        for label, kinds in KINDS.items():
            gold = " ".join(block["text"] for block in row["gold"]["blocks"] if block["label"] == label)
            _count(counts[label], gold, words_of(report, kinds))
    scores = [_score("headline and main text, 4-gram F1", mean(overlaps).f1, name, len(rows), "trafilatura .892")]
    scores += [
        _score(f"words of {label} blocks, F1", found.f1, name, len(rows)) for label, found in counts.items()
    ]
    return scores + [
        _score(f"blocks called {kind}, F1", found.f1, name, len(rows)) for kind, found in counted(pages).items()
    ]


def _count(counts: Counts, gold: str, found: str) -> None:
    wanted, had = _runs(gold, 1), _runs(found, 1)
    counts.right += (wanted & had).total()
    counts.predicted += had.total()
    counts.gold += wanted.total()


def segments(folder: Path, limit: int, reader: Reader) -> list[Score]:
    """Return the F of segments that must and must not stand in the text (html_trafilatura)."""
    name = "html_trafilatura"
    rows = list(read_set(folder, name, limit))
    counts = Counts()
    for row in rows:
        kept = _plain(words_of(reader.report(row), READ))
        with_, without = _segments(row, kept)
        counts.right += sum(with_)
        counts.predicted += sum(with_) + sum(without)
        counts.gold += len(with_)
    return [_score("segments in and out, F", counts.f1, name, len(rows), "trafilatura .926")]


def _segments(row: Row, kept: str) -> tuple[list[bool], list[bool]]:
    gold = row["gold"]
    return [_plain(words) in kept for words in gold["with"]], [_plain(words) in kept for words in gold["without"]]


def _plain(words: str) -> str:
    return " ".join(words.split())


def masthead(folder: Path, limit: int, reader: Reader) -> list[Score]:
    """Return how often title, authors and day are right, and the F1 of the paragraphs (html_fundus)."""
    name = "html_fundus"
    rows = list(read_set(folder, name, limit))
    right: Counter[str] = Counter()
    authors = Counts()
    overlaps = []
    days = 0
    for row in rows:
        report, gold = reader.report(row), row["gold"]
        right["title"] += _folded(report.headline if report else "") == _folded(gold["title"] or "")
        wanted, had = (
            {_folded(a) for a in gold["authors"] or ()},
            {_folded(a) for a in (report.authors if report else ())},
        )
        authors.right += len(wanted & had)
        authors.predicted += len(had)
        authors.gold += len(wanted)
        days += bool(gold["published"])
        right["day"] += bool(gold["published"]) and _day_is(report, gold["published"])
        overlaps.append(overlap("\n".join(gold["paragraphs"]), words_of(report, READ)))
    count = len(rows)
    return [
        _score("titles exact", right["title"] / count, name, count, "trafilatura .68"),
        _score("authors, F1", authors.f1, name, count),
        _score("published days right", right["day"] / max(1, days), name, count, "trafilatura 1.00"),
        _score("paragraphs, 4-gram F1", mean(overlaps).f1, name, count, "trafilatura P .937 R .970"),
    ]


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _day_is(report: Report | None, stated: str) -> bool:
    """Return whether the day is the labelled one; one day off is time zones, not error, near midnight."""
    return report is not None and report.published.earliest == stated[:10]


def single_lines(folder: Path, limit: int) -> list[Score]:
    """Return the macro F1 of text and noise among extracted lines (line_noise)."""
    name = "line_noise"
    rows = list(read_set(folder, name, limit))
    counts = {"0": Counts(), "1": Counts()}
    for row in rows:
        for gold, found in zip(row["gold"]["labels"], line_labels(row["input"]["lines"]), strict=True):
            counts[gold].gold += 1
            counts[found].predicted += 1
            counts[gold].right += gold == found
    value = statistics.mean(one.f1 for one in counts.values())
    return [_score("text and noise among lines, macro F1", value, name, len(rows), "linear model .702")]


def line_labels(lines: Sequence[str]) -> list[str]:
    """Return 1 for each line that is kept as text and 0 for each that is taken as noise."""
    return ["0" if kind in ("furniture", "teaser") else "1" for kind in line_kinds(lines)]


def line_kinds(lines: Sequence[str]) -> list[str]:
    """Return what cleaning takes each line of a plain text for: the kind of the block that holds most of it."""
    flat = [" ".join(line.split()) or "." for line in lines]
    text = "\n".join(flat)
    blocks = type_lines(text, lines_of(text))
    kinds: list[str] = []
    start = first = 0
    for line in flat:
        while first < len(blocks) and blocks[first].end <= start:
            first += 1
        end = start + len(line)
        meeting = [block for block in blocks[first : first + 2] if block.start < end]
        held = max(meeting, key=lambda block: min(block.end, end) - max(block.start, start), default=None)
        kinds.append(held.kind if held else "")
        start = end + 1
    return kinds


def flattened(folder: Path, limit: int) -> list[Score]:
    """Return the shares of text kept and of furniture removed on pages that are only their blocks' lines."""
    name = "html_l3s_gn1"
    rows = list(read_set(folder, name, limit))
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in rows:
        blocks = row["gold"]["blocks"]
        for block, kind in zip(blocks, line_kinds([one["text"] for one in blocks]), strict=True):
            label = "main" if block["label"] == "main" else "around" if block["label"] in AROUND else ""
            seen[label] += 1
            right[label] += (kind in KEPT) == (label == "main")
    return [
        _score("plain text: lines of text kept", right["main"] / max(1, seen["main"]), name, len(rows)),
        _score("plain text: lines around it removed", right["around"] / max(1, seen["around"]), name, len(rows)),
    ]


def _text_errors(folder: Path, name: str, kinds: Sequence[BlockKind], limit: int) -> Iterable[tuple[float, str]]:
    reader = Reader()
    for row in read_set(folder, name, limit):
        report = reader.report(row)
        gold = row["gold"].get("text") or "\n".join(row["gold"].get("paragraphs", ()))
        found = overlap(gold, words_of(report, kinds))
        wanted, had = _runs(gold), _runs(words_of(report, kinds))
        lines = [
            f"## {row['id']}  P {found.precision:.2f} R {found.recall:.2f}  {report.extractor if report else '-'}"
        ]
        if report:
            for block in report.blocks:
                runs = _runs(report.words(block))
                share = (runs & wanted).total() / max(1, runs.total())
                if (block.kind in kinds) != (share > 0.5) and runs.total() > 1:
                    mark = "EXTRA" if block.kind in kinds else "LOST "
                    lines.append(f"  {mark} {block.kind}: {report.words(block)[:160]!r} ({block.reason})")
        missed = [line for line in gold.splitlines() if line.strip() and _share(line, had) < 0.5]
        lines += [f"  MISSED {line[:160]!r}" for line in missed[:8]]
        yield found.f1, "\n".join(lines)


def _share(line: str, had: Counter[tuple[str, ...]]) -> float:
    runs = _runs(line)
    return (runs & had).total() / max(1, runs.total())


def _segment_errors(folder: Path, limit: int) -> Iterable[tuple[float, str]]:
    reader = Reader()
    for row in read_set(folder, "html_trafilatura", limit):
        report = reader.report(row)
        with_, without = _segments(row, _plain(words_of(report, READ)))
        lines = [f"## {row['id']}"]
        for mark, wrong, side in (("LOST", [not x for x in with_], "with"), ("EXTRA", without, "without")):
            for words in (w for w, is_wrong in zip(row["gold"][side], wrong, strict=True) if is_wrong):
                lines.append(f"  {mark} {words[:100]!r} {_place(report, words)}")
        yield -float(len(lines)), "\n".join(lines)


def _place(report: Report | None, words: str) -> str:
    """Return the kind of the block that holds some words, and why it is that."""
    blocks = report.blocks if report else ()
    held = [block for block in blocks if report and _plain(words) in _plain(report.words(block))]
    return f"{held[0].kind}: {held[0].reason}" if held else "nowhere"


def _masthead_errors(folder: Path, limit: int) -> Iterable[tuple[float, str]]:
    reader = Reader()
    for row in read_set(folder, "html_fundus", limit):
        report, gold = reader.report(row), row["gold"]
        if report is None:
            continue
        lines = [f"## {row['id']}"]
        if _folded(report.headline) != _folded(gold["title"] or ""):
            lines.append(f"  TITLE {gold['title']!r} ours {report.headline!r}")
        if {_folded(a) for a in gold["authors"] or ()} != {_folded(a) for a in report.authors}:
            lines.append(f"  AUTHORS {gold['authors']} ours {report.authors} {report.byline!r}")
        if gold["published"] and not _day_is(report, gold["published"]):
            lines.append(f"  DAY {gold['published']} ours {report.published}")
        yield -float(len(lines)), "\n".join(lines)


def _line_errors(folder: Path, limit: int) -> Iterable[tuple[float, str]]:
    for row in read_set(folder, "line_noise", limit):
        gold, found = row["gold"]["labels"], line_labels(row["input"]["lines"])
        pairs = list(zip(gold, found, row["input"]["lines"], strict=True))
        wrong = [f"  gold {g} ours {f} {words[:140]!r}" for g, f, words in pairs if g != f]
        yield 1 - len(wrong) / max(1, len(gold)), "\n".join([f"## {row['id']} ({len(gold)} lines)", *wrong[:12]])


ERRORS: dict[str, Callable[[Path, int], Iterable[tuple[float, str]]]] = {
    "html_scrapinghub": lambda folder, limit: _text_errors(folder, "html_scrapinghub", READ, limit),
    "html_l3s_gn1": lambda folder, limit: _text_errors(folder, "html_l3s_gn1", KEPT, limit),
    "html_fundus": lambda folder, limit: _text_errors(folder, "html_fundus", READ, limit),
    "html_trafilatura": _segment_errors,
    "masthead": _masthead_errors,
    "line_noise": _line_errors,
}


def main() -> int:
    """Print the scores, or the worst pages of one set with what went wrong in them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=0, help="rows of each set to read; 0 reads all")
    parser.add_argument("--errors", type=int, default=0, help="how many of the worst pages to print")
    parser.add_argument("--set", choices=sorted(ERRORS), default="html_scrapinghub", help="the set of the errors")
    options = parser.parse_args()
    folder = labelled_folder()
    if options.errors:
        worst = sorted(ERRORS[options.set](folder, options.limit), key=lambda one: one[0])
        for _, words in worst[: options.errors]:
            print(words)
        return 0
    for score in measure(folder, options.limit):
        print(f"{score.value:.3f}  {score.measure} ({', '.join(score.sets)}, {score.rows} rows)  {score.best}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
