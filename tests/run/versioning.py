"""Short ways to make versions of an invented report, with and without the models."""

from collections.abc import Sequence

from synoptic.news.annotation import Claim, Figure, Quote, Reading, Sentence
from synoptic.news.ids import content_id
from synoptic.news.report import Block, RawReport, Report
from synoptic.run.runner import Runner
from synoptic.run.settings import Settings
from synoptic.run.stage import Tools


def read_page(paragraphs: Sequence[str], tools: Tools, headline: str = "Ferry sinks off Marlow Island") -> Reading:
    """Return the reading of a page with these paragraphs, by all stages."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = (
        f"<html lang=en><head><title>{headline}</title></head><body><article><h1>{headline}</h1>{body}</article>"
    )
    raw = RawReport(
        id=content_id("report", page), path="page.html", form="html", content=page.encode(), charset="utf-8"
    )
    return Runner(Settings(), tools).read([raw])[0]


def plain_version(name: str, sentences: Sequence[str], headline: str = "", language: str = "en") -> Reading:
    """Return a reading of which every sentence is a claim, a line and a block of its own."""
    text = "\n".join(sentences)
    found, blocks, claims = [], [], []
    start = 0
    for index, words in enumerate(sentences):
        end = start + len(words)
        blocks.append(Block(report=name, start=start, end=end, kind="body"))
        found.append(
            Sentence(
                report=name,
                start=start,
                end=end,
                words=words,
                index=index,
                block="body",
                language=language,
                parsed=False,
            )
        )
        claims.append(
            Claim(
                id=f"claim:{name}{index}",
                report=name,
                start=start,
                end=end,
                words=words,
                spans=(),
                sentence=index,
            )
        )
        start = end + 1
    report = Report(
        id=name, path=f"{name}.html", text=text, headline=headline, language=language, blocks=tuple(blocks)
    )
    return Reading(report=report, sentences=tuple(found), claims=tuple(claims))


def figure(reading: Reading, words: str, value: float, thing: str = "") -> Figure:
    """Return a figure that stands for some words of a reading."""
    start = reading.report.text.index(words)
    return Figure(
        id=f"figure:{reading.id}{start}",
        report=reading.id,
        start=start,
        end=start + len(words),
        words=words,
        low=value,
        high=value,
        thing=thing,
    )


def quote(reading: Reading, words: str, speaker: str) -> Quote:
    """Return a direct quotation of some words of a reading."""
    start = reading.report.text.index(words)
    return Quote(
        id=f"quote:{reading.id}{start}",
        report=reading.id,
        start=start,
        end=start + len(words),
        words=words,
        kind="direct",
        speaker=speaker,
    )
