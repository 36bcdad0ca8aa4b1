"""
How the files of a record are named, the same in a directory, in a store of objects and on the web.

Source: C2SP tlog-tiles; specs/tiles.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from .errors import BadPath, NoSuchFile
from .tiles import TILE_WIDTH

__all__ = ["CHECKPOINT_PATH", "Files", "NoSuchFile", "Place", "entries_path", "parse_path", "tile_path", "widths"]

CHECKPOINT_PATH = "checkpoint"
MAX_LEVEL = 63
#: a tree has less than 2^63 leaves, 256 of them in a tile
MAX_INDEX = (1 << 55) - 1
# One form only: x000 in front of the other groups would be a second name of the same file.
_PATH = re.compile(
    r"tile/(?:entries|(?P<level>0|[1-9][0-9]?))/(?P<index>(?:(?!x000)x[0-9]{3}/(?:x[0-9]{3}/){0,5})?[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


class Files(Protocol):
    """Where the files of a record are read: a directory, a store of objects, a web server."""

    def read(self, path: str) -> bytes:
        """Return the whole file. Errors: NoSuchFile, if there is none of that name."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which tile or bundle a path names."""

    #: None for a bundle of entries
    level: int | None
    #: the number of the tile in its level
    index: int
    #: how many hashes or entries it has; 256 if it is full
    width: int = TILE_WIDTH

    def __str__(self) -> str:
        kind = "entries" if self.level is None else str(self.level)
        tail = "" if self.width == TILE_WIDTH else f".p/{self.width}"
        return f"tile/{kind}/{_groups(self.index)}{tail}"


def tile_path(level: int, index: int, width: int = TILE_WIDTH) -> str:
    """
    Return the path of a tile, relative to where the record is.

    Errors: BadPath, if no tree has such a tile.

    >>> tile_path(0, 1234067, 5)
    'tile/0/x001/x234/067.p/5'
    """
    return _checked(Place(level, index, width))


def entries_path(index: int, width: int = TILE_WIDTH) -> str:
    """
    Return the path of the bundle with the entries of a tile of level 0.

    Errors: BadPath, if no tree has such a bundle.
    """
    return _checked(Place(None, index, width))


def parse_path(path: str) -> Place:
    """Read the path of a tile or bundle; `str` of the answer is its twin. Errors: BadPath."""
    found = _PATH.fullmatch(path)
    if not found:
        raise BadPath(path=path)
    level, index, width = found.group("level", "index", "width")
    place = Place(
        None if level is None else int(level),
        int(index.replace("x", "").replace("/", "")),
        TILE_WIDTH if width is None else int(width),
    )
    if width is not None and place.width == TILE_WIDTH:  # a full tile has no suffix
        raise BadPath(path=path)
    return _check(place, path)


def widths(size: int, level: int) -> tuple[int, int]:
    """Return how many full tiles a level of a tree of this size has, and the width of the partial one or 0."""
    return size >> 8 * (level + 1), size >> 8 * level & 255


def places(size: int) -> Iterator[Place]:
    """Yield every tile and bundle that a tree of this size is made of, the bundles first, then level by level."""
    levels: list[int | None] = [None, *range((max(size, 1).bit_length() + 7) // 8)]
    for level in levels:
        full, rest = widths(size, level or 0)
        yield from (Place(level, index) for index in range(full))
        if rest:
            yield Place(level, full, rest)


def _checked(place: Place) -> str:
    path = str(place)
    _check(place, path)
    return path


def _check(place: Place, path: str) -> Place:
    if not (0 <= (place.level or 0) <= MAX_LEVEL and 0 <= place.index <= MAX_INDEX and 1 <= place.width <= TILE_WIDTH):
        raise BadPath(path=path)
    return place


def _groups(index: int) -> str:
    """Write the number of a tile in groups of three digits: no folder has more than a thousand files."""
    path = f"{index % 1000:03d}"
    while index := index // 1000 if index > 0 else 0:
        path = f"x{index % 1000:03d}/{path}"
    return path
