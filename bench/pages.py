"""
The Due and Cases pages with 100,000 acts and 10,000 open duties, and with ten times the acts.

Run `python -m bench.pages`. A demonstration of some thousand acts is told through the one way in; then its rows (cases,
acts, duties, whose they are, readers, words, notices) are copied under new references until there are as many as asked,
because telling a million acts would measure the telling. Copies are spread evenly over the same offices and days. Open
duties are kept at 10,000 in both sizes: what is open does not grow with the years. Server time is that of the whole
request through every middleware, in one process, by Django's test client; the sizes take turns.
`times` compares processor time, which a busy machine distorts least.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

CLOCK = "2021-09-30T18:10-05:00"
#: what one copy of a case takes along, and how a row of it finds its case
TABLES = ("act", "duty", "duty_for", "waiting", "reader", "word", "notice", "flag", "reported")
OFFICES = ("sre", "ganseg", "fgr")
PAGES = ("/due/", "/cases/", "/cases/?q=armas", "/cases/?stage=open&irregular=1")
OPEN = 10_000


def grow(database: Path, acts: int, opened: int) -> dict[str, int]:
    """Copy cases until there are so many acts, and leave `opened` duties open; return what there is."""
    with sqlite3.connect(database) as known:
        known.execute("PRAGMA synchronous=OFF")
        known.execute("ATTACH ? AS keys", (str(database.parent / "keys" / "cases.sqlite3"),))
        keys = dict(known.execute("SELECT number, key FROM keys.case_key"))
        known.create_function("sealed_again", 5, lambda key, *row: _sealed_again(keys[key], *row))
        (told,) = known.execute("SELECT COUNT(*) FROM case_act").fetchone()
        for copy in range(1, -(-acts // told)):
            _copy(known, copy)
        _settle(known, opened)
        counts = {name: f"SELECT COUNT(*) FROM case_{name}" for name in ("case", "act", "duty", "reader")}  # noqa: S608
        counts["open"] = "SELECT COUNT(DISTINCT duty_id) FROM case_duty_for WHERE live"
        return {name: known.execute(query).fetchone()[0] for name, query in counts.items()}


def _copy(known: sqlite3.Connection, copy: int) -> None:
    """Copy every case of the story once: keys move by a step that no key of the story reaches."""
    step = copy * 10_000_000
    told = f"id < {10_000_000}"
    for table in ("case", *TABLES):
        columns = [row[1] for row in known.execute(f"PRAGMA table_info(case_{table})")]
        moved = {"id": f"id + {step}", "case_id": f"case_id + {step}", "duty_id": f"duty_id + {step}"}
        moved |= {"ref": f"ref || '{copy:05}'", "entry": f"entry + {step}"}
        if table == "case":  # keys have 53 bits
            moved["key"] = f"key + {copy << 53}"
            known.execute(
                f"INSERT INTO keys.case_key SELECT number + {copy << 53}, key FROM keys.case_key "  # noqa: S608
                f"WHERE number IN (SELECT key FROM case_case WHERE {told})"
            )
        if table == "act":
            row = f"c.key, c.ref, case_act.number, case_act.body, '{copy:05}'"
            moved["body"] = f"(SELECT sealed_again({row}) FROM case_case c WHERE c.id = case_id)"  # noqa: S608
        moved |= {"moved_at": f"datetime(moved_at, '-{copy % 280} days')"} if table in ("case", "reader") else {}
        chosen = ", ".join(moved.get(name, f'"{name}"') for name in columns)
        where = told + (" AND case_id IS NOT NULL" if table in ("duty", "waiting", "notice") else "")
        if table == "duty_for":
            where += " AND duty_id IN (SELECT id FROM case_duty WHERE case_id IS NOT NULL)"
        names = ", ".join(f'"{name}"' for name in columns)
        known.execute(f"INSERT INTO case_{table} ({names}) SELECT {chosen} FROM case_{table} WHERE {where}")  # noqa: S608


def _sealed_again(key: bytes, ref: str, number: int, stored: bytes, copy: str) -> bytes:
    """Seal what a copied case says as the node would have."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head, nonce, sealing = stored[:1], stored[1:13], AESGCM(key)
    body = sealing.decrypt(nonce, stored[13:], f"cauce/body/v1\n{ref}\n{number}".encode())
    return head + nonce + sealing.encrypt(nonce, body, f"cauce/body/v1\n{ref}{copy}\n{number}".encode())


def _settle(known: sqlite3.Connection, opened: int) -> None:
    """Leave so many duties open: where copies are too many some are fulfilled, where too few others are opened."""
    (there,) = known.execute("SELECT COUNT(DISTINCT duty_id) FROM case_duty_for WHERE live").fetchone()
    more = "SELECT id FROM case_duty WHERE phase = 'met' AND due IS NOT NULL AND case_id IS NOT NULL ORDER BY id DESC"
    known.execute(
        f"UPDATE case_duty_for SET live = 1 WHERE duty_id IN ({more} LIMIT ?)",  # noqa: S608 - of our own
        (max(0, opened - there),),
    )
    known.execute(
        "UPDATE case_duty SET phase = 'running', met_on = NULL, met_at = '' "
        "WHERE phase = 'met' AND id IN (SELECT duty_id FROM case_duty_for WHERE live)"
    )
    known.execute(
        "UPDATE case_duty_for SET live = 0 WHERE live AND duty_id NOT IN "
        "(SELECT DISTINCT duty_id FROM case_duty_for WHERE live ORDER BY duty_id LIMIT ?)",
        (opened,),
    )
    known.execute(
        "UPDATE case_duty SET phase = 'met' WHERE phase IN ('running', 'filed', 'stopped', 'no-term') "
        "AND id NOT IN (SELECT duty_id FROM case_duty_for WHERE live)"
    )


def visit(rounds: int) -> dict[str, dict[str, float]]:
    """Ask for every page as several offices; return queries and milliseconds. Runs in a process of its own."""
    from time import perf_counter, process_time

    from cauce.node.boot import boot

    boot()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    found: dict[str, dict[str, float]] = {}
    for office in OFFICES:
        client = Client(SERVER_NAME="127.0.0.1")
        client.post("/demo/", {"office": office})
        for page in PAGES:
            client.get(page)  # the first one catches up and compiles templates
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(page)
            if answer.status_code != 200:
                raise SystemExit(f"{page} answered {answer.status_code} to {office}.")
            asked, times, work = len(queries), [], process_time()  # the next request empties the list of queries
            for _ in range(rounds):
                began = perf_counter()
                client.get(page)
                times.append(1000 * (perf_counter() - began))
            work = process_time() - work
            times.sort()
            found[f"{office} {page}"] = {
                "queries": asked,
                "processor_ms": 1000 * work / rounds,
                "median_ms": median(times),
                "p95_ms": times[int(0.95 * (len(times) - 1))],
                "kilobytes": len(answer.content) / 1000,
            }
    return found


def main() -> None:
    """Build both sizes, let them take turns, and print what each page costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--told", type=int, default=5000, help="acts told through the one way in, then copied")
    parser.add_argument("--acts", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--visit", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.visit:
        print(json.dumps(visit(options.rounds)))
        return
    with tempfile.TemporaryDirectory() as folder:
        sizes = {acts: _node(Path(folder), acts, options.told) for acts in options.acts}
        measured: dict[int, list[dict[str, dict[str, float]]]] = {acts: [] for acts in sizes}
        for _ in range(options.turns):
            for acts, env in sizes.items():
                command = [sys.executable, "-m", "bench.pages", "--visit", "--rounds", str(options.rounds)]
                done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
                measured[acts].append(json.loads(done.stdout.splitlines()[-1]))
        _report(measured)


def _node(folder: Path, acts: int, told: int) -> dict[str, str]:
    base, data = folder / "told", folder / str(acts)
    env = {**os.environ, "CAUCE_DATA": str(base), "CAUCE_DEMO": "1", "CAUCE_CLOCK": CLOCK}
    if not base.exists():
        cauce = Path(sys.executable).with_name("cauce")
        subprocess.run([str(cauce), "demo", "--acts", str(told)], env=env, check=True)
        with sqlite3.connect(base / "cauce.sqlite3") as known:
            known.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(base, data)
    print(f"  {acts:,} acts:", grow(data / "cauce.sqlite3", acts, OPEN), flush=True)
    return env | {"CAUCE_DATA": str(data)}


def _report(measured: dict[int, list[dict[str, dict[str, float]]]]) -> None:
    first, *_ = measured
    print(f"  {'page':<44}{'acts':>10}{'queries':>9}{'median':>9}{'p95':>9}{'cpu':>8}{'kB':>6}{'times':>7}")
    for page in measured[first][0]:
        base = median(turn[page]["processor_ms"] for turn in measured[first])
        for acts, turns in measured.items():
            took = {key: median(turn[page][key] for turn in turns) for key in turns[0][page]}
            print(
                f"  {page:<44}{acts:>10,}{took['queries']:>9.0f}{took['median_ms']:>9.1f}{took['p95_ms']:>9.1f}"
                f"{took['processor_ms']:>8.1f}{took['kilobytes']:>6.0f}{took['processor_ms'] / base:>7.2f}"
            )


if __name__ == "__main__":
    main()
