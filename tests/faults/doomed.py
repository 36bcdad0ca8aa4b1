"""Processes that are killed in the middle of something, the way a power cut would: no handler, no clean-up."""

from __future__ import annotations

import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

from django.db import connection, connections

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Ended:
    """What a process said before it ended, a line each, and whether it was killed."""

    said: list[str]
    killed: bool


def die() -> None:
    """End this process at once."""
    os.kill(os.getpid(), signal.SIGKILL)


def run_doomed(work: Callable[[Say], None], *, lines: int | None = None) -> Ended:
    """Run work in a process of its own; killed from here once it has said so many lines, if a number is given."""
    connections.close_all()  # what two processes share of a database, they spoil
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pytest's own watchdog thread does not matter here
        pid = os.fork()
    if pid == 0:
        os.close(reader)
        _work(work, writer)
    os.close(writer)
    said = _listen(reader, pid, lines)
    _, status = os.waitpid(pid, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert killed or os.waitstatus_to_exitcode(status) == 0, "the process fell over by itself"
    return Ended(said, killed)


@contextmanager
def killed_after(work: Callable[[Say], None], seconds: float) -> Iterator[None]:
    """Run work in a process of its own until the system kills it after this time, wherever it is by then."""
    connections.close_all()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))
        _work(work, os.open(os.devnull, os.O_WRONLY))
    try:
        yield
    finally:
        _, status = os.waitpid(pid, 0)
        assert os.WIFSIGNALED(status), "the process fell over by itself"


def _work(work: Callable[[Say], None], writer: int) -> None:
    code = 3
    try:
        work(lambda line: _write(writer, line))
        code = 0
    except BaseException:  # whatever it is, this process must never return into the tests
        traceback.print_exc()
        sys.stderr.flush()
    os._exit(code)


def _write(writer: int, line: str) -> None:
    os.write(writer, line.encode() + b"\n")


def _listen(reader: int, pid: int, lines: int | None) -> list[str]:
    """Read what the process says; a line that it was killed in the middle of was not said."""
    heard = b""
    with os.fdopen(reader, "rb", buffering=0) as stream:
        while chunk := stream.read(4096):
            heard += chunk
            if lines is not None and heard.count(b"\n") >= lines:
                os.kill(pid, signal.SIGKILL)
                lines = None
    return heard.decode().split("\n")[:-1]


@contextmanager
def killed_at_statement(number: int) -> Iterator[list[int]]:
    """Kill this process instead of running the statement of this number, from 1; yields the count so far."""
    count = [0]

    def counting(execute: Callable[..., Any], *arguments: Any) -> Any:
        count[0] += 1
        if count[0] == number:
            die()
        return execute(*arguments)

    with connection.execute_wrapper(counting):
        yield count


@contextmanager
def killed_at_line(number: int, folders: tuple[str, ...]) -> Iterator[list[int]]:
    """Kill this process before the line of this number, from 1, of those run in these folders; yields the count."""
    count = [0]

    def step(frame: FrameType, event: str, _: object) -> Any:
        if event == "line":
            count[0] += 1
            if count[0] == number:
                die()
        return step

    def call(frame: FrameType, event: str, _: object) -> Any:
        return step if any(folder in frame.f_code.co_filename for folder in folders) else None

    sys.settrace(call)
    try:
        yield count
    finally:
        sys.settrace(None)
