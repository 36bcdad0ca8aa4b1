"""
How a term is counted, in ordinals and without words: the arithmetic under `cauce.law.terms`.

A Plan is a term, a reading and a calendar put together and checked once; it then answers for any number of days.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cauce.law.calendars import Calendar
from cauce.law.errors import BadTerm

#: merged, ascending, half-open: the clock stands from the first day to the day before the second
Pauses = tuple[tuple[int, int], ...]

EARLIEST = date(1900, 1, 1).toordinal()
LATEST = date(2199, 12, 31).toordinal()
_OPPOSITE = {"none": "none", "next-business-day": "previous-business-day", "previous-business-day": "next-business-day"}


@dataclass(frozen=True, slots=True)
class Plan:
    """
    One way to count one term.

    `unit` is days, business_days, months or day_of_month: weeks are days, years are months. `roll` is already turned
    round for a term that counts back, since moving its end forward would leave less time than the law asks for.
    """

    unit: str
    amount: int
    first_day_counted: bool
    back: bool
    roll: str
    first_of_next: bool
    calendar: Calendar | None
    #: the fewest open days that the term holds
    least: int = 0

    @property
    def lists_days(self) -> bool:
        """Say whether single days are counted, as against whole months."""
        return self.unit in ("days", "business_days")

    def countable(self, day: int) -> bool:
        """Say whether a day that is not paused counts."""
        return self.unit != "business_days" or self._required.next_open(day) == day

    def nominal(self, start: int, pauses: Pauses = ()) -> int:
        """Return the day on which the count ends, before any roll."""
        check_day(start)
        end = self._end(start, 0)
        first, extra = start + (not self.first_day_counted), 0
        for stop, resume in pauses:
            if stop > end:
                break
            if resume > max(stop, first):
                extra += self._weight(max(stop, first), resume)
                end = self._end(start, extra)
        return end

    def rolled(self, nominal: int, pauses: Pauses = ()) -> int:
        """Return the last day for a count that ended on `nominal`: an open day on which the clock does not stand."""
        if self.roll == "none":
            return nominal
        if self.roll == "previous-business-day":
            return self._required.previous_open(nominal)
        day = self._required.next_open(nominal)
        while (resume := resume_of(day, pauses)) is not None:
            day = self._required.next_open(resume)
        return day

    def last(self, start: int, pauses: Pauses = ()) -> int:
        """Return the last day."""
        return self.last_from(start, self.nominal(start, pauses), pauses)

    def last_from(self, start: int, nominal: int, pauses: Pauses = ()) -> int:
        """Return the last day of a count from `start` to `nominal`: rolled, and holding its open days."""
        last = self.rolled(nominal, pauses)
        if not self.least:
            return last
        if self.back:
            return min(last, self._required.nth_open_before(start + self.first_day_counted, self.least))
        day = start - self.first_day_counted
        for _ in range(self.least):
            day = self._required.next_open(day + 1)
            while (resume := resume_of(day, pauses)) is not None:
                day = self._required.next_open(resume)
        return max(last, day)

    @property
    def _required(self) -> Calendar:
        if self.calendar is None:
            raise bad_term("it needs a calendar and names none", "necesita un calendario y no señala ninguno")
        return self.calendar

    def _weight(self, first: int, after: int) -> int:
        """Count the days from `first` to the day before `after` that would have counted."""
        if self.unit != "business_days":
            return after - first
        return self._required.open_up_to(after - 1) - self._required.open_up_to(first - 1)

    def _end(self, start: int, extra: int) -> int:
        amount = self.amount + extra
        if self.unit == "business_days":
            return self._business_end(start, amount)
        if self.unit == "days":
            length = max(0, amount - self.first_day_counted)
            return start - length if self.back else start + length
        if self.unit == "day_of_month":
            return _day_of_next_month(date.fromordinal(start), self.amount) + extra
        return self._months_end(date.fromordinal(start)) + extra

    def _business_end(self, start: int, amount: int) -> int:
        calendar = self._required
        if self.back:
            return (
                calendar.nth_open_before(start + self.first_day_counted, amount)
                if amount
                else calendar.previous_open(start)
            )
        return calendar.nth_open_after(start - self.first_day_counted, amount) if amount else calendar.next_open(start)

    def _months_end(self, start: date) -> int:
        """
        Return the day of the same number so many months on; the day before it, if the first day is counted.

        A month without that day ends the term on its own last day, or on the first of the next. Counted back, always
        on its last day: the first of the next month would leave less than the law asks for.
        """
        months = start.year * 12 + start.month - 1 + (-self.amount if self.back else self.amount)
        year, month = months // 12, months % 12 + 1
        length = monthrange(year, month)[1]
        before = 1 if self.first_day_counted and not self.back and self.amount else 0
        number = start.day - before
        if number <= length:
            return date(year, month, 1).toordinal() + number - 1
        past = 1 if self.first_of_next and not self.back else 0
        return date(year, month, length).toordinal() + past


def _day_of_next_month(start: date, number: int) -> int:
    year, month = start.year + start.month // 12, start.month % 12 + 1
    return date(year, month, min(number, monthrange(year, month)[1])).toordinal()


def opposite(roll: str) -> str:
    """Return the roll that a term counted back needs."""
    return _OPPOSITE[roll]


def merge_pauses(pauses: Sequence[tuple[date, date]]) -> Pauses:
    """Order pauses and join those that touch. Errors: BadTerm, if one ends before it begins or lies out of range."""
    merged: list[tuple[int, int]] = []
    for stop, resume in sorted((stop.toordinal(), resume.toordinal()) for stop, resume in pauses):
        check_day(stop)
        check_day(resume)
        if resume < stop:
            raise bad_term("a pause ends before it begins", "una suspensión termina antes de empezar")
        if merged and stop <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], resume))
        elif resume > stop:
            merged.append((stop, resume))
    return tuple(merged)


def resume_of(day: int, pauses: Pauses) -> int | None:
    """Return the day on which the clock runs again, if it stands on `day`."""
    index = bisect_right(pauses, (day, LATEST * 2)) - 1
    return pauses[index][1] if index >= 0 and pauses[index][0] <= day < pauses[index][1] else None


def check_day(day: int) -> None:
    """Errors: BadTerm, for a day outside 1900 to 2199."""
    if not EARLIEST <= day <= LATEST:
        raise bad_term("the day lies outside the years 1900 to 2199", "el día está fuera de los años 1900 a 2199")


def bad_term(why_en: str, why_es: str) -> BadTerm:
    """Return the error for a term that cannot be counted."""
    return BadTerm(why_en=why_en, why_es=why_es)
