"""A tile and a bundle asked of the node, beside a static file of the same size asked of the same server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

from bench._http import Client, free_port, serving
from bench._record_node import CAUCE, CONNECTIONS, env_of
from bench.act import Peer
from bench.act import measure as measure_requests
from cauce.record.tiles import TILE_BYTES

APPLICATION = "cauce.node.wsgi:application"
BUILT, REQUESTS = 600, 300


def measure(folder: Path, rounds: int, share: float) -> dict[str, object]:
    """Let the files take turns on one server, print the rates, and return them."""
    data, port = folder / "node", free_port()
    subprocess.run([CAUCE, "demo", "--acts", str(BUILT)], env=env_of(data), check=True)
    make = "import cauce.node.wsgi; from cauce.node.frame.statics import collect; print(collect())"
    made = subprocess.run([sys.executable, "-c", make], env=env_of(data), check=True, capture_output=True, text=True)
    tile = (data / "record/tile/0/000").read_bytes()
    assert len(tile) == TILE_BYTES
    Path(made.stdout.strip(), "tile.bin").write_bytes(tile)
    found: dict[str, object] = {}
    with serving(APPLICATION, port, env_of(data)) as pid:
        paths = {
            "a static file": "/static/tile.bin",
            "a tile": "/record/tile/0/000",
            "a bundle": "/record/tile/entries/000",
            "the checkpoint": "/record/checkpoint",
        }
        for at_once in (1, CONNECTIONS):
            peers = {name: Peer(pid, _clients(port, at_once), _asking(path)) for name, path in paths.items()}
            count = max(10, round(REQUESTS * share) * CONNECTIONS // at_once)
            each = measure_requests(peers, at_once, count, rounds)
            print(f"  {at_once} connection{'s' * (at_once > 1)}")
            for name, took in each.items():
                share_of_it = took["rate"] / each["a static file"]["rate"]
                print(
                    f"    {name:<15} {took['rate']:>7.0f} a second, {share_of_it:4.2f} "
                    f"of the static file's; p95 {took['p95_ms']:>6.2f} ms, processor {took['processor_ms']:>5.2f} ms"
                )
            found[str(at_once)] = each
    return {"connections": found}


def _clients(port: int, count: int) -> list[Client]:
    return [Client(port) for _ in range(count)]


def _asking(path: str) -> Callable[[Client, int], list[float]]:
    return partial(_ask, path)


def _ask(path: str, client: Client, count: int) -> list[float]:
    seconds = []
    for _ in range(count):
        began = perf_counter()
        status, _ = client.get(path)
        seconds.append(perf_counter() - began)
        if status != 200:
            raise SystemExit(f"{path} answered {status}.")
    return seconds
