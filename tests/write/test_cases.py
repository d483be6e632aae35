"""Cases that people can read: each file of tests/cases/brief holds reports and what is written of them."""

import re
from typing import Any

import pytest

from synoptic.run.stage import Tools
from tests.case_files import cases_of
from tests.write.stories import of_case


@pytest.mark.parametrize("case", cases_of("brief"))
def test_case(case: dict[str, Any], tools: Tools) -> None:
    """A brief prints, and does not print, what the case says; its headline is the case's."""
    made = of_case(tools, case)
    assert made.brief is not None
    assert made.headline is not None
    printed = [sentence.text for sentence in made.brief.sentences]
    if "first" in case:
        assert printed[0] == case["first"]
    if "headline" in case:
        assert made.headline.text == case["headline"]
    text = "\n".join(printed)
    assert [words for words in case.get("prints", ()) if words not in text] == []
    assert [words for words in case.get("never", ()) if words in text] == []
    for sentence in made.brief.sentences:
        assert sentence.citations
        for cited in sentence.citations:
            assert made.reading(cited.report).report.text[cited.start : cited.end] == cited.words
        plain = [" ".join(part.split()) for part in re.split(r"\[[^\]]*\]", sentence.text)]
        cited_words = " ".join(" ".join(c.words.split()) for c in sentence.citations).casefold()
        assert all(part.rstrip(".").casefold() in cited_words for part in plain)
