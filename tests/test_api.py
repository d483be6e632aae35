"""The public functions, as another program calls them."""

import subprocess
import sys

import msgspec
import pytest

import synoptic
from synoptic.news.comparison import Comparison
from tests.passages import all_passages

BRIDGE = (
    "The bridge at Tarn reopened on Monday, the mayor said.\n\nRepairs had taken two years and 4 million crowns.\n"
)
AGAIN = (
    "Tarn has its bridge back: it reopened Monday after two years of repairs.\n\nThe work cost 4 million crowns.\n"
)


@pytest.fixture
def reports(tmp_path):
    """Return two reports of one event as read from files, and one file that cannot be read."""
    for name, text in (("one.txt", BRIDGE), ("two.txt", AGAIN), ("three.txt", "")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return synoptic.read_reports([tmp_path])


def test_reports_stories_and_a_comparison_in_three_lines(reports):
    """Read, group, compare: each step takes what the one before gave."""
    (story, *_) = synoptic.group(reports)
    comparison = synoptic.compare(story)
    assert isinstance(comparison, Comparison)
    texts = {reading.id: reading.report.text for reading in reports}
    passages = list(all_passages(comparison))
    assert passages
    assert all(texts[p.report][p.start : p.end] == p.words for p in passages)


def test_problems_come_with_the_reports(reports):
    """What could not be read is told where the reports are."""
    assert [problem.code for problem in reports.problems if problem.severity != "info"] == ["I004"]


def test_records_say_what_they_are(reports):
    """A record shows itself in one line, and gives plain dicts that JSON can hold."""
    (story, *_) = synoptic.group(reports)
    comparison = synoptic.compare(story)
    assert repr(reports[0]).startswith("<Reading ")
    assert "reports" in repr(story)
    assert "claim groups" in repr(comparison)
    for record in (reports[0], story, comparison):
        assert msgspec.json.decode(msgspec.json.encode(record)) == msgspec.json.decode(
            msgspec.json.encode(record.to_dict())
        )


@pytest.mark.parametrize(
    "code",
    [
        "import synoptic as s; from synoptic.compare.pairs import link_claims; assert callable(s.compare)",
        "import synoptic.group.stories as g; import synoptic as s; assert callable(s.group) and g.find_stories",
        "import synoptic as s; s.read_reports([]); assert callable(s.group) and callable(s.compare)",
        "import synoptic.compare.pairs as p; import synoptic as s; assert p.link_claims and callable(s.compare)",
    ],
)
def test_functions_and_packages_of_one_name_do_not_hide_each_other(code):
    """In whatever order they are imported, `synoptic.compare(…)` and `synoptic.compare.pairs` both work."""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_unknown_name_is_an_attribute_error():
    """A typing error in a name is said to be one."""
    with pytest.raises(AttributeError, match="no attribute 'comprae'"):
        synoptic.comprae  # noqa: B018
