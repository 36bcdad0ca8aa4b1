"""The demonstration, built once for a test run and served to whoever asks."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.support.ports import wait_until
from tests.support.server import clean_environment, start_server

SETTINGS = {"CAUCE_DEMO": "1", "CAUCE_CLOCK": "2021-09-30T18:10-05:00"}
#: enough for every kind of story that the plan tells
ACTS = 3500


@contextmanager
def serve_demonstration(
    shared: Path, own: Path, database: Mapping[str, str], acts: int = ACTS, env: Mapping[str, str] | None = None
) -> Iterator[str]:
    """
    Serve a demonstration of one's own, with these settings besides, and yield its address.

    On the embedded database one worker builds it in `shared` and the others copy it; on a server each builds its own.
    """
    if database:
        _build(own, database, acts)
    else:
        shutil.copytree(_built_once(shared, acts), own, dirs_exist_ok=True)
    with start_server(own, SETTINGS | dict(database) | dict(env or {})) as address:
        yield address


def _built_once(shared: Path, acts: int) -> Path:
    folder, done = shared / "demonstration", shared / "demonstration-is-built"
    try:
        folder.mkdir()
    except FileExistsError:
        assert wait_until(done.exists, 300), "another worker never finished building the demonstration"
        return folder
    _build(folder, {}, acts)
    done.touch()
    return folder


def _build(data: Path, database: Mapping[str, str], acts: int) -> None:
    command = (sys.executable, "-m", "cauce", "demo", "--acts", str(acts))
    environment = clean_environment(data, SETTINGS | dict(database))
    built = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert built.returncode == 0, built.stderr
