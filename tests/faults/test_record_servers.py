"""Real servers and sequencers that are killed, stopped for a while, or started on an older copy of their data."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from cauce.record import (
    COSIGNER,
    LOG,
    FileTiles,
    SigningKey,
    TileReader,
    Tree,
    format_signing_key,
    format_verifier_key,
    open_checkpoint,
    parse_checkpoint,
    parse_note,
    parse_verifier_key,
    verify_consistency,
)
from tests.support.ports import answers, free_port, wait_until
from tests.support.postgres import own_database
from tests.support.server import clean_environment

RECORD = """
from cauce.node.boot import boot; boot()
from django.db import connection
from cauce.node.ready import migrate
from cauce.node.record.events import record_event
connection.introspection.table_names() or migrate()
record_event("administration", {"what": "upgrade", "about": "x"})
"""


class Node:
    """A node with a data folder of its own, as processes."""

    def __init__(self, data: Path, **variables: str) -> None:
        self.data, self.port = data, free_port()
        self.env = clean_environment(data, own_database() | variables)
        data.mkdir(exist_ok=True)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "cauce", *arguments]
        with (self.data.parent / f"{self.data.name}.log").open("ab") as output:
            return subprocess.Popen(command, env=self.env, stdout=output, stderr=output)

    def serve(self) -> subprocess.Popen[bytes]:
        process = self.start("serve", "--port", str(self.port))
        assert wait_until(lambda: answers(self.port) or process.poll() is not None, 60)
        assert process.poll() is None, self.log()
        return process

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "cauce", *arguments]
        return subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=60, check=False)

    def log(self) -> str:
        return (self.data.parent / f"{self.data.name}.log").read_text()

    def published(self) -> int:
        """Return the size of the checkpoint that stands in the folder, 0 without one."""
        try:
            return parse_checkpoint(parse_note((self.data / "record" / "checkpoint").read_text()).text).size
        except FileNotFoundError:
            return 0

    def record(self) -> None:
        """Record something, in a process of its own; the first time that makes the node."""
        subprocess.run([sys.executable, "-c", RECORD], env=self.env, check=True, timeout=60)


def gone(process: int) -> bool:
    """Say whether a process is over; one that nobody has waited for yet counts as over."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")")[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def children(process: int) -> list[int]:
    """Return the children of a process."""
    return [int(each) for task in Path(f"/proc/{process}/task").glob("*/children") for each in task.read_text().split()]


def sequencers(process: int) -> list[int]:
    """Return which of them sequence."""
    return [each for each in children(process) if b"sequence" in Path(f"/proc/{each}/cmdline").read_bytes()]


def given_key(node: Node, name: str, kind: int) -> str:
    """Give a node a key before it makes one itself; return the line with which others check it."""
    origin = node.env.get("CAUCE_LOG_NAME", "cauce.example/mx") + ("/witness" if kind == COSIGNER else "")
    key = SigningKey(origin, os.urandom(32), kind)
    (node.data / "keys").mkdir(exist_ok=True, mode=0o700)
    (node.data / "keys" / f"{name}.key").write_text(format_signing_key(key))
    return format_verifier_key(key.verifier)


@contextmanager
def running(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Tell a process to end when the block does."""
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def served(node: Node) -> Iterator[subprocess.Popen[bytes]]:
    """Serve until the block ends."""
    server = node.serve()
    with running(server):
        yield server


def assert_patient(port: int) -> None:
    """Fail unless pages come while others send the body of a request and never come to its end."""
    head = b"POST /witness/add-checkpoint HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    begun = (b"Content-Length: 2000\r\n\r\nold 0\n", b"Transfer-Encoding: chunked\r\n\r\n6\r\nold 0\n\r\n")
    with ExitStack() as stack:
        for number in range(8):
            slow = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            slow.sendall(head + begun[number % 2])
        for _ in range(3):
            page = HTTPConnection("127.0.0.1", port, timeout=20)
            page.request("POST", "/witness/add-checkpoint", b"no request")
            assert page.getresponse().status == 400
            page.close()


def test_what_a_server_leaves_behind_when_it_is_killed(tmp_path: Path) -> None:
    """Its sequencer starts anew when it falls; killed, the server leaves no process; told to end, no batch."""
    node = Node(tmp_path / "node")
    with served(node) as server:
        assert wait_until(lambda: node.published() > 0, 30), node.log()
        first = sequencers(server.pid)
        os.kill(first[0], signal.SIGKILL)
        assert wait_until(lambda: sequencers(server.pid) not in ([], first), 30)
        size = node.published()
        node.record()
        assert wait_until(lambda: node.published() > size, 30)
        assert_patient(node.port)
        left = children(server.pid)
        assert len(left) >= 2
        server.kill()
        server.wait()
        assert wait_until(lambda: all(map(gone, left)), 30), "the sequencer and the worker end with the server"
    size = node.published()
    with served(node):
        node.record()
    assert node.published() == size + 1


def put_to_sleep(process: subprocess.Popen[bytes], database: Path) -> None:
    """Stop a process, but not while it holds the lock of the embedded database: then everybody waits for it."""
    while True:
        process.send_signal(signal.SIGSTOP)
        if not database.exists():
            return
        with closing(sqlite3.connect(database, timeout=0.5, isolation_level=None)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError:
                process.send_signal(signal.SIGCONT)
                time.sleep(0.01)


def test_two_sequencers_of_which_one_sleeps_longer_than_its_lease(tmp_path: Path) -> None:
    """Neither ever publishes less than what stood there, and the history is one; a killed one is followed."""
    node, seen = Node(tmp_path / "node"), dict[str, None]()
    key = given_key(node, "record", LOG)
    node.record()
    both = [node.start("record", "sequence") for _ in range(2)]

    def look() -> int:
        seen[(node.data / "record" / "checkpoint").read_text()] = None
        return node.published()

    def grow(by: int = 1) -> int:
        for _ in range(by):
            node.record()
        return look()

    shared = "CAUCE_DATABASE_URL" in node.env
    try:
        assert wait_until(lambda: node.published() > 0, 30), "one of them has the lease"
        assert wait_until(lambda: "Firma y publica." in node.log(), 30)
        assert wait_until(lambda: "espera para tomar el relevo" in node.log(), 30)
        for sleeping in both:
            size = look()
            put_to_sleep(sleeping, node.data / "cauce.sqlite3")
            grow()
            if shared:  # a lease in a database ends; a lock on a file stays with its process
                assert wait_until(lambda size=size: look() > size, 30), "the other one takes over"
            sleeping.send_signal(signal.SIGCONT)
            assert wait_until(lambda size=size: look() > size, 30)
            wait_until(lambda: look() < 0, 0.7)  # long enough for whoever slept to do what it was about to do
        size = look()
        both[0].kill()
        both[0].wait()
        grow()
        before = time.monotonic()
        assert wait_until(lambda: look() > size, 30), "the other one takes over"
        assert time.monotonic() - before < 20
    finally:
        for process in both:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGCONT)
            process.terminate()
            process.wait(30)
    assert_one_history(node.data / "record", key, list(seen))


class Folder:
    """Published files."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, path: str) -> bytes:
        """Return a file."""
        return (self.root / path).read_bytes()


def assert_one_history(root: Path, key: str, seen: list[str]) -> None:
    """Fail unless what was seen, in the order in which it was seen, only grew and is the beginning of what is there."""
    own = [parse_verifier_key(key)]
    last = open_checkpoint((root / "checkpoint").read_text(), own).checkpoint
    tree = Tree(TileReader(FileTiles(Folder(root))), last.size)
    heads = [open_checkpoint(note, own).checkpoint for note in seen]
    assert [head.size for head in heads] == sorted(head.size for head in heads)
    for head in heads:
        verify_consistency(head.size, last.size, head.root, last.root, tree.consistency(head.size))


@pytest.mark.skipif("CAUCE_DATABASE_URL" in os.environ, reason="the database lies elsewhere and does not come back")
def test_two_nodes_that_witness_each_other_and_one_comes_back_as_it_was(tmp_path: Path) -> None:
    """Database, keys and files all from yesterday: it refuses to start, says why, and goes on from a mirror."""
    nodes = [Node(tmp_path / name, CAUCE_LOG_NAME=f"cauce.example/{name}") for name in "ab"]
    keys = [(given_key(node, "record", LOG), given_key(node, "witness", COSIGNER)) for node in nodes]
    for node, other, (log, witness) in zip(nodes, nodes[::-1], keys[::-1], strict=True):
        (tmp_path / f"{node.data.name}.logs").write_text(f"log {log}\n")
        policies = tmp_path / f"{node.data.name}.policies"
        policies.mkdir()
        text = f"witness w {witness} http://127.0.0.1:{other.port}/witness\nquorum w\n"
        (policies / "public.policy").write_text(text)
        node.env |= {"CAUCE_WITNESS_LOGS": str(tmp_path / f"{node.data.name}.logs")}
        node.env |= {"CAUCE_RECORD_POLICIES": str(policies)}
    a, b = nodes

    def cosigned(more: int) -> bool:
        note = a.data / "record" / "checkpoint"
        lines = note.read_text().split("\n\n")[1].splitlines() if note.exists() else ()
        return a.published() >= more and len(lines) == 2

    with served(b):
        for size in (1, 2):
            a.record()
            with running(a.start("record", "sequence")):
                assert wait_until(lambda size=size: cosigned(size), 60), a.log()
            if size == 1:
                shutil.copytree(a.data, tmp_path / "yesterday")
        before = (a.data / "record" / "checkpoint").read_text()
        shutil.move(a.data / "record", tmp_path / "mirror")
        shutil.rmtree(a.data)
        shutil.copytree(tmp_path / "yesterday", a.data)
        old = (a.data / "record" / "checkpoint").read_text()
        with served(a):  # to be read, with nothing signed
            assert wait_until(lambda: "node.E018" in a.log(), 60)
            assert "Traceback" not in a.log()
        assert (a.data / "record" / "checkpoint").read_text() == old
        taken = a.run("record", "recover", "--from", str(tmp_path / "mirror"))
        assert taken.returncode == 0, taken.stderr
        with running(a.start("record", "sequence")):
            assert wait_until(lambda: cosigned(3), 60), a.log()  # that it was taken up is recorded as well
    seen = [old, before, (a.data / "record" / "checkpoint").read_text()]
    assert_one_history(a.data / "record", keys[0][0], seen)
