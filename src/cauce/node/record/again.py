"""Making the published files again from the database, and comparing every byte."""

from __future__ import annotations

from dataclasses import dataclass, field

from cauce.node.record.files import Store, published
from cauce.node.record.publish import published_size
from cauce.node.record.sequence import CHUNK, entries
from cauce.record import Growth, NoSuchFile, grow
from cauce.record.paths import places


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


def make_again() -> MadeAgain:
    """Make every bundle and tile of the published record again. Errors: NodeError of the record; OSError."""
    files = published()
    made = MadeAgain(published_size(files))
    wanted = frozenset(map(str, places(made.size)))
    compared, at = _Compared(files, made, wanted), Growth()
    while at.edge.size < made.size:
        end = min(at.edge.size + CHUNK, made.size)
        at = grow(compared, at, entries(at.edge.size, end))
    files.sync()
    return made
