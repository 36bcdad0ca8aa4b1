"""The little calendar that shows how a date was counted, day by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from cauce.node.frame.dates import MONTHS, WEEKDAYS
from cauce.node.frame.words import Words, language

#: from: the day it runs from · counted · skipped: a day that does not count · due: the last day by the reading that
#: governs · other: the last day by another reading · beside: neither here nor there
Kind = Literal["from", "counted", "skipped", "due", "other", "beside"]

WEEKS_SHOWN_WHOLE = 8
WEEKS_AT_EACH_END = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """What a day was to the count: its kind, its number in the count, and why."""

    kind: Kind
    number: int | None = None
    why: Words = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the calendar."""

    day: date
    mark: Mark


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday, with the month's name where one begins; without days, a number of weeks left out."""

    cells: Sequence[Cell] = ()
    month: str = ""
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """How one date was counted (`_days.html`)."""

    caption: Words
    marks: Mapping[date, Mark]
    explanation: Sequence[Words] = field(default=())

    @property
    def weekdays(self) -> list[tuple[str, str]]:
        """The names of the days, short and whole."""
        return [(name[:2], name) for name in WEEKDAYS[language()]]

    @property
    def weeks(self) -> list[Week]:
        """The weeks from the first mark to the last; of many, the first and the last few."""
        weeks = _weeks(self.marks)
        if len(weeks) <= WEEKS_SHOWN_WHOLE:
            return weeks
        gap = Week(left_out=len(weeks) - 2 * WEEKS_AT_EACH_END)
        return [*weeks[:WEEKS_AT_EACH_END], gap, *weeks[-WEEKS_AT_EACH_END:]]

    @property
    def reasons(self) -> list[Cell]:
        """The days that were skipped, or are a last day, for a reason that is said."""
        return [Cell(day, mark) for day, mark in sorted(self.marks.items()) if mark.why]


def _weeks(marks: Mapping[date, Mark]) -> list[Week]:
    if not marks:
        return []
    monday = min(marks) - timedelta(days=min(marks).weekday())
    found: list[Week] = []
    while monday <= max(marks):
        days = [monday + timedelta(days=offset) for offset in range(7)]
        first = next((day for day in days if day.day == 1), days[0] if not found else None)
        month = MONTHS[language()][first.month - 1][:3] if first else ""
        found.append(Week([Cell(day, marks.get(day, Mark("beside"))) for day in days], month))
        monday += timedelta(days=7)
    return found
