"""
A whole log audited by `cauce record audit`: the time and the memory of the program at two sizes.

Beside it stands a program that opens pymerkle's SQLite store and computes the root from the leaf hashes stored there:
less than an audit, for it hashes no entry and compares nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench._record_logs import VKEY, write_log, write_peer

SIZES = (100_000, 1_000_000)
_ROOT = "import sys, pymerkle; pymerkle.SqliteTree(sys.argv[1]).get_root()"

_STARTER = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
status = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
seconds, used = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([status, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


@dataclass(frozen=True, slots=True)
class Used:
    """What one run of a program took."""

    seconds: float
    processor: float
    #: at most, at any moment
    megabytes: float


def measure(folder: Path, rounds: int, share: float) -> dict[str, object]:
    """Write logs, let the programs take turns, print what each took, and return it."""
    commands: dict[str, list[str]] = {}
    for size in SIZES:
        count = max(1_000, round(size * share))
        log, peer = folder / f"log-{size}", folder / f"peer-{size}.sqlite3"
        write_log(log, count)
        write_peer(peer, count).close()
        cauce = str(Path(sys.executable).with_name("cauce"))
        commands[f"cauce record audit, {count:,}"] = [cauce, "record", "audit", str(log), "--key", VKEY]
        commands[f"pymerkle's root, {count:,}"] = [sys.executable, "-c", _ROOT, str(peer)]
    runs: dict[str, list[Used]] = {name: [] for name in commands}
    for _ in range(max(2, rounds // 2)):
        for name, command in commands.items():
            runs[name].append(run(command))
    found = {name: _middle(each) for name, each in runs.items()}
    for name, used in found.items():
        print(
            f"  {name:<32} {used.seconds:7.2f} s, {used.processor:7.2f} s of processor time, "
            f"at most {used.megabytes:6.1f} MB"
        )
    return {"audits": {name: [used.seconds, used.processor, used.megabytes] for name, used in found.items()}}


def run(command: list[str]) -> Used:
    """Run a program to its end; what it prints goes nowhere."""
    # Started from a small program: what starts another counts into the memory of the other. Modules that the first run
    # compiled are kept for the next ones, as in every installation.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    starter = [sys.executable, "-c", _STARTER, *command]
    told = subprocess.run(starter, capture_output=True, text=True, check=True, env=env).stdout
    status, *used = json.loads(told)
    if status:
        raise SystemExit(f"{' '.join(command[:3])} failed: nothing was measured.")
    return Used(*used)


def _middle(runs: list[Used]) -> Used:
    return Used(*(median(getattr(used, name) for used in runs) for name in Used.__slots__))
