"""Cases that people can read: reports of one story, and whom their words mean."""

from typing import Any

import pytest

from synoptic.run.stage import Tools
from tests.case_files import cases_of
from tests.naming import story_of, whose


@pytest.mark.parametrize("case", cases_of("entities"))
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
