"""Cases that people can read: each file of tests/cases/clean holds pages and what must become of their words."""

from typing import Any

import pytest

from synoptic.clean.mojibake import repair
from synoptic.news.report import Report
from tests.case_files import cases_of
from tests.clean.pages import html_report, text_report


def report_of(case: dict[str, Any]) -> Report:
    """Return the report of a case's page."""
    carrier = case.get("carrier", {})
    return html_report(case["html"], **carrier) if "html" in case else text_report(case["text"], **carrier)


@pytest.mark.parametrize("case", cases_of("clean"))
def test_case(case: dict[str, Any]) -> None:
    """What must become of the words of a page, or of a damaged text, does."""
    if "damaged" in case:
        assert repair(case["damaged"], case.get("language", "")).text == case["repaired"]
        return
    report = report_of(case)
    found = {
        words: next((b.kind for b in report.blocks if words in report.words(b)), "absent")
        for words in case.get("kinds", {})
    }
    assert found == case.get("kinds", {})
    for field, value in case.get("report", {}).items():
        held = report.published.earliest if field == "published" else getattr(report, field)
        assert held == (tuple(value) if isinstance(value, list) else value)
