"""The real server as a process of its own, for tests that talk to it over HTTP."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.support.ports import answers, free_port, wait_until

HOST = "127.0.0.1"


@contextmanager
def start_server(data: Path, env: Mapping[str, str] | None = None, *, seconds: float = 60) -> Iterator[str]:
    """
    Serve the node whose data lies in this folder and yield its address, without a slash at the end.

    Errors: RuntimeError, with what the server wrote, if it ends or does not answer within the seconds.
    """
    port = free_port()
    command = (sys.executable, "-m", "cauce", "serve", "--host", HOST, "--port", str(port))
    with running(command, port, log=data / "server.log", env=clean_environment(data, env), seconds=seconds):
        yield f"http://{HOST}:{port}"


@contextmanager
def running(
    command: Sequence[str], port: int, *, log: Path, env: Mapping[str, str], seconds: float = 60
) -> Iterator[None]:
    """Run a command until the block ends, which begins when the command answers on this port."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=dict(env))
    try:
        wait_until(lambda: answers(port) or process.poll() is not None, seconds)
        if process.poll() is not None or not answers(port):
            raise RuntimeError(f"{' '.join(command)} does not answer (exit {process.poll()}):\n{log.read_text()}")
        yield
    finally:
        _stop(process)


def clean_environment(data: Path, env: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment for a node of this data folder, free of what the test process set for its own Django."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("CAUCE_", "DJANGO_"))}
    return {**own, "CAUCE_DATA": str(data), **(env or {})}


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end; one that has not after fifteen seconds is killed, so that no test run leaves a server behind."""
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
