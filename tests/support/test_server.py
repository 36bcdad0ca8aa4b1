"""Servers that tests start as processes of their own."""

import os
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.support.ports import answers, free_port
from tests.support.server import clean_environment, running


def test_a_server_answers_inside_the_block_and_is_gone_after_it(tmp_path: Path) -> None:
    """The block begins when the port answers and no process outlives it."""
    port = free_port()
    (tmp_path / "page.txt").write_text("hola")
    command = (sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(tmp_path))
    address = f"http://127.0.0.1:{port}/page.txt"
    with running(command, port, log=tmp_path / "log", env=os.environ), urlopen(address) as answer:
        assert answer.read() == b"hola"
    assert not answers(port)


def test_a_server_that_ends_early_is_reported_with_what_it_wrote(tmp_path: Path) -> None:
    """Nobody waits for the whole time when the process is already dead."""
    command = (sys.executable, "-c", "raise SystemExit('no database: E042')")
    server = running(command, free_port(), log=tmp_path / "log", env=os.environ)
    with pytest.raises(RuntimeError, match=r"(?s)exit 1.*no database: E042"), server:
        pytest.fail("the block of a dead server ran")


def test_a_server_that_never_answers_is_given_up_and_stopped(tmp_path: Path) -> None:
    """A process that runs without listening is an error once the seconds are over."""
    command = (sys.executable, "-c", "import signal; signal.pause()")
    server = running(command, free_port(), log=tmp_path / "log", env=os.environ, seconds=0.2)
    with pytest.raises(RuntimeError, match="does not answer"), server:
        pytest.fail("the block of a mute server ran")


def test_a_server_inherits_no_setting_of_the_test_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its data folder and what the test asks for are all it is told."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    monkeypatch.setenv("CAUCE_DATABASE_URL", "sqlite:///elsewhere")
    settings = clean_environment(tmp_path, {"CAUCE_CLOCK": "2021-03-01"})
    ours = {name: value for name, value in settings.items() if name.startswith(("CAUCE_", "DJANGO_"))}
    assert ours == {"CAUCE_DATA": str(tmp_path), "CAUCE_CLOCK": "2021-03-01"}
