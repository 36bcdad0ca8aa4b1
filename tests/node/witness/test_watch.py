"""Looking at a record where it shows itself, after having cosigned what it sent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic

import pytest

from cauce.node.witness import watch
from cauce.node.witness.models import Alarm
from cauce.node.witness.watch import Watch
from cauce.record import (
    Checkpoint,
    Growth,
    MemoryFiles,
    NoSuchFile,
    TileReader,
    Tree,
    format_bundle,
    grow,
    leaf_hash,
    parse_path,
    sign_checkpoint,
)
from cauce.record.growth import FileTiles
from cauce.record.mirror import tile_root
from cauce.record.monitor import Saw, Step
from cauce.record.policy import Log
from cauce.record.witness import format_request
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
            try:
                data = files.read(self.path.removeprefix("/record/"))
            except NoSuchFile:
                data = None
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


def look(log: Log) -> Step | None:
    """Look once."""
    return Watch().look(log)


def test_before_the_first_cosignature_there_is_nothing_to_compare(logs: Path) -> None:
    with shown(record(9)) as log:
        assert look(log) is None


@pytest.mark.parametrize("size", [300, 600])
def test_a_record_that_continues_what_was_cosigned_raises_nothing(logs: Path, size: int) -> None:
    cosign(record(300))
    with shown(record(size)) as log:
        step = look(log)
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
        seen = Watch()
        for _ in range(4 if kind == "shown-smaller" else 3):  # the first time it may be about to publish
            seen.look(log)
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.origin, alarm.count) == (kind, KEY.verifier.name, 3)
    for note in (record(300), files):
        assert note.read("checkpoint").decode().split("\n")[2] in alarm.evidence


def test_a_record_that_publishes_after_the_others_have_cosigned_raises_nothing(logs: Path) -> None:
    """It is behind at each look, and never by what it owed at the one before."""
    seen = Watch()
    for old, cosigned, published in ((0, 40, 30), (40, 60, 40), (60, 90, 60), (90, 300, 300)):
        cosign(record(cosigned), old)
        with shown(record(published)) as log:
            seen.look(log)
    assert not Alarm.objects.exists()


def test_a_record_that_goes_on_hiding_is_told_once_per_tree_that_it_shows(logs: Path) -> None:
    """However much more it has cosigned, and also if it has the same tree cosigned again and again."""
    seen = Watch()
    with shown(record(30)) as log:
        for old, cosigned in ((0, 40), (40, 40), (40, 60), (60, 60)):
            cosign(record(cosigned), old)
            seen.look(log)
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.count) == ("shown-smaller", 3)


def test_a_record_that_is_away_raises_nothing(logs: Path) -> None:
    cosign(record(30))
    with shown(MemoryFiles()) as log:
        step = look(log)
    assert step
    assert step.saw is Saw.UNREACHABLE
    step = look(log)
    assert step
    assert step.saw is Saw.UNREACHABLE
    assert not Alarm.objects.exists()


class Endless(MemoryFiles):
    """A record whose entries are all the same, so that it costs nothing to show two to the power of forty of them."""

    ENTRY = b"again"

    def __init__(self, size: int) -> None:
        super().__init__()
        self.nodes = [leaf_hash(self.ENTRY)]
        for _ in range(8):
            self.nodes.append(tile_root(self.nodes[-1] * 256))
        note = Checkpoint(KEY.verifier.name, size, Tree(TileReader(FileTiles(self)), size).root())
        self.write("checkpoint", sign_checkpoint(note, KEY).encode())

    def read(self, path: str) -> bytes:
        """Return the file that this path must name."""
        if path in self.files or not path.startswith("tile/"):
            return super().read(path)
        place = parse_path(path)
        return (
            format_bundle([self.ENTRY] * place.width) if place.level is None else self.nodes[place.level] * place.width
        )


def test_a_record_without_end_does_not_keep_whoever_looks_from_the_others(
    logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LONGEST", 0.5)
    cosign(Endless(300))
    before = monotonic()
    with shown(Endless(2**40)) as log:
        step = look(log)
    assert monotonic() - before < 5
    assert step
    assert step.saw is Saw.UNREACHABLE
    assert not Alarm.objects.exists()
