"""
One act through HTTP, beside a bare Django view that inserts one row.

Run `python -m bench.act`. The node is a demonstration in a folder of its own, served as `cauce serve` does. An act is
the last step of its form: a signed-in session, CSRF, the whole form; validated, judged, signed, stored durably (WAL,
synchronous=FULL), recorded in the tree with a signed checkpoint, and everything derived from it written; the answer
leads to its receipt. Acts alternate: a call is recorded, which opens a case, and then reported. The peer is a view that
inserts one row: without any middleware, in the frame that `django-admin startproject` gives, and behind the node's own
middleware; same server, same kind of database, each with one worker and one thread. Servers take turns in every round,
so that a busy machine slows them alike.
"""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from bench._http import Client, free_port, processor_seconds, serving, together
from bench.common import line

CLOCK = "2021-09-30T18:10-05:00"
OFFICE = "fgr"
SAID = {
    "topic": "Rastreo de armas aseguradas",
    "objective": "Cotejar números de serie",
    "nationality": "US",
    "agency": "ATF",
    "subject-matter": "security",
}
HELD = {"agent": "", "day": "2021-09-29", "contact": "call", "place": "MX-CMX"} | SAID
TOLD = {"day": "2021-09-29", "contact": "call"} | SAID
ROW = {"office": OFFICE, "body": "x" * 300}


def file_act(agent: str, client: Client, told: str = "") -> str:
    """Record a call, or report the one that was told of at this address; return where the answer leads."""
    where = f"/cases/{told.split('/')[2]}/report/" if told else "/cases/new/mx-lsn/communication/hold/"
    fields = TOLD | {"seen": "1"} if told else HELD | {"agent": agent}
    status, there = client.post(where, fields | {"step": "file", "token": secrets.token_urlsafe(18)})
    if status != 302 or "/acts/" not in there:
        raise SystemExit(f"{where} answered {status} {there}: no act was taken.")
    return there


def acts(agent: str, client: Client, count: int) -> list[float]:
    """Record calls and report them; return the seconds of each act."""
    seconds: list[float] = []
    there = ""
    for _ in range(count):
        began = perf_counter()
        told = file_act(agent, client, there)
        seconds.append(perf_counter() - began)
        there = "" if there else told
    return seconds


def rows(client: Client, count: int) -> list[float]:
    """Insert rows; return the seconds of each."""
    seconds = []
    for _ in range(count):
        began = perf_counter()
        status, _ = client.post("/rows/", ROW)
        seconds.append(perf_counter() - began)
        if status != 302:
            raise SystemExit(f"/rows/ answered {status}.")
    return seconds


def with_form(port: int) -> Client:
    """Return a client that has what a form needs."""
    client = Client(port)
    client.get("/form/")
    return client


def signed_in(port: int) -> Client:
    """Return a client that has entered the demonstration."""
    client = Client(port)
    client.get("/demo/")
    status, _ = client.post("/demo/", {"office": OFFICE})
    if status != 302:
        raise SystemExit(f"/demo/ answered {status}.")
    return client


@dataclass(frozen=True, slots=True)
class Peer:
    """A server with its clients, who have come in already, and what each of them does."""

    pid: int
    clients: list[Client]
    visit: Callable[[Client, int], list[float]]

    def run(self, at_once: int, count: int) -> tuple[float, list[float]]:
        """Let so many clients ask so often; return the seconds that all took, and those of each request."""
        clients = self.clients[:at_once]
        for client in clients:
            client.connect()  # a server closes what has been idle for long
        return together([partial(self.visit, client, count) for client in clients])


def measure(peers: dict[str, Peer], at_once: int, count: int, rounds: int) -> dict[str, dict[str, float]]:
    """Return by peer the median rate and the times of all requests, in rounds in which the peers take turns."""
    rates: dict[str, list[float]] = {name: [] for name in peers}
    times: dict[str, list[float]] = {name: [] for name in peers}
    work: dict[str, float] = dict.fromkeys(peers, 0.0)
    for number in range(rounds + 1):
        for name, peer in peers.items():
            before = processor_seconds(peer.pid)
            took, found = peer.run(at_once, count)
            if number:  # the first round warms up
                rates[name].append(len(found) / took)
                work[name] += processor_seconds(peer.pid) - before
                times[name] += found
    return {
        name: {
            "rate": median(rates[name]),
            "median_ms": 1000 * median(times[name]),
            "p95_ms": 1000 * quantiles(times[name], n=20)[18],
            "processor_ms": 1000 * work[name] / len(times[name]),
        }
        for name in peers
    }


def main() -> None:
    """Build a node, serve it and its peers, measure with one and with eight connections."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--requests", type=int, default=30, help="of each connection, each round")
    parser.add_argument("--built", type=int, default=2000, help="acts of the demonstration")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        node = {"CAUCE_DATA": f"{folder}/node", "CAUCE_DEMO": "1", "CAUCE_CLOCK": CLOCK}
        build = [str(Path(sys.executable).with_name("cauce")), "demo", "--acts", str(options.built)]
        subprocess.run(build, env={**os.environ, **node}, check=True)
        ours, bare, project, framed = (free_port() for _ in range(4))
        our_pid = stack.enter_context(serving("cauce.node.wsgi:application", ours, node))

        def peer(port: int, frame: str, **env: str) -> int:
            own = {"BENCH_FRAME": frame, "BENCH_DATABASE": f"{folder}/{frame}.sqlite3", **env}
            return stack.enter_context(serving("bench._bare:application", port, own))

        agent = an_agent(f"{folder}/node/cauce.sqlite3")
        every = range(8)
        peers = {
            "an act": Peer(our_pid, [signed_in(ours) for _ in every], partial(acts, agent)),
            "a row, no middleware": Peer(peer(bare, "none"), [Client(bare) for _ in every], rows),
            "a row, startproject": Peer(peer(project, "project"), [with_form(project) for _ in every], rows),
            "a row, our middleware": Peer(peer(framed, "node", **node), [signed_in(framed) for _ in every], rows),
        }
        found = {}
        for at_once in (1, 8):
            measured = measure(peers, at_once, options.requests * (8 // at_once), options.rounds)
            found[at_once] = measured
            print(f"  {at_once} connection{'s' * (at_once > 1)}")
            for name, each in measured.items():
                share = measured["an act"]["rate"] / each["rate"]
                print(
                    f"    {name:<24} {each['rate']:>7.0f} a second  median {each['median_ms']:>6.2f} ms  "
                    f"p95 {each['p95_ms']:>6.2f} ms  processor {each['processor_ms']:>5.2f} ms  act {share:>4.2f}"
                )
        print(line("act", ("django", "granian"), connections=found))


def an_agent(database: str) -> str:
    """Return the code of an agent that the demonstration knows."""
    import sqlite3

    with sqlite3.connect(database) as known:
        code: str = known.execute("SELECT code FROM register_person WHERE state = 'US' ORDER BY code").fetchone()[0]
    return code


if __name__ == "__main__":
    main()
