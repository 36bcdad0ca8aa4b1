"""What outsiders keep of a record while it is disturbed: every checkpoint and file that they could read."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cauce.node.record.files import Directory, published
from cauce.node.record.keys import log_key
from cauce.node.record.loop import settle
from cauce.node.record.models import Entry, Log
from cauce.node.record.sequence import entries
from cauce.record import (
    EMPTY_ROOT,
    Checkpoint,
    FileTiles,
    TileReader,
    Tree,
    entries_path,
    open_checkpoint,
    parse_bundle,
    verify,
    verify_consistency,
)

# A process of its own, so that no thread is in the way when the tests part from their process.
WATCH = """
import sys, time
seen, last = open(sys.argv[2], "ab", 0), b""
while True:
    try:
        with open(sys.argv[1], "rb", 0) as file:
            now = file.read()
    except OSError:
        now = last
    if now != last:
        seen.write(now + b"\\0")
        last = now
    time.sleep(0.001)
"""


class Kept:
    """What somebody has who looks at the published record again and again, and forgets nothing."""

    def __init__(self) -> None:
        self.checkpoints: dict[str, None] = {}
        self.receipts: list[tuple[str, bytes]] = []
        self._files: dict[str, bytes] = {}
        self._states: dict[str, tuple[int, int]] = {}

    def look(self, files: Directory | None = None) -> None:
        """Read what is published now; fail if a file has not the bytes that it had before."""
        root = (files or published()).root
        for path in root.rglob("*"):
            if path.name.startswith(".") or not path.is_file():
                continue
            name, found = str(path.relative_to(root)), path.stat()
            state = found.st_ino, found.st_mtime_ns
            if self._states.get(name) == state:
                continue
            self._states[name] = state
            if name == "checkpoint":
                self.checkpoints[path.read_text()] = None
            else:
                assert self._files.setdefault(name, path.read_bytes()) == path.read_bytes(), f"{name} has changed"
        given = Log.objects.values_list("published", flat=True).first()
        if given:  # what the node itself serves
            self.checkpoints[given] = None

    @contextmanager
    def watching(self, aside: Path) -> Iterator[None]:
        """Look at the checkpoint all the time, from another process."""
        command = [sys.executable, "-S", "-c", WATCH, str(published().root / "checkpoint"), str(aside)]
        with subprocess.Popen(command) as watcher:
            try:
                yield
            finally:
                watcher.kill()
        if aside.exists():
            self.checkpoints |= dict.fromkeys(note.decode() for note in aside.read_bytes().split(b"\0") if note)

    def keep(self, receipt: str, entry: Entry) -> None:
        """Keep a receipt with the digest that it is for."""
        self.receipts.append((receipt, bytes(entry.digest)))

    def assert_true(self) -> int:
        """Publish all, and fail unless everything that was ever seen agrees with that; return its size."""
        settle()
        self.look()
        now = opened(published().read("checkpoint").decode())
        given = Log.objects.values_list("published", flat=True).get()
        assert opened(given) == now, "what the node serves is not what stands published"
        tree = Tree(TileReader(FileTiles(published())), now.size)
        assert tree.root() == now.root
        for note in self.checkpoints:
            before = opened(note)
            assert before.size <= now.size, "what is published now is smaller than what was"
            verify_consistency(before.size, now.size, before.root, now.root, tree.consistency(before.size))
            if before.size == 0:
                assert before.root == EMPTY_ROOT
        for receipt, digest in self.receipts:
            found = verify(receipt, digest, [log_key().verifier])
            before = opened(receipt[receipt.index(log_key().verifier.name) :])
            assert (before.size, before.size <= now.size) == (found.size, True)
            verify_consistency(before.size, now.size, before.root, now.root, tree.consistency(before.size))
        assert bundled(now.size) == entries(0, now.size)
        return now.size


def opened(note: str) -> Checkpoint:
    """Return a checkpoint that this node signed."""
    return open_checkpoint(note, [log_key().verifier]).checkpoint


def bundled(size: int) -> list[bytes]:
    """Return the entries of the published bundles."""
    found: list[bytes] = []
    while len(found) < size:
        width = min(256, size - len(found))
        found += parse_bundle(published().read(entries_path(len(found) >> 8, width)))
    return found
