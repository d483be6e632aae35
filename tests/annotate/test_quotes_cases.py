"""Quotes on cases that people can read: `tests/cases/quotes` says what is expected of each text."""

from typing import Any

import pytest

from synoptic.run.models import ModelTools
from tests.annotate.quoting import found_in
from tests.case_files import cases_of


@pytest.mark.parametrize("case", cases_of("quotes"))
def test_the_quotes_of_a_case_are_found(case: dict[str, Any], tools: ModelTools) -> None:
    """Each case's quotes are found with their speakers, nothing that must be absent is, and marks are reported."""
    made = found_in(case["text"].removeprefix("\n"), tools, language=case.get("language", "en"))
    told = [(q.kind, q.words, q.speaker, list(q.chain), q.negated) for q in made.items]
    for wanted in case.get("quote", ()):
        kind = wanted.get("kind", "direct")
        same = [q for q in made.items if q.kind == kind and q.words == wanted["words"]]
        assert same, told
        assert wanted.get("speaker", same[0].speaker) == same[0].speaker, told
        assert wanted.get("chain", list(same[0].chain)) == list(same[0].chain), told
        assert wanted.get("negated", same[0].negated) == same[0].negated, told
    assert not [q.words for q in made.items if q.words in case.get("absent", ())], told
    assert case.get("quotes", len(made.items)) == len(made.items), told
    assert case.get("unclosed", 0) == sum(p.code == "A020" for p in made.problems)
