"""Asking a witness over HTTP: ours as it is served, and servers that are slow, wrong, hostile or away."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from cauce.node.frame.words import speaking
from cauce.node.record import asking, wire
from cauce.node.record.asking import UNREACHED, ask, latest
from cauce.node.record.refusals import in_words
from cauce.node.witness.key import witness_key
from cauce.record import COSIGNER, SigningKey, Tree, cosign, format_signatures, open_checkpoint, parse_note
from cauce.record.policy import Witness
from tests.node.witness.stage import KEY, signed, tiles
from tests.support.ports import free_port

THEIRS = SigningKey("witness.example/w", bytes(32), COSIGNER)


def proof(size: int, history: str = "") -> asking.Proof:
    return Tree(tiles(history), size).consistency


@pytest.mark.django_db(transaction=True)
def test_our_own_witness_is_understood(logs: Path, live_server: LiveServer) -> None:
    """From nothing, from what it remembers, behind it, and against it."""
    own = Witness("w", witness_key().verifier, f"{live_server.url}/witness")
    assert latest(own, KEY.verifier) is None
    for old, size in ((0, 5), (0, 9), (9, 9), (3, 20)):  # a wrong old size is put right by asking again
        reply = ask(own, old, signed(size), size, proof(size))
        assert [line.name for line in reply.lines] == [own.key.name]
        assert open_checkpoint(signed(size) + format_signatures(reply.lines), [KEY.verifier, own.key])
    found = latest(own, KEY.verifier)
    assert found
    assert found[1].size == 20
    behind = ask(own, 9, signed(9), 9, proof(9))
    assert (behind.ahead, behind.lines) == (20, ())
    for size in (20, 40):
        other = ask(own, 20, signed(size, "other"), size, proof(size, "other"))
        assert (other.fork, other.lines) == (True, ())
    assert latest(own, SigningKey(KEY.verifier.name, bytes(32)).verifier) is None  # not with our signature


Answer = tuple[int, str, bytes]


@contextmanager
def serving(*answers: Answer) -> Iterator[Witness]:
    """Serve these answers one after the other, the last one for ever."""
    left = list(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            status, kind, body = left.pop(0) if len(left) > 1 else left[0]
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST  # noqa: N815 - the name that the library calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield Witness("w", THEIRS.verifier, f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def line(at: int, text: str = "", key: SigningKey = THEIRS) -> bytes:
    return format_signatures([cosign(text or parse_note(signed(9)).text, key, at)]).encode()


NOW = int(time.time())
SIZE, TEXT = "text/x.tlog.size", "text/plain"


@pytest.mark.parametrize(
    ("answers", "lying"),
    [
        ([(200, TEXT, b"")], True),
        ([(200, TEXT, b"<html></html>")], True),
        ([(200, TEXT, line(NOW)[:-1])], True),
        ([(200, TEXT, line(NOW) * 2)], True),
        ([(200, TEXT, line(NOW, "another text\n"))], True),
        ([(200, TEXT, line(NOW, key=SigningKey("witness.example/w", bytes([1]) * 32, COSIGNER)))], True),
        ([(200, TEXT, line(NOW + 86_400))], True),
        ([(200, TEXT, line(0))], True),
        ([(409, SIZE, b"3\n"), (409, SIZE, b"4\n"), (409, SIZE, b"5\n")], True),
        ([(409, SIZE, b"0\n")], True),
        ([(409, SIZE, b"03\n")], False),
        ([(409, SIZE, b"-1\n")], False),
        ([(409, SIZE, b"9" * 30 + b"\n")], False),
        ([(200, TEXT, b"\xff")], False),
        ([(200, TEXT, b"x" * 100_000)], False),
        ([(302, TEXT, b"")], False),
        ([(403, TEXT, b"no")], False),
        ([(500, TEXT, b"")], False),
    ],
)
def test_no_answer_but_its_cosignature_is_taken(answers: list[Answer], lying: bool) -> None:
    with serving(*answers) as witness:
        reply = ask(witness, 0, signed(9), 9, proof(9))
        assert (reply.lines, reply.lying, reply.fork) == ((), lying, False)
        assert reply.why
        assert latest(witness, KEY.verifier) is None


@pytest.mark.parametrize("answer", [(409, SIZE, b"9\n"), (409, TEXT, b"no"), (422, TEXT, b"no")])
def test_however_a_witness_says_that_it_knows_another_tree_of_this_size_it_is_heard(answer: Answer) -> None:
    with serving(answer) as witness:
        for old in (9,) if answer[0] == 422 else (0, 9):
            reply = ask(witness, old, signed(9), 9, proof(9))
            assert (reply.fork, reply.lying, reply.lines) == (True, False, ())


@pytest.mark.parametrize("status", [200, 409])
def test_an_answer_that_was_cut_off_is_none(status: int) -> None:
    """It is the wire that failed, not the witness that lied."""
    said = f"HTTP/1.1 {status} X\r\nContent-Type: {SIZE}\r\nContent-Length: 200\r\n\r\n5\n".encode()

    def serve(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection:
            connection.sendall(said)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65_536):  # what was sent and not read would cut the answer off in another way
                pass

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=(listening,))
        thread.start()
        witness = Witness("w", THEIRS.verifier, f"http://127.0.0.1:{listening.getsockname()[1]}")
        reply = ask(witness, 0, signed(9), 9, proof(9))
        thread.join()
    assert (reply.lines, reply.lying, reply.fork, reply.ahead) == ((), False, False, 0)
    assert "IncompleteRead" in reply.why


@pytest.mark.parametrize(
    ("said", "en", "es"),
    [
        (None, "nobody listens at its address", "nadie atiende en su dirección"),
        ((404, TEXT, b""), "does not know this record", "no conoce esta bitácora"),
        ((500, TEXT, b""), "with HTTP 500", "con HTTP 500"),
        ((409, SIZE, b"12\n"), "already cosigned 12 entries", "ya firmó 12 entradas"),
        ((200, TEXT, b"hello"), "record.E0", "record.E0"),
        ((200, TEXT, line(NOW + 86_400)), "its clock is ahead", "su reloj está adelantado"),
        ((200, TEXT, b"\xff"), "it failed with “", "falló con «"),
    ],
)
def test_what_kept_a_witness_is_told_in_both_languages(said: Answer | None, en: str, es: str) -> None:
    """Whoever runs the node reads it on the page of the record, and not as Python says it."""
    if said:
        with serving(said) as witness:
            why = ask(witness, 0, signed(9), 9, proof(9)).why
    else:
        why = ask(Witness("w", THEIRS.verifier, f"http://127.0.0.1:{free_port()}"), 0, signed(9), 9, proof(9)).why
    for lang, words in (("en", en), ("es", es)):
        with speaking(lang):
            assert words in in_words(why)
            assert "urlopen" not in in_words(why)


@pytest.mark.parametrize("why", UNREACHED.values())
def test_every_way_not_to_be_reached_has_words(why: str) -> None:
    with speaking("es"):
        assert why not in in_words(why)


def test_its_line_is_taken_from_among_others() -> None:
    other = line(NOW, key=SigningKey("witness.example/other", bytes([2]) * 32, COSIGNER))
    with serving((409, f"{SIZE}; charset=utf-8", b"4\n"), (200, TEXT, other + line(NOW))) as witness:
        reply = ask(witness, 0, signed(9), 9, proof(9))
    assert [one.name for one in reply.lines] == ["witness.example/w"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "file:///etc/hostname", "ftp://127.0.0.1/", "", "no address"])
def test_a_witness_that_is_away_or_nowhere_is_only_silent(url: str) -> None:
    witness = Witness("w", THEIRS.verifier, url)
    reply = ask(witness, 0, signed(9), 9, proof(9))
    assert (reply.lines, reply.lying, reply.fork, reply.ahead) == ((), False, False, 0)
    assert latest(witness, KEY.verifier) is None


HEAD, BODY = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n", b"\r\n"


#: the beginning of a TLS record of 16 kB, which then never ends
TLS = b"\x16\x03\x03\x40\x00"


@pytest.mark.parametrize(
    ("scheme", "start"),
    [("http", b""), ("http", HEAD), ("http", HEAD + BODY), ("https", b""), ("https", TLS)],
    ids=["nothing", "headers", "body", "tls-nothing", "tls-handshake"],
)
@pytest.mark.parametrize("drips", [False, True])
def test_nobody_holds_up_whoever_asks(monkeypatch: pytest.MonkeyPatch, scheme: str, start: bytes, drips: bool) -> None:
    """Neither by silence nor by a byte now and then, which a time limit for each piece would let go on for days."""
    monkeypatch.setattr(wire, "PATIENCE", 0.4)
    monkeypatch.setattr(wire, "DEADLINE", 0.7)
    over = threading.Event()

    def serve(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection, suppress(OSError):
            connection.sendall(start)
            while not over.wait(0.05):
                if drips:
                    connection.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=(listening,))
        thread.start()
        before = time.monotonic()
        witness = Witness("w", THEIRS.verifier, f"{scheme}://127.0.0.1:{listening.getsockname()[1]}")
        reply = ask(witness, 0, signed(9), 9, proof(9))
        took = time.monotonic() - before
        over.set()
        thread.join()
    assert took < 3
    assert reply.lines == ()
    assert reply.why
