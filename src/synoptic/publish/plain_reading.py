"""Single reports as understood, in plain words: what `synoptic read` prints."""

from collections.abc import Iterable

from synoptic.news.annotation import Claim, Entity, Figure, Quote, TimeMention
from synoptic.news.report import Passage, Report
from synoptic.publish.data import ReadingDocument, ReportReading
from synoptic.publish.excerpts import quoted
from synoptic.publish.lines import Lines, shortened
from synoptic.publish.names import NO_DATE, counted, dated, outlet_names, plain_number, plain_time, published_line


def plain_readings(document: ReadingDocument, *, width: int = 88) -> str:
    """Return every report of a document as understood, and the problems met at the end."""
    return str(reading_lines(document, width=width))


def reading_lines(document: ReadingDocument, *, width: int = 88) -> Lines:
    """Return the same as lines that a terminal can show with styles."""
    page = Lines(width)
    names = outlet_names(reading.report for reading in document.readings)
    for number, reading in enumerate(document.readings):
        if number:
            page.gap()
        _masthead(page, reading.report, names[reading.report.id])
        _blocks(page, reading.report)
        _section(page, "names", [_entity(e, reading) for e in reading.entities])
        _section(page, "times", [_time(t) for t in reading.times])
        _section(page, "figures", [_figure(f) for f in reading.figures])
        _section(page, "quotes", [_quote(q) for q in reading.quotes])
        _section(page, "claims", [_claim(c) for c in reading.claims])
        _repairs(page, reading.report)
    page.problems(document.problems, names)
    return page


def _masthead(page: Lines, report: Report, name: str) -> None:
    page.rule("═")
    page.text(report.headline or "(no headline)", kind="title")
    page.text(" · ".join(x for x in (name, report.byline, report.dateline, report.language, report.path) if x))
    page.text(published_line(report.published))
    page.text(report.id, kind="aside")
    page.rule("═")
    for credit in dict.fromkeys(f"{c.kind}: {c.agency} ({quoted(_short(c))})" for c in report.credits):
        page.text(credit, "  credit · ")


def _blocks(page: Lines, report: Report) -> None:
    page.heading(f"text · {counted(len(report.blocks), 'block')}")
    for block in report.blocks:
        about = " ".join(
            x
            for x in (block.handle, plain_time(block.posted) if block.posted else "", block.language, block.credit)
            if x
        )
        words = " ".join(report.words(block).split())
        if block.kind != "body":
            words = shortened(words, 150)
        page.text(words, f"  {block.kind}{f' ({about})' if about else ''} · ", "      ")


def _section(page: Lines, title: str, lines: Iterable[str]) -> None:
    shown = list(lines)
    if shown:
        page.heading(f"{title} · {len(shown)}")
    for line in shown:
        page.text(line, "  • ")


def _short(passage: Passage, longest: int = 160) -> str:
    return shortened(passage.words, longest)


def _entity(entity: Entity, reading: ReportReading) -> str:
    times = sum(1 for mention in reading.mentions if mention.entity == entity.id)
    also = [*entity.aliases, *entity.roles]
    return (
        f"{entity.name} — {entity.kind}{', ' + entity.country if entity.country else ''}, "
        f"{counted(times, 'mention')}{'; also ' + ', '.join(also) if also else ''}"
    )


def _time(time: TimeMention) -> str:
    return f"{quoted(_short(time))} — {_resolved(time)} ({time.kind}, {time.granularity}): {time.reason}"


def _resolved(time: TimeMention) -> str:
    words = plain_time(time.time)
    return (time.length or "not resolved") if words == NO_DATE else words


def _figure(figure: Figure) -> str:
    about = " ".join(x for x in (plain_number(figure.low, figure.high), figure.unit, figure.thing) if x)
    as_of = f", {dated(figure.as_of)}" if figure.as_of else ""
    said = f", says {figure.attributed_to}" if figure.attributed_to else ""
    return f"{quoted(_short(figure))} — {about}{as_of}{said}"


def _quote(quote: Quote) -> str:
    chain = f" (through {', '.join(quote.chain)})" if quote.chain else ""
    return f"{quote.kind}, {quote.speaker or 'speaker not found'}{chain}: {quoted(_short(quote))}"


def _claim(claim: Claim) -> str:
    marks = [
        claim.modality if claim.modality != "asserted" else "",
        "negated" if claim.polarity == "negated" else "",
        f"says {claim.attributed_to}" if claim.attributed_to else "",
        plain_time(claim.time) if claim.time else "",
    ]
    told = ", ".join(mark for mark in marks if mark)
    words = " … ".join(_short(span) for span in claim.spans)
    return f"{quoted(words)}{f' — {told}' if told else ''}  ({claim.id})"


def _repairs(page: Lines, report: Report) -> None:
    kinds: dict[str, int] = {}
    for repair in report.repairs:
        line = f"{repair.before or '(nothing)'} → {repair.after or '(nothing)'}: {repair.reason or repair.rule}"
        kinds[line] = kinds.get(line, 0) + 1
    _section(page, "repairs", [f"{line} ({counted(times, 'time')})" for line, times in kinds.items()])
