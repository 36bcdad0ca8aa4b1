"""
How the published files of a record grow: bundles of entries, tiles of hashes, each written once.

A file with 256 entries or hashes is final; a shorter one stands under its width and is followed by longer ones. So no
file ever changes, and whoever kept one can keep it for good.
Source: C2SP tlog-tiles; specs/tiles.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .bundle import format_bundle, parse_bundle
from .errors import TornTile
from .merkle import HASH_BYTES, leaf_hash
from .paths import Files, NoSuchFile, entries_path, tile_path
from .tiles import EMPTY_EDGE, TILE_WIDTH, Edge, append, load_edge


class WritableFiles(Files, Protocol):
    """Where the files of a record are kept."""

    def write(self, path: str, data: bytes) -> None:
        """Keep a file. It may not be durable before the store says so, and then never changes."""


class MemoryFiles:
    """Files in a dictionary."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def read(self, path: str) -> bytes:
        """Return a file. Errors: NoSuchFile."""
        try:
            return self.files[path]
        except KeyError:
            raise NoSuchFile(path=path) from None

    def write(self, path: str, data: bytes) -> None:
        """Keep a file."""
        self.files[path] = data


class FileTiles:
    """The tiles of a record as its files have them."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def read(self, level: int, index: int, width: int) -> bytes:
        """Return the first hashes of a tile, from a longer file where the short one is gone; none if there is none."""
        for each in dict.fromkeys((width, TILE_WIDTH)):
            try:
                return self._files.read(tile_path(level, index, each))[: width * HASH_BYTES]
            except NoSuchFile:
                continue
        return b""


class _Written:
    """Where `append` leaves the tiles that grew: under their widths."""

    def __init__(self, files: WritableFiles) -> None:
        self._files = files

    def write(self, level: int, index: int, data: bytes) -> None:
        self._files.write(tile_path(level, index, len(data) // HASH_BYTES), data)


@dataclass(frozen=True, slots=True)
class Growth:
    """Where the files of a record end: all that the next entries call for, and never changed in place."""

    edge: Edge = EMPTY_EDGE
    #: the entries of the partial bundle, as it is stored; empty where the last one is full
    bundle: bytes = b""


def load_growth(files: Files, size: int) -> Growth:
    """
    Read where the files of a record of this size end.

    Shape:  as stored: whoever goes on from there holds the root against the signed one first.
    Errors: TornTile, if a tile or bundle is not there or shorter than the size calls for.
    """
    edge = load_edge(FileTiles(files), size)
    index, width = size >> 8, size & 255
    return Growth(edge, _bundle(files, index, width) if width else b"")


def _bundle(files: Files, index: int, width: int) -> bytes:
    """Return the first entries of a bundle as they are stored, from the full one where the short one is gone."""
    for each in dict.fromkeys((width, TILE_WIDTH)):
        try:
            return format_bundle(parse_bundle(files.read(entries_path(index, each)))[:width])
        except NoSuchFile:
            continue
    raise TornTile(level="entries", index=index, found=0, expected=width)


def grow(files: WritableFiles, at: Growth, entries: Sequence[bytes]) -> Growth:
    """
    Add entries: write the bundles and tiles that begin, grow or fill; return where the files then end.

    Shape:  the old `at` still describes the old record. What was written is for nobody before a checkpoint covers it.
    Errors: those of format_bundle.
    """
    index, start = at.edge.size >> 8, 0
    bundle = at.bundle
    room = TILE_WIDTH - (at.edge.size & 255)
    while start < len(entries):
        chunk = entries[start : start + room]
        bundle += format_bundle(chunk)
        files.write(entries_path(index, TILE_WIDTH - room + len(chunk)), bundle)
        if len(chunk) == room:
            index, bundle = index + 1, b""
        start, room = start + len(chunk), TILE_WIDTH
    return Growth(append(_Written(files), at.edge, list(map(leaf_hash, entries))), bundle)
