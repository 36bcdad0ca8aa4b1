"""The queue and the sequencer: numbers, signatures, receipts, and what is never signed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from threading import Event

import pytest
from django.conf import settings
from django.db import transaction

from cauce.node.record import store
from cauce.node.record.errors import RecordDamaged, RecordHalted, RecordRolledBack
from cauce.node.record.files import Directory, published
from cauce.node.record.keys import log_key, verifier_line
from cauce.node.record.loop import Publishing, _repeat, pad, settle
from cauce.node.record.mark import read_mark
from cauce.node.record.models import Checkpoint as Published
from cauce.node.record.models import Entry, Log, Queue
from cauce.node.record.publish import Publisher
from cauce.node.record.receipts import receipt
from cauce.node.record.sequence import integrate
from cauce.node.witness.alarms import ROLLED_BACK
from cauce.node.witness.models import Alarm
from cauce.record import NoSuchFile, open_checkpoint, parse_verifier_key, verify
from tests.support.objects import aws, bucket, object_server

__all__ = ["aws", "bucket", "object_server"]

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["directory", "objects"])
def _everywhere(request: pytest.FixtureRequest) -> None:
    """Publish in a directory, and once more in a store of objects."""
    if request.param == "objects":
        request.getfixturevalue("bucket")


everywhere = pytest.mark.usefixtures("_everywhere")


def record(number: int) -> Entry:
    """Record something."""
    with transaction.atomic():
        return store.record(sha256(str(number).encode()).digest(), store.only_writer())


def proved(entry: Entry) -> tuple[int, int]:
    """Return index and size of an entry's receipt, verified."""
    found = verify(receipt(entry), bytes(entry.digest), [parse_verifier_key(verifier_line())])
    return found.index, found.size


@everywhere
@pytest.mark.parametrize("publish", [True, False])
def test_every_receipt_holds_while_the_record_grows_over_tiles(publish: bool) -> None:
    """Under the latest head, whichever that is, with and without published files."""
    found = [record(number) for number in range(200)]
    if publish:
        settle()
    found += [record(number) for number in range(200, 260)]
    assert [entry.index for entry in found] == list(range(260))
    assert proved(found[259]) == (259, 260)
    for number in (0, 1, 127, 199):
        assert proved(found[number]) == (number, 200 if publish else 260)
    settle()
    for number in (0, 1, 127, 255, 256, 259):
        assert proved(found[number]) == (number, 260)
    assert published().read("tile/1/000.p/1")


def test_what_was_rolled_back_is_not_in_the_record() -> None:
    """The number is given again."""
    first = record(1)
    with transaction.atomic():
        lost = store.record(bytes(32), store.only_writer())
        assert lost.index == 1
        transaction.set_rollback(True)
    assert Queue.objects.get().next == 1
    entry = record(2)
    assert entry.index == 1
    assert (proved(first), proved(entry)) == ((0, 2), (1, 2))


def test_several_entries_of_one_transaction() -> None:
    with transaction.atomic():
        head = store.only_writer()
        found = [store.record(bytes([number]) * 32, head) for number in range(3)]
    assert [entry.index for entry in found] == [0, 1, 2]
    assert proved(found[2]) == (2, 3)


@everywhere
def test_an_empty_record_says_so() -> None:
    """No head is signed before the first entry, and nothing is published."""
    assert (integrate(), store.head().size, store.head().checkpoint) == (0, 0, "")
    settle()
    with pytest.raises(NoSuchFile):
        published().read("checkpoint")


def test_the_mark_is_the_largest_tree_that_was_signed() -> None:
    for number in range(1, 4):
        record(number)
        integrate()
        mark = read_mark()
        assert mark is not None
        assert mark.size == number
    signed = open_checkpoint(store.head().checkpoint, [log_key().verifier]).checkpoint
    assert mark == signed


def test_a_torn_mark_leaves_the_one_before_it() -> None:
    """A power cut spoils the slot that was being written; nothing was signed under it yet."""
    from cauce.node.record.mark import SLOT

    for number in range(2):
        record(number)
        integrate()
    path = log_key_folder() / "record.mark"
    whole = path.read_bytes()
    for slot in (0, 1):
        spoilt = bytearray(whole)
        spoilt[slot * SLOT + 30] ^= 1
        path.write_bytes(bytes(spoilt))
        mark = read_mark()
        assert mark is not None
        assert mark.size in (1, 2)
    path.write_bytes(whole)


def log_key_folder():  # type: ignore[no-untyped-def]
    from cauce.node.record.keys import key_folder

    return key_folder()


def test_a_database_from_an_older_copy_is_never_signed_over() -> None:
    """Fewer entries than were signed: told, halted, and what would have been recorded is refused."""
    for number in range(3):
        record(number)
    integrate()
    Entry.objects.filter(index__gt=0).delete()
    Queue.objects.update(next=1)
    Log.objects.update(size=0, checkpoint="", peaks=b"")
    with pytest.raises(RecordRolledBack):
        integrate()
    with pytest.raises(RecordHalted, match=r"node\.E018"):
        record(9)
    assert Log.objects.get().size == 0
    with pytest.raises(RecordHalted):
        integrate()
    (alarm,) = Alarm.objects.all()  # once, with what was signed
    assert (alarm.kind, alarm.count) == (ROLLED_BACK, 1)
    note = alarm.evidence.partition("\n\n")[2].rpartition("\n3; 1\n")[0]
    assert open_checkpoint(note, [log_key().verifier]).checkpoint.size == 3


@pytest.mark.parametrize("more", [0, 1, 5])
def test_other_entries_where_signed_ones_stood_are_never_signed(more: int) -> None:
    """The older copy took new acts before anybody looked: the tree at the mark is another one."""
    for number in range(3):
        record(number)
    integrate()
    Entry.objects.filter(index__gt=0).delete()
    Queue.objects.update(next=1)
    Log.objects.update(size=0, checkpoint="", peaks=b"")
    for number in range(2 + more):
        record(100 + number)
    with pytest.raises(RecordRolledBack):
        integrate()
    assert Log.objects.get().size == 0
    assert Queue.objects.get().halted == RecordRolledBack.code


@everywhere
def test_a_published_record_ahead_of_the_database_stops_it_too() -> None:
    """Somebody brought the keys back with the database: what was published still tells."""
    for number in range(3):
        record(number)
    settle()
    Entry.objects.filter(index__gt=1).delete()
    Queue.objects.update(next=2)
    Log.objects.update(size=0, checkpoint="", peaks=b"", published="")
    (log_key_folder() / "record.mark").unlink()
    with pytest.raises(RecordRolledBack):
        settle()
    assert Queue.objects.get().halted
    for _ in range(3):  # the loop comes here again at each tick
        with pytest.raises(RecordRolledBack):
            Publishing().check()
    assert (Alarm.objects.get().kind, Alarm.objects.get().count) == (ROLLED_BACK, 1)


def test_a_signature_before_the_head_was_changed_is_taken_up() -> None:
    """Killed between mark and head: the next one signs the same tree."""
    for number in range(3):
        record(number)
    integrate()
    kept = store.head()
    Log.objects.update(size=0, checkpoint="", peaks=b"")
    record(4)
    assert integrate() == 4
    assert store.head().checkpoint != kept.checkpoint
    assert proved(Entry.objects.get(index=3)) == (3, 4)


@pytest.mark.parametrize("spoil", [{"peaks": b""}, {"peaks": bytes(64)}, {"checkpoint": "x"}])
def test_a_head_that_does_not_fit_its_tree_signs_nothing(spoil: dict[str, object]) -> None:
    for number in range(3):
        record(number)
    integrate()
    Log.objects.update(**spoil)
    record(4)
    with pytest.raises((RecordDamaged, Exception)):
        integrate()
    assert Log.objects.get().size == 3


def test_an_entry_that_is_gone_is_told() -> None:
    record(1), record(2)
    Entry.objects.filter(index=0).delete()
    with pytest.raises(RecordDamaged) as damaged:
        integrate()
    assert damaged.value.status == 503
    assert damaged.value.text("es") != damaged.value.text("en")


def test_a_publisher_that_lost_its_files_writes_the_same_ones_again() -> None:
    """And one that comes later goes on where the files end."""
    for number in range(300):
        record(number)
    settle()
    files = published()
    assert isinstance(files, Directory)
    before = {path: path.read_bytes() for path in files.root.rglob("*") if path.is_file()}
    (files.root / "tile/0/001.p/44").unlink()
    record(300)
    settle()
    for path, data in before.items():
        if path.name != "checkpoint" and path.exists():
            assert path.read_bytes() == data, path
    assert proved(Entry.objects.get(index=300)) == (300, 301)


@everywhere
def test_an_older_checkpoint_never_replaces_a_newer_one() -> None:
    """A sequencer that slept comes back after another one took its place."""
    record(1)
    integrate()
    slow = Publisher()
    size, note = slow.write_files()
    record(2)
    settle()
    slow.publish(note)
    assert published().read("checkpoint").decode().split("\n")[1] == "2"
    assert store.head().published.split("\n")[1] == "2"
    assert size == 1


@pytest.mark.parametrize(("grown", "amount"), [(0, 4), (1, 4), (4, 4), (5, 8), (9, 16)])
def test_padding_hides_how_many_entries_came(grown: int, amount: int) -> None:
    for number in range(grown):
        record(number)
    assert pad(0) == amount
    assert integrate() == amount
    settle()
    assert pad(amount) == amount + 4


def test_what_comes_between_filling_up_and_publishing_shows_at_the_next_publication(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A record that grew by five would tell that one entry came at this very moment."""
    monkeypatch.setattr(settings, "CAUCE", replace(settings.CAUCE, record_cadence=1))
    real, numbers = integrate, iter(range(100))

    def late() -> int:
        """Sign, and before that take one more."""
        record(next(numbers))
        return real()

    sizes = []
    publishing = Publishing()
    monkeypatch.setattr("cauce.node.record.loop.integrate", late)
    monkeypatch.setattr(publishing, "_is_due", lambda: True)
    for _ in range(4):
        publishing.step()
        sizes.append(head_published())
        assert Log.objects.get().size == sizes[-1] + 1
    assert sizes == [4, 8, 12, 16]
    publisher = Publisher()  # one that begins anew, too
    assert publisher.write_files(16)[0] == 16
    assert publisher.write_files()[0] == 17
    assert publisher.write_files(18) == (0, "")


def test_a_start_waits_for_the_moment_of_the_cadence(monkeypatch: pytest.MonkeyPatch) -> None:
    """A node that is started again and again must not show the record grow at moments of its own."""
    monkeypatch.setattr(settings, "CAUCE", replace(settings.CAUCE, record_cadence=60))
    now = [1000.0]
    monkeypatch.setattr("cauce.node.record.loop.monotonic", lambda: now[0])
    record(1)
    first = Publishing()
    first.step()  # outsiders have nothing yet
    assert head_published() == 4
    for number in range(2, 4):
        record(number)
        Publishing().step()
    assert head_published() == 4
    again = Publishing()
    for now[0], size in ((1001.0, 4), (1019.9, 4), (1020.0, 8), (1079.9, 8), (1080.0, 12)):
        again.step()
        assert head_published() == size


def head_published() -> int:
    """Return how large the record is that outsiders see."""
    return int(published().read("checkpoint").decode().split("\n")[1])


def test_of_the_checkpoints_of_an_hour_the_last_is_kept() -> None:
    """How the record grew can be told a year later, and the table does not grow with each batch."""
    for number in range(5):
        record(number)
        settle()
    earlier = Published.objects.get()
    Published.objects.update(at=earlier.at - timedelta(hours=2))
    record(9)
    settle()
    assert list(Published.objects.order_by("size").values_list("size", flat=True)) == [5, 6]


def test_padding_never_carries_an_older_copy_past_what_was_published() -> None:
    """The database went back under a node that serves, and the mark with it: to fill up would be to sign a fork."""
    for number in range(3):
        record(number)
    with pytest.raises(RecordRolledBack):
        pad(10)
    assert Queue.objects.get().next == 3
    assert Queue.objects.get().halted == RecordRolledBack.code


def test_a_loop_goes_on_whatever_goes_wrong_in_it() -> None:
    """A thread that ended would leave a process that holds the place, and publishes nothing."""
    stop, steps = Event(), list[int]()

    def step() -> None:
        steps.append(1)
        if len(steps) == 2:
            stop.set()
        raise KeyError("nobody thought of this")

    _repeat(stop, step)
    assert len(steps) == 2
