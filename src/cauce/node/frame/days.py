"""The little calendar that shows how a date was counted, day by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from cauce.node.frame.dates import MONTHS, WEEKDAYS
from cauce.node.frame.words import Both, Words, language, pick

#: from: the day it runs from · counted · skipped: a day that does not count · due: the last day by the reading that
#: governs · other: the last day by another reading · beside: neither here nor there
Kind = Literal["from", "counted", "skipped", "due", "other", "beside"]

KINDS: dict[Kind, Both] = {
    "from": Both("runs from here", "corre desde aquí"),
    "counted": Both("counts", "cuenta"),
    "skipped": Both("does not count", "no cuenta"),
    "due": Both("last day", "último día"),
    "other": Both("last day by another reading", "último día según otra lectura"),
}
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

    @property
    def words(self) -> str:
        """What it was to the count, for whoever does not see the colour; nothing of a day beside it."""
        return pick(KINDS[self.mark.kind]) if self.mark.kind in KINDS else ""


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
        after = weeks[-WEEKS_AT_EACH_END:]
        after[0] = replace(after[0], month=after[0].month or _month(after[0].cells[0].day))
        return [*weeks[:WEEKS_AT_EACH_END], gap, *after]

    @property
    def key(self) -> list[tuple[Kind, str]]:
        """The kinds of day that the calendar has, each with its words."""
        found = {mark.kind for mark in self.marks.values()}
        return [(kind, pick(words)) for kind, words in KINDS.items() if kind in found]

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
        cells = [Cell(day, marks.get(day, Mark("beside"))) for day in days]
        found.append(Week(cells, _month(first) if first else ""))
        monday += timedelta(days=7)
    return found


def _month(day: date) -> str:
    return MONTHS[language()][day.month - 1][:3]
