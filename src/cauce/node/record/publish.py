"""
The publisher: bundles and tiles first, durable and whole; then the checkpoint that covers them.

The files follow from the database. A publisher that was killed is followed by one that writes the same files again.
"""

from __future__ import annotations

from functools import lru_cache

from cauce.node.driver import execute
from cauce.node.frame import clock
from cauce.node.record.errors import RecordDamaged, RecordRolledBack
from cauce.node.record.files import Store, drop_short, published, read_checkpoint
from cauce.node.record.keys import log_key
from cauce.node.record.models import Checkpoint as Published
from cauce.node.record.sequence import CHUNK, entries
from cauce.node.record.store import halt, head
from cauce.record import (
    Checkpoint,
    Files,
    Growth,
    RecordError,
    grow,
    load_growth,
    open_checkpoint,
    parse_note,
)
from cauce.record.errors import TornTile


class Publisher:
    """What a process remembers of where the published files end."""

    def __init__(self, files: Store | None = None) -> None:
        self.files = files or published()
        self._at: Growth | None = None

    def write_files(self) -> tuple[int, str]:
        """
        Make every file of the signed head durable; return its size and its checkpoint, which is not published yet.

        Errors: RecordDamaged, RecordRolledBack, FileDiffers; OSError or StoreAway, if there is no room or nobody there.
        """
        log = head()
        if not log.checkpoint:
            return 0, ""
        signed = _opened(log.checkpoint)
        known, self._at = self._at, None  # until all is durable: then what stands there is looked at anew
        try:
            at = start = known or self._load(signed)
            while at.edge.size < signed.size:
                at = grow(self.files, at, entries(at.edge.size, min(at.edge.size + CHUNK, signed.size)))
            if (at.edge.size, at.edge.root()) != (signed.size, signed.root):
                raise RecordDamaged(what="files")
            self.files.sync()
        finally:
            self.files.discard()
        drop_short(self.files, start.edge.size, at.edge.size)
        self._at = at
        return signed.size, log.checkpoint

    def publish(self, note: str) -> None:
        """Give a checkpoint to the public: everything under it is durable. A larger one that stands there stays."""
        size = _opened(note).size
        # Somebody may have slept here while another one took the place of this process.
        if self.files.advance(note, lambda standing: bool(standing) and _opened(standing).size > size):
            self.tell(note)

    def tell(self, note: str) -> None:
        """Keep in the database which checkpoint the public was given."""
        size = _opened(note).size
        execute("UPDATE record_log SET published = %s WHERE id = 1", (note,))
        fresh = {"at": clock.real()}
        row, _ = Published.objects.get_or_create(size=size, defaults={"note": note, **fresh})
        row.note, row.cosigned = note, len(parse_note(note).signatures) - 1
        row.save()
        # One an hour tells how the record grew; one that a witness cosigned who not yet did the next stays too.
        hour = row.at.replace(minute=0, second=0, microsecond=0)
        for older in Published.objects.filter(at__gte=hour, size__lt=size):
            if _signers(older.note) <= _signers(note):
                older.delete()

    def _load(self, signed: Checkpoint) -> Growth:
        """Return where the published files end; the checkpoint that stands there says so. Errors: RecordRolledBack."""
        known = read_checkpoint(self.files)
        if not known:
            return Growth()
        try:
            before = _opened(known)
        except RecordError:  # torn: its files are written again, and none of those that stand may differ
            return Growth()
        if before.size > signed.size:
            halt(RecordRolledBack.code)
            raise RecordRolledBack(here=signed.size, signed=before.size)
        try:
            at = load_growth(self.files, before.size)
        except (RecordError, TornTile):
            return Growth()
        return at if at.edge.root() == before.root else Growth()


@lru_cache(maxsize=8)  # the same checkpoints are looked at each tick
def _opened(note: str) -> Checkpoint:
    return open_checkpoint(note, [log_key().verifier]).checkpoint


def published_size(files: Files) -> int:
    """Return how many entries the checkpoint covers that stands there; 0 without one."""
    return size_of(read_checkpoint(files))


def size_of(note: str) -> int:
    """Return how many entries a checkpoint of ours covers; 0 without one."""
    return _opened(note).size if note else 0


def _signers(note: str) -> set[tuple[str, bytes]]:
    return {(line.name, line.key_id) for line in parse_note(note).signatures}
