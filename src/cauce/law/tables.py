"""
Tables of last days: a term under a reading and a calendar, answered once for every day of a span.

A table costs at most one count a day and then answers millions of starts by looking up. Tables are kept by the
fingerprint of their calendar: when a holiday changes, new ones are made and the old answers can still be given.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cauce.law._counting import Plan
from cauce.law.calendars import Calendar
from cauce.law.errors import CalendarGap
from cauce.law.terms import TEXT, Calendars, Direction, Reading, Term, plan_for

#: numpy counts days from 1970-01-01, date.toordinal from 0001-01-01
EPOCH = date(1970, 1, 1).toordinal()
#: the span of a table that no calendar bounds
SPAN = (date(1990, 1, 1), date(2040, 12, 31))


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The last day for each start from `first` on, as ordinals (date.toordinal)."""

    first: int
    last_days: array[int]
    calendar: Calendar | None
    _arrays: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    @property
    def fingerprint(self) -> str | None:
        """Return the fingerprint of the calendar that the answers rest on."""
        return self.calendar.fingerprint if self.calendar else None

    def last_day(self, start: int) -> int:
        """Return one last day. Errors: CalendarGap, if the span has no answer for the start."""
        index = start - self.first
        if not 0 <= index < len(self.last_days):
            raise self._gap(start)
        return self.last_days[index]

    def take(self, starts: Any) -> Any:
        """
        Return the last days for many starts.

        Shape:  a numpy array of ordinals or of datetime64[D] gives an array of its kind; any other iterable of
                ordinals gives an array('i').
        Errors: CalendarGap, if the span has no answer for one of them.
        """
        if type(starts).__module__ == "numpy":
            return self._take_numpy(starts)
        return array("i", map(self.last_day, starts))

    def _take_numpy(self, starts: Any) -> Any:
        offset, kind = (EPOCH, "dated") if starts.dtype.kind == "M" else (0, "ordinal")
        days = starts.astype("datetime64[D]", copy=False).view("int64") if offset else starts
        if days.size:
            self.last_day(int(days.min()) + offset)
            self.last_day(int(days.max()) + offset)
        zero, answers = self._numpy(kind, offset)
        return answers[days - zero if zero else days]

    def _numpy(self, kind: str, offset: int) -> tuple[int, Any]:
        """Return the answers as an array with the day that has index 0: day 0 itself if it can, to spare a copy."""
        if kind not in self._arrays:
            import numpy  # an extra: only who works with arrays needs it

            first = self.first - offset
            zero = min(0, first)
            answers = numpy.zeros(first - zero + len(self.last_days), dtype="int64")  # unused pages cost nothing
            answers[first - zero :] = numpy.asarray(self.last_days, dtype="int64") - offset
            self._arrays[kind] = zero, answers.view("datetime64[D]") if offset else answers
        found: tuple[int, Any] = self._arrays[kind]
        return found

    def _gap(self, start: int) -> CalendarGap:
        first, last = (self.calendar.first, self.calendar.last) if self.calendar else SPAN
        day = date.fromordinal(max(1, min(start, date.max.toordinal())))
        return CalendarGap(calendar=self.calendar.id if self.calendar else TEXT, day=day, first=first, last=last)


def build_table(plan: Plan) -> Table:
    """Answer a plan for every day that its calendar covers and has an answer for, in time that grows with the span."""
    if plan.lists_days and not plan.back and plan.amount and not plan.least:
        if plan.unit == "business_days" and plan.calendar:  # an open day: no roll moves it
            first = plan.calendar.first.toordinal() + plan.first_day_counted
            return Table(first, plan.calendar.nth_open_after_each(plan.amount), plan.calendar)
        if plan.roll == "next-business-day" and plan.calendar:
            length = plan.amount - plan.first_day_counted
            return Table(plan.calendar.first.toordinal(), plan.calendar.next_open_each()[length:], plan.calendar)
    return _table_day_by_day(plan)


def _table_day_by_day(plan: Plan) -> Table:
    first, last = (plan.calendar.first, plan.calendar.last) if plan.calendar else SPAN
    answered, answers = 0, array("i")
    for day in range(first.toordinal(), last.toordinal() + 1):
        try:
            answers.append(plan.last(day))
        except CalendarGap:  # the first days of a term counted back, the last ones of any other
            continue
        answered = answered or day
    return Table(answered, answers, plan.calendar)


class Tables:
    """Tables made when first asked for, and kept: a changed calendar adds tables and takes none away."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Term, Direction, Reading | None, str | None], Table] = {}

    def table(self, term: Term, reading: Reading | None, calendars: Calendars, direction: Direction = "after") -> Table:
        """Return the table of a term under a reading, by the calendar as it now stands."""
        plan = plan_for(term, reading, calendars, direction)
        key = (term, direction, reading, plan.calendar.fingerprint if plan.calendar else None)
        if key not in self._kept:
            self._kept[key] = build_table(plan)
        return self._kept[key]

    def last_days(
        self,
        starts: Any,
        term: Term,
        readings: Iterable[Reading],
        calendars: Calendars,
        direction: Direction = "after",
    ) -> dict[str, Any]:
        """Return the last days of many starts under every reading, by id; `text` alone for a clear term."""
        if not term.unclear:
            return {TEXT: self.table(term, None, calendars, direction).take(starts)}
        return {each.id: self.table(term, each, calendars, direction).take(starts) for each in readings}
