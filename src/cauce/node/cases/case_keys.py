"""
The key of each case: in a file of its own, apart from the database and its backups.

Whoever destroys the key of a case has erased its acts in every copy of the database, wherever one lies. So a key is
never written there, and never kept in memory longer than one reading takes: reading it again costs three microseconds,
and what is kept nowhere has nowhere to be forgotten.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.conf import settings

from cauce.node.cases.errors import CaseKeysAway
from cauce.node.files import private_folder

LENGTH: Final = 32
#: keys made at once, each for one case to come: making one durable takes as long as making many
_BATCH = 32
#: seconds to wait for another process that writes
_WAIT = 20
_TABLES = """
CREATE TABLE IF NOT EXISTS case_key (number INTEGER PRIMARY KEY, key BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS destroyed (number INTEGER PRIMARY KEY, "case" TEXT NOT NULL, at TEXT NOT NULL,
    act TEXT NOT NULL);
"""
# secure_delete: what is removed is overwritten in the pages of the file. A page holds few rows, so few move together.
_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"


@dataclass(frozen=True, slots=True)
class Gone:
    """That a key was destroyed: of which case, when, and by which act."""

    case: str
    at: str
    act: str


@dataclass
class _Mine(threading.local):
    """What one thread of one process holds: a connection never survives the parting of processes."""

    process: int = 0
    path: Path | None = None
    known: sqlite3.Connection | None = None
    #: keys that are durable and belong to no case yet
    spare: list[tuple[int, bytes]] = field(default_factory=list)


_mine = _Mine()
#: that the journal still has pages that were to be gone
_rest = threading.Event()
_inherited: list[sqlite3.Connection] = []


def path() -> Path:
    """Return where the keys are."""
    data: Path = settings.CAUCE.data
    return data / "keys" / "cases.sqlite3"


def draw() -> tuple[int, bytes]:
    """
    Return number and key for a new case, durable already.

    A key whose case never comes to be, because its transaction failed, is never given to another.

    Errors: CaseKeysAway.
    """
    known = _connection()
    if not _mine.spare:
        made = [(secrets.randbits(53), secrets.token_bytes(LENGTH)) for _ in range(_BATCH)]
        try:
            with known:
                known.execute("BEGIN IMMEDIATE")
                known.executemany("INSERT INTO case_key (number, key) VALUES (?, ?)", made)
        except sqlite3.Error as error:
            raise CaseKeysAway() from error
        _mine.spare = made
    return _mine.spare.pop()


def keys_of(numbers: Collection[int]) -> dict[int, bytes]:
    """Return the keys with these numbers, those that are there. Errors: CaseKeysAway."""
    known, found, wanted = _connection(), dict[int, bytes](), list(numbers)
    try:
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            found.update(known.execute(f"SELECT number, key FROM case_key WHERE number IN ({marks})", some))  # noqa: S608
    except sqlite3.Error as error:
        raise CaseKeysAway() from error
    return found


#: numbers in one statement
_AT_ONCE = 500


def destroy(number: int, case: str, at: str, act: str) -> bool:
    """
    Destroy the key of a case, for good, and keep that it was done: for which case, when, by which act.

    Returns whether nothing of it is left in the file or beside it. If not, because another process was reading, the
    key is gone for everybody all the same, and the next call takes away what is left. Errors: CaseKeysAway.
    """
    known = _connection()
    try:
        with known:
            known.execute("BEGIN IMMEDIATE")
            known.execute("UPDATE case_key SET key = zeroblob(?) WHERE number = ?", (LENGTH, number))
            known.execute("DELETE FROM case_key WHERE number = ?", (number,))
            known.execute("INSERT OR IGNORE INTO destroyed VALUES (?, ?, ?, ?)", (number, case, at, act))
        return wipe()
    except sqlite3.Error as error:
        raise CaseKeysAway() from error


def wipe() -> bool:
    """Bring the journal into the file and cut it off: it still has the pages as they were."""
    busy, *_ = _connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    _rest.set() if busy else _rest.clear()
    return not busy


def wipe_rest() -> bool:
    """Do again what somebody who was reading kept `wipe` from; returns whether there was nothing left to do."""
    if not _rest.is_set():
        return True
    wipe()
    return False


def gone(number: int) -> Gone | None:
    """Return what is kept of a key that was destroyed."""
    row = _connection().execute('SELECT "case", at, act FROM destroyed WHERE number = ?', (number,)).fetchone()
    return Gone(*row) if row else None


def all_gone() -> dict[int, Gone]:
    """Return what is kept of every key that was destroyed. Errors: CaseKeysAway."""
    try:
        return {
            number: Gone(*row)
            for number, *row in _connection().execute('SELECT number, "case", at, act FROM destroyed')
        }
    except sqlite3.Error as error:
        raise CaseKeysAway() from error


def close() -> None:
    """Close what this thread holds open; the next call opens it again."""
    if _mine.known is not None and _mine.process == os.getpid():
        _mine.known.close()
    _mine.known, _mine.spare = None, []


def _connection() -> sqlite3.Connection:
    here = path()
    if _mine.known is None or (_mine.process, _mine.path) != (os.getpid(), here):
        if _mine.known is not None and _mine.process != os.getpid():
            _inherited.append(_mine.known)  # to close it would be to close another process's
        _mine.known, _mine.spare = _open(here), []  # a key drawn by two processes would be that of two cases
        _mine.process, _mine.path = os.getpid(), here
    return _mine.known


def _open(here: Path) -> sqlite3.Connection:
    private_folder(here.parent)
    try:
        with closing(_Descriptor(here)):  # made with these rights, which its journal then takes over
            known = sqlite3.connect(here, timeout=_WAIT, isolation_level=None)
        known.executescript(_PRAGMAS)
        if not known.execute("SELECT 1 FROM sqlite_master WHERE name = 'destroyed'").fetchone():
            known.executescript(_TABLES)
    except (OSError, sqlite3.Error) as error:
        raise CaseKeysAway() from error
    return known


class _Descriptor:
    def __init__(self, here: Path) -> None:
        self.number = os.open(here, os.O_RDWR | os.O_CREAT, 0o600)

    def close(self) -> None:
        os.close(self.number)
