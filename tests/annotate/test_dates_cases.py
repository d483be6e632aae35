"""Cases that people can read: sentences with the times they name and the days those are."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from synoptic.run.stage import Tools
from tests.annotate.times import times_of

FOLDER = Path(__file__).parents[1] / "cases" / "dates"


def cases() -> list[Any]:
    """Return every case; those under known-failures must fail, so that a mended one is noticed."""
    found = []
    for path in sorted(FOLDER.rglob("*.toml")):
        failing = path.parent.name == "known-failures"
        marks = [pytest.mark.xfail(reason=path.stem, strict=True)] if failing else []
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            found.append(pytest.param(case, id=f"{path.parent.name}: {case['name']}", marks=marks))
    return found


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any], tools: Tools) -> None:
    """The times of a sentence are found, with the first and the last day that each can be."""
    found = times_of(case["text"], tools, language=case.get("language", "en"), published=case["published"])
    if "times" in case:
        shown = [[m.words, m.time.earliest or "", m.time.latest or ""] for m in found if m.kind == "date"]
        assert shown == case["times"]
    for words in case.get("absent", []):
        assert words not in [m.words for m in found]
