"""The checkpoint that stands published."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from cauce.node.record.errors import RecordDamaged
from cauce.node.record.files import published, read_checkpoint
from cauce.node.record.keys import log_key
from cauce.node.record.models import Log
from cauce.record import Checkpoint, Files, RecordError, SigningKey, open_checkpoint


def opened(note: str) -> Checkpoint:
    """Return a checkpoint that this node signed. Errors: RecordError."""
    return _opened(note, log_key())


@lru_cache(maxsize=64)
def _opened(note: str, key: SigningKey) -> Checkpoint:
    return open_checkpoint(note, [key.verifier]).checkpoint


def standing(files: Files | None = None) -> Checkpoint | None:
    """
    Return the checkpoint that stands published, if one does and is whole.

    Errors: RecordDamaged: what stands there is not of our key, and this database has published nothing: so it is the
            record of somebody else, or our own of before the keys were lost.
    """
    note = read_checkpoint(files or published())
    if not note:
        return None
    try:
        return opened(note)
    except RecordError as error:
        if Log.objects.exclude(published="").exists():
            return None  # torn: it is written again
        raise RecordDamaged(what="checkpoint") from error


def at_hand() -> Checkpoint | None:
    """
    Return the checkpoint that stands published on this machine: one far away takes too long for whoever signs.

    Errors: RecordDamaged.
    """
    return None if settings.CAUCE.record_store else standing()


def published_size(files: Files | None = None) -> int:
    """Return how many entries the published checkpoint covers; 0 without one."""
    found = standing(files)
    return found.size if found else 0


def size_of(note: str) -> int:
    """Return how many entries a checkpoint of ours covers; 0 without one, or for what is torn."""
    try:
        return opened(note).size if note else 0
    except RecordError:
        return 0
