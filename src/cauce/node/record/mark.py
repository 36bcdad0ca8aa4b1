"""
The high-water mark: the largest tree that this node ever signed, kept beside its key and not in the database.

A database can be brought back from yesterday's backup; the mark then tells that more was signed since, and that to sign
again would fork the record. It is two slots of a file, written in turn: whichever a power cut spoils, the other one
stands, and a slot says by its own signature whether it is whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache

from cauce.node.files import private_file
from cauce.node.locks import lock
from cauce.node.record.keys import key_folder, log_key
from cauce.node.record.seen import keep_seen
from cauce.record import Checkpoint, RecordError, format_note, open_checkpoint, parse_note

SLOT = 4096
EMPTY = bytes(2 * SLOT)


def read_mark() -> Checkpoint | None:
    """Return the largest tree that was signed, if any was."""
    with _opened() as file:
        return _best(file)[1]


def marked_note() -> str:
    """Return the checkpoint that `read_mark` reads, as it was signed; empty if there is none."""
    with _opened() as file:
        slot, known = _best(file)
        return os.pread(file, SLOT, slot * SLOT).rstrip(b"\0").decode() if known else ""


def raise_mark(checkpoint: str, size: int, before: Checkpoint | None) -> bool:
    """
    Make it durable that this tree is about to be signed, unless it already is or a larger one.

    Returns whether the mark still was what it is told to have been `before`: if not, somebody else is at it, maybe with
    another database, and what they signed must be looked at first.
    """
    with _opened() as file:
        slot, known = _best(file)
        if known != before:
            return False
        if known is None or known.size < size:
            os.pwrite(file, checkpoint.encode().ljust(SLOT, b"\0"), (1 - slot) * SLOT)
            os.fdatasync(file)
        return True


def remember(checkpoint: str, size: int) -> None:
    """
    Keep a tree that this node signed and somebody else shows, and raise the mark to it.

    The node was set back with all it had: nothing that is as old may let it sign again, even when nobody is there to
    show it a second time.
    """
    note = own_lines(checkpoint)
    if len(note.encode()) > SLOT:
        return  # no program of ours signs what is so long
    keep_seen(note)
    while not raise_mark(note, size, read_mark()):
        pass  # a sequencer was faster


def own_lines(note: str) -> str:
    """Return a checkpoint without the signatures of others, which fit no slot of the mark."""
    own, read = log_key().verifier, parse_note(note)
    lines = tuple(each for each in read.signatures if (each.name, each.key_id) == (own.name, own.key_id))
    return format_note(replace(read, signatures=lines))


def _best(file: int) -> tuple[int, Checkpoint | None]:
    """Return the number of the slot with the larger tree, and that tree."""
    found = [(slot, each) for slot in (0, 1) if (each := _read(os.pread(file, SLOT, slot * SLOT)))]
    return max(found, key=lambda each: each[1].size, default=(1, None))


@lru_cache(maxsize=8)  # the same two slots are read at each tick
def _read(slot: bytes) -> Checkpoint | None:
    text = slot.rstrip(b"\0").decode(errors="replace")
    if not text:
        return None
    try:
        return open_checkpoint(text, [log_key().verifier]).checkpoint
    except RecordError:  # torn by a power cut while it was written: nothing was signed under it yet
        return None


@contextmanager
def _opened() -> Iterator[int]:
    path = key_folder() / "record.mark"
    private_file(path, lambda: EMPTY)
    file = os.open(path, os.O_RDWR)
    try:
        lock(file, path)
        yield file
    finally:
        os.close(file)
