"""
How often the witness has cosigned, beside its key and not in the database: so an older database is found out.

Written after the database has committed and before the cosignature is given away. It never goes back.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

from cauce.node.files import private_folder, sync_folder
from cauce.node.locks import lock


def given(name: str) -> int:
    """Return how many cosignatures of a witness of this name were given away, as far as the file says."""
    try:
        return _read(_path().read_bytes(), name)
    except FileNotFoundError:
        return 0


def advance(name: str, serial: int) -> None:
    """Keep that this many were given, on the disk before this returns; never fewer than before."""
    private_folder(_path().parent)
    file = os.open(_path(), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        lock(file, _path())  # two processes of one node may come here in either order
        before = os.pread(file, 1000, 0)
        if serial > _read(before, name):
            line = f"{serial:020} {name}\n".encode()
            os.pwrite(file, line, 0)
            os.ftruncate(file, len(line))
            os.fsync(file)
            if not before:
                sync_folder(_path().parent)  # a mark whose name a power cut takes away finds nothing out
    finally:
        os.close(file)


def _read(line: bytes, name: str) -> int:
    number, _, whose = line.decode(errors="replace").strip().partition(" ")
    return int(number) if whose == name and number.isascii() and number.isdigit() else 0


def _path() -> Path:
    folder: Path = settings.CAUCE.data
    return folder / "keys" / "witness.mark"
