"""The witness server: what it cosigns, what it refuses, and that nothing makes it contradict itself."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from cauce.node.frame import clock
from cauce.node.record.store import log_key
from cauce.node.witness import mark, state
from cauce.node.witness.key import witness_key
from cauce.node.witness.models import Alarm, Cosigned, State
from cauce.record import (
    COSIGNER,
    SigningKey,
    Tree,
    format_signing_key,
    format_verifier_key,
    open_checkpoint,
    parse_checkpoint,
    parse_note,
    parse_verifier_key,
)
from cauce.record.witness import take_cosignatures
from tests.node.witness.stage import KEY, NAME, ask, request, signed, tiles, write_logs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("logs")]
VECTORS = Path(__file__).parents[3] / "specs" / "vectors" / "witness" / "add-checkpoint.json"


def size() -> int:
    """Return the size of the largest tree that was cosigned, 0 for none."""
    found = Cosigned.objects.order_by("-size").values_list("size", flat=True).first()
    return found or 0


def test_a_record_grows_and_each_tree_is_cosigned() -> None:
    own = parse_verifier_key(Client().get("/witness/vkey").content.decode().strip())
    assert (own.name, own.kind) == ("cauce.example/mx/witness", COSIGNER)
    before = int(time.time())
    for old, new in ((0, 5), (5, 6), (6, 6), (6, 257), (257, 300)):
        answer = ask(request(old, new))
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
        assert take_cosignatures(signed(new), answer.content.decode(), [own])
        opened = open_checkpoint(signed(new) + answer.content.decode(), [KEY.verifier, own])
        assert before <= (opened.signatures[1].at or 0) <= int(time.time())
        latest = Client().get("/witness/latest", {"origin": NAME})
        assert latest.content.decode() == signed(new) + answer.content.decode()
        monitored = Client().get(f"/witness/{sha256(NAME.encode()).hexdigest()}/checkpoint")
        assert (monitored.status_code, monitored.content) == (200, latest.content)
    assert not Alarm.objects.exists()


def test_another_old_size_gets_the_size_as_the_protocol_says() -> None:
    ask(request(0, 5))
    answer = ask(request(0, 9))
    assert (answer.status_code, answer.content) == (409, b"5\n")
    assert answer.headers["Content-Type"] == "text/x.tlog.size"
    assert size() == 5


def test_words_are_text_in_both_languages() -> None:
    answer = ask(request(0, 5, key=SigningKey("log.example/other", bytes(32))))
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/plain; charset=utf-8")
    english, spanish = answer.content.decode().splitlines()
    assert english.startswith("record.E084 en: This witness does not cosign the record “log.example/other”.")
    assert spanish.startswith("record.E084 es: Este testigo no firma la bitácora «log.example/other».")


def test_every_vector_gets_its_status_through_the_server(logs: Path) -> None:
    wrong = []
    for number, vector in enumerate(json.loads(VECTORS.read_text("ascii"))):
        keys = [line for line in vector["keys"] if parse_verifier_key(line).kind != COSIGNER]
        Cosigned.objects.all().delete()
        Alarm.objects.all().delete()
        (logs.parent / "keys" / "witness.mark").unlink(missing_ok=True)
        write_logs(logs, *keys or [format_verifier_key(KEY.verifier)])
        logs.write_text(logs.read_text("utf-8") + f"# {number}\n", "utf-8")
        for note in filter(None, (vector["same_size"], vector["known"])):
            keep(note)
        body = bytes.fromhex(vector["body_hex"]) if "body_hex" in vector else vector["body"].encode()
        answer = ask(body)
        code = "ok" if answer.status_code == 200 else answer.content.decode().split(" ")[0]
        alarm = Alarm.objects.values_list("kind", flat=True).first()
        expected = f"{vector['size']}\n" if "size" in vector else vector["expect"]
        if (answer.status_code, code, alarm) != (vector["status"], expected, vector["suspicion"]):
            wrong.append((vector["name"], answer.status_code, code, alarm))
    assert not wrong


def keep(note: str) -> None:
    head = parse_checkpoint(parse_note(note).text)
    Cosigned.objects.create(origin=head.origin, size=head.size, root=head.root, checkpoint=note, cosignature="", at=1)


def test_an_empty_setting_cosigns_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CAUCE", replace(settings.CAUCE, witness_logs=None))
    assert ask(request(0, 5)).status_code == 404


def test_the_file_of_records_may_change_while_the_node_runs(logs: Path) -> None:
    write_logs(logs, format_verifier_key(SigningKey("log.example/other", bytes(32)).verifier))
    assert ask(request(0, 5)).status_code == 404
    logs.write_text(f"# two\nlog {format_verifier_key(KEY.verifier)} https://log.example/us\nquorum none\n", "utf-8")
    assert ask(request(0, 5)).status_code == 200
    logs.write_text("log nonsense\n", "utf-8")
    answer = ask(request(5, 6))
    assert answer.status_code == 503
    assert answer.content.decode().startswith("node.E036 en: The file of records that this witness cosigns cannot be")
    assert "Line 1: This is no verifier key" in answer.content.decode()
    assert "Línea 1: Esto no es una llave" in answer.content.decode()
    logs.unlink()
    assert ask(request(5, 6)).content.decode().startswith("node.E036")
    assert size() == 5


def test_what_is_too_large_or_no_post_never_gets_near_the_state() -> None:
    assert ask(b"x" * (1024 * 1024 + 1)).status_code == 413
    assert ask(b"x" * 1_004_001).status_code == 400
    assert Client().get("/witness/add-checkpoint").status_code == 405


@pytest.mark.parametrize("origin", ["", "log.example/none", "\0", "a\nb", "ñ", "x" * 5000])
def test_latest_of_nothing_known_is_404(origin: str) -> None:
    ask(request(0, 5))
    assert Client().get("/witness/latest", {"origin": origin}).status_code == 404


def test_signatures_of_strangers_are_not_kept() -> None:
    assert ask(request(0, 5) + "— stranger.example AAAAAAA=\n").status_code == 200
    assert Cosigned.objects.get().checkpoint == signed(5)


def test_only_some_trees_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "KEPT", 3)
    for new in range(1, 8):
        assert ask(request(new - 1, new)).status_code == 200
    assert list(Cosigned.objects.order_by("size").values_list("size", flat=True)) == [5, 6, 7]


class TestAlarms:
    """What a record sends that looks like misbehaviour is kept with its evidence; what is only old is not."""

    def test_a_fork_is_kept_with_both_trees(self) -> None:
        ask(request(0, 9))
        answer = ask(request(9, 9, "other"))
        assert answer.status_code == 409
        assert answer.content.startswith(b"record.E086 ")
        alarm = Alarm.objects.get()
        assert (alarm.kind, alarm.origin) == ("fork", NAME)
        assert signed(9) in alarm.evidence
        assert signed(9, "other") in alarm.evidence

    def test_a_fork_behind_the_last_tree_is_found_too(self) -> None:
        ask(request(0, 7))
        ask(request(7, 9))
        ask(request(0, 7, "other"))
        assert Alarm.objects.get().kind == "fork"

    def test_an_old_checkpoint_that_was_cosigned_is_no_news_and_another_one_is(self) -> None:
        ask(request(0, 7))
        ask(request(7, 9))
        ask(request(0, 7))
        assert not Alarm.objects.exists()
        ask(request(0, 8))
        assert Alarm.objects.get().kind == "smaller-tree"

    def test_a_history_that_was_rewritten_is_not_cosigned(self) -> None:
        ask(request(0, 9))
        assert ask(request(9, 20, "other")).status_code == 422
        assert Alarm.objects.get().kind == "broken-proof"
        assert size() == 9

    def test_the_same_again_is_counted(self) -> None:
        ask(request(0, 9))
        for _ in range(5):
            ask(request(9, 9, "other"))
        assert Alarm.objects.get().count == 5

    def test_who_has_no_valid_signature_raises_nothing(self) -> None:
        ask(request(0, 9))
        ask(request(9, 9, "other").replace("— log.example/us ", "— log.example/x "))
        assert not Alarm.objects.exists()


class TestTime:
    """The time in a cosignature is the real one and never goes back."""

    def test_the_clock_of_a_demonstration_is_not_asked(self, at: Callable[[str], None]) -> None:
        at("2021-02-03")
        ask(request(0, 5))
        assert Cosigned.objects.get().at > 1_700_000_000

    def test_a_clock_that_jumps_back_gives_no_earlier_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ask(request(0, 5))
        last = Cosigned.objects.get().at
        earlier = datetime.fromtimestamp(last, UTC) - timedelta(hours=3)
        monkeypatch.setattr(clock, "real", lambda: earlier)
        assert ask(request(5, 6)).status_code == 200
        assert Cosigned.objects.get(size=6).at == last
        assert Alarm.objects.get().kind == "clock-back"
        ask(request(6, 7))
        assert Alarm.objects.get().count == 2


class TestOlderDatabase:
    """A database that was restored from yesterday's backup is found out, and nothing is cosigned."""

    def test_it_is_found_out_and_a_person_is_told(self) -> None:
        ask(request(0, 5))
        yesterday = list(Cosigned.objects.values()), State.objects.values().get()
        ask(request(5, 9))
        Cosigned.objects.all().delete()
        State.objects.all().delete()
        Cosigned.objects.create(**yesterday[0][0])
        State.objects.create(**yesterday[1])
        answer = ask(request(5, 7, "other"))
        assert answer.status_code == 503
        assert answer.content.decode().startswith("node.E037 en: The node's witness has cosigned 2 times; its database")
        assert size() == 5
        alarm = Alarm.objects.get()
        assert (alarm.kind, alarm.origin) == ("witness-rolled-back", "cauce.example/mx/witness")

    def test_killed_before_the_mark_was_written_it_goes_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ask(request(0, 5))

        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(mark, "advance", killed)
            with pytest.raises(KeyboardInterrupt):
                ask(request(5, 6))
        assert ask(request(5, 9)).content == b"6\n"  # what was committed stands, though nobody got the cosignature
        assert ask(request(6, 9)).status_code == 200

    def test_a_witness_of_another_name_begins_anew(self, monkeypatch: pytest.MonkeyPatch, logs: Path) -> None:
        ask(request(0, 5))
        State.objects.all().delete()
        (logs.parent / "keys" / "witness.key").unlink()
        monkeypatch.setattr(settings, "CAUCE", replace(settings.CAUCE, witness_name="w.example/2"))
        witness_key.cache_clear()
        assert ask(request(5, 6)).content.decode().startswith("— w.example/2 ")
        assert State.objects.get().serial == 1

    def test_the_mark_never_goes_back(self, logs: Path) -> None:
        small, large, far = ((size, bytes([size]) * 32) for size in (3, 7, 9))
        mark.advance("w", 7, "a", large)
        mark.advance("w", 3, "a", small)
        mark.advance("w", 8, "b", far)
        assert mark.read_mark("w") == mark.Mark(8, {"a": large, "b": far})
        mark.advance("another witness with a longer name".replace(" ", "-"), 1, "a", small)
        assert mark.read_mark("w") == mark.Mark()
        assert mark.read_mark("another-witness-with-a-longer-name") == mark.Mark(1, {"a": small})
        file = logs.parent / "keys" / "witness.mark"
        assert (file.stat().st_mode & 0o777, [each.name for each in file.parent.iterdir()]) == (0o600, [file.name])
        file.write_bytes(b"\xff\xfe nonsense")
        assert mark.read_mark("w") == mark.Mark()


class TestChangedDatabase:
    """Whoever can write into the database, and has no key, gets no cosignature of a second history."""

    @pytest.mark.parametrize("serial", [1, 2, 9])
    def test_a_tree_that_was_taken_out_is_missed(self, serial: int) -> None:
        ask(request(0, 9))
        Cosigned.objects.all().delete()
        State.objects.update(serial=serial)
        self.refuses(request(0, 9, "other"))
        self.refuses(request(0, 12, "other"))

    def test_so_is_one_that_an_earlier_one_stands_for(self) -> None:
        ask(request(0, 5))
        ask(request(5, 9))
        Cosigned.objects.filter(size=9).delete()
        self.refuses(request(5, 9, "other"))

    @pytest.mark.parametrize("size", [9, 10])
    def test_another_tree_in_its_place_is_not_taken_for_it(self, size: int) -> None:
        ask(request(0, 9))
        other = {"root": Tree(tiles("other"), size).root(), "checkpoint": signed(size, "other"), "size": size}
        Cosigned.objects.update(**other)
        self.refuses(request(size, 12, "other"))

    def test_a_true_row_with_another_root_is_not_taken_for_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ask(request(0, 5))
        with monkeypatch.context() as patch:
            patch.setattr(mark, "advance", lambda *_: None)
            ask(request(5, 9))
        Cosigned.objects.filter(size=9).update(root=Tree(tiles("other"), 9).root())
        self.refuses(request(9, 12, "other"))

    def test_a_record_is_not_held_up_by_another_one(self, logs: Path) -> None:
        other = SigningKey("log.example/other", bytes(32))
        write_logs(logs, *(format_verifier_key(each.verifier) for each in (KEY, other)))
        ask(request(0, 9))
        ask(request(0, 9, key=other))
        Cosigned.objects.filter(origin=NAME).delete()
        self.refuses(request(0, 9, "other"))
        assert ask(request(9, 12, key=other)).status_code == 200

    def refuses(self, body: str) -> None:
        """Check that this is not cosigned, and that a person is told."""
        answer = ask(body)
        assert (answer.status_code, answer.content[:9]) == (503, b"node.E024")
        alarm = Alarm.objects.get()
        assert (alarm.kind, alarm.origin) == ("witness-rolled-back", "cauce.example/mx/witness")
        assert alarm.evidence.startswith(f"origin {NAME}\ngiven ")


class TestKey:
    """The key is of the witness alone."""

    def spoil(self, logs: Path, key: SigningKey) -> str:
        path = logs.parent / "keys" / "witness.key"
        path.parent.mkdir(exist_ok=True)
        path.write_text(format_signing_key(key), "ascii")
        witness_key.cache_clear()
        answer = ask(request(0, 5))
        assert (answer.status_code, Client().get("/witness/vkey").status_code) == (503, 503)
        return answer.content.decode()

    def test_a_key_of_another_name_or_kind_or_of_the_record_is_refused(self, logs: Path) -> None:
        name = "cauce.example/mx/witness"
        own = log_key()
        record = SigningKey(name, own._seed, COSIGNER)
        for key in (SigningKey("w.example", bytes(32), COSIGNER), SigningKey(name, bytes(32)), own, record):
            assert self.spoil(logs, key).startswith("node.E035 en: ")
        assert not Cosigned.objects.exists()

    def test_a_witness_that_has_cosigned_never_gets_a_new_key(self, logs: Path) -> None:
        ask(request(0, 5))
        (logs.parent / "keys" / "witness.key").unlink()
        witness_key.cache_clear()
        assert ask(request(5, 6)).content.decode().startswith("node.E035 ")
        assert not (logs.parent / "keys" / "witness.key").exists()


def together(*works: Callable[[], Any]) -> list[Any]:
    """Do things at once, each on its own connection."""
    start, done = threading.Barrier(len(works)), SimpleQueue[Any]()

    def run(work: Callable[[], Any]) -> None:
        start.wait()
        try:
            done.put(work())
        except Exception as error:
            done.put(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [done.get() for _ in works]


@pytest.mark.parametrize(("more", "status"), [("", 200), ("x" * 1_004_000, 400)])
def test_what_is_sent_in_chunks_is_read_too(more: str, status: int) -> None:
    """A server that takes the chunks apart tells WSGI no length, and how much comes nobody says before."""
    sent = BytesIO((request(0, 5) + more).encode())
    environ = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": "", "wsgi.input": sent}
    assert Client().post("/witness/add-checkpoint", content_type="text/plain", **environ).status_code == status
    assert size() == (5 if status == 200 else 0)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_exactly_one_wins() -> None:
    """From the first tree on: nobody has written the state before."""
    last = 0
    for turn in range(4):
        bodies = [request(last, last + more) for more in range(1, 7)]
        came = together(*[lambda body=body: ask(body) for body in bodies])  # type: ignore[misc]
        assert [answer.status_code for answer in came if answer.status_code != 409] == [200], came
        grown = size()
        assert last < grown <= last + 6
        last = grown
        assert State.objects.get().serial == turn + 1
    assert not Alarm.objects.exclude(kind="smaller-tree").exists()
    assert mark.read_mark("cauce.example/mx/witness").given == 4


@pytest.mark.django_db(transaction=True)
def test_two_trees_of_one_size_at_once_are_never_both_cosigned() -> None:
    ask(request(0, 5))
    came = together(*[lambda one=one: ask(request(5, 9, one)) for one in ("", "other", "third") * 2])  # type: ignore[misc]
    won = {answer.content for answer in came if answer.status_code == 200}
    assert len(won) >= 1
    row = Cosigned.objects.get(size=9)
    assert all(take_cosignatures(row.checkpoint, line.decode(), [witness_key().verifier]) for line in won)
    assert Alarm.objects.filter(kind="fork").exists()
