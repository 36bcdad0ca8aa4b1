"""
The tree as tiles of 256 hashes, and how it grows at its right edge.

Tile n of level l holds 256 roots of perfect subtrees of 256**l leaves, from number 256*n on; the last one of a level is
partial. An append reads nothing and writes only the last tile of each level that grows, and those that it fills.
Source: C2SP tlog-tiles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from .errors import TornTile
from .merkle import HASH_BYTES, join_peaks, node_hash, pair_up
from .text import check_length

TILE_WIDTH = 256
TILE_BYTES = TILE_WIDTH * HASH_BYTES


class TileSource(Protocol):
    """Where tiles are read."""

    def read(self, level: int, index: int, width: int) -> bytes:
        """Return the first `width` hashes of a tile, fewer if there are no more of them."""


class TileSink(Protocol):
    """Where tiles are kept. A partial tile is followed by a longer one until it is full; a full one never changes."""

    def write(self, level: int, index: int, data: bytes) -> None:
        """Keep this content, which begins with the one before it."""


class MemoryTiles:
    """Tiles in a dictionary."""

    def __init__(self) -> None:
        self.tiles: dict[tuple[int, int], bytes] = {}

    def read(self, level: int, index: int, width: int) -> bytes:
        """Return the first hashes of the tile, none if there is no such tile."""
        return self.tiles.get((level, index), b"")[: width * HASH_BYTES]

    def write(self, level: int, index: int, data: bytes) -> None:
        """Keep the tile."""
        self.tiles[level, index] = data


@dataclass(frozen=True, slots=True)
class Edge:
    """
    The right edge of a tree: all that the next append needs, and never changed in place.

    Keep it between appends and drop it when the stored size differs from its own: another process has written, or the
    transaction that made it was rolled back.
    """

    #: how many leaves the tree has
    size: int
    #: the roots of the perfect subtrees that the tree is made of, largest first
    peaks: tuple[bytes, ...]
    #: for each level, the content of its partial tile; empty where the last tile is full
    tails: tuple[bytes, ...]

    def root(self) -> bytes:
        """Return the root of the tree."""
        return join_peaks(self.peaks)

    def next_path(self) -> tuple[bytes, ...]:
        """Return the inclusion proof that the next leaf will have in the tree that ends with it."""
        return self.peaks[::-1]


EMPTY_EDGE = Edge(0, (), (b"",))


def load_edge(store: TileSource, size: int) -> Edge:
    """
    Read the right edge of a tree of this size: one tile a level, so three for ten million leaves.

    Shape:  the hashes are taken as stored: whoever appends holds the root against the signed one first.
    Errors: TornTile, if a tile holds fewer hashes than the size calls for.
    """
    tails: list[bytes] = []
    peaks: list[bytes] = []
    rest = size
    while rest or not tails:
        level, index, width = len(tails), rest >> 8, rest & 255
        tail = store.read(level, index, width) if width else b""
        if len(tail) != width * HASH_BYTES:
            raise TornTile(level=level, index=index, found=len(tail), expected=width * HASH_BYTES)
        tails.append(tail)
        peaks = row_peaks(tail) + peaks
        rest >>= 8
    return Edge(size, tuple(peaks), tuple(tails))


def append(store: TileSink, edge: Edge, leaves: Sequence[bytes]) -> Edge:
    """
    Add leaf hashes at the right edge and return the new edge; the old one still describes the old tree.

    Shape:  store and the returned size must become durable together, in one transaction.
    Errors: WrongLength, if a leaf hash is not of 32 bytes.
    """
    size, peaks = edge.size, list(edge.peaks)
    grown: list[list[bytes]] = [[] for _ in edge.tails]
    for leaf in leaves:
        _push(peaks, grown, size, check_length(leaf, "leaf"))
        size += 1
    tails = list(edge.tails) + [b""] * (len(grown) - len(edge.tails))
    for level, hashes in enumerate(grown):
        if hashes:
            tails[level] = _write_level(store, level, edge.size >> 8 * (level + 1), tails[level], hashes)
    return Edge(size, tuple(peaks), tuple(tails))


def _push(peaks: list[bytes], grown: list[list[bytes]], size: int, node: bytes) -> None:
    """Add a leaf to the peaks as a binary counter adds one; each node at a multiple of eight goes into a tile."""
    height = 0
    while True:
        if not height & 7:
            if height >> 3 == len(grown):
                grown.append([])
            grown[height >> 3].append(node)
        if not size & 1:
            break
        node = node_hash(peaks.pop(), node)
        size >>= 1
        height += 1
    peaks.append(node)


def _write_level(store: TileSink, level: int, index: int, tail: bytes, hashes: Iterable[bytes]) -> bytes:
    """Write the tiles that grew, and return what is left in the partial one."""
    data = tail + b"".join(hashes)
    for at in range(0, len(data), TILE_BYTES):
        store.write(level, index + at // TILE_BYTES, data[at : at + TILE_BYTES])
    return data[len(data) // TILE_BYTES * TILE_BYTES :]


def row_peaks(row: bytes) -> list[bytes]:
    """Return the roots of the perfect subtrees of the hashes of a tile, largest first."""
    peaks: list[bytes] = []
    while row:
        if len(row) // HASH_BYTES & 1:
            peaks.insert(0, row[-HASH_BYTES:])
        row = pair_up(row)
    return peaks
