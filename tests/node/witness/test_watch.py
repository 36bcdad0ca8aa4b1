"""Looking at a record where it shows itself, after having cosigned what it sent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from cauce.node.witness import watch
from cauce.node.witness.models import Alarm
from cauce.record import Checkpoint, Growth, MemoryFiles, TileReader, Tree, format_request, grow, sign_checkpoint
from cauce.record.growth import FileTiles
from cauce.record.monitor import Saw
from cauce.record.policy import Log
from tests.node.witness.stage import KEY, ask

pytestmark = pytest.mark.django_db


def record(size: int, history: str = "") -> MemoryFiles:
    """Return the files of a record; all histories begin with the same five entries."""
    files = MemoryFiles()
    at = grow(files, Growth(), [f"{history if n > 4 else ''}{n}".encode() for n in range(size)])
    note = sign_checkpoint(Checkpoint(KEY.verifier.name, size, at.edge.root()), KEY)
    files.write("checkpoint", note.encode())
    return files


@contextmanager
def shown(files: MemoryFiles) -> Iterator[Log]:
    """Show these files at an address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = files.files.get(self.path.removeprefix("/record/"))
            self.send_response(200 if data is not None else 404)
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield Log(KEY.verifier, f"http://127.0.0.1:{server.server_port}/record/")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def cosign(files: MemoryFiles, old: int = 0) -> None:
    """Have this node's witness cosign what a record shows."""
    note = files.read("checkpoint").decode()
    size = int(note.split("\n")[1])
    proof = Tree(TileReader(FileTiles(files)), size).consistency(old)
    assert ask(format_request(old, proof, note)).status_code == 200


def test_before_the_first_cosignature_there_is_nothing_to_compare(logs: Path) -> None:
    with shown(record(9)) as log:
        assert watch.look(log) is None


@pytest.mark.parametrize("size", [300, 600])
def test_a_record_that_continues_what_was_cosigned_raises_nothing(logs: Path, size: int) -> None:
    cosign(record(300))
    with shown(record(size)) as log:
        step = watch.look(log)
    assert step
    assert step.saw in (Saw.SAME, Saw.GREW)
    assert not Alarm.objects.exists()


@pytest.mark.parametrize(
    ("size", "history", "kind"), [(200, "", "shown-smaller"), (300, "b", "fork"), (600, "b", "fork")]
)
def test_a_record_that_shows_another_story_raises_one_alarm(logs: Path, size: int, history: str, kind: str) -> None:
    """The evidence holds both signed checkpoints; seen again it is the same alarm."""
    cosign(record(300))
    files = record(size, history)
    with shown(files) as log:
        for _ in range(3):
            watch.look(log)
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.origin, alarm.count) == (kind, KEY.verifier.name, 3)
    for note in (record(300), files):
        assert note.read("checkpoint").decode().split("\n")[2] in alarm.evidence


def test_a_record_that_is_away_raises_nothing(logs: Path) -> None:
    cosign(record(30))
    with shown(MemoryFiles()) as log:
        step = watch.look(log)
    assert step
    assert step.saw is Saw.UNREACHABLE
    step = watch.look(log)
    assert step
    assert step.saw is Saw.UNREACHABLE
    assert not Alarm.objects.exists()
