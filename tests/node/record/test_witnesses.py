"""What the node makes of the words of its witnesses: a proof stops it, a word is told to people."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import transaction

from cauce.node.record import store, witnesses
from cauce.node.record.asking import Reply, ask
from cauce.node.record.checkpoints import published_size
from cauce.node.record.errors import RecordRolledBack
from cauce.node.record.files import published
from cauce.node.record.keys import log_key
from cauce.node.record.loop import settle
from cauce.node.record.mark import read_mark
from cauce.node.record.models import Queue
from cauce.node.record.models import Witness as Health
from cauce.node.record.witnesses import Witnesses
from cauce.node.witness import alarms
from cauce.node.witness.models import Alarm
from cauce.record import Checkpoint, open_checkpoint, sign_checkpoint
from cauce.record.policy import Witness
from tests.node.record.audiences import NEIGHBOUR, write_policies

pytestmark = pytest.mark.django_db

Says = Callable[..., Witnesses]


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Says:
    """Ten published entries, and witnesses that say this when they are asked."""
    from django.conf import settings

    folder = write_policies(tmp_path / "policies")
    monkeypatch.setattr(settings, "CAUCE", replace(settings.CAUCE, record_policies=folder))
    policy = (folder / "public.policy").read_text().splitlines()
    alarms._budgets.clear()
    for number in range(10):
        with transaction.atomic():
            store.record(sha256(bytes([number])).digest(), store.only_writer())
    settle()

    def answer(reply: Reply, quorum: str = "neighbour") -> Witnesses:
        lines = policy[: 1 if quorum == "neighbour" else 2]
        group = ["group some all neighbour paper"] if quorum == "some" else []
        for each in folder.glob("*.policy"):
            each.unlink()
        (folder / "public.policy").write_text("\n".join([*lines, *group, f"quorum {quorum}", ""]))
        from cauce.node.record import policies

        policies._read.cache_clear()
        monkeypatch.setattr(witnesses, "ask_and_look", lambda *_: reply)
        return Witnesses(published())

    return answer


def kinds() -> set[str]:
    return set(Alarm.objects.values_list("kind", flat=True))


def ask_all(asking: Witnesses) -> None:
    """Publish until every answer was looked at; one that comes in the last moment is looked at the next time."""
    for _ in range(3):
        asking.cosign(10, store.head().checkpoint)


def signed(size: int, root: bytes) -> tuple[str, Checkpoint]:
    """Return a checkpoint with this node's own signature."""
    note = sign_checkpoint(Checkpoint(log_key().verifier.name, size, root), log_key())
    return note, open_checkpoint(note, [log_key().verifier]).checkpoint


def test_one_witness_that_only_says_so_stops_nothing(says: Says) -> None:
    """It may lie; were it believed, the other state could stop every act with one number."""
    for reply in (Reply(why="has cosigned 999", ahead=999), Reply(why="HTTP 409", fork=True)):
        ask_all(says(reply))
    assert Queue.objects.get().halted == ""
    assert kinds() == {alarms.WITNESS_DISAGREES}
    assert Health.objects.get(name="neighbour").why


def test_several_that_are_a_quorum_are_believed(says: Says) -> None:
    with pytest.raises(RecordRolledBack):
        ask_all(says(Reply(why="has cosigned 999", ahead=999), "some"))
    assert Queue.objects.get().halted
    assert alarms.ROLLED_BACK in kinds()


@pytest.mark.parametrize("size", [9, 10, 11])
def test_another_tree_with_our_own_signature_stops_everything(says: Says, size: int) -> None:
    """Set back as a whole, the node grew past what a witness had cosigned before anybody asked it again."""
    shown = signed(size, bytes(32))
    reply = Reply(why="has cosigned 11", ahead=11) if size > 10 else Reply(why="HTTP 422", fork=True)
    with pytest.raises(RecordRolledBack):
        ask_all(says(replace(reply, shown=shown)))
    assert Queue.objects.get().halted
    assert shown[0] in Alarm.objects.get(kind=alarms.ROLLED_BACK).evidence
    mark = read_mark()
    assert mark
    assert mark.size == max(size, 10), "what was signed is remembered where no older database takes it back"


def test_what_does_not_fit_the_mark_spoils_nothing(says: Says) -> None:
    """Whoever has the key can sign a checkpoint with endless further lines."""
    root, name = bytes(32), log_key().verifier.name
    note = sign_checkpoint(Checkpoint(name, 11, root, ("x" * 5000,)), log_key())
    shown = note, open_checkpoint(note, [log_key().verifier]).checkpoint
    before = read_mark()
    with pytest.raises(RecordRolledBack):
        ask_all(says(Reply(why="has cosigned 11", ahead=11, shown=shown)))
    assert Queue.objects.get().halted
    assert read_mark() == before


def test_a_tree_that_ours_continues_is_no_proof_of_anything(says: Says) -> None:
    note = store.head().checkpoint
    shown = note, open_checkpoint(note, [log_key().verifier]).checkpoint
    ask_all(says(Reply(why="HTTP 422", fork=True, shown=shown)))
    assert Queue.objects.get().halted == ""
    assert kinds() == {alarms.WITNESS_DISAGREES}


def test_what_a_witness_answers_can_be_kept_whatever_is_in_it(says: Says) -> None:
    """PostgreSQL takes no NUL: whoever sent one would have ended the thread that publishes."""

    def serve(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(b"\x00\x1b[2J\xff nothing\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=(listening,))
        thread.start()
        witness = Witness("w", NEIGHBOUR.verifier, f"http://127.0.0.1:{listening.getsockname()[1]}")
        reply = ask(witness, 0, store.head().checkpoint, 10, lambda _: ())
        thread.join()
    assert reply.why.isprintable()
    ask_all(says(reply))
    assert Health.objects.get(name="neighbour").why == reply.why


def test_nothing_is_published_at_once_where_a_quorum_is_wanted_first(
    says: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever builds a demonstration on a closed node signs alone; the sequencer asks the witnesses."""
    from django.conf import settings

    monkeypatch.setattr(settings, "CAUCE", replace(settings.CAUCE, record_closed=True))
    with transaction.atomic():
        store.record(sha256(b"one more").digest(), store.only_writer())
    settle()
    assert (store.head().size, published_size()) == (11, 10)
