"""A command that looks at a node, sent where there is none: it says so with a code, and nothing is made there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.server import clean_environment

COMMANDS = (
    ("rebuild",),
    ("explain", "MX-2021-000001"),
    ("directory", "password", "ana", "--generate"),
    ("directory", "keys"),
    ("law", "text", "list"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("there", [False, True], ids=["no folder", "an empty folder"])
def test_where_there_is_no_node_none_is_made(tmp_path: Path, command: tuple[str, ...], there: bool) -> None:
    """Neither the folder nor keys nor a database; the code, the path and what to do are in the words."""
    data = tmp_path / "vr"
    if there:
        data.mkdir()
    args = [sys.executable, "-m", "cauce", *command]
    env = clean_environment(data, {"LC_ALL": "es_MX.UTF-8"})
    done = subprocess.run(args, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "node.E016" in done.stderr
    assert str(data) in done.stderr
    assert "CAUCE_DATA" in done.stderr
    assert done.stdout == ""
    assert data.exists() is there
    assert not there or os.listdir(data) == []
