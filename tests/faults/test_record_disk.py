"""A disk that is full at any call of the record's own: nothing is published half, acts are taken, all catches up."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.test import Client
from django.urls import reverse

from cauce.node.frame.errors import BadFolder
from cauce.node.record import store
from cauce.node.record.files import published
from cauce.node.record.loop import Publishing
from cauce.node.record.models import Entry
from cauce.node.record.sequence import integrate
from tests.faults.filing import hold
from tests.faults.outside import Kept
from tests.faults.test_torn import assert_files, files_of, many
from tests.faults.truth import assert_sound

pytestmark = pytest.mark.django_db(transaction=True)
CALLS = ("open", "write", "pwrite", "fdatasync", "fsync", "rename")


@contextmanager
def full(monkeypatch: pytest.MonkeyPatch, number: int, names: tuple[str, ...] = CALLS) -> Iterator[list[int]]:
    """Let every call from the one of this number on find no room; yields how many calls there were."""
    count = [0]

    def failing(real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            count[0] += 1
            if count[0] >= number:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*given, **named)

        return call

    with monkeypatch.context() as patched:
        for name in names:
            patched.setattr(os, name, failing(getattr(os, name)))
        yield count


def assert_whole(size: int) -> None:
    """Fail if a file that belongs to the record of this size has a name and is not whole."""
    for name, data in files_of(size).items():
        path = published().root / name
        assert not path.exists() or path.read_bytes() == data, name


def test_no_room_from_any_call_on(
    clerk: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Signing and publishing fail at each call in turn; the next try, with room, does all that was left."""
    kept, publishing, number, done = Kept(), Publishing(), 0, False
    publishing.step()
    while not done:
        number += 1
        many(3)
        with full(monkeypatch, number) as count:
            try:
                integrate()
                publishing.step()
                done = count[0] < number
            except (OSError, BadFolder) as error:
                assert "no room" in str(error) or "No space" in str(error)  # noqa: PT017
        kept.look()
        assert_whole(store.head().size)
        if number % 4 == 0:
            publishing = Publishing()  # one that was started again
        assert done or number < 100
    assert number > 15
    size = kept.assert_true()
    assert_files(size)
    assert size == 1 + 3 * number
    assert not list(published().root.rglob(".[!l]*")), "what was written aside is gone"
    with capsys.disabled():
        print(f"\ndisk: full from each of {number - 1} calls on", end="")


def test_acts_are_taken_and_receipts_wait(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mark cannot be written: nothing is signed, the act is there, and its receipt comes with the room."""
    integrate()
    logging.disable(logging.CRITICAL)
    try:
        with full(monkeypatch, 1, ("pwrite", "fdatasync")):
            assert hold(clerk).status_code == 302
            entry = Entry.objects.latest("index")
            address = reverse("entry-receipt", args=[entry.index])
            page = clerk.get(address)
            assert (page.status_code, page.headers["Retry-After"]) == (503, "2")
        assert store.head().size == entry.index
        assert clerk.get(address).status_code == 200
    finally:
        logging.disable(logging.NOTSET)
    assert assert_sound() == 2


def test_room_for_a_part(clerk: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The disk takes so many bytes of a batch and no more, at lengths on both sides of each of its files."""
    publishing, real = Publishing(), os.write
    integrate()
    publishing.step()
    many(40)
    integrate()
    sizes = [0, *(len(data) for data in files_of(41).values())]
    lengths = sorted({max(sum(sizes[:upto]) + by, 0) for upto in range(1, 4) for by in (-33, -1, 0, 1, 31)})
    for room in lengths:
        left = [room]

        def write(file: int, data: bytes, left: list[int] = left) -> int:
            if not left[0] and data:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            written = real(file, data[: left[0]])
            left[0] -= written
            return written

        with monkeypatch.context() as patched:
            patched.setattr(os, "write", write)
            with pytest.raises(OSError, match="No space"):
                Publishing().step()  # one that begins anew
        assert_whole(41)
        assert b"\n1\n" in published().read("checkpoint")
    publishing.step()
    assert_files(41)
    with capsys.disabled():
        print(f"\ndisk: full after {len(lengths)} lengths of a batch", end="")
