"""
Inclusion and consistency proofs from the tiles on disk, beside pymerkle's SQLite store, and how both grow.

Warm: every tile that a proof calls for has been read before, by a reader that remembers so many; entries are random.
Cold: the tree was just opened and no proof asks for a leaf tile that an earlier one read, so each reads a file and
hashes it; the few tiles above are read once. First: a reader and a tree of their own for each proof, which read and
hash every tile on the way. What the system keeps of files in memory stays there in all three. pymerkle remembers roots
of subtrees; it is asked again for what it was asked before (warm), and for entries that are new each time.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pymerkle import SqliteTree

from bench._record_logs import write_peer, write_tiles
from bench._svg import Curve, plot
from bench.common import Measured, interleaved, table
from cauce.record import FileTiles, TileReader, Tree
from cauce.record.tiles import TILE_WIDTH

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
#: the size that the goals speak of, and the largest that is put into pymerkle
MILLION = 1_000_000
#: proofs of a round: warm, cold, first, pymerkle
WARM, COLD, FIRST, PEER = 2_000, 1_000, 200, 50
#: tiles that a warm reader remembers, 16 kB each
KEPT = 4_096
PICTURE = Path(__file__).parent.parent / "docs" / "pictures" / "record-proofs.svg"

Peers = dict[str, tuple[int, Callable[[], object]]]


def measure(folder: Path, rounds: int, share: float) -> dict[str, object]:
    """Measure each size, print a table of each, draw the growth, and return what was found."""
    sizes = [size for size in SIZES if share >= 1 or size <= MILLION * share * 10]
    tiles = FileTiles(write_tiles(folder / "log", sizes[-1]))
    found: dict[int, dict[str, Measured]] = {}
    for size in sizes:
        peers = _ours(tiles, size, share)
        if size <= MILLION:
            peers |= _theirs(write_peer(folder / f"{size}.sqlite3", size), size, share)
        found[size] = interleaved(peers, rounds)
        print(f"  {size:,} entries")
        print(table(found[size], "proofs", "inclusion, warm"))
    if share >= 1:
        PICTURE.write_text(_drawn(found), encoding="utf-8")
    rates = {size: {name: each.rate for name, each in measured.items()} for size, measured in found.items()}
    return {"per_second": rates}


def _ours(tiles: FileTiles, size: int, share: float) -> Peers:
    drawn = random.Random(size)
    some, old = (drawn.choices(range(size), k=round(WARM * share)) for _ in range(2))
    leaves = drawn.sample(range(size // TILE_WIDTH), min(round(COLD * share), size // TILE_WIDTH))
    spread = [TILE_WIDTH * tile + drawn.randrange(TILE_WIDTH) for tile in leaves]
    few = spread[: round(FIRST * share)]
    warm = Tree(TileReader(tiles, KEPT), size)

    def opened() -> Tree:
        return Tree(TileReader(tiles), size)

    return {
        "inclusion, warm": (len(some), partial(_each, warm.inclusion, some)),
        "consistency, warm": (len(old), partial(_each, warm.consistency, old)),
        "inclusion, cold": (len(spread), lambda: _each(opened().inclusion, spread)),
        "consistency, cold": (len(spread), lambda: _each(opened().consistency, spread)),
        "inclusion, first": (len(few), lambda: _each(lambda index: opened().inclusion(index), few)),
        "consistency, first": (len(few), lambda: _each(lambda before: opened().consistency(before), few)),
    }


def _theirs(tree: SqliteTree, size: int, share: float) -> Peers:
    drawn = random.Random(size + 1)
    count = max(1, round(PEER * share))

    def some() -> list[int]:
        return [drawn.randrange(size) + 1 for _ in range(count)]

    again = some()
    return {
        "pymerkle, inclusion, warm": (count, partial(_each, tree.prove_inclusion, again)),
        "pymerkle, consistency, warm": (count, partial(_each, tree.prove_consistency, again)),
        "pymerkle, inclusion, new": (count, lambda: _each(tree.prove_inclusion, some())),
        "pymerkle, consistency, new": (count, lambda: _each(tree.prove_consistency, some())),
    }


def _each(prove: Callable[[int], object], numbers: list[int]) -> None:
    for number in numbers:
        prove(number)


def _drawn(found: dict[int, dict[str, Measured]]) -> str:
    """Draw the seconds of a proof over the size of the log."""
    shown = {
        "inclusion, warm": "Cauce, warm",
        "inclusion, cold": "Cauce, cold",
        "pymerkle, inclusion, new": "pymerkle, SQLite",
    }
    curves = [
        Curve(title, [(size, 1e6 / each[name].rate) for size, each in found.items() if name in each])
        for name, title in shown.items()
    ]
    return plot("Time of an inclusion proof by size of the log", "entries", "microseconds", curves)
