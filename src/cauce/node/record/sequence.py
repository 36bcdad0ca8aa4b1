"""
The sequencer: it signs what is queued, in the order in which it was queued.

Nothing here holds a lock that an act waits for. The tree that is signed follows from entries that are durable; the
high-water mark is raised first, and the head is changed only if it is still the one from which the tree was grown. So
two sequencers cannot fork the record, and one that is killed anywhere leaves nothing that the next cannot take up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from django.conf import settings

from cauce.node.driver import execute
from cauce.node.record.checkpoints import at_hand, opened
from cauce.node.record.errors import RecordDamaged, RecordHalted
from cauce.node.record.files import published
from cauce.node.record.keys import log_key
from cauce.node.record.mark import raise_mark, read_mark
from cauce.node.record.set_back import refuse
from cauce.record import (
    Checkpoint,
    RecordError,
    commit,
    extend_peaks,
    join_peaks,
    leaf_hash,
)
from cauce.record import sign_checkpoint as sign

#: entries that are read at a time
CHUNK = 16_384
#: before the first entry
_EMPTY = Checkpoint("", 0, join_peaks(()))


@dataclass(frozen=True, slots=True)
class _State:
    size: int
    checkpoint: str
    peaks: tuple[bytes, ...]
    next: int
    halted: str


def integrate() -> int:
    """
    Sign everything that is queued; return the size of the signed tree.

    Errors: RecordRolledBack, after which nothing is recorded any more; RecordHalted; RecordDamaged; RecordKeyMissing;
            OSError, if the mark cannot be made durable; LockHeld.
    """
    while True:
        # Both before the state: of a sound database, whatever was signed by then is in it.
        mark, public = read_mark(), at_hand()
        state = _state()
        if state.halted:
            raise RecordHalted(why=state.halted)
        signed = max(filter(None, (mark, public)), key=lambda each: each.size, default=None)
        target = _next_size(state, signed)
        if target == state.size:
            return target
        _advance(state, target, mark, signed)


def _state() -> _State:
    row = execute(
        "SELECT log.size, log.checkpoint, log.peaks, queue.next, queue.halted FROM record_log log, record_queue queue "
        "WHERE log.id = 1 AND queue.id = 1"
    ).fetchone()
    if row is None:
        return _State(0, "", (), 0, "")
    size, checkpoint, peaks, following, halted = row
    split = tuple(bytes(peaks)[at : at + 32] for at in range(0, len(peaks), 32))
    return _State(int(size), str(checkpoint), split, int(following), str(halted))


def _next_size(state: _State, signed: Checkpoint | None) -> int:
    """
    Return how far to go now: to the end of the queue, but first exactly to what is known to have been signed.

    Between here and there nothing is signed: whether the entries are those of the signed tree shows only at its size.
    """
    if signed is None or signed.size < state.size:
        return min(state.next, state.size + CHUNK)
    if signed.size > state.next:
        _refuse(state.next, signed.size)
    if signed.size == state.size:
        if state.size and _head_of(state).root != signed.root:
            _refuse(state.size, signed.size)
        return min(state.next, state.size + CHUNK)
    return signed.size


def _advance(state: _State, target: int, mark: Checkpoint | None, known: Checkpoint | None) -> None:
    key = log_key()
    if join_peaks(state.peaks) != _head_of(state).root:
        raise RecordDamaged(what="root")
    peaks = grown(state.peaks, state.size, target)
    root = join_peaks(peaks)
    if known is not None and known.size == target and known.root != root:
        _refuse(target, known.size)
    signed = sign(Checkpoint(key.verifier.name, target, root), key)
    if not raise_mark(signed, target, mark):
        return
    execute(
        "UPDATE record_log SET size = %s, checkpoint = %s, peaks = %s WHERE id = 1 AND size = %s AND checkpoint = %s",
        (target, signed, b"".join(peaks), state.size, state.checkpoint),
    )


def grown(peaks: tuple[bytes, ...], start: int, end: int) -> tuple[bytes, ...]:
    """Return the peaks of a tree that grew by the entries from one number to another. Errors: RecordDamaged."""
    for at in range(start, end, CHUNK):
        until = min(at + CHUNK, end)
        leaves = [leaf_hash(entry) for entry in entries(at, until)]
        if len(leaves) != until - at:
            raise RecordDamaged(what="entries")
        peaks = extend_peaks(peaks, at, leaves)
    return peaks


def _head_of(state: _State) -> Checkpoint:
    """
    Return the head from which to go on: nothing is signed on top of one that this node did not sign itself.

    Whoever can write into the database has no key. Size and number of peaks belong to the signed root, for the same
    root also follows from other ones.
    """
    try:
        head = opened(state.checkpoint) if state.checkpoint else _EMPTY
    except RecordError as error:
        raise RecordDamaged(what="head") from error
    if head.size != state.size or len(state.peaks) != state.size.bit_count():
        raise RecordDamaged(what="head")
    return head


def _refuse(here: int, signed: int) -> NoReturn:
    refuse(here, signed, None if settings.CAUCE.record_store else published())


def rows(start: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield nonce and digest of the entries from `start` up to and without `end`."""
    found = execute(
        'SELECT nonce, digest FROM record_entry WHERE "index" >= %s AND "index" < %s ORDER BY "index"', (start, end)
    )
    for nonce, digest in found:
        yield bytes(nonce), bytes(digest)


def entries(start: int, end: int) -> list[bytes]:
    """
    Return what the record holds of these entries: their commitments.

    Of one that was lost with a database and taken up again from what was published, no more than that is known.
    """
    return [commit(nonce, digest) if nonce else digest for nonce, digest in rows(start, end)]
