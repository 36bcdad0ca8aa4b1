"""Witnesses that are down, slow, lying or ahead, asked by the loop that publishes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from cauce.node.record import policies, wire, witnesses
from cauce.node.record.errors import ReceiptPending, RecordHalted, RecordRolledBack
from cauce.node.record.files import published, read_checkpoint
from cauce.node.record.keys import log_key
from cauce.node.record.loop import Publishing
from cauce.node.record.models import Entry, Witness
from cauce.node.record.receipts import receipt
from cauce.node.record.sequence import integrate
from cauce.node.record.store import head
from cauce.node.witness import alarms
from cauce.node.witness.models import Alarm
from cauce.record import COSIGNER, Checkpoint, SigningKey, check_policy, cosign, format_signatures, parse_note
from cauce.record import sign_checkpoint as sign
from tests.faults.outside import Kept
from tests.faults.test_torn import many
from tests.faults.witnessing import SIZE, TEXT, Answer, Sound, ask_them, served

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("eager")]
Set = Callable[..., None]


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Who failed is asked again at once; who is only slowed down by a busy machine is waited for."""
    monkeypatch.setattr(witnesses, "AGAIN", 0.0)
    monkeypatch.setattr(witnesses, "PATIENCE", 20.0)
    alarms._budgets.clear()
    yield
    policies._read.cache_clear()


@pytest.fixture
def asks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Set:
    """Lets this node ask witnesses."""
    return lambda *them, **how: ask_them(monkeypatch, tmp_path / "policies", *them, **how)


def step(publishing: Publishing, times: int = 1) -> None:
    """Record, sign, publish, as the sequencer does."""
    for _ in range(times):
        many(1)
        integrate()
        publishing.step()


def size() -> int:
    note = read_checkpoint(published())
    return int(note.split("\n")[1]) if note else 0


def cosigned() -> int:
    """Return how many witnesses cosigned what stands published."""
    return len(parse_note(read_checkpoint(published())).signatures) - 1


def line(body: bytes, key: SigningKey, at: float = 0, text: str = "") -> bytes:
    """Return what a key would answer to a request, right or wrong."""
    note = parse_note(body.decode().partition("\n\n")[2])
    return format_signatures([cosign(text or note.text, key, int(at or time.time()))]).encode()


OTHER = SigningKey("witness.example/a", bytes(32), COSIGNER)
THEIR = Sound().key
LIES: dict[str, Callable[[bytes], Answer]] = {
    "a bad signature": lambda body: (200, TEXT, line(body, OTHER).replace(b"=", b"x", 1)),
    "another key": lambda body: (200, TEXT, line(body, OTHER)),
    "of another checkpoint": lambda body: (200, TEXT, line(body, THEIR, text="cauce.example/mx\n7\nAAAA\n")),
    "of the future": lambda body: (200, TEXT, line(body, THEIR, time.time() + 86_400)),
    "nothing": lambda body: (200, TEXT, b""),
    "twice": lambda body: (200, TEXT, line(body, THEIR) * 2),
    "a page": lambda body: (200, TEXT, b"<html></html>"),
    "a size that is never right": lambda body: (409, SIZE, b"0\n"),
}
AWAY: dict[str, Callable[[bytes], Answer]] = {
    "huge": lambda body: (200, TEXT, b"x" * 1_000_000),
    "elsewhere": lambda body: (302, TEXT, b""),
    "broken": lambda body: (500, TEXT, b""),
    "not of our log": lambda body: (404, TEXT, b""),
    "a strange size": lambda body: (409, SIZE, b"9" * 40 + b"\n"),
}


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("how", [*LIES, *AWAY])
def test_a_witness_that_lies_or_fails(asks: Set, how: str, closed: bool) -> None:
    """Open: all goes on and it shows. Closed: nothing is published and no receipt is given until there is a quorum."""
    kept = Kept()
    with served(Sound()) as witness:
        asks(witness, closed=closed)
        witness.instead = (LIES | AWAY)[how]
        publishing = Publishing()
        step(publishing, 3)
        kept.look()
        entry = Entry.objects.latest("index")
        health = Witness.objects.get()
        assert (health.ok_at, health.size, bool(health.why)) == (None, 0, True)
        assert Alarm.objects.filter(kind=alarms.LYING_WITNESS).count() == (how in LIES)
        assert Alarm.objects.count() == (how in LIES)
        assert size() == (0 if closed else 3)
        if closed:
            with pytest.raises(ReceiptPending):
                receipt(entry)
        else:
            assert cosigned() == 0
            kept.keep(receipt(entry), entry)
        witness.instead = None
        publishing.step()
        assert (size(), cosigned()) == (3, 1)
        given = receipt(entry)
        assert "witness.example/a" in given
        kept.keep(given, entry)
        assert Witness.objects.get().why == ""
        step(publishing)
        assert (size(), cosigned()) == (4, 1)
    kept.assert_true()


@pytest.mark.parametrize("closed", [False, True])
def test_a_witness_that_is_down(asks: Set, closed: bool) -> None:
    """And comes back."""
    with served(Sound()) as witness:
        pass
    asks(witness, closed=closed)
    publishing = Publishing()
    step(publishing, 2)
    assert (size(), Alarm.objects.count()) == (0 if closed else 2, 0)
    assert Witness.objects.get().why
    Witness.objects.update(since="2020-01-01T00:00:00Z")
    step(publishing, 2)
    assert Alarm.objects.get().kind == alarms.SILENT_WITNESS


@pytest.mark.parametrize("closed", [False, True])
def test_a_slow_witness_while_the_record_grows(asks: Set, monkeypatch: pytest.MonkeyPatch, closed: bool) -> None:
    """It needs longer than a publication waits. Where its word is needed, it is waited for with the same checkpoint."""
    with served(Sound()) as witness:
        asks(witness, closed=closed)
        monkeypatch.setattr(witnesses, "PATIENCE", 0.1)

        def slowly(body: bytes) -> Answer:
            time.sleep(0.25)  # longer than a publication waits
            return witness.judge(body)

        witness.instead = slowly
        publishing, kept = Publishing(), Kept()
        for _ in range(6):
            step(publishing)
            kept.look()
        while closed and not size():  # on a busy machine more often than that, but not for ever
            step(publishing)
        recorded = head().size
        assert closed or size() == recorded
        if closed:
            assert all(check_policy(note, policies.public_policy()).reached for note in kept.checkpoints)
        witness.instead = None
        until = time.monotonic() + 30
        while size() < recorded or not cosigned():
            assert time.monotonic() < until
            publishing.step()
        assert not Alarm.objects.exists()
    kept.assert_true()


def test_a_dripping_witness_holds_nobody_up(asks: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that answers never, beside one that answers: the quorum is reached all the same."""
    over = Event()
    with served(Sound()) as witness, served(Sound("witness.example/b")) as other:
        asks(witness, other, closed=True)
        witness.instead = lambda _: (over.wait(20), (200, TEXT, b""))[1]
        monkeypatch.setattr(witnesses, "PATIENCE", 1.0)
        monkeypatch.setattr(wire, "DEADLINE", 1.0)
        publishing = Publishing()
        step(publishing, 5)
        until = time.monotonic() + 30
        while size() < 5:  # where a busy machine slowed the other one down
            assert time.monotonic() < until
            publishing.step()
        over.set()
        assert cosigned() == 1


def test_one_that_claims_more_without_proof(asks: Set) -> None:
    """One alone is told of, once; a quorum that says so together stops the record."""
    with served(Sound()) as witness, served(Sound("witness.example/b")) as other:
        asks(witness, other, quorum=2)
        publishing = Publishing()
        step(publishing)
        assert cosigned() == 2
        witness.instead = lambda _: (409, SIZE, b"999\n")
        for shows in (None, lambda: (404, TEXT, b""), lambda: (200, TEXT, b"junk"), lambda: (200, TEXT, FORGED)):
            witness.shows = shows
            step(publishing, 2)
        assert Alarm.objects.get().kind == alarms.WITNESS_DISAGREES
        assert (size(), cosigned()) == (9, 1)
        other.instead, other.shows = witness.instead, witness.shows
        with pytest.raises(RecordRolledBack):
            step(publishing, 2)
        assert Alarm.objects.filter(kind=alarms.ROLLED_BACK).count() == 1
        with pytest.raises(RecordHalted):
            many(1)


FORGED = sign(Checkpoint("cauce.example/mx", 999, bytes(32)), SigningKey("cauce.example/mx", bytes(32))).encode()


def test_one_that_says_fork_without_proof(asks: Set) -> None:
    """Its word alone stops nothing; it is told of once."""
    with served(Sound()) as witness:
        asks(witness)
        publishing = Publishing()
        step(publishing)
        for status in (409, 422, 409, 422):
            witness.instead = lambda _, status=status: (status, TEXT, b"fork")
            step(publishing)
        assert size() == 5
        assert {alarm.kind for alarm in Alarm.objects.all()} == {alarms.WITNESS_DISAGREES}
        assert Alarm.objects.count() == 2


def test_one_that_shows_another_tree_under_our_signature_stops_the_record(asks: Set) -> None:
    """That is a proof, whoever shows it; and it is kept."""
    with served(Sound()) as witness:
        asks(witness)
        publishing = Publishing()
        step(publishing, 3)
        shown = sign(Checkpoint(log_key().verifier.name, 2, bytes(32)), log_key())
        witness.shows = lambda: (200, TEXT, shown.encode())
        witness.instead = lambda _: (422, TEXT, b"")
        with pytest.raises(RecordRolledBack):
            step(publishing)
        assert shown in Alarm.objects.get().evidence
        with pytest.raises(RecordHalted):
            many(1)
        assert size() == 3
