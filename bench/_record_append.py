"""Durable appends: the program's own files, pymerkle's SQLite store, and what the disk itself can do."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pymerkle import SqliteTree

from bench._record_logs import KEY
from bench.common import Measured, interleaved, table
from cauce.node.record.files import Directory, drop_short
from cauce.record import Checkpoint, Growth, grow, sign_checkpoint

#: entries of a batch, and batches of a round
BATCHES = ((1_000, 20), (100, 50), (1, 100))
WRITES = 200


class Ours:
    """A record that grows as the publisher grows it: files, their folders, then the signed checkpoint."""

    def __init__(self, root: Path) -> None:
        self._files, self._at = Directory(root), Growth()

    def append(self, entries: list[bytes]) -> None:
        """Append a batch; it is durable and published when this returns."""
        before = self._at.edge.size
        self._at = grow(self._files, self._at, entries)
        edge = self._at.edge
        note = sign_checkpoint(Checkpoint(KEY.verifier.name, edge.size, edge.root()), KEY)
        self._files.sync(note)
        self._files.advance(note, lambda _: False)
        drop_short(self._files, before, edge.size)


def measure(folder: Path, rounds: int, share: float) -> dict[str, object]:
    """Measure all in turn, print a table, and return what was found."""
    peers: dict[str, tuple[int, Callable[[], object]]] = {}
    for size, batches in BATCHES:
        count = max(1, round(batches * share))
        drawn = [secrets.token_bytes(32) for _ in range(size)]
        ours, peer = Ours(folder / f"ours-{size}"), SqliteTree(str(folder / f"peer-{size}.sqlite3"))
        peers[f"files, batches of {size:,}"] = size * count, partial(_repeat, count, partial(ours.append, drawn))
        theirs = partial(peer.append_entries, drawn) if size > 1 else partial(peer.append_entry, drawn[0])
        peers[f"pymerkle, batches of {size:,}"] = size * count, partial(_repeat, count, theirs)
    disk = os.open(folder / "disk", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    peers["disk, 300 bytes + fdatasync"] = WRITES, partial(_repeat, WRITES, partial(_write, disk))
    found = interleaved(peers, rounds)
    os.close(disk)
    return _told(found)


def _repeat(count: int, work: Callable[[], object]) -> None:
    for _ in range(count):
        work()


def _write(disk: int) -> None:
    os.write(disk, bytes(300))
    os.fdatasync(disk)


def _told(found: dict[str, Measured]) -> dict[str, object]:
    print(table(found, "entries", "files, batches of 1,000"))
    rate = {name: each.rate for name, each in found.items()}
    disk = rate["disk, 300 bytes + fdatasync"]
    single = rate["files, batches of 1"] / disk
    ratios = {size: rate[f"files, batches of {size:,}"] / rate[f"pymerkle, batches of {size:,}"] for size, _ in BATCHES}
    print(f"  one at a time: {single:.2f} of the disk's own rate")
    print("  times pymerkle: " + ", ".join(f"{ratio:.2f} in batches of {size:,}" for size, ratio in ratios.items()))
    return {"per_second": rate, "single_of_disk": single, "times_pymerkle": ratios}
