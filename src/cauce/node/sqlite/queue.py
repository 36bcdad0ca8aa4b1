"""
Who writes next, among the processes and threads of one machine.

SQLite has one write lock and no queue: who finds it taken sleeps ever longer and may be passed by others again and
again, up to a second where two write all the time. A lock on a file beside the database is asked for every fifth of a
millisecond instead, so it changes hands at once. The system gives it back when its holder dies, however it dies.
"""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path
from time import monotonic, sleep

from django.db import OperationalError

_LOOK_SECONDS = 0.0002
#: what SQLite says of a folder that cannot be written to
_SAYS = dict.fromkeys((errno.EACCES, errno.EROFS, errno.EPERM), "attempt to write a readonly database") | {
    errno.ENOSPC: "database or disk is full"
}


class Queue:
    """The place of one connection in the queue."""

    def __init__(self, path: Path, patience: float) -> None:
        self.path, self.patience = path, patience
        self._file: int | None = None
        self._mine = False

    def enter(self) -> None:
        """Wait for one's turn. Errors: OperationalError, if it does not come."""
        if self._mine:
            return
        if self._file is None:
            self._file = self._open()
        end = monotonic() + self.patience
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if monotonic() > end:
                    raise OperationalError("database is locked") from None
                sleep(_LOOK_SECONDS)
            else:
                self._mine = True
                return

    def _open(self) -> int:
        try:
            return os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise OperationalError(_SAYS.get(error.errno or 0, "unable to open database file")) from error

    def leave(self) -> None:
        """Let the next one in; harmless for whoever is not in."""
        if self._mine and self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._mine = False

    def close(self) -> None:
        """Leave for good."""
        self.leave()
        if self._file is not None:
            os.close(self._file)
            self._file = None
