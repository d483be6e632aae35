"""How reports, days and counts are called on pages and in the terminal."""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from synoptic.news.comparison import Comparison
from synoptic.news.report import Interval, Report

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def outlet_names(reports: Iterable[Report]) -> dict[str, str]:
    """Return a name for each report id: its outlet, host or file, made distinct where two are alike."""
    first = {report.id: _name(report) for report in reports}
    counts = Counter(first.values())
    paths = {report.id: report.path for report in reports}
    return {
        report: f"{name} ({paths[report].rsplit('/', 1)[-1]})" if counts[name] > 1 else name
        for report, name in first.items()
    }


def _name(report: Report) -> str:
    if report.outlet:
        return report.outlet
    host = urlsplit(report.url).hostname or ""
    return host.removeprefix("www.") or report.path.rsplit("/", 1)[-1]


def plain_time(time: Interval | None) -> str:
    """Return an interval as people write it: “1 Nov 2022”, “Sept 2022”, “2019”, “since 2011”, “1–7 Nov 2022”."""
    if time is None or not (time.earliest or time.latest):
        return "no date"
    if not time.latest:
        return f"since {_day(time.earliest or '')}"
    if not time.earliest:
        return f"until {_day(time.latest)}"
    first, last = time.earliest[:10], time.latest[:10]
    if first == last:
        return _day(first)
    if first[5:] == "01-01" and last[5:] == "12-31":
        return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"
    if first[:7] == last[:7]:
        month = f"{_MONTHS[int(first[5:7]) - 1]} {first[:4]}"
        whole = first[8:] == "01" and int(last[8:]) >= 28
        return month if whole else f"{int(first[8:])}–{int(last[8:])} {month}"
    return f"{_day(first)} – {_day(last)}"


def _day(day: str) -> str:
    year, month, number = day[:10].split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: “1 report”, “2 reports”."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def story_counts(story: Comparison, reports: Iterable[Report]) -> str:
    """Return “2 reports · 2 origins · 2 languages”."""
    members = [report for report in reports if report.id in story.reports]
    languages = {report.language for report in members if report.language}
    return " · ".join(
        (
            counted(len(members), "report"),
            counted(len(story.origins), "origin"),
            counted(len(languages), "language"),
        )
    )


def plain_number(low: float | None, high: float | None) -> str:
    """Return the bounds of a figure: “41”, “24–99”, “at least 240”, “at most 5”."""
    if low is not None and high is not None:
        return _number(low) if low == high else f"{_number(low)}–{_number(high)}"
    if low is not None:
        return f"at least {_number(low)}"
    return f"at most {_number(high)}" if high is not None else "unknown"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"
