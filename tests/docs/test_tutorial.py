"""Tutorials and how-to pages are run: their commands, code and settings do what they say."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from synoptic.api import Desk
from synoptic.intake.records import read_lines
from synoptic.publish.data import to_json
from synoptic.run.settings import read_settings

ROOT = Path(__file__).parents[2]
TUTORIALS = sorted((ROOT / "docs" / "tutorial").glob("*.md"))
HOW_TOS = sorted((ROOT / "docs" / "how-to").glob("*.md"))
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


@pytest.fixture(scope="module")
def comparison(tmp_path_factory) -> bytes:
    """Return the JSON of a comparison of two short reports."""
    folder = tmp_path_factory.mktemp("reports")
    for name, text in (
        ("one.txt", "The bridge at Tarn reopened on Monday, the mayor said. Repairs had taken two years."),
        ("two.txt", "Tarn's bridge reopened on Monday after repairs that took two years."),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    return to_json(Desk().compare_paths([folder]))


@pytest.mark.parametrize("page", HOW_TOS, ids=lambda page: page.stem)
def test_the_code_of_a_how_to_runs(page, comparison, tmp_path, monkeypatch, capsys):
    """Every piece of Python of a how-to runs beside the JSON of a comparison."""
    monkeypatch.chdir(tmp_path)
    Path("out.json").write_bytes(comparison)
    for text in re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
        exec(compile(text, str(page), "exec"), {})
        assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("page", HOW_TOS, ids=lambda page: page.stem)
def test_the_settings_of_a_how_to_are_accepted(page, tmp_path):
    """Every piece of TOML of a how-to is a settings file."""
    for text in re.findall(r"^```toml\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
        (tmp_path / "synoptic.toml").write_text(text, encoding="utf-8")
        read_settings(tmp_path / "synoptic.toml")


def test_the_record_of_the_how_to_is_read_with_all_its_fields():
    """The JSON record that is shown gives its title, outlet, address and date to the report."""
    page = (ROOT / "docs" / "how-to" / "compare-your-own-reports.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"^```json\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    made = read_lines(text, "records.jsonl", 20)
    assert made.problems == ()
    carrier = msgspec.to_builtins(made.items[0].carrier)
    assert {"title", "outlet", "url", "date"} <= {name for name, value in carrier.items() if value}


def test_the_settings_file_of_the_examples_is_accepted():
    """The file that holds every default is a settings file, and changes nothing."""
    assert read_settings(ROOT / "examples" / "synoptic.toml").digest == Desk().settings.digest
