"""
Last days in bulk: Cauce's tables beside numpy.busday_offset and a loop over the `holidays` package.

Run `python -m bench.terms`. Every peer answers the same starts (random days from 1993 to 2035, three days, the four
Mexican readings) on the same closed days, in turn within each round, and the answers must be equal. Medians are told.
The loop is too slow for a million starts: it runs on a sample, and its rate, not its time, is compared.
"""

from __future__ import annotations

import argparse
import json
import platform
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import holidays
import numpy as np

import cauce
from bench.common import timed
from cauce.law.calendars import Calendar, Change, Closure, calendar_from
from cauce.law.schema import CalendarFile
from cauce.law.tables import Tables
from cauce.law.terms import Reading, Term
from cauce.law.yaml12 import read_yaml

FOLDER = Path(cauce.__file__).parent / "packs" / "mx" / "calendars"
THREE_DAYS = Term("days", 3)
READINGS = (
    Reading("strict", "calendar"),
    Reading("rolled", "calendar", "mx-labour", "next-business-day"),
    Reading("labour", "business", "mx-labour"),
    Reading("administrative", "business", "mx-administrative"),
)
FIRST, LAST = date(1993, 1, 1), date(2035, 12, 31)


def shipped_calendars() -> dict[str, Calendar]:
    """Read the two Mexican calendars."""
    found = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        node, troubles = read_yaml(path, path.name)
        assert node is not None, troubles
        calendar = calendar_from(CalendarFile.model_validate(node.plain()))
        found[calendar.id] = calendar
    return found


def closed_days(calendar: Calendar) -> list[date]:
    """List the closed days of a calendar that are no weekend."""
    span = (calendar.last - calendar.first).days
    days = (calendar.first + timedelta(number) for number in range(span + 1))
    return [day for day in days if day.weekday() < 5 and not calendar.is_open(day)]


def random_starts(size: int) -> Any:
    """Draw starts as numpy dates, the same ones on every run."""
    drawn = np.random.default_rng(2020).integers(0, (LAST - FIRST).days + 1, size)
    return np.datetime64(FIRST) + drawn.astype("timedelta64[D]")


def by_numpy(starts: Any, lists: dict[str, Any]) -> dict[str, Any]:
    """Answer with numpy's own business days."""
    labour, administrative = lists["mx-labour"], lists["mx-administrative"]
    strict = starts + np.timedelta64(3, "D")
    return {
        "strict": strict,
        "rolled": np.busday_offset(strict, 0, roll="forward", busdaycal=labour),
        "labour": np.busday_offset(starts, 3, roll="backward", busdaycal=labour),
        "administrative": np.busday_offset(starts, 3, roll="backward", busdaycal=administrative),
    }


def by_holidays(starts: list[date], lists: dict[str, holidays.HolidayBase]) -> dict[str, list[date]]:
    """Answer with a loop that asks the holidays package whether each day is a working day."""
    labour, administrative = lists["mx-labour"], lists["mx-administrative"]
    one = timedelta(1)

    def rolled(day: date) -> date:
        while not labour.is_working_day(day):
            day += one
        return day

    strict = [day + timedelta(3) for day in starts]
    return {
        "strict": strict,
        "rolled": [rolled(day) for day in strict],
        "labour": [labour.get_nth_working_day(day, 3) for day in starts],
        "administrative": [administrative.get_nth_working_day(day, 3) for day in starts],
    }


def same(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    """Stop the measurement if a single answer differs."""
    for id_, answers in theirs.items():
        if not np.array_equal(ours[id_], np.array(answers, dtype="datetime64[D]")):
            raise SystemExit(f"The answers under the reading {id_} differ: nothing was measured.")


def against_peers(size: int, sample: int, rounds: int, calendars: dict[str, Calendar]) -> dict[str, float]:
    """Measure the three in turn and return medians in seconds, with the rates."""
    tables, starts, few = Tables(), random_starts(size), random_starts(sample)
    first, ours = timed(lambda: tables.last_days(starts, THREE_DAYS, READINGS, calendars))
    closed = {id_: closed_days(calendar) for id_, calendar in calendars.items()}
    numpy_lists = {id_: np.busdaycalendar(holidays=days) for id_, days in closed.items()}
    holiday_lists = {id_: holidays.HolidayBase() for id_ in closed}
    for id_, days in closed.items():
        holiday_lists[id_].update(dict.fromkeys(days, "closed"))
    listed = few.tolist()
    same(ours, by_numpy(starts, numpy_lists))
    same(tables.last_days(few, THREE_DAYS, READINGS, calendars), by_holidays(listed, holiday_lists))
    times: dict[str, list[float]] = {"cauce": [], "numpy": [], "holidays": []}
    for _ in range(rounds):
        times["cauce"].append(timed(lambda: tables.last_days(starts, THREE_DAYS, READINGS, calendars))[0])
        times["numpy"].append(timed(lambda: by_numpy(starts, numpy_lists))[0])
        times["holidays"].append(timed(lambda: by_holidays(listed, holiday_lists))[0])
    seconds = {name: median(found) for name, found in times.items()}
    rate = {name: (sample if name == "holidays" else size) * 4 / took for name, took in seconds.items()}
    return {
        "first_seconds": first,
        **{f"{name}_seconds": took for name, took in seconds.items()},
        **{f"{name}_per_second": found for name, found in rate.items()},
        "times_numpy": rate["cauce"] / rate["numpy"],
        "times_holidays": rate["cauce"] / rate["holidays"],
        "times_numpy_tables_included": seconds["numpy"] / first,
    }


def changed_holiday(size: int, rounds: int, calendars: dict[str, Calendar]) -> dict[str, float]:
    """Close one day, count every open duty again under the new calendars, and find which moved; old tables stay."""
    starts = random_starts(size)
    plain = starts.astype("datetime64[D]").astype("int64") + date(1970, 1, 1).toordinal()
    shut, moved, arrays, lists = date(2024, 10, 2), 0, [], []
    change = Change(shut, shut, "closed", Closure("bench", {"en": "Closed", "es": "Cerrado"}))

    def again(tables: Tables, asked: Any) -> Any:
        new = {id_: calendar.with_changes([change]) for id_, calendar in calendars.items()}
        return tables.last_days(asked, THREE_DAYS, READINGS, new)

    for _ in range(rounds):
        tables = Tables()
        old = tables.last_days(starts, THREE_DAYS, READINGS, calendars)
        took, new = timed(lambda tables=tables: again(tables, starts))
        arrays.append(took)
        moved = sum(int((old[id_] != new[id_]).sum()) for id_ in old)
        same(old, tables.last_days(starts, THREE_DAYS, READINGS, calendars))  # the old answers are still there
        ordinals = plain.tolist()
        lists.append(timed(lambda ordinals=ordinals: again(Tables(), ordinals))[0])
    return {"numpy_arrays_seconds": median(arrays), "plain_python_seconds": median(lists), "answers_moved": moved}


def growth(largest: int, rounds: int, calendars: dict[str, Calendar]) -> dict[str, float]:
    """Return nanoseconds an answer for ten times more starts each time, tables made already."""
    tables, found, size = Tables(), {}, 10_000
    while size <= largest:
        starts = random_starts(size)
        tables.last_days(starts, THREE_DAYS, READINGS, calendars)
        times = [
            timed(lambda starts=starts: tables.last_days(starts, THREE_DAYS, READINGS, calendars))[0]
            for _ in range(rounds)
        ]
        found[str(size)] = median(times) / size / 4 * 1e9
        size *= 10
    return found


def main() -> None:
    """Measure, print a small table, and the same as one line of JSON."""
    parser = argparse.ArgumentParser(description="Measure last days in bulk.")
    parser.add_argument("--size", type=int, default=1_000_000, help="starts (default one million)")
    parser.add_argument("--sample", type=int, default=5_000, help="starts for the slow loop")
    parser.add_argument("--largest", type=int, default=10_000_000, help="starts of the last step of growth")
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    calendars = shipped_calendars()
    peers = against_peers(asked.size, asked.sample, asked.rounds, calendars)
    change = changed_holiday(asked.size, asked.rounds, calendars)
    grown = growth(asked.largest, asked.rounds, calendars)
    print(f"{asked.size:,} starts x 4 readings, medians of {asked.rounds} interleaved rounds")
    for name, note in (("cauce", "tables made"), ("numpy", "busday_offset"), ("holidays", f"{asked.sample:,} starts")):
        print(f"  {name:<9} {peers[f'{name}_seconds']:9.4f} s  {peers[f'{name}_per_second'] / 1e6:9.3f} M/s  ({note})")
    print(
        f"  first time, making the tables included: {peers['first_seconds']:.4f} s, "
        f"{peers['times_numpy_tables_included']:.1f} times numpy"
    )
    print(f"  {peers['times_numpy']:.1f} times numpy.busday_offset, {peers['times_holidays']:.0f} times the loop")
    print(f"  a changed holiday, {asked.size:,} open duties, {change['answers_moved']:,} answers moved:")
    print(
        f"    {change['numpy_arrays_seconds']:.3f} s in arrays, {change['plain_python_seconds']:.3f} s in plain Python"
    )
    print("  ns an answer: " + ", ".join(f"{int(size):,} starts {took:.1f}" for size, took in grown.items()))
    where = {"python": platform.python_version(), "numpy": np.__version__, "holidays": holidays.__version__}
    print(json.dumps({"bench": "terms", **where, "peers": peers, "changed_holiday": change, "growth_ns": grown}))


if __name__ == "__main__":
    main()
