"""Cases that people can read: reports of one story, and whom their words mean."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from synoptic.run.stage import Tools
from tests.naming import story_of, whose

FOLDER = Path(__file__).parents[1] / "cases" / "entities"


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
    """The words of the reports mean whom the case says, and nobody where it says so."""
    dossier = story_of(case["reports"], tools, language=case.get("language", "en"))
    for words, name in case.get("means", []):
        assert whose(dossier, words) == {name}, words
    for words in case.get("nobody", []):
        assert whose(dossier, words) == set(), words
    kinds = {e.name: e.kind for e in dossier.entities}
    for name, kind in case.get("kinds", []):
        assert kinds[name] == kind, name
