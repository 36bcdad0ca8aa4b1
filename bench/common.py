"""
What the measurements share: rounds in which the peers take turns, medians, a table, a line of JSON.

The same loop moves by 40 % from one run to the next on a shared machine, so rates are compared only within one run,
where every round measures every peer once.
"""

from __future__ import annotations

import gc
import json
import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median
from time import perf_counter
from typing import Any

Work = Callable[[], object]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Measured:
    """What one peer did: units of work in each round, and the seconds that each round took."""

    units: int
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """Return the median round, in seconds."""
        return median(self.seconds)

    @property
    def rate(self) -> float:
        """Return units in a second, by the median round."""
        return self.units / self.median

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"units": self.units, "median_seconds": self.median, "per_second": self.rate, "rounds": self.seconds}


def timed(work: Callable[[], Any], clock: Clock = perf_counter) -> tuple[float, Any]:
    """Return seconds and result."""
    began = clock()
    result = work()
    return clock() - began, result


def interleaved(peers: Mapping[str, tuple[int, Work]], rounds: int, clock: Clock = perf_counter) -> dict[str, Measured]:
    """
    Measure peers in turn, one after the other in every round, after one round that warms up and does not count.

    `process_time` as the clock leaves out what other programs take, where a peer waits for nothing.
    What was there before is taken out of the collector's sight, for every peer alike; it stays switched on.
    """
    found: dict[str, list[float]] = {name: [] for name in peers}
    for number in range(rounds + 1):
        for name, (_, work) in peers.items():
            gc.collect()
            gc.freeze()
            seconds = timed(work, clock)[0]
            if number:
                found[name].append(seconds)
    gc.unfreeze()
    return {name: Measured(units, tuple(found[name])) for name, (units, _) in peers.items()}


def table(measured: Mapping[str, Measured], unit: str, first: str) -> str:
    """Return a table of rates; the last column says how many times the rate of each the one named `first` has."""
    width = max(map(len, measured))
    lines = [f"  {'':<{width}}  {unit:>10}  {'seconds':>9}  {'per second':>12}  {'times':>7}"]
    for name, each in measured.items():
        times = measured[first].rate / each.rate
        lines.append(f"  {name:<{width}}  {each.units:>10,}  {each.median:>9.4f}  {each.rate:>12,.0f}  {times:>7.1f}")
    return "\n".join(lines)


def line(bench: str, packages: tuple[str, ...], **found: Any) -> str:
    """Return one line of JSON with the versions of what was measured."""
    versions = {"python": platform.python_version()} | {name: version(name) for name in packages}
    return json.dumps({"bench": bench, **versions, **found})
