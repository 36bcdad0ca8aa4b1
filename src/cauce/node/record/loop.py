"""
The sequencer's loop: at each tick what was queued is signed; then, at its own pace, it is published.

Ticks come at fixed moments, whether or not something was filed. Where a cadence is set, the public sees the record
grow at that pace only, by one of a few amounts: what is missing is filled up with entries that stand for nothing
(docs/explanation/threat-model.md).
"""

from __future__ import annotations

import logging
import secrets
from threading import Event
from time import monotonic

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from cauce.node.driver import execute_many
from cauce.node.frame.errors import NodeError
from cauce.node.record.lease import Lease, lease
from cauce.node.record.publish import Publisher, published_size
from cauce.node.record.sequence import integrate
from cauce.node.record.store import only_writer, start

#: seconds: a batch is never older, and a trouble is not met more often
TICK, AFTER_TROUBLE = 0.2, 1.0
#: the public record grows by this many entries at a cadence, or twice, four times, … as many
STEP = 4

log = logging.getLogger(__name__)


class Sequencer:
    """What the loop remembers between two ticks."""

    def __init__(self) -> None:
        self.lease: Lease = lease()
        self.publisher = Publisher()
        self._publish_at = 0.0

    def tick(self) -> bool:
        """Do what is due; return whether this process is the one that does it."""
        if not self.lease.hold():
            return False
        integrate()
        if self._is_due():
            if settings.CAUCE.record_cadence:
                pad(published_size(self.publisher.files))
                integrate()
            _publish(self.publisher)
        return True

    def _is_due(self) -> bool:
        now = monotonic()
        if now < self._publish_at:
            return False
        cadence = settings.CAUCE.record_cadence
        self._publish_at = now - now % cadence + cadence if cadence else 0.0
        return True


def settle() -> None:
    """Sign and publish at once everything that was recorded: for whoever records a lot before anybody serves."""
    integrate()
    _publish(Publisher())


def _publish(publisher: Publisher) -> None:
    size, note = publisher.write_files()
    if size > published_size(publisher.files):
        publisher.publish(note)


def pad(published: int) -> int:
    """Fill up what was queued since the last publication to a step's amount; return how many entries were added."""
    with transaction.atomic():
        head = only_writer()
        grown, amount = head.next - published, STEP
        while amount < grown:
            amount *= 2
        filling = [(head.next + number, secrets.token_bytes(32), secrets.token_bytes(32))
                   for number in range(amount - grown)]  # fmt: skip
        execute_many('INSERT INTO record_entry ("index", nonce, digest) VALUES (%s, %s, %s)', filling)
        execute_many("UPDATE record_queue SET next = %s WHERE id = 1", [(head.next + len(filling),)])
    return len(filling)


def run(stop: Event) -> None:
    """Sequence until told to stop; a trouble is told once and then met again."""
    start()
    sequencer, told = Sequencer(), ""
    while not stop.is_set():
        pause = TICK - monotonic() % TICK
        try:
            sequencer.tick()
            told = ""
        except (NodeError, OSError, DatabaseError) as error:
            if told != str(error):
                log.error("record: %s", error)
                told = str(error)
            connection.close()
            pause = AFTER_TROUBLE
        stop.wait(pause)
    sequencer.lease.release()
