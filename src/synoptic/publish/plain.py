"""A comparison in plain words, for the terminal: the same parts as the page."""

from collections.abc import Iterable, Sequence

from synoptic.news.comparison import ClaimGroup, Comparison, Dispute
from synoptic.news.report import Passage, Report
from synoptic.news.story import Origin
from synoptic.publish.data import ComparisonDocument
from synoptic.publish.excerpts import excerpt, quoted
from synoptic.publish.lines import Lines, shortened
from synoptic.publish.names import (
    counted,
    origin_letter,
    outlet_names,
    plain_time,
    published_line,
    report_codes,
    story_counts,
    subject_names,
)
from synoptic.publish.plain_ledgers import figures, labels, timeline, voices
from synoptic.publish.short_ids import short_ids

# How many entries of a part are printed; the page and the JSON hold all of them.
_SHOWN = 12
_LONGEST = 240


def plain_text(document: ComparisonDocument, *, width: int = 88) -> str:
    """Return every story of a document in plain words, and the problems met at the end."""
    return str(plain_lines(document, width=width))


def plain_lines(document: ComparisonDocument, *, width: int = 88) -> Lines:
    """Return the same as lines that a terminal can show with styles."""
    page = Lines(width)
    names, ids = outlet_names(document.reports), short_ids(document)
    for number, story in enumerate(document.stories, start=1):
        if number > 1:
            page.gap()
        printer = _StoryPrinter(page, document, story, names, ids)
        printer.print(f"{number} of {len(document.stories)}")
    page.problems(document.problems, subject_names(document.reports, document.stories))
    return page


class _StoryPrinter:
    """Prints one story; reports are called by their codes once the origins have been listed."""

    def __init__(
        self,
        page: Lines,
        document: ComparisonDocument,
        story: Comparison,
        names: dict[str, str],
        ids: dict[str, str],
    ) -> None:
        self.page = page
        self.story = story
        self.codes = report_codes(story)
        held = {report.id: report for report in document.reports}
        self.reports = [held[report] for report in self.codes if report in held]
        self.names = names
        self.ids = ids

    def print(self, number: str) -> None:
        """Print every part of the story in order."""
        story, page = self.story, self.page
        page.rule("═")
        page.text(story.headline or "(no headline)", kind="title")
        when = plain_time(story.event.time) if story.event.time else ""
        page.text(" · ".join(x for x in (story.event.where, when, story_counts(story, self.reports)) if x))
        page.text(f"story {number} · {self.ids[story.id]}", kind="aside")
        page.rule("═")
        self._brief()
        self._origins()
        self._groups("agreed", "● agreed")
        self._groups("updated", "↻ updated")
        self._groups("single_origin", "◐ only one says")
        self._disputes()
        figures(page, story.figures, self.codes)
        timeline(page, story.timeline, self.codes)
        labels(page, story.labels, self.codes)
        voices(page, story.voices, self.codes)
        self._silences()
        self._cleaning()

    def _name(self, report: str) -> str:
        return f"{self.codes.get(report, '')} {self.names[report]}".strip()

    def _codes(self, reports: Iterable[str]) -> str:
        wanted = set(reports)
        return " ".join(code for report, code in self.codes.items() if report in wanted)

    def _brief(self) -> None:
        self.page.heading("brief")
        cited: list[Passage] = []
        for sentence in self.story.brief.sentences:
            cited += [citation for citation in sentence.citations if citation not in cited]
            numbers = sorted(cited.index(citation) + 1 for citation in sentence.citations)
            self.page.text(f"{sentence.text} {_numbers(numbers)}", "  ", "    ")
        if not cited:
            self.page.text("Nothing could be cited, so nothing is printed.", "  ")
            return
        self.page.heading("the words behind the brief")
        for number, passage in enumerate(cited, start=1):
            words = quoted(shortened(passage.words, _LONGEST))
            self.page.text(f"{self._name(passage.report)}: {words}", f"  [{number}]".ljust(7))

    def _origins(self) -> None:
        self.page.heading(f"origins · {len(self.story.origins)}")
        for number, origin in enumerate(self.story.origins):
            self.page.text(self._origin(origin), f"  {origin_letter(number)}".ljust(6))

    def _origin(self, origin: Origin) -> str:
        if len(origin.reports) == 1:
            return f"{self.names[origin.reports[0]]} — {origin.reason}"
        return f"{', '.join(self._name(report) for report in origin.reports)} — {origin.reason}"

    def _groups(self, standing: str, title: str) -> None:
        groups = sorted(
            (g for g in self.story.claim_groups if g.standing == standing), key=lambda g: (-g.salience, g.id)
        )
        if groups:
            self.page.heading(f"{title} · {counted(len(groups), 'claim')}")
        for group in groups[:_SHOWN]:
            self.page.text(self._lead(group), "  • ")
            self.page.text(f"{self._who_says(group)} · {self.ids[group.id]}", "      ", kind="aside")
        self._more(len(groups))

    def _lead(self, group: ClaimGroup) -> str:
        lead = next((c for c in group.claims if c.id == group.lead), group.claims[0])
        report = next((report for report in self.reports if report.id == lead.report), None)
        return shortened(excerpt(report, lead) if report else lead.words, _LONGEST)

    def _who_says(self, group: ClaimGroup) -> str:
        reports = dict.fromkeys(claim.report for claim in group.claims)
        voices = dict.fromkeys(claim.attributed_to for claim in group.claims if claim.attributed_to)
        citing = f", citing {', '.join(voices)}" if voices else ""
        if len(reports) == 1:
            return f"{self._name(next(iter(reports)))}{citing}"
        return f"{counted(len(group.origins), 'origin')}: {self._codes(reports)}{citing}"

    def _disputes(self) -> None:
        self.page.heading(f"✕ disputed · {len(self.story.disputes)}")
        for dispute in self.story.disputes:
            self.page.text(f"{dispute.about} · {self.ids[dispute.id]}", "  • ")
            self._sides(dispute)
        if not self.story.disputes:
            self.page.text("No difference was found that the reports could not both mean.", "  ")

    def _sides(self, dispute: Dispute) -> None:
        for side in dispute.sides:
            voice = side.voice or ", ".join(self.names[citation.report] for citation in side.citations[:1])
            self.page.text(
                f"{voice}: {quoted(side.position)} — {self._codes(c.report for c in side.citations)}", "      "
            )

    def _silences(self) -> None:
        groups = {group.id: group for group in self.story.claim_groups}
        silent: dict[str, list[str]] = {}
        for silence in self.story.silences:
            if silence.group in groups:
                silent.setdefault(silence.group, []).append(silence.report)
        if silent:
            self.page.heading("○ not found in the text we hold")
        for group, reports in list(silent.items())[:_SHOWN]:
            self.page.text(f"{self._lead(groups[group])} — not in {self._codes(reports)}", "  • ")
        self._more(len(silent))

    def _more(self, number: int) -> None:
        if number > _SHOWN:
            self.page.text(f"and {number - _SHOWN} more, on the page and in the JSON", "    ", kind="aside")

    def _cleaning(self) -> None:
        self.page.heading("how the text was read")
        for report in self.reports:
            self.page.text(f"{self._name(report.id)} — {published_line(report.published)}", "  • ")
            for line in cleaning(report):
                self.page.text(line, "      ", kind="aside")


def cleaning(report: Report) -> Iterable[str]:
    """Yield a line for each credit, each kind of text kept out of the body, and the repairs of a report."""
    for credit in dict.fromkeys(f"{c.kind}: {c.agency} ({quoted(c.words)})" for c in report.credits):
        yield f"credit · {credit}"
    kinds: dict[str, list[str]] = {}
    for block in report.blocks:
        if block.kind not in ("body", "headline"):
            posted = plain_time(block.posted) if block.posted else ""
            about = " ".join(x for x in (block.handle, posted, block.language, block.credit) if x)
            words = shortened(report.words(block), 60)
            kinds.setdefault(block.kind, []).append(f"{quoted(words)}{f' ({about})' if about else ''}")
    for kind, found in kinds.items():
        number = f" × {len(found)}" if len(found) > 1 else ""
        yield f"{kind.replace('_', ' ')}{number} · {'; '.join(found)}"
    if report.repairs:
        pairs = list(
            dict.fromkeys(f"{r.before or '(nothing)'} → {r.after or '(nothing)'}" for r in report.repairs)
        )
        more = f" and {len(pairs) - 8} other kinds" if len(pairs) > 8 else ""
        yield f"{counted(len(report.repairs), 'repair')} · {'   '.join(pairs[:8])}{more}"


def _numbers(numbers: Sequence[int]) -> str:
    """Return numbers in brackets, runs of three and more joined: “[1–7]”, “[3, 5]”."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return f"[{', '.join(parts)}]"
