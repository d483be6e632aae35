"""How reports, days and counts are called on pages and in the terminal."""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from synoptic.news.annotation import Figure
from synoptic.news.comparison import Comparison
from synoptic.news.report import Interval, Published, Report
from synoptic.publish.excerpts import quoted

NO_DATE = "no date"
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


def subject_names(reports: Iterable[Report], stories: Iterable[Comparison] = ()) -> dict[str, str]:
    """Return what problems call their subjects: reports by their names, stories by their headlines."""
    return {**outlet_names(reports), **{story.id: quoted(story.headline) for story in stories if story.headline}}


def _name(report: Report) -> str:
    if report.outlet:
        return report.outlet
    host = urlsplit(report.url).hostname or ""
    return host.removeprefix("www.") or report.path.rsplit("/", 1)[-1]


def report_codes(story: Comparison) -> dict[str, str]:
    """Return a short code for each report of a story: its origin's letter, numbered where it is not alone."""
    codes = {}
    for number, origin in enumerate(story.origins):
        held = [report for report in origin.reports if report in story.reports]
        for place, report in enumerate(held, start=1):
            codes[report] = origin_letter(number) + (str(place) if len(held) > 1 else "")
    for place, report in enumerate(r for r in story.reports if r not in codes):
        codes[report] = origin_letter(len(story.origins) + place)
    return codes


def origin_letter(number: int) -> str:
    """Return the letter of an origin by its place: A to Z, then AA, AB and so on."""
    letters = chr(ord("A") + number % 26)
    return letters if number < 26 else origin_letter(number // 26 - 1) + letters


def dated(time: Interval | None) -> str:
    """Return “as of 14 May 2024”, “since 2021” or “until 2021”; nothing without a date."""
    words = plain_time(time)
    if words == NO_DATE:
        return ""
    return words if words.startswith(("since ", "until ")) else f"as of {words}"


def published_line(published: Published) -> str:
    """Return when a report was published, how sure that is and why, as a sentence without its stop."""
    words = plain_time(published)
    if words == NO_DATE:
        return published.reason or "no publication date was found"
    sure = "" if published.certainty == "stated" else f" ({published.certainty})"
    return f"published {words}{sure}" + (f": {published.reason}" if published.reason else "")


def published_day(report: Report) -> str:
    """Return when a report was published, empty where that is not known."""
    words = plain_time(report.published)
    return "" if words == NO_DATE else words


def plain_time(time: Interval | None) -> str:
    """Return an interval as people write it: “1 Nov 2022”, “Sept 2022”, “2019”, “since 2011”, “1–7 Nov 2022”."""
    if time is None or not (time.earliest or time.latest):
        return NO_DATE
    if not time.latest:
        # An open interval has no granularity of its own; the first of January stands for its year.
        return f"since {_day(time.earliest or '').removeprefix('1 Jan ')}"
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
    return f"{_day(first).removesuffix(f' {last[:4]}')} – {_day(last)}"


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
    counts = [counted(len(members), "report"), counted(len(story.origins), "origin")]
    return " · ".join([*counts, counted(len(languages), "language")] if languages else counts)


def plain_number(low: float | None, high: float | None) -> str:
    """Return the bounds of a figure: “41”, “24–99”, “at least 240”, “at most 5”."""
    if low is not None and high is not None:
        first, last = _number(low), _number(high)
        if first == last:
            return first
        # “6.84–7.56 billion” rather than “6.84 billion–7.56 billion”.
        same = first.partition(" ")[2] == last.partition(" ")[2]
        return f"{first.partition(' ')[0] if same else first}–{last}"
    if low is not None:
        return f"at least {_number(low)}"
    return f"at most {_number(high)}" if high is not None else "unknown"


def figure_words(figure: Figure) -> str:
    """Return a figure as printed, followed by its value where no digits show it: “dozens” = 24–99."""
    small = figure.low is not None and figure.low == figure.high and figure.low <= _PLAIN
    if small or any(character.isdigit() for character in figure.words):
        return quoted(figure.words)
    return f"{quoted(figure.words)} = {f'{plain_number(figure.low, figure.high)} {figure.unit}'.strip()}"


def _number(value: float) -> str:
    for size, name in _LARGE:
        if abs(value) >= size:
            return f"{value / size:,.4g} {name}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


# “two” says 2 to every reader; “a dozen” may not.
_PLAIN = 10
_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
