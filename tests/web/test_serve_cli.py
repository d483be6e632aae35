"""The command that serves a desk."""

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from synoptic.cli import app
from synoptic.errors import DeskError
from synoptic.run.live import LiveDesk


def test_a_taken_port_is_said_before_anything_is_served(tmp_path: Path) -> None:
    """The refusal has a code and names the option that helps."""
    LiveDesk.create(tmp_path / "desk").close()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        made = CliRunner().invoke(app, ["serve", "--desk", str(tmp_path / "desk"), "--port", port])
    assert isinstance(made.exception, DeskError)
    assert made.exception.code == "V010"
    assert "--port" in str(made.exception)


@pytest.mark.parametrize("host", ["no such host", "256.1.1.1"])
def test_an_address_that_is_none_is_said(tmp_path: Path, host: str) -> None:
    """So is an address that this machine does not have."""
    LiveDesk.create(tmp_path / "desk").close()
    made = CliRunner().invoke(app, ["serve", "--desk", str(tmp_path / "desk"), "--host", host])
    assert isinstance(made.exception, DeskError)
    assert made.exception.code == "V010"


def test_without_a_desk_there_is_nothing_to_serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command says how to name or make one."""
    monkeypatch.chdir(tmp_path)
    made = CliRunner().invoke(app, ["serve"])
    assert isinstance(made.exception, DeskError)
    assert made.exception.code == "D050"
