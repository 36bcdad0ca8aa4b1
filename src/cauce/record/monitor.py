"""
One step of following a record: is what it shows now the same record that it showed before, and more?

Source: C2SP tlog-tiles, tlog-checkpoint; specs/tiles.md (order of checks).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .checkpoint import Checkpoint, OpenedCheckpoint
from .errors import (
    NoSuchFile,
    NotUtf8,
    OtherHistory,
    OtherOrigin,
    RecordError,
    Shrunk,
    TooLarge,
    Unreachable,
    WrongEntry,
)
from .merkle import HASH_BYTES
from .mirror import CheckedTiles, Mirror, first_difference
from .paths import CHECKPOINT_PATH, Files, entries_path, tile_path
from .tiles import TILE_WIDTH
from .tree import TileReader, Tree

#: reads a signed note and returns the checkpoint in it, or raises what is wrong with its signatures
Opener = Callable[[str], OpenedCheckpoint]
#: given the files and the paths that will be read, in their order, returns files that are read ahead
Ahead = Callable[[Files, Iterator[str]], Files]


class Saw(StrEnum):
    """What a step found."""

    #: the record has grown, and continues what was known; also at the first look
    GREW = "grew"
    SAME = "same"
    #: it shows fewer entries than it has signed
    SMALLER = "smaller"
    #: it has signed two trees of which neither continues the other
    FORK = "fork"
    #: it cannot be read now; nothing is said of it
    UNREACHABLE = "unreachable"
    #: something in it is not as it must be: a signature, a tile, an entry
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Step:
    """What one look at a record found, with what proves it."""

    saw: Saw
    #: the checkpoint that it shows, as a signed note; empty if there is none to show
    shown: str = ""
    #: the same, if its signatures are right
    opened: OpenedCheckpoint | None = None
    #: the checkpoint that was known before, as a signed note; empty at the first look
    known: str = ""
    #: the proof that what it shows begins with `known`; at a fork, with the tree whose root is not that of `known`
    proof: tuple[bytes, ...] = ()
    #: what is wrong
    error: RecordError | None = None

    @property
    def is_fine(self) -> bool:
        """Say whether nothing was found against the record."""
        return self.saw in (Saw.GREW, Saw.SAME)


def follow(files: Files, open_signed: Opener, known: str = "", ahead: Ahead = lambda files, _: files) -> Step:
    """
    Look once at a record and compare it with the last checkpoint that was known of it.

    Shape:  keep `shown` as the next `known` only if the step `is_fine`; a fork is then said again at each look. At the
            first look every entry is read.
    Errors: those of `open_signed` for `known`, which is the caller's own.
    """
    before = open_signed(known).checkpoint if known else None
    try:
        shown = _decode(files.read(CHECKPOINT_PATH))
    except NoSuchFile as err:
        return Step(Saw.UNREACHABLE, known=known, error=Unreachable(place=CHECKPOINT_PATH, why=err))
    except Unreachable as err:
        return Step(Saw.UNREACHABLE, known=known, error=err)
    except (NotUtf8, TooLarge) as err:
        return Step(Saw.BAD, known=known, error=err)
    try:
        opened = open_signed(shown)
        if before and opened.checkpoint.origin != before.origin:
            raise OtherOrigin(found=opened.checkpoint.origin, expected=before.origin)
    except RecordError as err:
        return Step(Saw.BAD, shown, known=known, error=err)
    return _Look(files, ahead, shown, opened, known, before).step()


def compare(files: Files, open_signed: Opener, shown: str, known: str) -> Step:
    """
    Compare two checkpoints that two places show of one record: does the larger begin with the other?

    Shape:  `files` are those of the place that shows `shown`, the larger one. No entry is read: each place is followed
            by itself.
    Errors: those of `open_signed` for either.
    """
    before, opened = open_signed(known).checkpoint, open_signed(shown)
    return _Look(files, None, shown, opened, known, before).step()


@dataclass(frozen=True, slots=True)
class _Look:
    files: Files
    #: None if the entries are not looked at
    ahead: Ahead | None
    shown: str
    opened: OpenedCheckpoint
    known: str
    before: Checkpoint | None

    def step(self) -> Step:
        now, before = self.opened.checkpoint, self.before
        if before is None:
            return self._grown(now, 0)
        if now.size < before.size:
            return self._found(Saw.SMALLER, Shrunk(size=now.size, known=before.size))
        if now.size > before.size:
            return self._grown(now, before.size)
        if now.root != before.root:
            return self._found(Saw.FORK, _fork(before, now.root))
        return self._found(Saw.SAME)

    def _grown(self, now: Checkpoint, old: int) -> Step:
        """Check through tiles that lead to the signed root that it continues what was known, and its new entries."""
        proof: tuple[bytes, ...] = ()
        try:
            tiles = CheckedTiles(self.files, now)
            reader = TileReader(tiles)
            proof = Tree(reader, now.size).consistency(old)
            root = Tree(reader, old).root()
            if self.before and root != self.before.root:
                return self._found(Saw.FORK, _fork(self.before, root), proof)
            if self.ahead:
                self._check_entries(now, old, self.ahead)
        except Unreachable as err:
            return self._found(Saw.UNREACHABLE, err)
        except RecordError as err:
            return self._found(Saw.BAD, err, proof)
        return self._found(Saw.GREW, None, proof)

    def _check_entries(self, now: Checkpoint, old: int, ahead: Ahead) -> None:
        """Check that the entries from `old` on hash to the tiles. Errors: WrongEntry; those of Mirror, CheckedTiles."""
        shape = Mirror(self.files, now.size)
        indexes = range(old >> 8, (now.size + 255) >> 8)
        paths = (path for index in indexes for path in _both(shape, index).values())
        files = ahead(self.files, paths)
        mirror, tiles = Mirror(files, now.size), CheckedTiles(files, now)
        for index in indexes:
            row, tile = mirror.leaves(index), tiles.read(0, index)
            if row != tile:
                raise _wrong_entry(mirror, index, row, tile)

    def _found(self, saw: Saw, error: RecordError | None = None, proof: tuple[bytes, ...] = ()) -> Step:
        return Step(saw, self.shown, self.opened, self.known, proof, error)


def _fork(before: Checkpoint, root: bytes) -> OtherHistory:
    return OtherHistory(size=before.size, found=root.hex(), expected=before.root.hex())


def _both(mirror: Mirror, index: int) -> dict[str, str]:
    width = mirror.width(0, index)
    return {"bundle": entries_path(index, width), "path": tile_path(0, index, width)}


def _wrong_entry(mirror: Mirror, index: int, row: bytes, tile: bytes) -> WrongEntry:
    at = first_difference(row, tile)
    found, expected = (one[at * HASH_BYTES : (at + 1) * HASH_BYTES].hex() for one in (row, tile))
    return WrongEntry(index=index * TILE_WIDTH + at, found=found, expected=expected, **_both(mirror, index))


def _decode(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as err:
        raise NotUtf8() from err
