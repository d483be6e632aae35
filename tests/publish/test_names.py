"""How reports, days and numbers are called."""

import pytest

from synoptic.news.report import Interval, Report
from synoptic.publish.names import counted, outlet_names, plain_number, plain_time


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        ("2031-03-03", "2031-03-03", "3 Mar 2031"),
        ("2031-03-01", "2031-03-31", "Mar 2031"),
        ("2031-03-01", "2031-03-07", "1–7 Mar 2031"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2015-01-01", "2019-12-31", "2015–2019"),
        ("2031-03-30", "2031-04-02", "30 Mar 2031 – 2 Apr 2031"),
        ("2011-01-01", None, "since 1 Jan 2011"),
        (None, "2011-01-01", "until 1 Jan 2011"),
        (None, None, "no date"),
    ],
)
def test_an_interval_is_said_as_people_write_it(earliest, latest, said):
    """Days, months, years and open sides each have their plain form."""
    assert plain_time(Interval(earliest=earliest, latest=latest)) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (41, 41, "41"),
        (24, 99, "24–99"),
        (240, None, "at least 240"),
        (None, 5, "at most 5"),
        (7.2e9, 7.2e9, "7,200,000,000"),
        (0.5, 0.5, "0.5"),
        (None, None, "unknown"),
    ],
)
def test_bounds_are_said_in_words(low, high, said):
    """An open side is said, not hidden."""
    assert plain_number(low, high) == said


def test_reports_with_one_name_are_told_apart_by_their_files():
    """Two reports of one outlet, or without one, never share a name."""
    same = [Report(id=f"r{n}", path=f"in/{n}.txt", text="", outlet="The Gull") for n in (1, 2)]
    other = Report(id="r3", path="in/3.txt", text="", url="https://www.tide.example/a")
    assert outlet_names([*same, other]) == {
        "r1": "The Gull (1.txt)",
        "r2": "The Gull (2.txt)",
        "r3": "tide.example",
    }


def test_nouns_follow_their_numbers():
    """One report, two reports, two stories."""
    assert (counted(1, "report"), counted(2, "report"), counted(2, "story", "stories")) == (
        "1 report",
        "2 reports",
        "2 stories",
    )
