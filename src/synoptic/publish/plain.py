"""A comparison in plain words, for the terminal: the same parts, in the same order, as the page."""

import textwrap
from collections.abc import Iterable, Sequence

from synoptic.news.comparison import ClaimGroup, Comparison, FigureLine, TimelineEntry
from synoptic.news.report import Passage, Report
from synoptic.publish.data import ComparisonDocument
from synoptic.publish.lines import Lines
from synoptic.publish.names import counted, outlet_names, plain_number, plain_time, story_counts

_SHOWN = 12


def plain_text(document: ComparisonDocument, *, width: int = 88) -> str:
    """Return every story of a document in plain words, and the problems met at the end."""
    page = Lines(width)
    for number, story in enumerate(document.stories, start=1):
        if number > 1:
            page.lines.append("")
        _story(page, document, story, f"{number} of {len(document.stories)}")
    page.problems(document.problems)
    return str(page)


def _story(page: Lines, document: ComparisonDocument, story: Comparison, number: str) -> None:
    reports = [report for report in document.reports if report.id in story.reports]
    names = outlet_names(document.reports)
    page.rule("═")
    page.text(story.headline or "(no headline)")
    when = plain_time(story.event.time) if story.event.time else ""
    page.text(" · ".join(x for x in (story.event.where, when, story_counts(story, reports)) if x))
    page.lines.append(f"story {number} · {story.id}")
    page.rule("═")
    _brief(page, story, names)
    _ledger(page, story, names)
    _figures(page, story.figures, names)
    _timeline(page, story.timeline, names)
    _labels(page, story, names)
    _voices(page, story, names)
    _origins(page, story, names)
    _silences(page, story, names)
    for report in reports:
        _clean(page, report, names)


def _words(passage: Passage, longest: int = 220) -> str:
    words = " ".join(passage.words.split())
    return f"“{textwrap.shorten(words, longest, placeholder=' …')}”"


def _brief(page: Lines, story: Comparison, names: dict[str, str]) -> None:
    page.heading("brief")
    cited: list[Passage] = []
    for sentence in story.brief.sentences:
        numbers = []
        for citation in sentence.citations:
            if citation not in cited:
                cited.append(citation)
            numbers.append(f"[{cited.index(citation) + 1}]")
        page.text(f"{sentence.text} {''.join(numbers)}", "  ")
    if not story.brief.sentences:
        page.text("Nothing could be cited, so nothing is printed.", "  ")
    if cited:
        page.heading("the words behind the brief")
    for number, passage in enumerate(cited, start=1):
        page.text(f"{names[passage.report]}: {_words(passage)}", f"  [{number}] ".ljust(7))


def _ledger(page: Lines, story: Comparison, names: dict[str, str]) -> None:
    for standing, title in (
        ("agreed", "● agreed"),
        ("updated", "↻ updated"),
        ("single_origin", "◐ only one says"),
    ):
        groups = [g for g in story.claim_groups if g.standing == standing]
        if not groups:
            continue
        page.heading(f"{title} · {counted(len(groups), 'claim')}")
        for group in sorted(groups, key=lambda g: (-g.salience, g.id))[:_SHOWN]:
            page.text(f"{_lead_words(group)} — {_who_says(group, names)}  ({group.id})", "  • ")
        if len(groups) > _SHOWN:
            page.text(f"and {len(groups) - _SHOWN} more, on the page and in the JSON", "    ")
    page.heading(f"✕ disputed · {len(story.disputes)}")
    for dispute in story.disputes:
        page.text(f"{dispute.about}  ({dispute.id})", "  • ")
        for side in dispute.sides:
            page.text(f"{side.voice}: “{side.position}”", "      ")
    if not story.disputes:
        page.text("No difference was found that the reports could not both mean.", "  ")


def _lead_words(group: ClaimGroup) -> str:
    return _words(next(claim for claim in group.claims if claim.id == group.lead))


def _who_says(group: ClaimGroup, names: dict[str, str]) -> str:
    says = []
    for report in dict.fromkeys(claim.report for claim in group.claims):
        voices = sorted({c.attributed_to for c in group.claims if c.report == report and c.attributed_to})
        says.append(names[report] + (f", citing {', '.join(voices)}" if voices else ""))
    return "; ".join(says)


def _figures(page: Lines, figures: Sequence[FigureLine], names: dict[str, str]) -> None:
    if figures:
        page.heading("figures")
    for line in figures:
        relation = "" if line.relation == "alone" else f"  [{line.relation}]"
        page.text(f"{line.about}{relation}", "  • ")
        for value in line.values:
            as_of = f", as of {plain_time(value.as_of)}" if value.as_of else ""
            said = f", says {value.attributed_to}" if value.attributed_to else ""
            number = f"{plain_number(value.low, value.high)} {value.unit}".strip()
            page.text(f"{number} — {names[value.report]}{as_of}{said}: “{value.words}”", "      ")


def _timeline(page: Lines, entries: Sequence[TimelineEntry], names: dict[str, str]) -> None:
    if entries:
        page.heading("timeline")
    for entry in entries:
        outlets = "; ".join(names[report] for report in entry.reports)
        page.text(f"{entry.what} — {outlets}", f"  {plain_time(entry.time):<18} ")


def _labels(page: Lines, story: Comparison, names: dict[str, str]) -> None:
    if story.labels:
        page.heading("what they call it")
    by_name: dict[str, list[str]] = {}
    for label in story.labels:
        voice = f" (quoting {label.voice})" if label.voice else ""
        said = f"{names[label.report]}{voice}: “{' '.join(label.words.split())}”"
        if said not in by_name.setdefault(label.name, []):
            by_name[label.name].append(said)
    for name, labels in by_name.items():
        page.text("; ".join(labels), f"  {name} — ", "      ")


def _voices(page: Lines, story: Comparison, names: dict[str, str]) -> None:
    if story.voices:
        page.heading("voices")
    for voice in story.voices:
        how = ", ".join(
            counted(n, f"{kind} quote")
            for n, kind in ((voice.direct, "direct"), (voice.indirect, "indirect"))
            if n
        )
        outlets = "; ".join(names[report] for report in voice.reports)
        page.text(f"{voice.name} — {how or 'named as a source'} — {outlets}", "  • ")


def _origins(page: Lines, story: Comparison, names: dict[str, str]) -> None:
    page.heading(f"origins · {len(story.origins)}")
    for origin in story.origins:
        outlets = "; ".join(names[report] for report in origin.reports)
        page.text(f"{outlets} — {origin.reason}", "  • ")


def _silences(page: Lines, story: Comparison, names: dict[str, str]) -> None:
    if not story.silences:
        return
    page.heading("not found in the text we hold")
    groups = {group.id: group for group in story.claim_groups}
    for silence in story.silences[:_SHOWN]:
        page.text(f"{names[silence.report]}: {_lead_words(groups[silence.group])}", "  • ")
    if len(story.silences) > _SHOWN:
        page.text(f"and {len(story.silences) - _SHOWN} more, on the page and in the JSON", "    ")


def _clean(page: Lines, report: Report, names: dict[str, str]) -> None:
    page.heading(f"{names[report.id]} · what was removed and repaired")
    published = report.published
    page.text(f"published {plain_time(published)}, {published.certainty}: {published.reason}".rstrip(": "), "  ")
    for credit in _distinct(f"{c.kind}: {c.agency} (“{' '.join(c.words.split())}”)" for c in report.credits):
        page.text(credit, "  credit · ")
    for block in report.blocks:
        if block.kind in ("body", "headline"):
            continue
        words = " ".join(report.text[block.start : block.end].split())
        about = " ".join(
            x for x in (block.handle, plain_time(block.posted) if block.posted else "", block.credit) if x
        )
        page.text(
            textwrap.shorten(words, 90, placeholder=" …"),
            f"  {block.kind}{' ' + about if about else ''} · ",
            "      ",
        )
    if report.repairs:
        kinds = _distinct(f"“{r.before}” → “{r.after}”" for r in report.repairs)
        shown = ", ".join(kinds[:8]) + (f" and {len(kinds) - 8} other kinds" if len(kinds) > 8 else "")
        page.text(f"{counted(len(report.repairs), 'repair')}: {shown}", "  ")


def _distinct(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
