"""Cases that people can read: reports of one story, and the words with which they name what they are about."""

from typing import Any

import pytest

from synoptic.run.stage import Tools
from tests.case_files import cases_of
from tests.naming import labels_of


@pytest.mark.parametrize("case", cases_of("labels"))
def test_case(case: dict[str, Any], tools: Tools) -> None:
    """Each label of the case is found, of whom and in whose voice it says; what must be absent is."""
    labels = labels_of(case["reports"], tools, language=case.get("language", "en"))
    shown = {(x.name, x.words, x.voice) for x in labels}
    for name, words, *voice in case.get("labels", []):
        assert (name, words, voice[0] if voice else "") in shown
    for words in case.get("absent", []):
        assert words not in {x.words for x in labels}
