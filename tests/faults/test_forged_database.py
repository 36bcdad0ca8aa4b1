"""Somebody who can write into the database, and has no key: nothing of theirs is signed."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event
from unittest.mock import patch

import pytest
from django.db import transaction
from django.test import Client

from cauce.node.driver import execute
from cauce.node.record import loop, sequence
from cauce.node.record.errors import RecordDamaged, RecordRolledBack
from cauce.node.record.keys import log_key
from cauce.node.record.loop import settle
from cauce.node.record.models import Log
from cauce.node.record.sequence import integrate
from cauce.node.record.store import only_writer, record
from cauce.node.witness.alarms import DAMAGED
from cauce.node.witness.models import Alarm
from cauce.record import Checkpoint, SigningKey, extend_peaks, join_peaks, leaf_hash, sign_checkpoint
from cauce.record.merkle import node_hash

pytestmark = pytest.mark.django_db(transaction=True)


def queue(count: int) -> None:
    with transaction.atomic():
        head = only_writer()
        for number in range(count):
            record(bytes([number]) * 32, head)


def put(size: int, checkpoint: str, peaks: Sequence[bytes]) -> None:
    """Write a head into the database, and one entry after it."""
    execute("UPDATE record_log SET size = %s, checkpoint = %s, peaks = %s", (size, checkpoint, b"".join(peaks)))
    execute('DELETE FROM record_entry WHERE "index" = %s', (size,))
    execute('INSERT INTO record_entry ("index", nonce, digest) VALUES (%s, %s, %s)', (size, bytes(32), bytes(32)))
    execute("UPDATE record_queue SET next = %s", (size + 1,))


def test_a_head_that_this_node_did_not_sign(clerk: Client) -> None:
    """Another tree is not taken for its own: not unsigned, not under another key of its name, and not as no tree."""
    settle()
    own = log_key().verifier.name
    forged = extend_peaks((), 0, [leaf_hash(b"%d" % number) for number in range(100)])
    head, other = Checkpoint(own, 100, join_peaks(forged)), SigningKey(own, bytes(32))
    unsigned = sign_checkpoint(head, other).partition("\n\n")[0] + "\n\n"
    for note, peaks in ((sign_checkpoint(head, other), forged), (unsigned, forged), ("", ())):
        put(100, note, peaks)
        with pytest.raises(RecordDamaged):
            integrate()
        assert Log.objects.get().checkpoint == note


def test_a_signed_head_with_what_does_not_belong_to_it(clerk: Client) -> None:
    """Its root follows from more peaks than its size has, and says nothing of another size."""
    queue(5)
    settle()
    log = Log.objects.get()
    assert log.size == 6
    leaves = [leaf_hash(entry) for entry in sequence.entries(0, 6)]
    split = (*extend_peaks((), 0, leaves[:4]), *leaves[4:])
    assert node_hash(split[0], node_hash(*split[1:])) == join_peaks(extend_peaks((), 0, leaves))
    for size, peaks in ((6, split), (9, extend_peaks((), 0, leaves))):
        put(size, log.checkpoint, peaks)
        with pytest.raises(RecordDamaged):
            integrate()
        assert Log.objects.get().checkpoint == log.checkpoint


def test_nothing_is_signed_on_the_way_to_what_was_signed(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """That a database set back holds another entry shows at the end of the way only; before it nothing is signed."""
    monkeypatch.setattr(sequence, "CHUNK", 4)
    queue(9)
    settle()
    execute("UPDATE record_log SET size = 0, checkpoint = '', peaks = %s", (b"",))
    kept = execute('SELECT digest FROM record_entry WHERE "index" = 2').fetchone()
    execute('UPDATE record_entry SET digest = %s WHERE "index" = 2', (bytes(32),))
    with pytest.raises(RecordRolledBack):
        integrate()
    assert Log.objects.get().checkpoint == ""
    execute('UPDATE record_entry SET digest = %s WHERE "index" = 2', kept)
    execute("UPDATE record_queue SET halted = ''")
    assert integrate() == 10  # the same way again, in several steps, with the true entries


def test_people_are_told(clerk: Client) -> None:
    """The loop goes on, says so once in the log, and keeps an alarm for the offices of the host."""
    settle()
    stop, met = Event(), list[str]()
    put(100, "", ())

    def step() -> None:
        if len(met) == 2:
            stop.set()
        met.append("")
        integrate()

    with patch.object(loop, "AFTER_TROUBLE", 0.01):
        loop._repeat(stop, step)
    found = Alarm.objects.get()
    assert (found.kind, found.count) == (DAMAGED, 1)
    assert "node.E013" in found.evidence
    page = clerk.get("/record/alarms/", headers={"Accept-Language": "es"}).content.decode()
    assert "La bitácora de este nodo está dañada" in page
