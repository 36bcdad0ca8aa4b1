"""
Taking up a record that is ahead of its database: what an older copy lacks is taken from what was published.

What they stood for is gone from this node; that they were recorded is not. The record goes on where it was, so nothing
that anybody keeps is contradicted, and whoever holds the receipt of a lost act can still prove it.
"""

from __future__ import annotations

from django.db import transaction

from cauce.node.driver import execute_many
from cauce.node.record.errors import NotToRecover
from cauce.node.record.keys import log_key
from cauce.node.record.mark import read_mark
from cauce.node.record.models import Queue
from cauce.node.record.sequence import entries as known_entries
from cauce.node.record.store import start
from cauce.record import Files, Growth, MemoryTiles, append, entries_path, leaf_hash, open_checkpoint, parse_bundle
from cauce.record.paths import CHECKPOINT_PATH


def recover(files: Files) -> int:
    """
    Take up from published files whatever the database lacks; return how many entries that were.

    Errors: NotToRecover: nothing was changed; RecordError, NoSuchFile of the files.
    """
    start()
    signed = open_checkpoint(files.read(CHECKPOINT_PATH).decode(), [log_key().verifier]).checkpoint
    mark = read_mark()
    if mark is not None and mark.size > signed.size:
        raise NotToRecover(why="mark", size=mark.size)
    published, edge = _all(files, signed.size), Growth().edge
    if append(MemoryTiles(), edge, [leaf_hash(each) for each in published]).root() != signed.root:
        raise NotToRecover(why="root", size=signed.size)
    with transaction.atomic():
        queue = Queue.objects.select_for_update().get(pk=1)
        if known_entries(0, min(queue.next, signed.size)) != published[: queue.next]:
            raise NotToRecover(why="entries", size=queue.next)
        lost = list(enumerate(published[queue.next :], queue.next))
        execute_many(
            'INSERT INTO record_entry ("index", nonce, digest) VALUES (%s, %s, %s)',
            [(index, b"", entry) for index, entry in lost],
        )
        queue.next, queue.halted = max(queue.next, signed.size), ""
        queue.save()
    return len(lost)


def _all(files: Files, size: int) -> list[bytes]:
    found: list[bytes] = []
    while len(found) < size:
        index = len(found) >> 8
        width = min(256, size - len(found))
        found += parse_bundle(files.read(entries_path(index, width)))[:width]
    return found
