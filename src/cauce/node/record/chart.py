"""How the published record grew, day by day in UTC, and where the bars of its drawing stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from django.db import connection

from cauce.node.driver import execute

#: days that are shown at most and at least; today is the last
MOST, LEAST = 30, 7
#: of the drawing, which is stretched to the room that there is; whole numbers, which every language writes alike
HEIGHT, STEP, BAR = 1000, 10, 8
_LAST_BEFORE = "(SELECT size FROM record_checkpoint WHERE at < %s ORDER BY at DESC LIMIT 1)"
_QUESTION = f"SELECT {', '.join([_LAST_BEFORE] * (MOST + 1))}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day: how many entries were published, how many there were at its end, and its bar."""

    day: date
    added: int
    size: int
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Growth:
    """The days, the first one first."""

    days: Sequence[Day]

    @property
    def most(self) -> Day:
        """Return the day with most entries."""
        return max(self.days, key=lambda each: each.added)

    @property
    def added(self) -> int:
        """Return how many entries were published on all of these days."""
        return sum(each.added for each in self.days)

    @property
    def width(self) -> int:
        """Return the width of the drawing."""
        return len(self.days) * STEP


def growth(today: date) -> Growth | None:
    """Return how the record grew up to today; none if nothing was published."""
    first = today - timedelta(days=MOST - 1)
    ends = [datetime.combine(first + timedelta(days=n), time(), UTC) for n in range(MOST + 1)]
    found = execute(_QUESTION, [connection.ops.adapt_datetimefield_value(end) for end in ends]).fetchone()
    known = [int(size or 0) for size in found]
    if not known[-1]:
        return None
    begun = next(place for place, size in enumerate(known) if size)
    start = min(max(begun - 1, 0), MOST - LEAST)
    return Growth(_days(known[start:], first + timedelta(days=start)))


def _days(sizes: Sequence[int], first: date) -> list[Day]:
    added = [after - before for before, after in pairwise(sizes)]
    most, found = max(*added, 1), []
    for place, count in enumerate(added):
        height = max(count * HEIGHT // most, HEIGHT // 60) if count > 0 else 0
        day, x = first + timedelta(days=place), place * STEP + (STEP - BAR) // 2
        found.append(Day(day, count, sizes[place + 1], x, HEIGHT - height, height))
    return found
