"""A database that was brought back from an older copy: it is found out, nothing is signed over, and it can go on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from cauce.node.cases.models import Act
from cauce.node.record import loop
from cauce.node.record.again import make_again
from cauce.node.record.errors import NotToRecover, RecordDamaged, RecordHalted, RecordRolledBack
from cauce.node.record.files import Directory, published
from cauce.node.record.keys import log_key, read_key
from cauce.node.record.loop import Publishing, settle
from cauce.node.record.mark import read_mark
from cauce.node.record.models import Entry, Log, Queue
from cauce.node.record.policies import _read
from cauce.node.record.receipts import receipt
from cauce.node.record.recover import recover
from cauce.node.record.sequence import integrate
from cauce.node.witness import alarms
from cauce.node.witness.models import Alarm
from cauce.record import verify
from tests.faults.filing import assert_told, hold
from tests.faults.outside import Kept
from tests.faults.witnessing import Sound, ask_them, served
from tests.faults.yesterday import Copy

pytestmark = pytest.mark.django_db(transaction=True)
#: what comes back with the database, and so cannot tell
TOGETHER = {"alone": (), "with keys": ("keys",), "with files": ("record",)}


class Story:
    """Two acts, a copy, three more acts that get lost, their receipts kept by whoever filed them."""

    def __init__(self, clerk: Client, folder: Path, publish: Callable[[], object] = settle) -> None:
        self.clerk, self.kept = clerk, Kept()
        assert hold(clerk).status_code == 302
        publish()
        self.kept.look()
        self.copy = Copy(folder / "copy")
        for _ in range(3):
            assert hold(clerk).status_code == 302
            entry = Entry.objects.latest("index")
            self.kept.keep(receipt(entry), entry)
            publish()
            self.kept.look()
        self.size = Log.objects.get().size
        assert self.size == 5

    def signed(self) -> tuple[str, str]:
        """What this node says: its signed head, and what it published."""
        log = Log.objects.get()
        return log.checkpoint, log.published

    def go_on(self, more: int) -> None:
        """After it was taken up, acts are taken again, and nothing that anybody kept is contradicted."""
        assert hold(self.clerk).status_code == 302
        assert self.kept.assert_true() == self.size + more + 1
        acts = list(Act.objects.order_by("entry"))
        assert [act.entry for act in acts] == [0, 1, *range(self.size, self.size + more + 1)]
        for entry in Entry.objects.filter(index__in=[act.entry for act in acts]):
            assert verify(receipt(entry), bytes(entry.digest), [log_key().verifier]).index == entry.index


@pytest.fixture
def trouble(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    alarms._budgets.clear()
    yield
    _read.cache_clear()


@pytest.mark.parametrize("more", [0, 1, 3, 7])
@pytest.mark.parametrize("together", TOGETHER)
def test_it_is_found_out_and_taken_up_again(clerk: Client, tmp_path: Path, together: str, more: int) -> None:
    """However many acts were taken before anybody looked: fewer than were lost, as many, or more."""
    story = Story(clerk, tmp_path)
    shutil.copytree(published().root, tmp_path / "mirror")
    story.copy.bring_back(*TOGETHER[together])
    for _ in range(more):
        assert hold(clerk).status_code == 302
    before = story.signed()
    with pytest.raises(RecordRolledBack):
        integrate()
    with pytest.raises(RecordHalted):
        integrate()
    assert_told(clerk, "node.E018", "detenida", "halted")
    assert story.signed() == before
    source = published()
    if together == "with files":
        with pytest.raises(NotToRecover):
            recover(source)  # our own files are as old, and the mark says so
        source = Directory(tmp_path / "mirror")
    assert recover(source) == 3
    mark = read_mark()
    assert mark
    assert mark.size == story.size
    story.go_on(more)


@pytest.mark.parametrize("more", [0, 2])
def test_the_files_are_not_made_again_from_it(clerk: Client, tmp_path: Path, more: int) -> None:
    """What it lacks cannot be: that is said, and no file is touched."""
    story = Story(clerk, tmp_path)
    story.copy.bring_back()
    for _ in range(more):
        assert hold(clerk).status_code == 302
    before = {path: path.read_bytes() for path in published().root.rglob("*") if path.is_file()}
    with pytest.raises(RecordRolledBack) as refused:
        make_again()
    assert refused.value.values == {"here": 2 + more, "signed": 5}
    assert {path: path.read_bytes() for path in published().root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("more", [0, 2, 3, 7])
def test_the_published_files_alone_tell_at_the_next_publication(clerk: Client, tmp_path: Path, more: int) -> None:
    """Keys and all: a sequencer that runs on, and one that is started."""
    story = Story(clerk, tmp_path)
    running = Publishing()
    running.step()
    story.copy.bring_back("keys")
    for _ in range(more):
        assert hold(clerk).status_code == 302
    for each in (running, Publishing()):
        Queue.objects.update(halted="")
        with pytest.raises(RecordRolledBack):
            integrate()
        each_signed = story.signed()
        with pytest.raises(RecordHalted):
            each.finish()
        assert story.signed() == each_signed
    assert recover(published()) == 3
    story.go_on(more)


@pytest.mark.parametrize("more", [0, 2, 3, 7])
def test_only_the_witness_is_left_to_tell(
    clerk: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: None, more: int
) -> None:
    """Database, keys and files all came back together: nothing is signed or published before the witness was asked."""
    with served(Sound()) as witness:
        ask_them(monkeypatch, tmp_path / "policies", witness)
        story = Story(clerk, tmp_path, _published_with_a_witness)
        shutil.copytree(published().root, tmp_path / "mirror")
        assert witness.known
        assert witness.known.size == story.size
        story.copy.bring_back("keys", "record")
        for _ in range(more):
            assert hold(clerk).status_code == 302
        before = story.signed()
        with pytest.raises(RecordRolledBack):
            loop.check()
        assert story.signed() == before
        assert_told(clerk, "node.E018", "detenida", "halted")
        alarm = Alarm.objects.get()
        assert alarm.kind == alarms.ROLLED_BACK
        assert witness.known.signed in alarm.evidence
        with pytest.raises(NotToRecover):
            recover(published())  # as old as the rest: to go on from there would fork as soon as the witness is away
        assert Queue.objects.get().halted
        assert recover(Directory(tmp_path / "mirror")) == 3
        story.go_on(more)
        _published_with_a_witness()
        assert witness.known.size == story.size + more + 1


@pytest.mark.parametrize("more", [0, 3, 7])
def test_a_witness_that_was_silent_at_the_start_tells_before_anything_is_published(
    clerk: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: None, more: int
) -> None:
    """The same, but it answers only when it is asked to cosign."""
    with served(Sound()) as witness:
        ask_them(monkeypatch, tmp_path / "policies", witness)
        story = Story(clerk, tmp_path, _published_with_a_witness)
        story.copy.bring_back("keys", "record")
        for _ in range(more):
            assert hold(clerk).status_code == 302
        witness.shows = lambda: (503, "text/plain", b"")
        loop.check()
        publishing = Publishing()
        publishing.check()
        witness.shows = None
        shown = published().read("checkpoint")
        assert hold(clerk).status_code == 302
        integrate()
        with pytest.raises(RecordRolledBack):
            publishing.finish()
        assert published().read("checkpoint") == shown
        assert Alarm.objects.get().kind == alarms.ROLLED_BACK
        assert len(witness.saw) == 1, "the witness has seen it too"
        assert_told(clerk, "node.E018", "detenida", "halted")


def _published_with_a_witness() -> None:
    loop.check()
    Publishing().step()


def test_what_was_really_signed_twice_is_not_taken_up(clerk: Client, tmp_path: Path) -> None:
    """A fork stays one: the program refuses to choose."""
    story = Story(clerk, tmp_path)
    shutil.copytree(published().root, tmp_path / "mirror")
    story.copy.bring_back("keys", "record")  # no witness, nothing left to tell
    for _ in range(3):
        assert hold(clerk).status_code == 302
    settle()
    with pytest.raises(NotToRecover) as refused:
        recover(Directory(tmp_path / "mirror"))
    assert "entries" in refused.value.text("en") or "root" in refused.value.text("en")


@pytest.mark.parametrize("more", [3, 7])
def test_what_a_witness_proved_to_be_signed_twice_is_not_taken_up(
    clerk: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: None, more: int
) -> None:
    """Our own files lead to all that we know of ourselves; what the witness showed is not forgotten."""
    with served(Sound()) as witness:
        ask_them(monkeypatch, tmp_path / "policies", witness)
        story = Story(clerk, tmp_path, _published_with_a_witness)
        story.copy.bring_back("keys", "record")
        for _ in range(more):
            assert hold(clerk).status_code == 302
        settle()  # the witness was not asked: a second history is signed, and as long or longer
        with pytest.raises(RecordRolledBack):
            loop.check()
        Alarm.objects.all().delete()  # nothing in the database is needed
        with pytest.raises(NotToRecover) as refused:
            recover(published())
        assert "root, 5" in refused.value.text("en")
        assert Queue.objects.get().halted
        Queue.objects.update(halted="")
        witness.shows = lambda: (503, "text/plain", b"")
        with pytest.raises(RecordRolledBack):
            loop.check()  # nor with the halt itself, when nobody is there to show it again


def test_a_longer_history_that_the_mark_is_not_in_is_not_taken_up(clerk: Client, tmp_path: Path) -> None:
    """Another copy of this node went on under the same key: its files are longer, and not ours."""
    story = Story(clerk, tmp_path)
    copy = Copy(tmp_path / "ours")
    story.copy.bring_back("keys", "record")
    for _ in range(7):
        assert hold(clerk).status_code == 302
    settle()
    shutil.copytree(published().root, tmp_path / "theirs")
    copy.bring_back("keys", "record")
    story.copy.bring_back()
    with pytest.raises(RecordRolledBack):
        integrate()
    with pytest.raises(NotToRecover):
        recover(Directory(tmp_path / "theirs"))
    assert Queue.objects.get().halted
    assert recover(published()) == 3


def test_another_node_s_files_are_not_written_over(clerk: Client) -> None:
    """Keys and database are new, the published files are those of before: they stay as they are."""
    settle()
    before = published().read("checkpoint")
    (published().root.parent / "keys" / "record.key").unlink()
    (published().root.parent / "keys" / "record.mark").unlink()
    Queue.objects.all().delete()
    Log.objects.all().delete()
    Entry.objects.all().delete()
    read_key.cache_clear()
    try:
        loop.start()
        with pytest.raises(RecordDamaged):
            integrate()
        with pytest.raises(RecordDamaged):
            settle()
        assert published().read("checkpoint") == before
    finally:
        read_key.cache_clear()
