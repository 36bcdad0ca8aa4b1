"""One receipt verified offline: the processor time of a whole program, and of the check alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from pymerkle import verify_inclusion

from bench._record_audit import run
from bench._record_logs import KEY, VKEY, entries, write_peer
from bench.common import interleaved, table
from cauce.record import (
    Checkpoint,
    MemoryTiles,
    Receipt,
    TileReader,
    Tree,
    act_leaf,
    append,
    format_receipt,
    leaf_hash,
    sign_checkpoint,
    verify,
)
from cauce.record.tiles import EMPTY_EDGE

SIZE, INDEX = 1_000_000, 123_456
STARTS, CHECKS = 10, 500
VERIFIER = Path(__file__).parent.parent / "verifier" / "cauce_verify.py"
NONCE, DIGEST = bytes(32), bytes(range(32))


def measure(folder: Path, rounds: int, share: float) -> dict[str, object]:
    """Measure programs and checks in turn, print both, and return what was found."""
    size = max(1_000, round(SIZE * share))
    index = min(INDEX, size - 1)
    receipt, tree = _receipt(size, index), write_peer(folder / "peer.sqlite3", size)
    proof, root, leaf = tree.prove_inclusion(index + 1), tree.get_root(), tree.get_leaf(index + 1)
    peers: dict[str, tuple[int, Callable[[], object]]] = {
        "receipt: path and signature": (CHECKS, partial(_repeat, partial(verify, receipt, DIGEST, [KEY.verifier]))),
        "pymerkle: path alone": (CHECKS, partial(_repeat, partial(verify_inclusion, leaf, root, proof))),
    }
    checks = interleaved(peers, rounds)
    print(table(checks, "checks", "receipt: path and signature"))
    programs = _programs(folder, receipt, rounds)
    python = programs["python -c pass"]
    for name, seconds in programs.items():
        print(
            f"  {name:<28} {1000 * seconds:6.1f} ms of processor time, {1000 * (seconds - python):6.1f} beyond Python's"
        )
    return {"checks": {name: each.rate for name, each in checks.items()}, "processor_seconds": programs}


def _receipt(size: int, index: int) -> str:
    leaves = list(map(leaf_hash, entries(0, size)))
    leaves[index] = act_leaf(NONCE, DIGEST)
    tiles = MemoryTiles()
    edge = append(tiles, EMPTY_EDGE, leaves)
    note = sign_checkpoint(Checkpoint(KEY.verifier.name, size, edge.root()), KEY)
    path = Tree(TileReader(tiles), size).inclusion(index)
    return format_receipt(Receipt(NONCE, DIGEST, index, path, note))


def _programs(folder: Path, receipt: str, rounds: int) -> dict[str, float]:
    """Start each program in turn; return by name the median of its processor time."""
    file = folder / "receipt.tlog-proof"
    file.write_text(receipt, encoding="utf-8")
    cauce = str(Path(sys.executable).with_name("cauce"))
    given = [str(file), "--digest", DIGEST.hex(), "--key", VKEY]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "cauce verify": [cauce, "verify", *given],
        "verifier/cauce_verify.py": [sys.executable, str(VERIFIER), *given],
    }
    found: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds * STARTS // 5 + 1):
        for name, command in commands.items():
            seconds = run(command).processor
            if number:  # the first one compiles
                found[name].append(seconds)
    return {name: median(seconds) for name, seconds in found.items()}


def _repeat(work: Callable[[], object]) -> None:
    for _ in range(CHECKS):
        work()
