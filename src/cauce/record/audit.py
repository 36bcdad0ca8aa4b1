"""
The audit of a whole record from the outside: every entry, every tile, the root, and what was signed before.

The leaves are hashed from the entries, and from them every tile above is made again and compared byte for byte. What is
kept is one unfinished tile a level, whatever the size. Source: specs/tiles.md (order of checks).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass

from .checkpoint import Checkpoint
from .errors import (
    BadFile,
    CannotGoOn,
    MissingFile,
    OtherHistory,
    RecordError,
    Shrunk,
    Unreachable,
    WrongEntry,
    WrongRoot,
    WrongTile,
)
from .merkle import EMPTY_ROOT, HASH_BYTES, join_peaks, verify_consistency
from .mirror import Mirror, MirrorTiles, first_difference, tile_root
from .paths import Files, entries_path, tile_path, widths
from .tiles import TILE_BYTES, TILE_WIDTH, row_peaks
from .tree import TileReader, Tree


@dataclass(frozen=True, slots=True)
class Reached:
    """How far an audit has come: all that it needs to go on, also under a later checkpoint."""

    #: how many entries are behind it, full bundles only
    size: int = 0
    #: for each level from 1 on, the hashes that do not fill a tile yet
    tails: tuple[bytes, ...] = ()


START = Reached()


def audit_paths(size: int, start: int = 0) -> Iterator[str]:
    """Yield the paths that an audit reads from this entry on, in its order, for whoever wants to read ahead."""
    for index in range(start >> 8, (size + 255) >> 8):
        width = min(TILE_WIDTH, size - index * TILE_WIDTH)
        yield entries_path(index, width)
        yield tile_path(0, index, width)
        level = 1
        while width == TILE_WIDTH and not (index + 1) & ((1 << 8 * level) - 1):
            yield tile_path(level, index >> 8 * level)
            level += 1
    for level in range(1, (size.bit_length() + 7) // 8):
        full, rest = widths(size, level)
        if rest:
            yield tile_path(level, full, rest)


def audit_record(
    files: Files, checkpoint: Checkpoint, known: Sequence[Checkpoint] = (), start: Reached = START
) -> Iterator[Reached | RecordError]:
    """
    Check every file that a checkpoint calls for; yield what is wrong and, after each full bundle, how far it has come.

    Shape:  the checkpoint's signatures are checked before, as are those of the `known` ones, which the record signed
            earlier and must still begin with. What is yielded and not a `Reached` is a finding; none: all is well.
    Errors: Unreachable, if a file cannot be read now; the last `Reached` is where to go on. So does one that a killed
            audit left.
    """
    return _Audit(files, checkpoint, known, start if start.size <= checkpoint.size else START).run()


class _Audit:
    def __init__(self, files: Files, checkpoint: Checkpoint, known: Sequence[Checkpoint], start: Reached) -> None:
        self._files, self._checkpoint, self._start = files, checkpoint, start
        self._mirror = Mirror(files, checkpoint.size)
        self._known = sorted(known, key=lambda one: one.size, reverse=True)  # the next one is the last
        self._tails = list(start.tails)
        self._row = b""  # the last bundle's leaves, if it is partial

    def run(self) -> Iterator[Reached | RecordError]:
        size = self._checkpoint.size
        yield from self._outside()
        for index in range(self._start.size >> 8, (size + 255) >> 8):
            row = yield from self._bundle(index)
            if not row:
                yield CannotGoOn(index=index * TILE_WIDTH, size=size, **self._both(index))
                return
            yield from self._compare_known(index, row)
            if len(row) == TILE_BYTES:
                yield from self._push(1, index, tile_root(row))
                yield Reached((index + 1) * TILE_WIDTH, tuple(self._tails))
            else:
                self._row = row
        yield from self._partial_tiles()
        root = self._root(self._row)
        if root != self._checkpoint.root:
            yield WrongRoot(size=size, found=root.hex(), expected=self._checkpoint.root.hex())

    def _outside(self) -> Iterator[RecordError]:
        """Compare the known checkpoints that the way from here does not pass: larger ones, and those behind."""
        while self._known and self._known[0].size > self._checkpoint.size:
            yield Shrunk(size=self._checkpoint.size, known=self._known.pop(0).size)
        while self._known and self._known[-1].size <= self._start.size:
            yield from self._behind(self._known.pop())

    def _behind(self, known: Checkpoint) -> Iterator[RecordError]:
        if known.size == 0:
            if known.root != EMPTY_ROOT:
                yield OtherHistory(size=0, found=EMPTY_ROOT.hex(), expected=known.root.hex())
            return
        new = self._checkpoint
        try:
            path = Tree(TileReader(MirrorTiles(self._files, new.size)), new.size).consistency(known.size)
            verify_consistency(known.size, new.size, known.root, new.root, path)
        except Unreachable:
            raise
        except RecordError as err:
            yield err

    def _bundle(self, index: int) -> Generator[RecordError, None, bytes]:
        """Return the leaves of a bundle as the entries or, failing those, the tile has them; empty if neither can."""
        row = yield from _read(lambda: self._mirror.leaves(index))
        tile = yield from _read(lambda: self._mirror.tile(0, index))
        if not row or not tile or row == tile:
            return row or tile
        at = first_difference(row, tile)
        found, expected = _hash(row, at), _hash(tile, at)
        yield WrongEntry(index=index * TILE_WIDTH + at, found=found, expected=expected, **self._both(index))
        return self._likelier(0, index, row, tile)

    def _push(self, level: int, number: int, node: bytes) -> Iterator[RecordError]:
        """Take a full tile's root into the level above, and check the tile there when it is full."""
        if level > len(self._tails):
            self._tails.append(b"")
        row = self._tails[level - 1] + node
        self._tails[level - 1] = row if len(row) < TILE_BYTES else b""
        if len(row) == TILE_BYTES:
            index = number >> 8
            row = yield from self._compare(level, index, row)
            yield from self._push(level + 1, index, tile_root(row))

    def _compare(self, level: int, index: int, row: bytes) -> Generator[RecordError, None, bytes]:
        """Compare a stored tile with what the one below leads to; return the row to go on with."""
        tile = yield from _read(lambda: self._mirror.tile(level, index))
        if not tile or tile == row:
            return row
        at = first_difference(row, tile)
        path = tile_path(level, index, len(row) // HASH_BYTES)
        yield WrongTile(path=path, number=at, found=_hash(tile, at), expected=_hash(row, at))
        return self._likelier(level, index, row, tile)

    def _likelier(self, level: int, index: int, made: bytes, stored: bytes) -> bytes:
        """
        Return which of two rows the tile above speaks for, so that one altered file is one finding.

        Only what is reported hangs on it: the root at the end is that of the entries, or it is not the signed one.
        """
        if len(made) < TILE_BYTES:
            return made
        try:
            above = self._mirror.tile(level + 1, index >> 8)
        except (MissingFile, BadFile):
            return made
        at = (index & 255) * HASH_BYTES
        return stored if above[at : at + HASH_BYTES] == tile_root(stored) else made

    def _partial_tiles(self) -> Iterator[RecordError]:
        for level, tail in enumerate(self._tails, 1):
            if tail:
                yield from self._compare(level, widths(self._checkpoint.size, level)[0], tail)

    def _compare_known(self, index: int, row: bytes) -> Iterator[RecordError]:
        """Compare the roots at the sizes of known checkpoints that lie within this bundle."""
        first = index * TILE_WIDTH
        while self._known and self._known[-1].size <= first + len(row) // HASH_BYTES:
            known = self._known.pop()
            root = self._root(row[: (known.size - first) * HASH_BYTES])
            if root != known.root:
                yield OtherHistory(size=known.size, found=root.hex(), expected=known.root.hex())

    def _root(self, row: bytes) -> bytes:
        """Return the root of what is behind and this row of leaves; peaks of one size in sequence do no harm to it."""
        tails = (peak for tail in reversed(self._tails) for peak in row_peaks(tail))
        return join_peaks([*tails, *row_peaks(row)])

    def _both(self, index: int) -> dict[str, str]:
        width = self._mirror.width(0, index)
        return {"bundle": entries_path(index, width), "path": tile_path(0, index, width)}


def _read(read: Callable[[], bytes]) -> Generator[RecordError, None, bytes]:
    """Return what is read; if there is nothing, or nothing that could be right, say so and return nothing."""
    try:
        return read()
    except (MissingFile, BadFile) as err:
        yield err
        return b""


def _hash(row: bytes, number: int) -> str:
    return row[number * HASH_BYTES : (number + 1) * HASH_BYTES].hex()
