"""Receipts: made on demand under a checkpoint that covers the entry, from published files and what follows them."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from cauce.node.record.errors import ReceiptPending, RecordDamaged
from cauce.node.record.files import served
from cauce.node.record.keys import log_key
from cauce.node.record.models import Entry
from cauce.node.record.sequence import entries, integrate
from cauce.node.record.store import head
from cauce.record import (
    EMPTY_EDGE,
    Checkpoint,
    Edge,
    FileTiles,
    MemoryTiles,
    Receipt,
    TileReader,
    TileSource,
    Tree,
    append,
    format_receipt,
    leaf_hash,
    load_edge,
    open_checkpoint,
)
from cauce.record.errors import TornTile


def receipt(entry: Entry) -> str:
    """
    Return the receipt of an entry, as C2SP tlog-proof text.

    Shape:  under the published checkpoint with its cosignatures if that covers the entry, otherwise under the signed
            head, which is brought up to the entry if it has to be.
    Errors: ReceiptPending, StoreAway; RecordRolledBack, RecordDamaged.
    """
    note = covering(entry.index)
    opened = open_checkpoint(note, [log_key().verifier]).checkpoint
    path = _tree(opened, _published_size()).inclusion(entry.index)
    return format_receipt(Receipt(bytes(entry.nonce), bytes(entry.digest), entry.index, path, note))


def covering(index: int) -> str:
    """Return the best checkpoint there is that covers an entry. Errors: ReceiptPending."""
    log = head()
    if log.published and _size(log.published) > index:
        return log.published
    if settings.CAUCE.record_closed:  # a receipt without its quorum would count for less than it says
        raise ReceiptPending()
    if log.size <= index:
        integrate()
        log = head()
    if log.size <= index:
        raise ReceiptPending()
    return log.checkpoint


def _published_size() -> int:
    note = head().published
    return _size(note) if note else 0


def _size(note: str) -> int:
    return int(note.split("\n", 2)[1])


class _Overlay:
    """The tiles of the files, and over them those that were grown since."""

    def __init__(self, below: TileSource, above: MemoryTiles) -> None:
        self._below, self._above = below, above

    def read(self, level: int, index: int, width: int) -> bytes:
        """Return the first hashes of a tile."""
        return self._above.read(level, index, width) or self._below.read(level, index, width)


@lru_cache(maxsize=4)
def _tree(signed: Checkpoint, published_size: int) -> Tree:
    """Return the tree under a checkpoint, which names it: another tree may once have had its size."""
    files = FileTiles(served())
    start = min(published_size, signed.size)
    for size in dict.fromkeys((start, 0)):  # without files, or with other ones, everything is grown anew
        try:
            edge = load_edge(files, size) if size else EMPTY_EDGE
        except TornTile:
            continue
        tiles = MemoryTiles()
        if _grown(tiles, edge, signed.size).root() == signed.root:
            return Tree(TileReader(_Overlay(files, tiles)), signed.size)
    raise RecordDamaged(what="tree")


def _grown(tiles: MemoryTiles, edge: Edge, size: int) -> Edge:
    return append(tiles, edge, [leaf_hash(each) for each in entries(edge.size, size)])
