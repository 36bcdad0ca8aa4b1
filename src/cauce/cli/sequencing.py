"""The sequencer beside a server: a process of its own that ends with it and is started again if it falls."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

#: seconds between an end and the next start
PAUSE = 1.0
#: seconds that the last batch may take when the server stops
LAST = 10


@contextmanager
def sequencing() -> Iterator[None]:
    """Keep a sequencer running until the block ends."""
    stop = Event()
    process = _start()
    kept = [process]

    def keep() -> None:
        while not stop.is_set():
            kept[0].wait()
            if not stop.wait(PAUSE):
                kept[0] = _start()

    keeper = Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        _end(kept[0])
        keeper.join(PAUSE)


def _start() -> subprocess.Popen[bytes]:
    # It ends when its input does: also when this process is killed and can tell it nothing. -P: what lies in the folder
    # from which somebody serves is no part of the program.
    command = [sys.executable, "-P", "-m", "cauce", "record", "sequence", "--child"]
    return subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(LAST)
    except subprocess.TimeoutExpired:
        process.kill()
