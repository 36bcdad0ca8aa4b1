"""
Telling stories in the order of time.

A story is a generator: it yields what is done next and when, and is sent what became of it. Many stories run at
once; the engine always tells the earliest step.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from django.db import transaction

from cauce.case.errors import Refused
from cauce.node.cases import recur
from cauce.node.cases.take import Request, Taken, take

CAPITAL = ZoneInfo("America/Mexico_City")
#: acts that are committed together: the story is told in one go and nobody waits for a receipt
BATCH = 200


@dataclass(frozen=True, slots=True)
class Do:
    """A step: who does what, when."""

    at: datetime
    office: str
    act: str
    fields: Mapping[str, object] = field(default_factory=dict)
    #: the procedure it opens a case of; empty for the next act of a case that is open
    opens: str = ""
    regime: str = "mx-lsn"
    #: which of the story's cases it goes on with, by procedure; empty for the last one
    of: str = ""
    #: the law refuses it: nothing is recorded, and the story goes on
    refused: bool = False


Story = Generator[Do, Taken | None, None]


@dataclass
class _Thread:
    story: Story
    regime: str = ""
    procedure: str = ""
    #: the story's cases, by procedure
    cases: dict[str, str] = field(default_factory=dict)


_Waiting = tuple[datetime, int, _Thread, Do]


def moment(day: date, hour: int, minute: int = 0, zone: ZoneInfo = CAPITAL) -> datetime:
    """Return an instant by the clock of the capital, or of another zone."""
    return datetime.combine(day, time(hour, minute), zone).astimezone(UTC)


def tell(
    stories: Iterable[Story],
    people: Mapping[str, str],
    until: datetime,
    most: int,
    progress: Callable[[int], None] = lambda told: None,
) -> int:
    """Tell stories up to an instant or a number of acts; returns how many were told. `people`: who acts for whom."""
    order: count[int] = count()
    heap: list[_Waiting] = []
    for story in stories:
        _queue(heap, order, _Thread(story), None)
    told = 0
    while heap and told < most:
        with transaction.atomic():
            for _ in range(min(BATCH, most - told)):
                if not heap or heap[0][0] > until:
                    heap.clear()
                    break
                _, _, thread, do = heapq.heappop(heap)
                taken = _tell(thread, do, people)
                told += taken is not None
                _queue(heap, order, thread, taken)
        progress(told)
    recur.catch_up()
    return told


def _queue(heap: list[_Waiting], order: count[int], thread: _Thread, sent: Taken | None) -> None:
    try:
        do = thread.story.send(sent)
    except StopIteration:
        return
    heapq.heappush(heap, (do.at, next(order), thread, do))


def _tell(thread: _Thread, do: Do, people: Mapping[str, str]) -> Taken | None:
    if do.opens:
        thread.cases.pop(do.opens, "")
        thread.procedure, thread.regime = do.opens, do.regime
    thread.procedure = do.of or thread.procedure
    case = thread.cases.get(thread.procedure, "")
    person = people.get(do.office, "")
    try:
        taken = take(Request(thread.regime, thread.procedure, do.act, do.office, person, do.fields, case, None, do.at))
    except Refused:
        if not do.refused:  # a slip of the story, which nobody would see
            raise
        return None
    thread.cases[thread.procedure] = taken.case.ref
    return taken


def working(day: date) -> date:
    """Return the day, or the next one that is neither Saturday nor Sunday."""
    return day + timedelta({5: 2, 6: 1}.get(day.weekday(), 0))
