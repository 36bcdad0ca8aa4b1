"""
What the witness has given away, beside its key and not in the database: how often, and the last tree of each record.

So an older database is found out, and so is one in which somebody without a key has written. The file is replaced whole
after the database has committed and before the cosignature is given away. Nothing in it ever goes back.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from cauce.node.files import private_folder, replace_private
from cauce.node.locks import lock


@dataclass(frozen=True, slots=True)
class Mark:
    """What a witness of one name gave away, as far as the file says."""

    #: how many cosignatures
    given: int = 0
    #: of each record by its name, size and root of the largest tree
    trees: Mapping[str, tuple[int, bytes]] = field(default_factory=dict)


def read_mark(name: str) -> Mark:
    """Return what a witness of this name gave away."""
    try:
        return _parse(_path().read_bytes(), name)
    except FileNotFoundError:
        return Mark()


def advance(name: str, given: int, origin: str, tree: tuple[int, bytes]) -> None:
    """Keep that this many were given, and this tree of a record, on the disk before this returns; never less."""
    path = _path()
    folder = os.open(private_folder(path.parent), os.O_RDONLY | os.O_DIRECTORY)
    try:
        lock(folder, path)  # two processes of one node may come here in either order
        before = read_mark(name)
        largest = max(before.trees.get(origin, tree), tree, key=lambda each: each[0])
        after = Mark(max(before.given, given), {**before.trees, origin: largest})
        if after != before:
            replace_private(path, _format(after, name))
    finally:
        os.close(folder)


def _format(mark: Mark, name: str) -> bytes:
    trees = (f"{size} {root.hex()} {origin}\n" for origin, (size, root) in sorted(mark.trees.items()))
    return "".join((f"{mark.given:020} {name}\n", *trees)).encode()


def _parse(data: bytes, name: str) -> Mark:
    try:
        first, *lines = data.decode().splitlines()
        given, whose = first.split(" ")
        trees = {origin: (int(size), bytes.fromhex(root)) for size, root, origin in (line.split(" ") for line in lines)}
        return Mark(int(given), trees) if whose == name else Mark()
    except ValueError:
        return Mark()


def _path() -> Path:
    folder: Path = settings.CAUCE.data
    return folder / "keys" / "witness.mark"
