"""The tutorials are run: their commands and their code do what they say."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIALS = sorted((ROOT / "docs" / "tutorial").glob("*.md"))
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def run_commands(text: str, folder: Path) -> None:
    """Run each `$` line in a folder and compare what it prints with the lines under it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, wanted = part.partition("\n")
        name, *arguments = shlex.split(command)
        assert name == "synoptic"
        done = subprocess.run(
            [sys.executable, "-m", "synoptic", *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, "SYNOPTIC_CACHE": str(folder / "cache")},
        )
        assert done.returncode in (0, 1), done.stderr
        if wanted.strip():
            assert wanted.strip() in done.stdout


@pytest.mark.parametrize("page", TUTORIALS, ids=lambda page: page.stem)
def test_the_tutorial_does_what_it_says(page, tmp_path, monkeypatch):
    """Every command and every piece of code of a tutorial runs, in order, in an empty folder."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for kind, text in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "console":
            run_commands(text, tmp_path)
        else:
            exec(compile(text, str(page), "exec"), names)
