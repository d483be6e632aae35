"""Cases that people can read: reports of one story, and the words with which they name what they are about."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from synoptic.run.stage import Tools
from tests.naming import labels_of

FOLDER = Path(__file__).parents[1] / "cases" / "labels"


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
    """Each label of the case is found, of whom and in whose voice it says; what must be absent is."""
    labels = labels_of(case["reports"], tools, language=case.get("language", "en"))
    shown = {(x.name, x.words, x.voice) for x in labels}
    for name, words, *voice in case.get("labels", []):
        assert (name, words, voice[0] if voice else "") in shown
    for words in case.get("absent", []):
        assert words not in {x.words for x in labels}
