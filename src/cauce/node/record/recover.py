"""
Taking up a record that is ahead of its database: what an older copy lacks is taken from what was published.

What they stood for is gone from this node; that they were recorded is not. The record goes on where it was, so nothing
that anybody keeps is contradicted, and whoever holds the receipt of a lost act can still prove it.
"""

from __future__ import annotations

from django.db import transaction

from cauce.node.driver import execute, execute_many
from cauce.node.record.errors import NotToRecover
from cauce.node.record.keys import log_key
from cauce.node.record.mark import own_lines, raise_mark, read_mark
from cauce.node.record.models import Queue
from cauce.node.record.seen import seen
from cauce.node.record.sequence import entries as known_entries
from cauce.node.record.store import head, start
from cauce.record import (
    Checkpoint,
    Files,
    Growth,
    MemoryTiles,
    TileReader,
    Tree,
    append,
    entries_path,
    leaf_hash,
    open_checkpoint,
    parse_bundle,
)
from cauce.record.paths import CHECKPOINT_PATH


def recover(files: Files) -> int:
    """
    Take up from published files whatever the database lacks; return how many entries that were.

    Errors: NotToRecover: nothing was changed; RecordError, NoSuchFile of the files.
    """
    start()
    note = files.read(CHECKPOINT_PATH).decode()
    signed = open_checkpoint(note, [log_key().verifier]).checkpoint
    mark = read_mark()
    if mark is not None and mark.size > signed.size:
        raise NotToRecover(why="mark", size=mark.size)
    published = _all(files, signed.size)
    _check_signed(published, [signed, *filter(None, [mark]), *seen().values()])
    with transaction.atomic():
        queue = Queue.objects.select_for_update().get(pk=1)
        first = _first_other(known_entries(0, min(queue.next, signed.size)), published)
        if first < head().size:  # signed here, and another one there: nothing can be true to both
            raise NotToRecover(why="entries", size=first)
        if first < signed.size:
            queue.next = _move(first, queue.next, signed.size)
        lost = list(enumerate(published[first:], first))
        execute_many(
            'INSERT INTO record_entry ("index", nonce, digest) VALUES (%s, %s, %s)',
            [(index, b"", entry) for index, entry in lost],
        )
        queue.next, queue.halted = max(queue.next, signed.size), ""
        queue.save()
    raise_mark(own_lines(note), signed.size, mark)  # from now on it is passed through, whatever this node knew of it
    return len(lost)


def _check_signed(published: list[bytes], signed: list[Checkpoint]) -> None:
    """Check that the entries lead to every tree that this node is known to have signed. Errors: NotToRecover."""
    tiles = MemoryTiles()
    append(tiles, Growth().edge, [leaf_hash(each) for each in published])
    for each in signed:
        if each.size > len(published):
            raise NotToRecover(why="mark", size=each.size)
        if Tree(TileReader(tiles), each.size).root() != each.root:
            raise NotToRecover(why="root", size=each.size)


def _first_other(known: list[bytes], published: list[bytes]) -> int:
    """Return the number of the first entry that is not the published one, or that is not there."""
    pairs = zip(known, published, strict=False)
    return next((index for index, (own, other) in enumerate(pairs) if own != other), len(known))


#: where the numbers of entries are kept
_NUMBERED = (("record_entry", '"index"'), ("case_act", "entry"), ("record_event", "entry"),
             ("record_event_for", "entry"), ("record_reading", "entry"))  # fmt: skip


def _move(first: int, end: int, to: int) -> int:
    """
    Give what was recorded after the older copy came back, and never signed, numbers after what was lost.

    Returns the number after the last one.
    """
    by = to - first
    for table, column in _NUMBERED:  # by way of negative numbers, for none may be given twice even for a moment
        for change, where in ((f"-({column} + {by}) - 1", f"{column} >= {first}"), (f"-{column} - 1", f"{column} < 0")):
            execute(f"UPDATE {table} SET {column} = {change} WHERE {where}")  # noqa: S608 - numbers and names of ours
    return end + by


def _all(files: Files, size: int) -> list[bytes]:
    found: list[bytes] = []
    while len(found) < size:
        index = len(found) >> 8
        width = min(256, size - len(found))
        found += parse_bundle(files.read(entries_path(index, width)))[:width]
    return found
