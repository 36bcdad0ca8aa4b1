"""
Roots and proofs of a tree of any past size, read from its tiles.

Source: RFC 6962, sections 2.1.1 and 2.1.2. A tile is worth 255 hashes once and none afterwards: the expanded tiles are
remembered, keyed by level, index and width, so that a cache outlives the growth of the tree.
"""

from __future__ import annotations

from functools import lru_cache

from .errors import OutsideTree, TornTile, WrongOrder
from .merkle import EMPTY_ROOT, HASH_BYTES, node_hash, pair_up
from .tiles import TILE_WIDTH, TileSource

#: the eight rows of a tile, from its hashes (row 0) to the two halves of its root (row 7)
Rows = tuple[bytes, ...]


class TileReader:
    """Tiles read once and expanded; about 16 kB for each of the `keep` that it remembers."""

    def __init__(self, store: TileSource, keep: int = 256) -> None:
        self._store = store
        #: rows(level, index, width) returns the rows of the first `width` hashes of a tile
        self.rows = lru_cache(maxsize=keep)(self._expand)

    def _expand(self, level: int, index: int, width: int) -> Rows:
        data = self._store.read(level, index, width)
        if len(data) != width * HASH_BYTES:
            raise TornTile(level=level, index=index, found=len(data), expected=width * HASH_BYTES)
        rows = [data]
        for _ in range(7):
            rows.append(pair_up(rows[-1]))
        return tuple(rows)


class Tree:
    """The tree of the first `size` leaves; the store may hold more."""

    def __init__(self, tiles: TileReader, size: int) -> None:
        self.size = size
        self._tiles = tiles
        self._heights = [bit for bit in reversed(range(size.bit_length())) if size >> bit & 1]
        self._peaks: list[bytes] = []
        start = 0
        for height in self._heights:
            self._peaks.append(self._node(height, start >> height))
            start += 1 << height
        #: _joined[i] is the root of all leaves from the i-th peak on
        self._joined = self._peaks[-1:]
        for peak in reversed(self._peaks[:-1]):
            self._joined.insert(0, node_hash(peak, self._joined[0]))

    def root(self) -> bytes:
        """Return the root of the tree."""
        return self._joined[0] if self._joined else EMPTY_ROOT

    def inclusion(self, index: int) -> tuple[bytes, ...]:
        """Return the proof that a leaf is at this index, for `verify_inclusion`. Errors: OutsideTree, TornTile."""
        if not 0 <= index < self.size:
            raise OutsideTree(index=index, size=self.size)
        return self._path(0, index)

    def consistency(self, old: int) -> tuple[bytes, ...]:
        """
        Return the proof that this tree begins with the first `old` leaves, for `verify_consistency`.

        Errors: WrongOrder, TornTile.
        """
        if not 0 <= old <= self.size:
            raise WrongOrder(old=old, new=self.size)
        if old in (0, self.size):
            return ()
        height = (old & -old).bit_length() - 1
        node = (old - 1) >> height
        path = self._path(height, node)
        return path if node == 0 else (self._node(height, node), *path)

    def _path(self, height: int, index: int) -> tuple[bytes, ...]:
        """Return the siblings on the way from a node of this height to the root."""
        start, peak = 0, 0
        while index << height >= start + (1 << self._heights[peak]):
            start += 1 << self._heights[peak]
            peak += 1
        path = self._siblings(height, index, self._heights[peak])
        path += self._joined[peak + 1 : peak + 2]
        path += self._peaks[:peak][::-1]
        return tuple(path)

    def _siblings(self, height: int, index: int, top: int) -> list[bytes]:
        """Return the siblings on the way from a node up to the peak that is `top` high, one tile a level."""
        path = []
        while height < top:
            level, first = height >> 3, height & 7
            rows = self._rows(level, index >> 8 - first)
            for row in range(first, min(8, first + top - height)):
                at = ((index ^ 1) & (TILE_WIDTH >> row) - 1) * HASH_BYTES
                path.append(rows[row][at : at + HASH_BYTES])
                index >>= 1
                height += 1
        return path

    def _node(self, height: int, index: int) -> bytes:
        level, row = height >> 3, height & 7
        at = (index & (TILE_WIDTH >> row) - 1) * HASH_BYTES
        return self._rows(level, index >> 8 - row)[row][at : at + HASH_BYTES]

    def _rows(self, level: int, index: int) -> Rows:
        width = (self.size >> 8 * level) - index * TILE_WIDTH
        return self._tiles.rows(level, index, min(width, TILE_WIDTH))
