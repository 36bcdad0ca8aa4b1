"""The tree of the record: from published files, what follows them, and in the end always from the database."""

from __future__ import annotations

from functools import lru_cache

from cauce.node.record.checkpoints import opened, size_of
from cauce.node.record.errors import RecordDamaged
from cauce.node.record.files import served
from cauce.node.record.sequence import CHUNK, entries
from cauce.node.record.store import head
from cauce.node.witness.alarms import FILE_DAMAGED, raise_alarm
from cauce.record import (
    EMPTY_EDGE,
    Checkpoint,
    Edge,
    FileTiles,
    MemoryTiles,
    TileReader,
    TileSource,
    Tree,
    append,
    extend_peaks,
    join_peaks,
    leaf_hash,
    load_edge,
    verify_inclusion,
    widths,
)
from cauce.record.errors import NotInRecord, TornTile
from cauce.record.merkle import HASH_BYTES
from cauce.record.tiles import TILE_WIDTH


def inclusion(signed: Checkpoint, index: int, leaf: bytes) -> tuple[bytes, ...]:
    """Return the proof, checked, that a leaf hash is under a checkpoint. Errors: RecordDamaged."""
    wrong = False
    for start in (_published_size(), 0):  # a published file that is torn says nothing; the database does
        try:
            path = Tree(_reader(signed, start), signed.size).inclusion(index)
            verify_inclusion(leaf, index, signed.size, path, signed.root)
        except TornTile:  # a short one was just followed by a longer one, perhaps
            continue
        except NotInRecord:
            wrong = True
            continue
        if wrong:
            evidence = f"cauce/evidence/v1 {FILE_DAMAGED}\n\n{signed.size}; {index}\n"
            raise_alarm(FILE_DAMAGED, signed.origin, evidence, FILE_DAMAGED)
        return path
    raise RecordDamaged(what="tree")


def holds(checkpoint: Checkpoint) -> bool:
    """Say whether the entries of this database lead to a checkpoint, signed or not yet. Errors: RecordDamaged."""
    log = head()
    signed = opened(log.checkpoint) if log.checkpoint else None
    if signed and checkpoint.size <= signed.size:
        return any(_root(signed, start, checkpoint.size) == checkpoint.root for start in (_published_size(), 0))
    peaks, size = bytes(log.peaks), log.size
    rest = [leaf_hash(each) for each in entries(size, checkpoint.size)]
    grown = extend_peaks([peaks[at : at + 32] for at in range(0, len(peaks), 32)], size, rest)
    return size + len(rest) == checkpoint.size and join_peaks(grown) == checkpoint.root


def _root(signed: Checkpoint, start: int, size: int) -> bytes:
    try:
        return Tree(_reader(signed, start), size).root()
    except TornTile:
        return b""


def _published_size() -> int:
    return size_of(head().published)


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
def _reader(signed: Checkpoint, published_size: int) -> TileReader:
    """Return the tiles under a checkpoint, which names them: another tree may once have had its size."""
    files = _Longest(FileTiles(served()), published_size)
    start = min(published_size, signed.size)
    for size in dict.fromkeys((start, 0)):  # without files, or with other ones, everything is grown anew
        try:
            edge = load_edge(files, size) if size else EMPTY_EDGE
        except TornTile:
            continue
        tiles = MemoryTiles()
        if _grown(tiles, edge, signed.size).root() == signed.root:
            return TileReader(_Overlay(files, tiles))
    raise RecordDamaged(what="tree")


def _grown(tiles: MemoryTiles, edge: Edge, end: int) -> Edge:
    for start in range(edge.size, end, CHUNK):
        edge = append(tiles, edge, [leaf_hash(each) for each in entries(start, min(start + CHUNK, end))])
    return edge
