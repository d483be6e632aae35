"""Credits and copies that people can read: see tests/cases/lineage."""

from typing import Any

import pytest

from synoptic.lineage.copies import find_copies
from synoptic.lineage.credits import find_credits
from synoptic.lineage.origins import find_origins
from synoptic.news.annotation import Reading
from synoptic.news.comparison import Dossier
from synoptic.news.story import Story, Window
from tests.builders import SETTINGS, plain_report
from tests.case_files import cases_of
from tests.lineage.samples import made


@pytest.mark.parametrize("case", cases_of("lineage", "credits"))
def test_a_credit_is_found_where_there_is_one(case: dict[str, Any]) -> None:
    """Each text gives just the credits that its case lists, with the words that give them."""
    reading = Reading(
        report=plain_report(case["text"].strip(), language=case["language"], outlet="The Daily Quay")
    )
    found = find_credits(reading, settings=SETTINGS.lineage, tools=None).items  # type: ignore[arg-type]
    assert [[c.kind, c.agency] for c in found] == case["found"]
    assert all(reading.report.text[c.start : c.end] == c.words for c in found)


@pytest.mark.parametrize("case", cases_of("lineage", "copies"))
def test_reports_hang_together_as_the_case_says(case: dict[str, Any]) -> None:
    """Each set of reports gives just the links and the origins that its case lists."""
    readings = tuple(
        made(
            report["text"].strip().split("\n\n"),
            day=report.get("day", ""),
            path=report["name"],
            outlet=report.get("outlet", report["name"]),
        )
        for report in case["report"]
    )
    name = {r.id: r.report.path for r in readings}
    links = find_copies(Window(readings=readings), settings=SETTINGS.lineage, tools=None).items  # type: ignore[arg-type]
    found = [[link.kind, name[link.original], name[link.copy]] for link in links]
    # Of a statement neither report is the original: their order says nothing.
    assert (
        sorted([k, *sorted(pair)] if k == "common_statement" else [k, *pair] for k, *pair in found)
        == case["links"]
    )
    dossier = Dossier(story=Story(id="story:x", reports=tuple(name)), readings=readings, links=links)
    origins = find_origins(dossier, settings=SETTINGS.lineage, tools=None).items  # type: ignore[arg-type]
    assert sorted(sorted(name[r] for r in origin.reports) for origin in origins) == case["origins"]
