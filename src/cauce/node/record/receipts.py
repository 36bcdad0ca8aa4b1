"""Receipts: made on demand under a checkpoint that covers the entry, from published files and what follows them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from django.conf import settings

from cauce.node.record.errors import ReceiptPending, RecordDamaged
from cauce.node.record.files import served
from cauce.node.record.keys import log_key
from cauce.node.record.models import Checkpoint, Entry
from cauce.node.record.policies import PUBLIC, policy_for
from cauce.node.record.sequence import entries, integrate
from cauce.node.record.store import head
from cauce.record import (
    EMPTY_EDGE,
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
    parse_note,
    widths,
)
from cauce.record import Checkpoint as Signed
from cauce.record.errors import TornTile
from cauce.record.merkle import HASH_BYTES
from cauce.record.policy import NONE, Policy, check_policy
from cauce.record.tiles import TILE_WIDTH

#: how many checkpoints are looked at, the newest first, for one that an audience's witnesses have cosigned
SEARCHED = 1000


def receipt(entry: Entry, audience: str = PUBLIC) -> str:
    """
    Return the receipt of an entry, as C2SP tlog-proof text.

    Shape:  under a published checkpoint that covers the entry and that the witnesses of the audience's policy have
            cosigned; without one, under the best there is, which may be the signed head, brought up to the entry.
    Errors: ReceiptPending, StoreAway; Http404, for an audience without a policy; RecordRolledBack, RecordDamaged.
    """
    note = covering(entry.index, policy_for(audience))
    opened = open_checkpoint(note, [log_key().verifier]).checkpoint
    path = _tree(opened, _published_size()).inclusion(entry.index)
    return format_receipt(Receipt(bytes(entry.nonce), bytes(entry.digest), entry.index, path, note))


def covering(index: int, policy: Policy) -> str:
    """Return the best checkpoint there is that covers an entry. Errors: ReceiptPending."""
    log = head()
    published = log.published if _covers(log.published, index) else ""
    for note in filter(None, (published, *_earlier(index, policy, published))):
        if check_policy(note, policy).reached:
            return note
    if settings.CAUCE.record_closed:  # a receipt without its quorum would count for less than it says
        raise ReceiptPending()
    if published:
        return published
    if log.size <= index:
        integrate()
        log = head()
    if log.size <= index:
        raise ReceiptPending()
    return log.checkpoint


def is_pending(index: int) -> bool:
    """Say whether the receipt of an entry still waits for a checkpoint that enough witnesses have cosigned."""
    return settings.CAUCE.record_closed and not _covers(head().published, index)


def _earlier(index: int, policy: Policy, latest: str) -> Iterator[str]:
    """Yield published checkpoints that cover an entry and bear lines of enough witnesses, the newest first."""
    if not latest or policy.quorum == NONE:
        return
    names = {(each.key.name, each.key.key_id): each.name for each in policy.witnesses}
    older = Checkpoint.objects.filter(size__gt=index, cosigned__gt=0).order_by("-size").values_list("note", flat=True)
    for note in older[:SEARCHED]:
        lines = ((line.name, line.key_id) for line in parse_note(note).signatures)
        if policy.reached(names[line] for line in lines if line in names):
            yield note


def _covers(note: str, index: int) -> bool:
    return bool(note) and _size(note) > index


def _published_size() -> int:
    note = head().published
    return _size(note) if note else 0


def _size(note: str) -> int:
    return int(note.split("\n", 2)[1])


class _Longest:
    """The tiles of the files as they were last published, from which those of any earlier size are read."""

    def __init__(self, files: TileSource, size: int) -> None:
        self._files, self._size = files, size

    def read(self, level: int, index: int, width: int) -> bytes:
        """Return the first hashes of a tile."""
        full, rest = widths(self._size, level)
        return self._files.read(level, index, TILE_WIDTH if index < full else rest)[: width * HASH_BYTES]


class _Overlay:
    """The tiles of the files, and over them those that were grown since."""

    def __init__(self, below: TileSource, above: MemoryTiles) -> None:
        self._below, self._above = below, above

    def read(self, level: int, index: int, width: int) -> bytes:
        """Return the first hashes of a tile."""
        return self._above.read(level, index, width) or self._below.read(level, index, width)


@lru_cache(maxsize=4)
def _tree(signed: Signed, published_size: int) -> Tree:
    """Return the tree under a checkpoint, which names it: another tree may once have had its size."""
    files = _Longest(FileTiles(served()), published_size)
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
