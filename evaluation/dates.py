"""How well times are found and resolved: TIMEX3 spans and values, and dates of a tester's list.

    python -m evaluation.dates [--errors N] [--limit N] [--language en]

A span is right when it is the labelled one, closing stops aside. A value is right when a time that overlaps the
labelled one resolves to its value (as in TempEval-3). Only `en` and `de` are scored: Estonian has no grammar of
ours.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from evaluation.scores import Counts, Score, labelled_folder, read_set
from synoptic.annotate.dates import find_times
from synoptic.annotate.sentences import find_sentences
from synoptic.news.annotation import Reading, TimeMention
from synoptic.news.report import Block, Interval, Published, Report
from synoptic.run.models import ModelTools
from synoptic.run.settings import Settings
from synoptic.run.stage import Tools

LANGUAGES = ("en", "de")
LISTED = ("en", "fr", "es", "de")
# Headline, date and the first sentences: none of its times or amounts is labelled further down.
_MEANTIME_LINES = 6
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


def measure(folder: Path, limit: int = 0) -> list[Score]:
    """Return the scores on `timex` and on the date rows of `recognizers`."""
    tools = ModelTools(Settings().models)
    scores = []
    for language in LANGUAGES:
        spans, values, rows = Counts(), Counts(), 0
        for row in _timex_rows(folder, language, limit):
            rows += 1
            _count(row, tools, spans, values)
        best = "HeidelTime strict 0.81" if language == "en" else ""
        scores.append(_score(f"{language} strict span F1", spans.f1, rows, "timex", best))
        best = "HeidelTime 0.78" if language == "en" else ""
        scores.append(_score(f"{language} value F1", values.f1, rows, "timex", best))
    for language in LISTED:
        right = [_listed_right(row, tools) for row in _listed_rows(folder, language, limit)]
        share = sum(right) / len(right) if right else 0.0
        scores.append(_score(f"{language} listed dates resolved", share, len(right), "recognizers", ""))
    return scores


def reading_of(text: str, language: str, published: str, tools: Tools) -> Reading:
    """Return a reading of plain text whose paragraphs are body blocks, published on a day (or unknown)."""
    blocks, start = [], 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            blocks.append(Block(report="row", start=start, end=start + len(paragraph), kind="body"))
        start += len(paragraph) + 2
    known = (
        Published(earliest=published[:10], latest=published[:10], certainty="stated") if published else Published()
    )
    report = Report(id="row", path="row", text=text, language=language, published=known, blocks=tuple(blocks))
    settings = Settings().annotate
    reading = Reading(report=report)
    reading = msgspec.structs.replace(
        reading, sentences=find_sentences(reading, settings=settings, tools=tools).items
    )
    return msgspec.structs.replace(reading, times=find_times(reading, settings=settings, tools=tools).items)


def timex_values(mention: TimeMention, published: str) -> Iterator[tuple[int, int, str]]:
    """Yield a mention as TIMEX3 would have it: offsets and value, a range as its two ends."""
    if mention.ends:
        yield mention.ends[0].start, mention.ends[0].end, _calendar_value(mention, mention.time.earliest)
        yield mention.ends[1].start, mention.ends[1].end, _calendar_value(mention, mention.time.latest)
        return
    yield mention.start, mention.end, _value(mention, published)


def _value(mention: TimeMention, published: str) -> str:
    if mention.kind == "age" or (mention.kind == "recurring" and mention.length):
        return mention.length
    if mention.kind == "recurring":
        return _SET.get(mention.words.casefold(), "P1D")
    if mention.kind == "duration":
        return mention.length
    if mention.granularity == "open" and not mention.length:
        if mention.time.latest:
            return "PAST_REF"
        words = mention.words.casefold()
        future = (
            "soon",
            "shortly",
            "future",
            "bald",
            "demnächst",
            "künftig",
            "zukunft",
            "futur",
            "avenir",
            "pronto",
        )
        return "FUTURE_REF" if any(word in words for word in future) else "PRESENT_REF"
    if mention.granularity == "week" and _is_weekend(mention.time):
        return _calendar_value(mention, mention.time.earliest) + "-WE"
    day = mention.time.latest if mention.bound in ("until", "before", "by") else mention.time.earliest
    return _calendar_value(mention, day)


def _is_weekend(time: Interval) -> bool:
    first, last = (date.fromisoformat(day) if day else None for day in (time.earliest, time.latest))
    return first is not None and last is not None and (first.isoweekday(), last.isoweekday()) == (6, 7)


_SET = {
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "täglich": "P1D",
    "wöchentlich": "P1W",
}
for _word in ("annual", "annually", "yearly", "jährlich", "jährliche", "jährlichen"):
    _SET[_word] = "P1Y"


def _calendar_value(mention: TimeMention, day: str | None) -> str:
    """Return the TIMEX3 value of the calendar unit that a day stands for."""
    if day is None:
        return ""
    when = date.fromisoformat(day)
    values = {
        "minute": f"{day}T{mention.clock}",
        "day": day,
        "week": f"{when.isocalendar().year}-W{when.isocalendar().week:02}",
        "month": day[:7],
        "quarter": f"{day[:4]}-Q{(when.month + 2) // 3}",
        "season": f"{day[:4]}-{_SEASONS.get(when.month, 'XX')}",
        "year": day[:4],
        "decade": day[:3],
        "century": day[:2],
    }
    return values.get(mention.granularity, "")


def _timex_rows(folder: Path, language: str, limit: int) -> list[dict[str, Any]]:
    rows = [row for row in read_set(folder, "timex") if row["lang"] == language]
    return rows[:limit] if limit else rows


def _count(row: dict[str, Any], tools: Tools, spans: Counts, values: Counts) -> None:
    for start, end, value, gold in aligned(row, tools):
        spans.predicted += start >= 0
        values.predicted += start >= 0
        spans.gold += gold is not None
        values.gold += gold is not None
        if gold is not None and start >= 0:
            spans.right += _same_span(row, start, end, gold)
            values.right += same_value(value, gold["value"])


def aligned(row: dict[str, Any], tools: Tools) -> Iterator[tuple[int, int, str, dict[str, Any] | None]]:
    """Yield every found time with the labelled one it overlaps most, and the labelled ones that were missed."""
    published = _day_first(row["input"].get("dct") or "")
    reading = reading_of(row["input"]["text"], row["lang"], published, tools)
    stop = labelled_end(row)
    # The annotators of these sets left ages ("44-year-old") out.
    times = [m for m in reading.times if m.kind != "age" and m.start < stop]
    found = [x for m in times for x in timex_values(m, published)]
    left = list(row["gold"]["timex"])
    for start, end, value in found:
        over = [g for g in left if g["start"] < end and start < g["end"]]
        best = max(over, key=lambda g: min(end, g["end"]) - max(start, g["start"]), default=None)
        if best is not None:
            left.remove(best)
        yield start, end, value, best
    for gold in left:
        yield -1, -1, "", gold


def _day_first(printed: str) -> str:
    """Return a day of creation as ISO has it; a few of MEANTIME's stand as 03-02-2009."""
    day, mark, rest = printed.partition("-")
    month, _, year = rest.partition("-")
    return f"{year}-{month}-{day}" if mark and len(day) == 2 and len(year) == 4 else printed


def labelled_end(row: dict[str, Any]) -> int:
    """Return where the labelled part of a row's text ends: MEANTIME's annotators read the first six lines only."""
    text: str = row["input"]["text"]
    if row["meta"].get("source") != "meantime":
        return len(text)
    lines = text.split("\n")[:_MEANTIME_LINES]
    return sum(len(line) + 1 for line in lines)


def _same_span(row: dict[str, Any], start: int, end: int, gold: dict[str, Any]) -> bool:
    text: str = row["input"]["text"]
    return (
        text[start:end].strip(" .,") == text[gold["start"] : gold["end"]].strip(" .,")
        and abs(start - gold["start"]) < 3
    )


def same_value(found: str, gold: str) -> bool:
    """Return whether two TIMEX3 values are one, whatever the notation.

    Aside are zeros of weeks and hours, times of the day ("TNI"), the mark of UTC, and the X that stand for
    what is not said (198X is 198, 1949-XX is 1949).
    """
    return _plain(found) == _plain(gold)


def _plain(value: str) -> str:
    value = value.replace("-W0", "-W").replace("T0", "T")
    if value[:1].isdigit():
        value = value.rstrip("XZ-")
    head, mark, tail = value.partition("T")
    return head if mark and tail[:2] in ("MO", "AF", "EV", "NI", "MI") and len(head) == 10 else value


def _listed_rows(folder: Path, language: str, limit: int) -> list[dict[str, Any]]:
    rows = [
        row
        for row in read_set(folder, "recognizers")
        if row["lang"] == language
        and row["meta"]["model"] == "DateTimeModel"
        and _single_date(row)
        # Without a day to count from nothing relative can be resolved.
        and row["input"]["reference"]
    ]
    return rows[:limit] if limit else rows


def _single_date(row: dict[str, Any]) -> bool:
    found = row["gold"]["results"]
    return len(found) == 1 and found[0]["type"] in ("datetimeV2.date", "datetimeV2.daterange")


def _listed_right(row: dict[str, Any], tools: Tools) -> bool:
    """Return whether a time was found there that begins on a day the list allows."""
    reading = reading_of(row["input"]["text"], row["lang"], row["input"]["reference"] or "", tools)
    wanted = {v.get("value") or v.get("start") for v in row["gold"]["results"][0]["resolution"]["values"]}
    return any(m.time.earliest in wanted for m in reading.times)


def _score(measure_name: str, value: float, rows: int, data: str, best: str) -> Score:
    return Score(evaluation="dates", measure=measure_name, value=value, sets=(data,), rows=rows, best=best)


def print_errors(folder: Path, language: str, count: int, limit: int) -> None:
    """Print what was missed, invented or read otherwise, to be read."""
    tools = ModelTools(Settings().models)
    for row in _timex_rows(folder, language, limit):
        text = row["input"]["text"]
        for start, end, value, gold in aligned(row, tools):
            if (
                gold is not None
                and start >= 0
                and _same_span(row, start, end, gold)
                and same_value(value, gold["value"])
            ):
                continue
            place = gold["start"] if gold is not None else start
            context = " ".join(text[max(0, place - 45) : place + 45].split())
            wanted = f"{gold['text']!r} = {gold['value']}" if gold is not None else "-"
            found = f"{text[start:end]!r} = {value}" if start >= 0 else "-"
            print(f"wanted {wanted:<40} found {found:<40} dct {row['input'].get('dct')}: …{context}…")
            count -= 1
            if count <= 0:
                return
    for row in _listed_rows(folder, language, limit) if language in LISTED else ():
        if not _listed_right(row, tools) and count > 0:
            count -= 1
            print(row["input"], [(r["text"], r["resolution"]["values"]) for r in row["gold"]["results"]])


def main() -> int:
    """Print the scores, or errors to read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--language", default="en")
    options = parser.parse_args()
    if options.errors:
        print_errors(labelled_folder(), options.language, options.errors, options.limit)
        return 0
    for score in measure(labelled_folder(), options.limit):
        print(f"{score.key:<50} {score.value:.3f} ({score.rows} rows) {score.best}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
