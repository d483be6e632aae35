"""Stories that people can read: see tests/cases/group."""

from typing import Any

import pytest

from synoptic.group.stories import find_stories
from synoptic.news.story import Window
from synoptic.run.stage import Tools
from tests.builders import SETTINGS
from tests.case_files import cases_of
from tests.group.test_stories import report


@pytest.mark.parametrize("case", cases_of("group"))
def test_reports_are_put_into_the_stories_that_a_reader_sees(case: dict[str, Any], tools: Tools) -> None:
    """Each set of reports gives just the stories, and references to them, that its case lists."""
    readings = tuple(
        report(
            entry["name"],
            entry["text"].strip().split("\n\n"),
            headline=entry.get("headline", ""),
            language=entry.get("language", "en"),
            day=entry.get("day", ""),
        )
        for entry in case["report"]
    )
    name = {r.id: r.report.path for r in readings}
    found = find_stories(Window(readings=readings), settings=SETTINGS.group, tools=tools).items
    assert sorted(sorted(name[r] for r in s.reports) for s in found) == sorted(map(sorted, case["stories"]))
    told = sorted([min(name[r] for r in s.reports), name[r]] for s in found for r in s.references)
    assert told == case.get("references", [])
