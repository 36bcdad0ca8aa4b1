"""Logs for the measurements of the record: their key, their leaves, their files, and pymerkle's copy of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from pymerkle import SqliteTree

from cauce.record import (
    CHECKPOINT_PATH,
    EMPTY_EDGE,
    Checkpoint,
    Growth,
    NoSuchFile,
    SigningKey,
    append,
    format_verifier_key,
    grow,
    leaf_hash,
    sign_checkpoint,
    tile_path,
)
from cauce.record.merkle import HASH_BYTES

KEY = SigningKey("bench.example/record", bytes(range(32)))
VKEY = format_verifier_key(KEY.verifier)
#: entries that are made at a time, whole tiles
CHUNK = 1 << 16


class PlainFiles:
    """Files in a folder, written without any care: for logs that are only read."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._folder = lru_cache(maxsize=None)(lambda path: path.mkdir(parents=True, exist_ok=True))

    def read(self, path: str) -> bytes:
        """Return a file. Errors: NoSuchFile."""
        try:
            with open(f"{self._root}/{path}", "rb") as file:
                return file.read()
        except FileNotFoundError:
            raise NoSuchFile(path=path) from None

    def write(self, path: str, data: bytes) -> None:
        """Write a file."""
        target = Path(self._root, path)
        self._folder(target.parent)
        target.write_bytes(data)


class _Tiles:
    """Where `append` leaves tiles, without bundles."""

    def __init__(self, files: PlainFiles) -> None:
        self._files = files

    def write(self, level: int, index: int, data: bytes) -> None:
        self._files.write(tile_path(level, index, len(data) // HASH_BYTES), data)


def entries(start: int, end: int) -> list[bytes]:
    """Return the entries of these numbers, as long as those of the record, always the same ones."""
    return [sha256(number.to_bytes(8)).digest() for number in range(start, end)]


def chunks(size: int) -> Iterator[list[bytes]]:
    """Yield the entries of a log of this size, some at a time."""
    for start in range(0, size, CHUNK):
        yield entries(start, min(start + CHUNK, size))


def write_tiles(root: Path, size: int) -> PlainFiles:
    """Write the tiles of a log of this size, without what only an audit reads; return where they are."""
    files, edge = PlainFiles(root), EMPTY_EDGE
    for chunk in chunks(size):
        edge = append(_Tiles(files), edge, list(map(leaf_hash, chunk)))
    return files


def write_log(root: Path, size: int) -> PlainFiles:
    """Write a whole log of this size with its signed checkpoint and its key; return where it is."""
    files, at = PlainFiles(root), Growth()
    for chunk in chunks(size):
        at = grow(files, at, chunk)
    files.write(CHECKPOINT_PATH, sign_checkpoint(Checkpoint(KEY.verifier.name, size, at.edge.root()), KEY).encode())
    files.write("vkey", f"{VKEY}\n".encode())
    return files


def write_peer(path: Path, size: int) -> SqliteTree:
    """Put the same entries into pymerkle's SQLite store."""
    tree = SqliteTree(str(path))
    tree.append_entries(entry for chunk in chunks(size) for entry in chunk)
    return tree
