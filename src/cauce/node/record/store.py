"""
The one way into the record: an entry is queued in the transaction that stores what it stands for.

Its number is given there, under the lock of the one writer, so numbers follow the order of commits and none is left
out. The sequencer signs what is queued (`cauce.node.record.sequence`); a receipt exists from then on.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import connection

from cauce.node.driver import execute
from cauce.node.record.errors import RecordHalted
from cauce.node.record.keys import log_key
from cauce.node.record.models import Entry, Log, Queue


@dataclass(slots=True)
class Head:
    """Where the next entry of this transaction goes; `record` moves it on."""

    next: int


def only_writer() -> Head:
    """
    Keep every other writer of acts out until the transaction ends.

    Whoever derives anything from acts takes this first, so that every act sees all that stands before it in the record.
    Errors: RecordHalted.
    """
    following, why = _taken()
    if why:
        raise RecordHalted(why=why)
    return Head(following)


def only_deriver() -> None:
    """
    Keep every writer of acts out, as `only_writer` does, for whoever writes only what follows from acts and the day.

    Nothing of that is recorded, so a record that is halted can still be read with it.
    """
    _taken()


def record(digest: bytes, head: Head) -> Entry:
    """
    Queue one entry.

    Shape:  `head` as `only_writer` gave it to the same transaction, in which what is recorded is stored too: both
            become durable together or not at all.
    Errors: RecordKeyMissing, for nothing is taken that could never have a receipt.
    """
    log_key()
    entry = Entry(index=head.next, nonce=secrets.token_bytes(32), digest=digest)
    execute('INSERT INTO record_entry ("index", nonce, digest) VALUES (%s, %s, %s)', (entry.index, entry.nonce, digest))
    execute("UPDATE record_queue SET next = %s WHERE id = 1", (entry.index + 1,))
    head.next += 1
    return entry


def start() -> None:
    """Make the two rows of a new record."""
    Queue.objects.get_or_create(pk=1)
    Log.objects.get_or_create(pk=1)


def head() -> Log:
    """Return the signed head of the record as it is now."""
    return Log.objects.filter(pk=1).first() or Log(pk=1)


def halt(code: str) -> None:
    """Let nothing be recorded any more; whoever files is told the code."""
    start()  # an empty database may be what is wrong
    Queue.objects.filter(pk=1).update(halted=code)


def halted() -> str:
    """Return the code under which nothing is recorded any more; empty while all is well."""
    return Queue.objects.filter(pk=1).values_list("halted", flat=True).first() or ""


def _taken() -> tuple[int, str]:
    """Take the place of the one writer; return the number of the next entry, and why nothing is recorded any more."""
    row = _locked()
    if row is None:
        start()
        row = _locked() or (0, "")
    return row


def _locked() -> tuple[int, str] | None:
    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""  # on SQLite the whole transaction is the lock
    row = execute(f"SELECT next, halted FROM record_queue WHERE id = 1{lock}").fetchone()  # noqa: S608 - no value
    return (int(row[0]), str(row[1])) if row else None
