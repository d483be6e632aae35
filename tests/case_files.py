"""Cases that people can read, from the folders of `tests/cases`, as parameters of a test."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"


def cases_of(stage: str, file: str = "*") -> list[Any]:
    """Return every case of a stage, or of its files of one name.

    Those under known-failures must fail, so that a mended one is noticed.
    """
    found = []
    for path in sorted((CASES / stage).rglob(f"{file}.toml")):
        failing = path.parent.name == "known-failures"
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"]):
            name = case.get("name") or case.get("why") or f"{path.stem} {number}"
            marks = [pytest.mark.xfail(reason=name, strict=True)] if failing else []
            found.append(pytest.param(case, id=f"{path.parent.name}: {name}", marks=marks))
    return found
