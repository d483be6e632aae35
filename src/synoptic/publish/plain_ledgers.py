"""Figures, timeline, labels and voices of a story in plain words, for the terminal."""

from collections.abc import Iterable, Sequence

from synoptic.news.annotation import Figure
from synoptic.news.comparison import FigureLine, Label, TimelineEntry, Voice
from synoptic.publish.excerpts import quoted
from synoptic.publish.label_order import labels_by_name
from synoptic.publish.lines import Lines, shortened
from synoptic.publish.names import counted, dated, figure_words, plain_time

_SHOWN = 12


def figures(page: Lines, lines: Sequence[FigureLine], codes: dict[str, str]) -> None:
    """Add the figures: those that several reports give in full, the others a line each."""
    if not lines:
        return
    page.heading("figures")
    for line in (x for x in lines if len(x.values) > 1):
        page.text(line.about + (f" · {line.relation}" if line.relation != "alone" else ""), "  • ")
        for said, reports in _said_alike(line.values).items():
            page.text(f"{said} — {_codes(reports, codes)}", "      ")
    alone = [line for line in lines if len(line.values) == 1]
    for line in alone[:_SHOWN]:
        (value,) = line.values
        page.text(f"{line.about}: {_said(value)} — {codes.get(value.report, '')}", "  • ")
    _more(page, len(alone))


def _said_alike(values: Iterable[Figure]) -> dict[str, list[str]]:
    alike: dict[str, list[str]] = {}
    for value in values:
        alike.setdefault(_said(value), []).append(value.report)
    return alike


def _said(value: Figure) -> str:
    about = ", ".join(
        x for x in (dated(value.as_of), f"says {value.attributed_to}" if value.attributed_to else "") if x
    )
    return f"{figure_words(value)}{f' ({about})' if about else ''}"


def timeline(page: Lines, entries: Sequence[TimelineEntry], codes: dict[str, str]) -> None:
    """Add what happened when, in the order of time."""
    if entries:
        page.heading("timeline")
    widest = min(18, max((len(plain_time(entry.time)) for entry in entries), default=0))
    for entry in entries:
        words = f"{shortened(entry.what, 200)} — {_codes(entry.reports, codes)}"
        page.text(words, f"  {plain_time(entry.time):<{widest}}  ", " " * (widest + 4))


def labels(page: Lines, found: Sequence[Label], codes: dict[str, str]) -> None:
    """Add what each report calls somebody or something; words of quoted voices are marked as theirs."""
    if found:
        page.heading("what they call it")
    by_name = labels_by_name(found)
    for name, named in list(by_name.items())[:_SHOWN]:
        said: dict[str, list[str]] = {}
        for label in named:
            voice = f" (quoting {label.voice})" if label.voice else ""
            said.setdefault(f"{quoted(label.words)}{voice}", []).append(label.report)
        words = "; ".join(f"{label} {_codes(reports, codes)}" for label, reports in said.items())
        page.text(words, f"  {name} — ", "      ")
    _more(page, len(by_name))


def voices(page: Lines, found: Sequence[Voice], codes: dict[str, str]) -> None:
    """Add who is quoted or paraphrased, how often and where."""
    if found:
        page.heading("voices")
    for voice in found[:_SHOWN]:
        how = ", ".join(
            f"{number} {kind}"
            for number, kind in ((voice.direct, "quoted"), (voice.indirect, "paraphrased"))
            if number
        )
        length = f", {counted(voice.characters, 'character')}" if voice.characters else ""
        page.text(f"{voice.name} — {how or 'named'}{length} — {_codes(voice.reports, codes)}", "  • ")
    _more(page, len(found))


def _codes(reports: Iterable[str], codes: dict[str, str]) -> str:
    wanted = set(reports)
    return " ".join(code for report, code in codes.items() if report in wanted)


def _more(page: Lines, number: int) -> None:
    if number > _SHOWN:
        page.text(f"and {number - _SHOWN} more, on the page and in the JSON", "    ", kind="aside")
