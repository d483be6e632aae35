"""Reports and stories as ninjs 3.0, the IPTC's News in JSON."""

from collections.abc import Iterable

from synoptic.news.comparison import Comparison
from synoptic.news.report import Report


def report_item(report: Report, *, text: bool, at: str = "") -> bytes:
    """Return a report as a ninjs item, with its full text or without."""
    raise NotImplementedError


def story_item(story: Comparison, reports: Iterable[Report], at: str = "") -> bytes:
    """Return a story as a ninjs item: its brief, and its reports as associations."""
    raise NotImplementedError
