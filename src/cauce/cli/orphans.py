"""Workers that end with the process that they came from, also when that is killed and can tell them nothing."""

from __future__ import annotations

import os
import signal
from threading import Thread
from time import sleep

#: seconds between two looks, and those in which a worker may finish what it is at
EVERY, LAST = 0.5, 5.0


def end_with_this_process() -> None:
    """
    Let every process that parts from this one from now on end when this one has.

    Left alone, a worker would hold the port and answer on, without anybody who signs what it records.
    """
    parent = os.getpid()
    os.register_at_fork(after_in_child=lambda: Thread(target=_watch, args=(parent,), daemon=True).start())


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        sleep(EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    sleep(LAST)
    os._exit(1)
