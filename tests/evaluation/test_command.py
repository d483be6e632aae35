"""The command that measures on one set."""

import json
import sys

import pytest
from evaluation.gate import EVALUATIONS, fallen, raised
from evaluation.scores import Score

from evaluation import command

SET = "newsquant"


@pytest.fixture
def folder(tmp_path):
    """Return a folder with one tiny set."""
    (tmp_path / f"{SET}.jsonl").write_text('{"id": "1"}\n', encoding="utf-8")
    return tmp_path


def score(value: float) -> Score:
    """Return a score on the tiny set."""
    return Score(evaluation="figures", measure="value", value=value, sets=(SET,), rows=1)


def test_every_reader_of_a_set_is_an_evaluation_of_the_gate():
    """No set is measured by a module that the gate does not run."""
    assert {reader for readers in command.READERS.values() for reader in readers} <= set(EVALUATIONS)


def test_scores_are_printed_as_one_json_object():
    """The JSON holds the set, the rows, the metrics by name and the seconds."""
    printed = json.loads(command.as_json(SET, [score(0.5)], 1.25))
    assert printed == {"set": SET, "rows": 1, "metrics": {"figures: value": 0.5}, "seconds": 1.2}


def test_a_set_that_is_not_there_is_named(monkeypatch, tmp_path, capsys):
    """An empty folder ends the command with the name of the missing set."""
    monkeypatch.setenv("SYNOPTIC_EVALDATA", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["synoptic-evaluate", SET])
    assert command.main() == 2
    assert SET in capsys.readouterr().err


def test_a_score_under_its_floor_falls(folder):
    """A floor holds on the data it was measured on."""
    floor = raised(score(0.9), None, folder)
    assert fallen(score(0.8), floor, folder)
    assert not fallen(score(0.9), floor, folder)


def test_a_floor_of_other_data_binds_nobody(folder):
    """Another half of a set has no floor yet."""
    floor = raised(score(0.9), None, folder)
    (folder / f"{SET}.jsonl").write_text('{"id": "2"}\n', encoding="utf-8")
    assert not fallen(score(0.1), floor, folder)


def test_a_floor_only_rises(folder):
    """A worse run leaves the floor where it was."""
    floor = raised(score(0.9), None, folder)
    assert raised(score(0.5), floor, folder)["floor"] == 0.9
