"""The command as a person at the terminal has it, for the tests of what reads records from the outside."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cauce.cli import main

from .logs import Files


class Result(NamedTuple):
    """What a run left behind."""

    exit_code: int
    stdout: str
    stderr: str

    def json(self) -> dict[str, Any]:
        """Return what it answered as JSON."""
        found: dict[str, Any] = json.loads(self.stdout)
        return found


Command = Callable[..., Result]


@pytest.fixture
def cauce_record(capsys: pytest.CaptureFixture[str]) -> Command:
    """Return `cauce record` in English."""

    def run(*args: object) -> Result:
        code = main(["--lang", "en", "record", *map(str, args)])
        return Result(code, *capsys.readouterr())

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[Files], Path]:
    """Return what writes the files of a record into a folder, over those that are there."""

    def write(files: Files) -> Path:
        for path, data in files.items():
            target = tmp_path / "log" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return tmp_path / "log"

    return write
