"""What nobody honest sends to the witness or gives to `cauce verify`: an answer each time, and no harm done."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from cauce.cli.errors import BAD_USE, FINE, FOUND
from cauce.cli.verify_check import Asked, check
from cauce.node.record import store
from cauce.node.record.keys import verifier_line
from cauce.node.record.loop import settle
from cauce.node.record.receipts import receipt
from cauce.node.witness.alarms import KEPT
from cauce.node.witness.models import Alarm, Cosigned, State
from cauce.record import Tree
from tests.faults.test_torn import many
from tests.node.witness.conftest import logs
from tests.node.witness.stage import NAME, ask, request, tiles

__all__ = ["logs"]
pytestmark = pytest.mark.django_db
CHANCE = random.Random(1821)  # noqa: S311 - the same ones each time
TRIALS, FORGERIES = 2_000, 600

TRICKS = (
    "\u202e", "\u2066", "\u200b", "\ufeff", "\u00a0", "\u0085", "\u2028", "\u2029", "\x00", "\x07", "\r", "\t",
    "\ufffd", "e\u0301", "\U000e0041", "\ue000", "а", "＋", "１", "—", "- ", "— ", "\n", "\n\n", "=", "/", "+",
)  # fmt: skip
NUMBERS = (
    "-1",
    "+1",
    "00",
    "01",
    "1e3",
    "0x9",
    " 9",
    "9 ",
    "١",
    "9" * 19,
    "9" * 30,
    "9" * 5000,
    str(2**63),
    str(2**64),
)
Change = Callable[[bytes], bytes]


def at(data: bytes) -> int:
    return CHANCE.randrange(len(data) + 1) if data else 0


def lines(data: bytes, change: Callable[[list[bytes]], None]) -> bytes:
    found = data.split(b"\n")
    change(found)
    return b"\n".join(found)


def _put(data: bytes, more: bytes) -> bytes:
    place = at(data)
    return data[:place] + more + data[place:]


def _flip(data: bytes) -> bytes:
    place = CHANCE.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << CHANCE.randrange(8)]) + data[place + 1 :]


def _number(data: bytes) -> bytes:
    def change(found: list[bytes]) -> None:
        where = [n for n, each in enumerate(found) if each.split(b" ")[-1].isdigit()]
        if where:
            place = CHANCE.choice(where)
            found[place] = b" ".join([*found[place].split(b" ")[:-1], CHANCE.choice(NUMBERS).encode()])

    return lines(data, change)


def _again(data: bytes) -> bytes:
    def change(found: list[bytes]) -> None:
        place = CHANCE.randrange(len(found))
        found[place:place] = [found[place]] * CHANCE.choice((1, 2, 70, 3000))

    return lines(data, change)


def _renamed(data: bytes) -> bytes:
    name = CHANCE.choice(
        ("log.example/us ", "log.example/US", "", "log.example/u" + "s" * 300, "log+example", "lоg.example/us")
    )
    return data.replace(NAME.encode(), name.encode(), CHANCE.choice((1, 2)))


CHANGES: tuple[Change, ...] = (
    _flip, _number, _again, _renamed,
    lambda data: data[: at(data)],
    lambda data: data[at(data) :],
    lambda data: _put(data, CHANCE.choice(TRICKS).encode()),
    lambda data: _put(data, CHANCE.randbytes(CHANCE.choice((1, 7, 500)))),
    lambda data: lines(data, CHANCE.shuffle),
    lambda data: lines(data, lambda found: found.pop(CHANCE.randrange(len(found)))),
    lambda data: data.replace(b"\n", b"\r\n"),
    lambda data: data.replace(b"\n\n", b"\n\n" + b"A" * 43 + b"=\n" * CHANCE.choice((1, 64)), 1),
    lambda data: data.replace(b"\n", b"\n" + (b"A" * 43 + b"=\n") * CHANCE.choice((1, 63, 64, 5000)), 1),
    lambda data: data + b"x" * CHANCE.choice((1, 70_000, 1_000_000, 1_100_000)),
    lambda data: data + data,
    lambda data: data.decode(errors="replace").encode("utf-16"),
)  # fmt: skip


def spoilt(data: bytes, often: tuple[int, ...] = (1, 1, 1, 2, 3)) -> bytes:
    """Return a text with one or more things done to it."""
    for _ in range(CHANCE.choice(often)):
        data = CHANCE.choice(CHANGES)(data) or b"x"
        if len(data) > 1_200_000:
            break
    return data


def test_whatever_is_sent_to_the_witness_gets_an_answer(logs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Never an error of ours; only trees of the one history are cosigned, and alarms do not flood."""
    assert ask(request(0, 9)).status_code == 200
    bases = [
        request(9, 20), request(9, 9), request(9, 300), request(0, 20), request(9, 20, "other"), request(9, 9, "other"),
        request(3, 5), request(3, 5, "other"), request(20, 9), request(9, 5), request(9, 7, "other"),
    ]  # fmt: skip
    came: Counter[int] = Counter()
    for _ in range(TRIALS):
        before = {row.size: bytes(row.root) for row in Cosigned.objects.all()}
        answer = ask(spoilt(CHANCE.choice(bases).encode()))
        came[answer.status_code] += 1
        assert answer.status_code in (200, 400, 403, 404, 409, 413, 422), answer.content
        after = {row.size: bytes(row.root) for row in Cosigned.objects.all()}
        if answer.status_code != 200:
            assert after == before
    for size, root in after.items():
        assert root == Tree(tiles(), size).root()
    assert State.objects.get().serial == came[200] + 1
    assert {alarm.origin for alarm in Alarm.objects.all()} <= {NAME}
    assert all(Alarm.objects.filter(kind=kind).count() <= KEPT for kind in Alarm.objects.values_list("kind", flat=True))
    with capsys.disabled():
        told = ", ".join(f"{status}: {count}" for status, count in sorted(came.items()))
        print(f"\nhostile: {TRIALS} requests to the witness ({told}); {Alarm.objects.count()} alarms", end="")


def test_whatever_is_given_to_verify_gets_an_answer(
    logs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A receipt that was changed is not verified, unless the change touches nothing that is checked."""
    entry = many(300)[70]
    settle()
    whole = receipt(entry).encode()
    digest, key, file = bytes(entry.digest).hex(), verifier_line(), tmp_path / "receipt"
    came: Counter[int] = Counter()
    for _ in range(FORGERIES):
        file.write_bytes(spoilt(whole))
        code = check(Asked(file, digest=digest, key=(key,), as_json=True))
        came[code] += 1
        assert code in (FINE, FOUND, BAD_USE)
        if code == FINE:  # lines of others may stand below the signature
            assert whole.strip() in file.read_bytes() or store.head().published.encode() in file.read_bytes()
    capsys.readouterr()
    for _ in range(FORGERIES // 4):
        file.write_bytes(whole)
        assert check(Asked(file, digest=digest, key=(spoilt(key.encode()).decode(errors="replace"),))) in (
            FINE,
            FOUND,
            BAD_USE,
        )
        policy = tmp_path / "policy"
        policy.write_bytes(spoilt(f"log {key}\nquorum none\n".encode()))
        assert check(Asked(file, digest=digest, policy=policy)) in (FINE, FOUND, BAD_USE)
    with capsys.disabled():
        print(f"\nhostile: {FORGERIES * 3 // 2} receipts, keys and policies to verify; {came[FINE]} harmless", end="")
