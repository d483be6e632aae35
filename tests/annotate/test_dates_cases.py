"""Cases that people can read: sentences with the times they name and the days those are."""

from typing import Any

import pytest

from synoptic.run.stage import Tools
from tests.annotate.times import times_of
from tests.case_files import cases_of


@pytest.mark.parametrize("case", cases_of("dates"))
def test_case(case: dict[str, Any], tools: Tools) -> None:
    """The times of a sentence are found, with the first and the last day that each can be."""
    found = times_of(case["text"], tools, language=case.get("language", "en"), published=case["published"])
    if "times" in case:
        shown = [[m.words, m.time.earliest or "", m.time.latest or ""] for m in found if m.kind == "date"]
        assert shown == case["times"]
    for words in case.get("absent", []):
        assert words not in [m.words for m in found]
