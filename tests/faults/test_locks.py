"""A process that somebody stopped while it held a lock: others are told which, and nobody waits for ever."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from time import monotonic

import pytest
from django.test import Client

from cauce.node import locks
from cauce.node.frame.errors import LockHeld
from cauce.node.record.errors import ReceiptPending
from cauce.node.record.files import Directory, published
from cauce.node.record.loop import settle
from cauce.node.record.mark import read_mark
from cauce.node.record.models import Entry, Log
from cauce.node.record.receipts import receipt
from tests.faults.filing import hold
from tests.faults.truth import assert_sound

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a lock as another process would: locks belong to open files."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        flock(file, LOCK_EX)
        yield
    finally:
        os.close(file)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.3)


def test_acts_are_taken_while_the_mark_is_held(clerk: Client, caplog: pytest.LogCaptureFixture) -> None:
    """Its receipt waits, the log names the file once, and all goes on when the other process does."""
    from django.conf import settings

    settle()
    path = settings.CAUCE.data / "keys" / "record.mark"
    with held(path):
        assert hold(clerk).status_code == 302
        entry, size = Entry.objects.latest("index"), Log.objects.get().size
        for most in (1.0, 0.25):  # waited for once; from then on a page answers at once
            start = monotonic()
            with pytest.raises(ReceiptPending):
                receipt(entry)
            assert monotonic() - start < most
        with pytest.raises(LockHeld):
            settle()
        assert Log.objects.get().size == size
    told = [line.message for line in caplog.records if "node.E023" in line.message]
    assert len(told) == 1
    assert str(path) in told[0]
    assert receipt(entry)
    assert assert_sound() == 2
    assert read_mark()


def test_a_checkpoint_whose_lock_is_held_is_published_later(clerk: Client) -> None:
    settle()
    files = published()
    assert isinstance(files, Directory)
    before = files.read("checkpoint")
    assert hold(clerk).status_code == 302
    with held(files.root / ".lock"), pytest.raises(LockHeld):
        settle()
    assert files.read("checkpoint") == before
    settle()
    assert files.read("checkpoint") != before
    assert assert_sound() == 2
