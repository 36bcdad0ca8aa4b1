"""The one writer of the record: its edge, its proofs and its key, whatever this process remembers."""

from __future__ import annotations

from hashlib import sha256

import pytest
from django.db import transaction

from cauce.node.record import store
from cauce.node.record.errors import RecordDamaged
from cauce.node.record.models import Entry, Log, Tile
from cauce.record import parse_verifier_key, verify


def record(number: int) -> Entry:
    """Record something."""
    with transaction.atomic():
        return store.record(sha256(str(number).encode()).digest(), store.only_writer())


@pytest.mark.django_db
def test_every_receipt_holds_while_the_record_grows_over_tiles() -> None:
    """Under the latest head, whichever that is: past the end of a tile and past the end of what is remembered."""
    entries = [record(number) for number in range(260)]
    assert [entry.index for entry in entries] == list(range(260))
    assert {(tile.level, tile.number, len(tile.data) // 32) for tile in Tile.objects.all()} == {
        (0, 0, 256), (0, 1, 4), (1, 0, 1),
    }  # fmt: skip
    key = parse_verifier_key(store.verifier_line())
    for number in (0, 1, 127, 255, 256, 259):
        proved = verify(store.receipt(entries[number]), sha256(str(number).encode()).digest(), [key])
        assert (proved.index, proved.size) == (number, 260)


@pytest.mark.django_db
def test_an_entry_of_another_process_is_seen_at_once() -> None:
    """What is remembered counts only while the head that was signed over it is the stored one."""
    record(1)
    remembered = store._kept.edge, store._kept.checkpoint
    record(2)
    newer = store._kept.edge
    store._kept.edge, store._kept.checkpoint = remembered
    entry = record(3)
    assert store._kept.edge.size == newer.size + 1 == 3
    verify(store.receipt(entry), None, [store.log_key().verifier])


@pytest.mark.django_db
def test_what_was_rolled_back_is_not_in_the_record_nor_in_a_receipt() -> None:
    """The number is given again, and receipts are proved under the tree that is stored."""
    first = record(1)
    with transaction.atomic():
        lost = store.record(bytes(32), store.only_writer())
        assert lost.index == 1
        store.receipt(first)  # a proof under the head that is about to be taken back
        transaction.set_rollback(True)
    assert Log.objects.get().size == 1
    entry = record(2)
    assert entry.index == 1
    for each, what in ((first, b"1"), (entry, b"2")):
        verify(store.receipt(each), sha256(what).digest(), [store.log_key().verifier])


@pytest.mark.django_db
@pytest.mark.parametrize("spoil", [lambda data: data[:-32], lambda data: data + data, lambda data: data[::-1]])
def test_tiles_that_are_not_those_of_the_signed_head_take_no_entry(spoil: object) -> None:
    """Too short, too long, or of another tree: the error is coded, and head and tiles stay as they are."""
    for number in range(3):
        record(number)
    spoilt = spoil(bytes(Tile.objects.get().data))  # type: ignore[operator]
    Tile.objects.update(data=spoilt)
    store._kept.checkpoint = ""
    with pytest.raises(RecordDamaged) as damaged:
        record(4)
    assert damaged.value.status == 503
    assert damaged.value.text("es") != damaged.value.text("en")
    assert (Log.objects.get().size, bytes(Tile.objects.get().data)) == (3, spoilt)
    store._kept.checkpoint = ""


@pytest.mark.django_db
def test_an_empty_record_says_so() -> None:
    """No head is signed before the first entry."""
    assert (store.head().size, store.head().checkpoint) == (0, "")
