"""
The publisher: bundles and tiles first, durable and whole; then the checkpoint that covers them.

The files follow from the database. A publisher that was killed is followed by one that writes the same files again.
"""

from __future__ import annotations

from contextlib import nullcontext

from django.db import connection, transaction

from cauce.node.driver import execute
from cauce.node.frame import clock
from cauce.node.record.checkpoints import opened, size_of, standing
from cauce.node.record.errors import RecordDamaged
from cauce.node.record.files import drop_short, published
from cauce.node.record.keys import log_key
from cauce.node.record.models import Checkpoint as Published
from cauce.node.record.sequence import CHUNK, entries, grown
from cauce.node.record.set_back import refuse
from cauce.node.record.store import head
from cauce.node.record.stores import Store
from cauce.node.record.trees import holds
from cauce.record import (
    Checkpoint,
    Growth,
    RecordError,
    format_bundle,
    grow,
    join_peaks,
    load_growth,
    parse_note,
)
from cauce.record import sign_checkpoint as sign


class Publisher:
    """What a process remembers of where the published files end."""

    def __init__(self, files: Store | None = None) -> None:
        self.files = files or published()
        self._at: Growth | None = None
        #: the smallest size from which files grew since the last publication
        self._grown_from: int | None = None

    def write_files(self, size: int | None = None) -> tuple[int, str]:
        """
        Make every file of the signed head durable; return its size and its checkpoint, which is not published yet.

        With `size`, only as far as that: its checkpoint is signed here, once the head is seen to follow from it.

        Errors: RecordDamaged, RecordRolledBack, FileDiffers; OSError or StoreAway, if there is no room or nobody there.
        """
        known, self._at = self._at, None  # until all is durable: then what stands there is looked at anew
        at = start = known or self._load()
        log = head()
        wanted = log.size if size is None else size
        # The sequencer is on its way there, or finds out.
        if not log.checkpoint or not at.edge.size <= wanted <= log.size:
            return 0, ""
        try:
            signed, note = _as_far_as(wanted, at, log.checkpoint)
            while at.edge.size < signed.size:
                at = grow(self.files, at, entries(at.edge.size, min(at.edge.size + CHUNK, signed.size)))
            if (at.edge.size, at.edge.root()) != (signed.size, signed.root):
                raise RecordDamaged(what="files")
            # Where no witness adds a line, the checkpoint is published as it is signed.
            self.files.sync(note if at is not start else "")
        except BaseException:
            self.files.discard()
            raise
        if at is not start:
            first = start.edge.size
            self._grown_from = first if self._grown_from is None else min(first, self._grown_from)
        self._at = at
        return signed.size, note

    def publish(self, note: str) -> None:
        """Give a checkpoint to the public: everything under it is durable. A larger one that stands there stays."""
        size = opened(note).size
        # Somebody may have slept here while another one took the place of this process.
        if not self.files.advance(note, lambda standing: size_of(standing) > size):
            return
        tell(note)
        grown_from, self._grown_from = self._grown_from, None
        if grown_from is not None:  # only now: until now those who read the old checkpoint were to find its files
            drop_short(self.files, grown_from, size)

    def check(self) -> Checkpoint | None:
        """Return what stands published, if it is of this database. Errors: RecordRolledBack, RecordDamaged."""
        found = standing(self.files)
        if found is not None and not holds(found):
            refuse(head().size, found.size, self.files)
        return found

    def _load(self) -> Growth:
        """Return where the published files end; the checkpoint that stands there says so. Errors: RecordRolledBack."""
        before = self.check()
        if before is None:
            return Growth()
        try:
            at = load_growth(self.files, before.size)
        except RecordError:
            return Growth()  # a file is gone or torn: all are written again
        bundle = format_bundle(entries(before.size & ~255, before.size)) if before.size & 255 else b""
        return at if (at.edge.root(), at.bundle) == (before.root, bundle) else Growth()


def _as_far_as(size: int, at: Growth, head: str) -> tuple[Checkpoint, str]:
    """
    Return the checkpoint of a size up to the head's, and its note.

    Fail unless the entries lead from what is published to it and on to the signed head: before a file has a name, for
    none ever changes, and before anything is signed. Errors: RecordDamaged.
    """
    signed = opened(head)
    peaks = grown(at.edge.peaks, at.edge.size, size)
    if join_peaks(grown(peaks, size, signed.size)) != signed.root:
        raise RecordDamaged(what="files")
    if size == signed.size:
        return signed, head
    part = Checkpoint(signed.origin, size, join_peaks(peaks))
    return part, sign(part, log_key())


def tell(note: str) -> None:
    """Keep in the database which checkpoint the public was given, unless that has already gone on."""
    # On the embedded database every change is a commit for which whoever files waits, so all are one. On a server a
    # process that is stopped half way would keep the row from everybody.
    with transaction.atomic() if connection.vendor == "sqlite" else nullcontext():
        _tell(note, opened(note).size)


def _tell(note: str, size: int) -> None:
    while True:
        before = head().published
        if size_of(before) > size:
            return
        values = (note, before)
        if execute("UPDATE record_log SET published = %s WHERE id = 1 AND published = %s", values).rowcount:
            break
    row, _ = Published.objects.get_or_create(size=size, defaults={"note": note, "at": clock.real()})
    row.note, row.cosigned = note, len(parse_note(note).signatures) - 1
    row.save()
    # One an hour tells how the record grew; one that a witness cosigned who not yet did the next stays too.
    hour = row.at.replace(minute=0, second=0, microsecond=0)
    for older in Published.objects.filter(at__gte=hour, size__lt=size):
        if _signers(older.note) <= _signers(note):
            older.delete()


def _signers(note: str) -> set[tuple[str, bytes]]:
    return {(line.name, line.key_id) for line in parse_note(note).signatures}
