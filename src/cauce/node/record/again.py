"""Making the published files again from the database, and comparing every byte."""

from __future__ import annotations

from dataclasses import dataclass, field

from cauce.node.record.checkpoints import size_of, standing
from cauce.node.record.errors import RecordRolledBack
from cauce.node.record.files import published
from cauce.node.record.sequence import CHUNK, entries
from cauce.node.record.store import head
from cauce.node.record.stores import Store
from cauce.record import Growth, NoSuchFile, grow
from cauce.record.paths import CHECKPOINT_PATH, places


@dataclass(slots=True)
class MadeAgain:
    """What came of it."""

    size: int
    #: how many files belong to a record of this size
    files: int = 0
    #: paths of files that were not there, and were written
    missing: list[str] = field(default_factory=list)
    #: paths of files with other bytes, which were left alone
    different: list[str] = field(default_factory=list)


class _Compared:
    """Takes what would be written, and compares what belongs to the record as it is published."""

    def __init__(self, files: Store, made: MadeAgain, wanted: frozenset[str]) -> None:
        self._files, self._made, self._wanted = files, made, wanted

    def read(self, path: str) -> bytes:
        """Return a file. Errors: NoSuchFile."""
        return self._files.read(path)

    def write(self, path: str, data: bytes) -> None:
        """Compare it, and write it if it is not there."""
        if path not in self._wanted:
            return
        self._made.files += 1
        try:
            if self._files.read(path) != data:
                self._made.different.append(path)
        except NoSuchFile:
            self._files.write(path, data)
            self._made.missing.append(path)


def _checkpoint(files: Store) -> MadeAgain:
    """Look at the checkpoint, and write it again if it is torn or not there: the database keeps what was published."""
    note, there = head().published, standing(files)
    if there or not note:
        return MadeAgain(there.size if there else 0)
    files.advance(note, lambda standing: size_of(standing) > 0)
    return MadeAgain(size_of(note), missing=[CHECKPOINT_PATH])


def make_again() -> MadeAgain:
    """Make every bundle and tile of the published record again. Errors: RecordRolledBack and its kin; OSError."""
    files = published()
    made = _checkpoint(files)
    wanted = frozenset(map(str, places(made.size)))
    compared, at = _Compared(files, made, wanted), Growth()
    while at.edge.size < made.size:
        end = min(at.edge.size + CHUNK, made.size)
        found = entries(at.edge.size, end)
        if len(found) < end - at.edge.size:  # an older copy, from which what was published since cannot be made
            raise RecordRolledBack(here=at.edge.size + len(found), signed=made.size)
        at = grow(compared, at, found)
    files.sync()
    return made
