"""Cases that people can read: sentences with the figures they hold."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from synoptic.news.annotation import Figure
from synoptic.run.stage import Tools
from tests.annotate.times import figures_of

FOLDER = Path(__file__).parents[1] / "cases" / "figures"
FIELDS = ["words", "low", "high", "unit", "thing", "change"]


def cases() -> list[Any]:
    """Return every case; those under known-failures must fail, so that a mended one is noticed."""
    found = []
    for path in sorted(FOLDER.rglob("*.toml")):
        failing = path.parent.name == "known-failures"
        marks = [pytest.mark.xfail(reason=path.stem, strict=True)] if failing else []
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            found.append(pytest.param(case, id=f"{path.parent.name}: {case['name']}", marks=marks))
    return found


def shown(figure: Figure, fields: list[str]) -> list[Any]:
    """Return the fields of a figure as a case writes them."""
    return [("" if getattr(figure, name) is None else getattr(figure, name)) for name in fields]


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any], tools: Tools) -> None:
    """The figures of a sentence are found, with bounds, unit, thing counted and change."""
    fields = case.get("only", FIELDS)
    wanted = [
        [value for name, value in zip(FIELDS, row, strict=True) if name in fields] for row in case["figures"]
    ]
    found = figures_of(case["text"], tools, language=case.get("language", "en"))
    assert [shown(figure, fields) for figure in found] == wanted
