"""
Reading a record of one size from its files, which nobody trusts: what belongs there, or an error that names the file.

Source: C2SP tlog-tiles; specs/tiles.md (order of checks).
"""

from __future__ import annotations

from functools import lru_cache

from .bundle import parse_bundle
from .checkpoint import Checkpoint
from .errors import (
    BadFile,
    MissingFile,
    NoSuchFile,
    RecordError,
    TooLarge,
    WrongEntryCount,
    WrongLength,
    WrongRoot,
    WrongTile,
)
from .merkle import HASH_BYTES, join_peaks, leaf_hash, pair_up
from .paths import Files, Place, tile_path, widths
from .tiles import TILE_WIDTH, row_peaks


class Mirror:
    """The files of a record of this size, each of the length that belongs there."""

    def __init__(self, files: Files, size: int) -> None:
        self.size = size
        self._files = files

    def width(self, level: int, index: int) -> int:
        """Return how many hashes this tile has, 0 or less if there is none."""
        return min(TILE_WIDTH, (self.size >> 8 * level) - index * TILE_WIDTH)

    def tile(self, level: int, index: int) -> bytes:
        """Return a tile as it is stored. Errors: MissingFile, BadFile, Unreachable."""
        width = self.width(level, index)
        path, data, found = self._read(level, index, width)
        if len(data) != found * HASH_BYTES:
            raise BadFile(path=path, why=WrongLength(part="tile", found=len(data), expected=found * HASH_BYTES))
        return data[: width * HASH_BYTES]

    def leaves(self, index: int) -> bytes:
        """Return the hashes of the entries of a bundle, in a row. Errors: MissingFile, BadFile, Unreachable."""
        width = self.width(0, index)
        path, data, found = self._read(None, index, width)
        try:
            entries = parse_bundle(data)
            if len(entries) != found:
                raise WrongEntryCount(found=len(entries), expected=found)
        except RecordError as err:
            raise BadFile(path=path, why=err) from err
        return b"".join([leaf_hash(entry) for entry in entries[:width]])

    def _read(self, level: int | None, index: int, width: int) -> tuple[str, bytes, int]:
        """
        Return which file was read, its content and its width.

        A log may drop a partial file once the full one is there, and it may do so while somebody reads.
        """
        path = str(Place(level, index, width))
        for place in dict.fromkeys((Place(level, index, width), Place(level, index))):
            try:
                return str(place), self._files.read(str(place)), place.width
            except NoSuchFile:
                continue
            except TooLarge as err:
                raise BadFile(path=str(place), why=err) from err
        raise MissingFile(path=path, size=self.size)


class MirrorTiles:
    """Tiles of a tree of one size as `Tree` reads them, taken as they are stored."""

    def __init__(self, files: Files, size: int) -> None:
        self._mirror = Mirror(files, size)

    def read(self, level: int, index: int, width: int = TILE_WIDTH) -> bytes:
        """Return the tile, empty if a tree of this size has none. Errors: MissingFile, BadFile, Unreachable."""
        row = self._mirror.tile(level, index) if self._mirror.width(level, index) > 0 else b""
        return row[: width * HASH_BYTES]


class CheckedTiles(MirrorTiles):
    """
    Tiles that lead to the root of a signed checkpoint, each checked against the one above before it is given out.

    Shape:  the partial tiles lead to the root, and every full tile to its hash in the tile above; so who serves the
            files can withhold a tile, never pass off another.
    """

    def __init__(self, files: Files, checkpoint: Checkpoint, keep: int = 64) -> None:
        """Read the right edge. Errors: WrongRoot, if it does not lead to the signed root; those of `read`."""
        super().__init__(files, checkpoint.size)
        self._edge: dict[tuple[int, int], bytes] = {}
        peaks: list[bytes] = []
        for level in range((checkpoint.size.bit_length() + 7) // 8):
            full, rest = widths(checkpoint.size, level)
            if rest:
                self._edge[level, full] = super().read(level, full)
                peaks = row_peaks(self._edge[level, full]) + peaks
        root = join_peaks(peaks)
        if root != checkpoint.root:
            raise WrongRoot(size=checkpoint.size, found=root.hex(), expected=checkpoint.root.hex())
        self._full = lru_cache(maxsize=keep)(self._checked)

    def read(self, level: int, index: int, width: int = TILE_WIDTH) -> bytes:
        """Return the tile. Errors: WrongTile, if it does not lead to the signed root; those of MirrorTiles."""
        if self._mirror.width(level, index) < TILE_WIDTH:
            return self._edge.get((level, index), b"")[: width * HASH_BYTES]
        return self._full(level, index)[: width * HASH_BYTES]

    def _checked(self, level: int, index: int) -> bytes:
        data, above = super().read(level, index), self.read(level + 1, index >> 8)
        at = (index & 255) * HASH_BYTES
        found, expected = above[at : at + HASH_BYTES], tile_root(data)
        if found != expected:
            path = tile_path(level + 1, index >> 8, self._mirror.width(level + 1, index >> 8))
            raise WrongTile(path=path, number=index & 255, found=found.hex(), expected=expected.hex())
        return data


def tile_root(row: bytes) -> bytes:
    """Return the root of a full tile."""
    while len(row) > HASH_BYTES:
        row = pair_up(row)
    return row


def first_difference(one: bytes, other: bytes) -> int:
    """Return the number of the first hash in which two rows of the same length differ."""
    return next(at for at in range(0, len(one), HASH_BYTES) if one[at : at + 32] != other[at : at + 32]) // HASH_BYTES
