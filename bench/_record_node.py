"""
What the record adds to an act, and how long it is from an act to its receipt.

The same act is sent to three nodes in turn: one that records nothing, one that only queues entries, and one with its
sequencer beside it, as a node is. Then one node, served by `cauce serve`, is given acts at a fixed pace on several
connections. From the answer to an act it is measured until the published checkpoint covers it, which the file says, and
of every tenth one until the whole of its receipt has come, asked for at once on the same connection.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from threading import Event, Thread
from time import perf_counter, sleep

from bench._http import PATIENCE, Client, free_port, serving, wait
from bench.act import CLOCK, Peer, acts, an_agent, file_act, signed_in
from bench.act import measure as measure_acts

BUILT, REQUESTS = 2_000, 60
#: acts a second, on so many connections, for so many seconds; of so many acts one is asked for its receipt
PACE, CONNECTIONS, LASTING, OF = 200, 8, 20, 10
#: seconds between two looks at the published checkpoint
LOOK = 0.005
CAUCE = str(Path(sys.executable).with_name("cauce"))
KINDS = {
    "without a record": ("bench._unrecorded:application", False),
    "queued": ("cauce.node.wsgi:application", False),
    "queued, sequencer beside": ("cauce.node.wsgi:application", True),
}


def measure(folder: Path, rounds: int, share: float) -> dict[str, object]:
    """Measure both, print what was found, and return it."""
    told = folder / "told"
    build = [CAUCE, "demo", "--acts", str(max(200, round(BUILT * share)))]
    subprocess.run(build, env=env_of(told), check=True)
    with sqlite3.connect(told / "cauce.sqlite3") as known:
        known.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return {"acts": _added(folder, told, rounds, share), "receipts": _to_receipt(folder, told, share)}


def env_of(data: Path) -> dict[str, str]:
    """Return the environment of a demonstration in this folder."""
    return {**os.environ, "CAUCE_DATA": str(data), "CAUCE_DEMO": "1", "CAUCE_CLOCK": CLOCK}


def _added(folder: Path, told: Path, rounds: int, share: float) -> dict[str, object]:
    """Measure an act on nodes that differ by their record alone."""
    found: dict[str, object] = {}
    with ExitStack() as stack:
        peers = {}
        for number, (name, (application, sequenced)) in enumerate(KINDS.items()):
            data, port = folder / f"node-{number}", free_port()
            shutil.copytree(told, data)
            pid = stack.enter_context(serving(application, port, env_of(data)))
            if sequenced:
                stack.enter_context(_sequencing(data))
            visit = partial(acts, an_agent(str(data / "cauce.sqlite3")))
            peers[name] = Peer(pid, [signed_in(port) for _ in range(CONNECTIONS)], visit)
        for at_once in (1, CONNECTIONS):
            count = max(2, round(REQUESTS * share) * CONNECTIONS // at_once)
            each = measure_acts(peers, at_once, count, rounds)
            least = each["without a record"]
            print(f"  {at_once} connection{'s' * (at_once > 1)}")
            for name, took in each.items():
                print(
                    f"    {name:<26} {took['rate']:>6.0f} a second  median {took['median_ms']:>6.2f} ms  "
                    f"p95 {took['p95_ms']:>6.2f} ms, {took['p95_ms'] / least['p95_ms']:5.2f} times  "
                    f"processor {took['processor_ms']:>5.2f} ms"
                )
            found[str(at_once)] = each
    return found


@contextmanager
def _sequencing(data: Path) -> Iterator[None]:
    command = [CAUCE, "record", "sequence", "--child"]
    with subprocess.Popen(command, env=env_of(data), stdin=subprocess.PIPE) as process:
        yield
        assert process.stdin
        process.stdin.close()
        process.wait(PATIENCE)


def _to_receipt(folder: Path, told: Path, share: float) -> dict[str, float]:
    """Send acts at a pace to a node as it is served; return the times to a checkpoint and to a receipt."""
    data, port = folder / "served", free_port()
    shutil.copytree(told, data)
    server = subprocess.Popen([CAUCE, "serve", "--port", str(port)], env=env_of(data), stderr=subprocess.DEVNULL)
    try:
        wait(port)
        run = _Run(data, port, max(2.0, LASTING * share))
        run.together()
    finally:
        server.terminate()
        server.wait(PATIENCE)
    found = run.times()
    rate, slow = found["acts_per_second"], found["act_p95_ms"]
    print(
        f"  {rate:.0f} acts a second on {CONNECTIONS} connections, p95 {slow:.1f} ms; "
        f"from act to checkpoint: median {found['checkpoint_median_ms']:.0f}, p95 {found['checkpoint_p95_ms']:.0f} ms; "
        f"to receipt: median {found['receipt_median_ms']:.1f}, p95 {found['receipt_p95_ms']:.1f} ms"
    )
    return found


class _Run:
    """Clients that keep a pace, and somebody who looks at the published checkpoint meanwhile."""

    def __init__(self, data: Path, port: int, lasting: float) -> None:
        self._database, self._checkpoint = data / "cauce.sqlite3", data / "record" / "checkpoint"
        self._agent, self._lasting = an_agent(str(self._database)), lasting
        self._clients = [signed_in(port) for _ in range(CONNECTIONS)]
        self._began = 0.0
        #: when it was seen first that so many entries are covered
        self._seen: list[tuple[float, int]] = []
        #: of each act where its answer led, when, and how long it took
        self._answers: list[tuple[str, float, float]] = []
        self._receipts: list[float] = []

    def together(self) -> None:
        """Send everything, then wait until all of it is covered."""
        stop = Event()
        watcher = Thread(target=self._watch, args=(stop,))
        watcher.start()
        self._began = began = perf_counter() + 0.5
        threads = [Thread(target=self._pace, args=(each, began, n)) for n, each in enumerate(self._clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        sleep(3)
        stop.set()
        watcher.join()

    def times(self) -> dict[str, float]:
        """Return medians and p95 of what was seen."""
        with sqlite3.connect(self._database) as known:
            rows = known.execute("SELECT ref, a.number, entry FROM case_act a JOIN case_case c ON c.id = a.case_id")
            entries = {f"/cases/{ref}/acts/{number}/": entry for ref, number, entry in rows}
        covered = [
            max(0.0, next(seen for seen, size in self._seen if size > entries[there]) - at)
            for there, at, _ in self._answers
        ]
        lasted = max(at for _, at, _ in self._answers) - self._began
        return {
            "acts_per_second": len(self._answers) / lasted,
            "act_p95_ms": _p95([seconds for _, _, seconds in self._answers]),
            "checkpoint_median_ms": 1000 * median(covered),
            "checkpoint_p95_ms": _p95(covered),
            "receipt_median_ms": 1000 * median(self._receipts),
            "receipt_p95_ms": _p95(self._receipts),
        }

    def _pace(self, client: Client, began: float, number: int) -> None:
        every, there = CONNECTIONS / PACE, ""
        with sqlite3.connect(f"file:{self._database}?mode=ro", uri=True) as known:
            for count in range(round(self._lasting / every)):
                sleep(max(0.0, began + (count + number / CONNECTIONS) * every - perf_counter()))
                sent = perf_counter()
                told = file_act(self._agent, client, there)
                at = perf_counter()
                self._answers.append((told, at, at - sent))
                there = "" if there else told
                if count % OF == OF - 1:
                    self._ask(client, known, told)
                    self._receipts.append(perf_counter() - at)

    def _ask(self, client: Client, known: sqlite3.Connection, told: str) -> None:
        _, _, ref, _, number, _ = told.split("/")
        asked = "SELECT entry FROM case_act a JOIN case_case c ON c.id = a.case_id WHERE ref = ? AND a.number = ?"
        (entry,) = known.execute(asked, (ref, number)).fetchone()
        status, _ = client.get(f"/record/{entry}/receipt.txt")
        if status != 200:
            raise SystemExit(f"The receipt of entry {entry} answered {status}.")

    def _watch(self, stop: Event) -> None:
        last = -1
        while not stop.is_set():
            size = int(self._checkpoint.read_text(encoding="utf-8").split("\n", 2)[1])
            if size != last:
                self._seen.append((perf_counter(), size))
                last = size
            sleep(LOOK)


def _p95(seconds: list[float]) -> float:
    return 1000 * quantiles(seconds, n=20)[18]
