"""Files of the record that are torn, flipped, empty or gone: written again, or told, and never a false receipt."""

from __future__ import annotations

import random
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from cauce.node.record import store
from cauce.node.record.again import make_again
from cauce.node.record.files import published
from cauce.node.record.keys import log_key
from cauce.node.record.loop import settle
from cauce.node.record.mark import SLOT, read_mark
from cauce.node.record.models import Entry
from cauce.node.record.receipts import receipt
from cauce.node.record.sequence import entries, integrate
from cauce.node.record.trees import _reader
from cauce.node.witness.alarms import FILE_DAMAGED
from cauce.node.witness.models import Alarm
from cauce.record import Growth, MemoryFiles, grow, places, verify
from tests.faults.filing import hold
from tests.faults.truth import assert_sound

pytestmark = pytest.mark.django_db
CHANCE = random.Random(1810)  # noqa: S311 - the same ones each time
Damage = Callable[[bytes], bytes]


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]


DAMAGES: dict[str, Damage] = {
    "empty": lambda data: b"",
    "cut at the end": lambda data: data[:-1],
    "cut anywhere": lambda data: data[: CHANCE.randrange(len(data))],
    "longer": lambda data: data + data,
    "zero": lambda data: bytes(len(data)),
    "zero at the end": lambda data: data[:-7] + bytes(7),
    "first bit": lambda data: _flipped(data, 0),
    "last bit": lambda data: _flipped(data, len(data) - 1),
    "any bit": lambda data: _flipped(data, CHANCE.randrange(len(data))),
    "any bytes": lambda data: CHANCE.randbytes(len(data)),
}


def many(count: int) -> list[Entry]:
    """Record that many entries at once, without acts behind them."""
    with transaction.atomic():
        head = store.only_writer()
        return [store.record(sha256(bytes([number & 255])).digest(), head) for number in range(count)]


def files_of(size: int) -> dict[str, bytes]:
    """Return the files that belong to the record of this size."""
    made = MemoryFiles()
    grow(made, Growth(), entries(0, size))
    return {str(place): made.files[str(place)] for place in places(size)}


def assert_files(size: int) -> None:
    """Fail unless what is published is just that."""
    for name, data in files_of(size).items():
        assert published().read(name) == data, name


def test_whatever_is_damaged_at_the_edge_is_written_again(clerk: Client, capsys: pytest.CaptureFixture[str]) -> None:
    """Tiles, bundles and the checkpoint, by a publisher that has just been started."""
    settle()
    size, trials = 1, 0
    for damage in (None, *DAMAGES.values()):
        for name in ("checkpoint", *map(str, places(size))):
            path = published().root / name
            if damage:
                path.write_bytes(damage(path.read_bytes()))
            else:
                path.unlink()
            path.with_name(f".{path.name}.1234").write_bytes(b"left by somebody who was killed")
            many(1)
            settle()
            size, trials = size + 1, trials + 1
            assert_files(size)
            assert published().read("checkpoint").decode() == store.head().checkpoint == store.head().published
    with capsys.disabled():
        print(f"\ntorn: {trials} files damaged and written again", end="")


def test_what_is_damaged_further_in_gives_no_false_receipt_and_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A full tile is not read to go on; receipts are checked before they are given, and rebuild finds it."""
    found, trials = many(520), 0
    settle()
    many(3)
    for name in ("tile/0/000", "tile/0/001", "tile/entries/000", "tile/1/000.p/2", "tile/0/002.p/8"):
        path = published().root / name
        whole = path.read_bytes()
        for damage in (None, *DAMAGES.values()):
            path.unlink()
            if damage:
                path.write_bytes(damage(whole))
            _reader.cache_clear()
            for index in (0, 255, 256, 519):
                told = verify(receipt(found[index]), bytes(found[index].digest), [log_key().verifier])
                assert (told.index, told.size) == (index, 520)
            made = make_again()
            assert made.missing + made.different == [name]
            path.write_bytes(whole)
            trials += 1
    assert Alarm.objects.get().kind == FILE_DAMAGED, "whoever may do something about it is told, once"
    settle()
    assert_files(523)
    with capsys.disabled():
        print(f"\ntorn: {trials} files damaged under receipts that hold", end="")


def test_a_checkpoint_that_is_torn_is_made_again_by_rebuild_too(clerk: Client) -> None:
    settle()
    path = published().root / "checkpoint"
    whole = path.read_bytes()
    for damage in (None, *DAMAGES.values()):
        path.unlink()
        if damage:
            path.write_bytes(damage(whole))
        made = make_again()
        assert (made.missing, made.size, made.files) == (["checkpoint"], 1, 2)
        assert path.read_bytes() == whole


def test_a_damaged_mark_never_stops_nor_misleads(clerk: Client, capsys: pytest.CaptureFixture[str]) -> None:
    """One slot: the other one stands. Both or the file: what is published stands, and the mark is written again."""
    path: Path = settings.CAUCE.data / "keys" / "record.mark"
    settle()
    many(1)
    settle()
    size, trials = 2, 0
    for damage in (None, *DAMAGES.values()):
        for first, last in ((0, SLOT), (SLOT, 2 * SLOT), (0, 2 * SLOT)):
            whole = path.read_bytes()
            if damage:
                path.write_bytes((whole[:first] + damage(whole[first:last]) + whole[last:])[: 2 * SLOT])
            else:
                path.unlink()
            many(1)
            integrate()
            size, trials = size + 1, trials + 1
            mark = read_mark()
            assert mark
            assert mark.size == size
    settle()
    assert_files(size)
    with capsys.disabled():
        print(f"\ntorn: {trials} marks damaged", end="")


def test_acts_go_on_over_a_damaged_record(clerk: Client) -> None:
    """Nothing of it is in the way of an act."""
    settle()
    for path in (published().root / "checkpoint", settings.CAUCE.data / "keys" / "record.mark"):
        path.write_bytes(b"\0" * 100)
        assert hold(clerk).status_code == 302
    assert assert_sound() == 3
