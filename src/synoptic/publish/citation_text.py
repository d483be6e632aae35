"""How to cite a comparison and the reports that it rests on, as plain text."""

from collections.abc import Iterable

from synoptic.news.comparison import Comparison
from synoptic.news.report import Report
from synoptic.publish.excerpts import quoted
from synoptic.publish.links import web_address
from synoptic.publish.names import outlet_names, plain_time, published_day, report_codes, story_counts


def citation_text(story: Comparison, reports: Iterable[Report], *, made_by: str) -> str:
    """Return the story's citation and one numbered by code for each of its reports, a line each."""
    held = {report.id: report for report in reports if report.id in story.reports}
    names = outlet_names(held.values())
    facts = [
        story.event.where,
        plain_time(story.event.time) if story.event.time else "",
        story_counts(story, held.values()),
    ]
    told = ", ".join(fact for fact in facts if fact)
    lines = [
        f"{_title(story.headline or 'A story without a headline')} {told}. Compared by {made_by}, {story.id}.",
        "",
    ]
    lines += [_report(code, held[i], names[i]) for i, code in report_codes(story).items() if i in held]
    return "\n".join(lines) + "\n"


def _report(code: str, report: Report, name: str) -> str:
    parts = [
        _line(report.byline),
        _title(report.headline) if report.headline else "",
        f"{_line(name)}{', ' + day if (day := published_day(report)) else ''}.",
        web_address(report.url),
    ]
    return f"[{code}] {' '.join(part for part in parts if part)}"


def _title(words: str) -> str:
    return f"{quoted(words)}."


def _line(words: str) -> str:
    return " ".join(words.split())
