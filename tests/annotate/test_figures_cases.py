"""Cases that people can read: sentences with the figures they hold."""

from typing import Any

import pytest

from synoptic.news.annotation import Figure
from synoptic.run.stage import Tools
from tests.annotate.times import figures_of
from tests.case_files import cases_of

FIELDS = ["words", "low", "high", "unit", "thing", "change"]


def shown(figure: Figure, fields: list[str]) -> list[Any]:
    """Return the fields of a figure as a case writes them."""
    return [("" if getattr(figure, name) is None else getattr(figure, name)) for name in fields]


@pytest.mark.parametrize("case", cases_of("figures"))
def test_case(case: dict[str, Any], tools: Tools) -> None:
    """The figures of a sentence are found, with bounds, unit, thing counted and change."""
    fields = case.get("only", FIELDS)
    wanted = [
        [value for name, value in zip(FIELDS, row, strict=True) if name in fields] for row in case["figures"]
    ]
    found = figures_of(case["text"], tools, language=case.get("language", "en"))
    assert [shown(figure, fields) for figure in found] == wanted
