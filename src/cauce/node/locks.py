"""Locks on files between processes of one machine: waited for, but not for ever."""

from __future__ import annotations

import logging
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from time import monotonic, sleep

from cauce.node.frame.errors import LockHeld

log = logging.getLogger(__name__)

#: seconds for which a lock is waited for: far longer than anybody at work keeps one
PATIENCE = 5.0
#: the same for one that was held so long before, so that each page does not wait anew
AGAIN = 0.1
_LONGEST_PAUSE = 0.02
_held: set[Path] = set()


def lock(file: int, path: Path) -> None:
    """
    Take the lock of an open file, which ends when it is closed.

    Errors: LockHeld: a process has it and does not go on, because somebody stopped it or its disk does not answer.
    """
    until, pause = monotonic() + (AGAIN if path in _held else PATIENCE), 0.001
    while not _taken(file):
        if monotonic() >= until:
            error = LockHeld(path=path)
            if path not in _held:
                log.error("%s", error)
                _held.add(path)
            raise error
        sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
    _held.discard(path)


def _taken(file: int) -> bool:
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    return True
