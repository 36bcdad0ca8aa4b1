"""
Who sequences: one process at a time, the others wait to take its place.

This keeps work from being done twice, and nothing more: that two sequencers cannot fork the record follows from how
they change the head (`sequence`) and the checkpoint (`publish`), whatever a lease says.
"""

from __future__ import annotations

import os
import secrets
import socket
from fcntl import LOCK_EX, LOCK_NB, flock
from time import monotonic
from typing import Protocol

from django.conf import settings
from django.db import connection

from cauce.node.driver import execute
from cauce.node.files import private_folder

#: seconds for which a lease holds on a database that several machines share, and after which it is renewed
HOLDS, RENEWED = 5, 1


class Lease(Protocol):
    """A place that one process holds."""

    def hold(self) -> bool:
        """Say whether this process has the place now, taking it if it is free."""

    def release(self) -> None:
        """Give the place up."""


def lease() -> Lease:
    """Return the lease of this node's kind of database."""
    return _RowLease() if connection.vendor == "postgresql" else _FileLease()


class _FileLease:
    """On the embedded database: a lock on a file, which ends with its process however that ends."""

    def __init__(self) -> None:
        self._path = private_folder(settings.CAUCE.data) / "record.lock"
        self._file: int | None = None

    def hold(self) -> bool:
        if self._file is not None:
            return True
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


class _RowLease:
    """On PostgreSQL: a row with a name and an end, by the clock of the database and not of any machine."""

    def __init__(self) -> None:
        self._name = f"{socket.gethostname()[:40]}/{os.getpid()}/{secrets.token_hex(4)}"
        self._renew_at = 0.0

    def hold(self) -> bool:
        if monotonic() < self._renew_at:
            return True
        taken = execute(
            "UPDATE record_log SET holder = %s, until = clock_timestamp() + make_interval(secs => %s) "
            "WHERE id = 1 AND (holder IN ('', %s) OR until IS NULL OR until < clock_timestamp() "
            # One that ends later than any is given was taken before the clock was set back.
            "OR until > clock_timestamp() + make_interval(secs => %s))",
            (self._name, HOLDS, self._name, 2 * HOLDS),
        )
        held: bool = taken.rowcount == 1
        self._renew_at = monotonic() + RENEWED if held else 0.0
        return held

    def release(self) -> None:
        execute("UPDATE record_log SET holder = '', until = NULL WHERE id = 1 AND holder = %s", (self._name,))
        self._renew_at = 0.0
