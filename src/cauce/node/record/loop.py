"""
The sequencer's two loops: at each tick what was queued is signed; at its own pace it is published.

Ticks come at fixed moments, whether or not something was filed. Where a cadence is set, the public sees the record
grow at that pace only, by one of a few amounts: what is missing is filled up with entries that stand for nothing
(docs/explanation/threat-model.md). Publishing waits for disk and witnesses, so it has a thread of its own.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from functools import partial
from threading import Event, Lock, Thread
from time import monotonic

from django.conf import settings
from django.db import Error, connection, transaction

from cauce.node.driver import execute_many
from cauce.node.frame.errors import NodeError
from cauce.node.record.checkpoints import published_size, size_of
from cauce.node.record.errors import RecordDamaged
from cauce.node.record.files import read_checkpoint
from cauce.node.record.keys import log_key
from cauce.node.record.lease import lease
from cauce.node.record.publish import Publisher, tell
from cauce.node.record.readings import flush_readings
from cauce.node.record.sequence import integrate
from cauce.node.record.set_back import refuse
from cauce.node.record.store import head, only_writer, start
from cauce.node.record.witnesses import Witnesses
from cauce.node.witness.alarms import DAMAGED, raise_alarm
from cauce.node.witness.watch import Watch
from cauce.record import MemoryFiles, RecordError

#: seconds: a batch is never older, a trouble is not met more often, and readings wait no longer for their batch
TICK, AFTER_TROUBLE, READINGS = 0.2, 1.0, 30.0
#: the public record grows by this many entries at a cadence, or twice, four times, … as many
STEP = 4

log = logging.getLogger(__name__)


def run(stop: Event, changed: Callable[[bool], None] = lambda has: None) -> None:
    """
    Sequence until told to stop; while another process does, wait to take its place.

    `changed` is told whether it has that place, at first and whenever this changes.
    """
    start()
    mine = lease()
    held, had = Event(), None
    publishing, watch = Publishing(), Watch()
    threads = [
        Thread(target=_repeat, args=(stop, _while(held, step)), daemon=True) for step in (publishing.step, watch.step)
    ]
    for thread in threads:
        thread.start()

    def tick() -> None:
        nonlocal had
        publishing.check()  # nothing is signed before the witnesses were asked
        held.clear()
        has = mine.hold()
        if has != had:
            had = has
            changed(has)
        if has:
            held.set()
            integrate()

    _repeat(stop, tick)
    threads[0].join(AFTER_TROUBLE * 5)
    if not threads[0].is_alive():
        _once(lambda: publishing.finish() if mine.hold() else None)
    _once(mine.release)
    connection.close()


def check() -> None:
    """
    Look whether this database may be signed for, as far as this machine and the witnesses know, and sign what waits.

    Errors: RecordRolledBack, RecordHalted, RecordDamaged, RecordKeyMissing.
    """
    start()
    if settings.CAUCE.record_store:  # who serves parts into workers, which its client would not survive
        Witnesses(MemoryFiles()).check_head()
    else:
        Publishing().check()
    integrate()


def _while(held: Event, step: Callable[[], None]) -> Callable[[], None]:
    return lambda: step() if held.is_set() else None


def settle() -> None:
    """
    Sign and publish at once everything that was recorded: for whoever records a lot before anybody serves.

    Where nothing is published without a quorum, whoever serves asks for it.
    """
    start()
    integrate()
    if settings.CAUCE.record_closed:
        return
    publisher = Publisher()
    size, note = publisher.write_files()
    if size > published_size(publisher.files):
        publisher.publish(note)
    elif size and size == published_size(publisher.files) > size_of(head().published):
        tell(read_checkpoint(publisher.files))


class Publishing:
    """What the publisher remembers between two publications."""

    def __init__(self) -> None:
        self.publisher = Publisher()
        self._witnesses: Witnesses | None = None
        self._checking = Lock()
        #: what a quorum is wanted for before it is published, while witnesses are still thinking about it
        self._waits: tuple[int, str] | None = None
        self._due_at = self._readings_at = 0.0

    def step(self) -> None:
        """Publish what is due, and record what was read."""
        witnesses = self.check()
        if monotonic() >= self._readings_at:
            self._readings_at = monotonic() + READINGS
            flush_readings()
        if self._is_due():
            self._publish(witnesses)

    def check(self) -> Witnesses:
        """Ask the witnesses, once, whether they know of more than this database does. Errors: RecordRolledBack."""
        with self._checking:
            if self._witnesses is None:
                self.publisher.check()
                witnesses = Witnesses(self.publisher.files)
                witnesses.check_head()
                self._witnesses = witnesses
            return self._witnesses

    def finish(self) -> None:
        """Sign and publish the last batch; but where there is a cadence, not even the end of a process breaks it."""
        integrate()
        if not settings.CAUCE.record_cadence:
            self._publish(self.check())

    def _publish(self, witnesses: Witnesses) -> None:
        size, note = self._waits or self._written()
        known = read_checkpoint(self.publisher.files)
        before = published_size(self.publisher.files)
        self._waits = None
        if before > size_of(head().published):  # killed after the checkpoint was replaced and before that was kept
            tell(known)
        if size < before or (size == before and not (size and witnesses.wanting())):
            return
        cosigned, reached = witnesses.cosign(size, known if size == before else note)
        if (reached or not settings.CAUCE.record_closed) and cosigned != known:
            self.publisher.publish(cosigned)
        elif not reached and size > before and witnesses.asking():
            self._waits = size, note  # a newer one would find them as slow, and so never be cosigned

    def _written(self) -> tuple[int, str]:
        """
        Make the files durable; return their size and checkpoint.

        Where there is a cadence, that is the size that was filled up to, even if the head has gone on since: one more
        would tell that somebody did something at this very moment.
        """
        if not settings.CAUCE.record_cadence:
            return self.publisher.write_files()
        full = pad(published_size(self.publisher.files))
        integrate()
        return self.publisher.write_files(full)

    def _is_due(self) -> bool:
        now = monotonic()
        if now < self._due_at:
            return False
        cadence, anew = settings.CAUCE.record_cadence, not self._due_at
        self._due_at = now - now % cadence + cadence if cadence else 0.0
        # Not even the start of a process breaks the cadence; but what was never published is due at once.
        return not (cadence and anew and published_size(self.publisher.files))


def pad(published: int) -> int:
    """
    Fill up what was queued since the last publication to a step's amount; return the size that this makes.

    Errors: RecordRolledBack: more was published than was ever queued.
    """
    with transaction.atomic():
        head = only_writer()
        grown, amount = head.next - published, STEP
        while amount < grown:
            amount *= 2
        added = amount - grown if grown >= 0 else 0
        filling = [(head.next + number, secrets.token_bytes(32), secrets.token_bytes(32)) for number in range(added)]
        execute_many('INSERT INTO record_entry ("index", nonce, digest) VALUES (%s, %s, %s)', filling)
        execute_many("UPDATE record_queue SET next = %s WHERE id = 1", [(head.next + len(filling),)])
    if grown < 0:  # an older copy: to catch up with what was published would be to sign other entries in its place
        refuse(head.next, published, None)
    return head.next + len(filling)


#: what may be over in a while: of the node, of the disk, of the database, of a file that is torn
TROUBLES = (NodeError, OSError, Error, RecordError)


def _once(step: Callable[[], None]) -> None:
    try:
        step()
    except TROUBLES as error:
        log.error("record: %s", error)


def _alarm(error: RecordDamaged) -> None:
    """Tell people, too: acts go on being filed, and nothing is signed."""
    raise_alarm(DAMAGED, log_key().verifier.name, f"cauce/evidence/v1 {DAMAGED}\n\n{error}\n")


def _repeat(stop: Event, step: Callable[[], None]) -> None:
    """Do a step at each tick until told to stop; a trouble is told once and then met again."""
    told = ""
    while not stop.is_set():
        pause = TICK - monotonic() % TICK
        try:
            step()
            told = ""
        except Exception as error:  # whatever it is: a loop that ended would be missed by nobody
            if told != str(error):
                log.error("record: %s", error, exc_info=not isinstance(error, TROUBLES))
                told = str(error)
                if isinstance(error, RecordDamaged):
                    _once(partial(_alarm, error))
            connection.close()
            pause = AFTER_TROUBLE
        stop.wait(pause)
    connection.close()
