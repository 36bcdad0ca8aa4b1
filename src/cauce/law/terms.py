"""
Terms of law: the last day on which a duty can still be met, under every reading of the text, with its reasons.

A text that says "days" and not which is counted under each reading; a text that says which needs none and gives the
one answer called "text". The civil day is the unit: who asks has already settled where the fact happened.

Source: the rules of LFPA arts. 28 to 32 (days, months, roll, extension), each named by the term and none assumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from cauce.law._answers import Counted, Role, Step, steps_of
from cauce.law._counting import Pauses, Plan, bad_term, check_day, merge_pauses, opposite
from cauce.law.calendars import Calendar
from cauce.law.errors import UnknownName

if TYPE_CHECKING:
    from cauce.law import schema

__all__ = [
    "LONGEST",
    "TEXT",
    "Calendars",
    "Counted",
    "Direction",
    "Reading",
    "Role",
    "Roll",
    "Step",
    "Term",
    "count",
    "count_all",
    "end_of_hours",
    "extend",
    "last_day",
    "plan_for",
    "reading_from",
    "term_from",
]

Direction = Literal["after", "before"]
Roll = Literal["none", "next-business-day", "previous-business-day"]
Calendars = Mapping[str, Calendar]

#: the id under which a term that needs no reading is answered
TEXT = "text"
#: the longest term of each unit: a hundred years
LONGEST = {
    "days": 36_525,
    "calendar_days": 36_525,
    "business_days": 36_525,
    "hours": 876_600,
    "weeks": 5_218,
    "months": 1_200,
    "years": 100,
    "day_of_month": 31,
}


@dataclass(frozen=True, slots=True)
class Term:
    """
    A length of time that law gives.

    Units:  a key of LONGEST; `days` alone is the unclear one and is counted under a reading.
    Errors: BadTerm, for an unknown unit or a length that is negative or above a hundred years.
    """

    unit: str
    amount: int
    first_day_counted: bool = False
    calendar: str | None = None
    roll: Roll = "none"
    missing_day: Literal["last-of-month", "first-of-next"] = "last-of-month"
    at_least_business_days: int = 0

    def __post_init__(self) -> None:
        if self.unit not in LONGEST:
            raise bad_term(f"there is no unit {self.unit}", f"no existe la unidad {self.unit}")
        least, most = (1 if self.unit == "day_of_month" else 0), LONGEST[self.unit]
        if isinstance(self.amount, bool) or not isinstance(self.amount, int) or not least <= self.amount <= most:
            raise bad_term(
                f"its length must be a whole number from {least} to {most}",
                f"su duración debe ser un número entero de {least} a {most}",
            )

    @property
    def unclear(self) -> bool:
        """Say whether the text leaves open which days count, so that readings differ."""
        return self.unit == "days"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an unclear term: which days count, by which calendar, and what a closed last day does."""

    id: str
    count: Literal["calendar", "business"]
    calendar: str | None = None
    roll: Roll = "none"


def plan_for(term: Term, reading: Reading | None, calendars: Calendars, direction: Direction = "after") -> Plan:
    """
    Put a term, a reading and a calendar together.

    Errors: BadTerm, for hours, for an unclear term without a reading or a closed-day rule without a calendar;
    UnknownName, for a calendar that is not among `calendars`.
    """
    unit, amount, named, roll = term.unit, term.amount, term.calendar, str(term.roll)
    if unit == "hours":
        raise bad_term("hours run from a moment, not from a day", "las horas corren desde un momento, no desde un día")
    if unit == "day_of_month" and direction == "before":
        raise bad_term("a day of the next month lies ahead", "un día del mes siguiente no se cuenta hacia atrás")
    if unit == "days":
        if reading is None:
            raise bad_term("it says days and not which", "dice días y no cuáles")
        named = reading.calendar or named
        roll = roll if roll != "none" else reading.roll
        unit = "business_days" if reading.count == "business" else "days"
    elif unit in ("weeks", "years"):
        unit, amount = ("days", amount * 7) if unit == "weeks" else ("months", amount * 12)
    if unit == "calendar_days":
        unit = "days"
    needs = unit == "business_days" or roll != "none" or bool(term.at_least_business_days)
    if named is None and needs:
        raise bad_term("it needs a calendar and names none", "necesita un calendario y no señala ninguno")
    return Plan(
        unit=unit,
        amount=amount,
        first_day_counted=term.first_day_counted,
        back=direction == "before",
        roll=opposite(roll) if direction == "before" else roll,
        first_of_next=term.missing_day == "first-of-next",
        calendar=_find(named, calendars) if needs else None,
        least=term.at_least_business_days,
    )


def _find(name: str | None, calendars: Calendars) -> Calendar:
    if name is None or name not in calendars:
        known = ", ".join(sorted(calendars)) or "–"
        raise UnknownName(kind_en="calendar", kind_es="calendario", name=name, known=known)
    return calendars[name]


def last_day(
    term: Term,
    start: date,
    reading: Reading | None,
    calendars: Calendars,
    direction: Direction = "after",
    pauses: Sequence[tuple[date, date]] = (),
) -> date:
    """Return the last day alone; the same as `count(...).last_day`, quicker."""
    plan = plan_for(term, reading, calendars, direction)
    return date.fromordinal(plan.last(_ordinal(start), _checked_pauses(pauses, direction)))


def count(
    term: Term,
    start: date,
    reading: Reading | None,
    calendars: Calendars,
    direction: Direction = "after",
    pauses: Sequence[tuple[date, date]] = (),
) -> Counted:
    """
    Count a term from a day and give the reasons.

    Direction: `after` gives the last day of a term that follows `start`; `before` the latest day on which an act still
    leaves the whole term before `start`, which is not counted either (15 days before the 23rd is the 8th).
    Pauses: pairs of the day on which the clock stops and the day on which it runs again. It stands on the day it
    stops and counts again on the day it resumes. Months grow by the days that the clock stood within them. A clock
    that has not resumed has no last day: ask before the stop, or not at all.
    Errors: BadTerm, CalendarGap, UnknownName.
    """
    plan = plan_for(term, reading, calendars, direction)
    halted, first = _checked_pauses(pauses, direction), _ordinal(start)
    nominal = plan.nominal(first, halted)
    last = plan.last_from(first, nominal, halted)
    return Counted(
        reading=reading.id if reading is not None and term.unclear else TEXT,
        start=start,
        last_day=date.fromordinal(last),
        nominal=date.fromordinal(nominal),
        steps=steps_of(plan, first, nominal, last, halted),
        calendar=plan.calendar.id if plan.calendar else None,
        fingerprint=plan.calendar.fingerprint if plan.calendar else None,
    )


def count_all(
    term: Term,
    start: date,
    readings: Iterable[Reading],
    calendars: Calendars,
    direction: Direction = "after",
    pauses: Sequence[tuple[date, date]] = (),
) -> dict[str, Counted]:
    """Count under every reading, by id; a term that the text makes clear has the one answer `text`."""
    if not term.unclear:
        return {TEXT: count(term, start, None, calendars, direction, pauses)}
    return {each.id: count(term, start, each, calendars, direction, pauses) for each in readings}


def extend(counted: Counted, extra: Term, reading: Reading | None, calendars: Calendars) -> Counted:
    """Lengthen a counted term: `extra` runs from the day after its last day."""
    more = count(extra, counted.last_day, reading, calendars)
    length = sum(1 for step in counted.steps if step.number)
    kept = [replace(step, role="counted") if step.role == "due" else step for step in counted.steps]
    added = [
        replace(step, number=step.number + length) if step.number else step
        for step in more.steps
        if step.day > counted.last_day
    ]
    return replace(
        more, reading=counted.reading, start=counted.start, steps=(*kept, *added), extended_from=counted.last_day
    )


def end_of_hours(term: Term, moment: datetime, direction: Direction = "after") -> datetime:
    """
    Return the last moment of a term in hours, in the zone of `moment`; hours elapse, whatever clocks are set to.

    Errors: BadTerm, for another unit or a moment without a zone.
    """
    if term.unit != "hours":
        raise bad_term("it is not a term in hours", "no es un plazo en horas")
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise bad_term("the moment has no time zone", "el momento no tiene huso horario")
    check_day(moment.toordinal())
    hours = timedelta(hours=term.amount if direction == "after" else -term.amount)
    return (moment.astimezone(UTC) + hours).astimezone(moment.tzinfo)


def _checked_pauses(pauses: Sequence[tuple[date, date]], direction: Direction) -> Pauses:
    if pauses and direction == "before":
        raise bad_term("a term counted back has no clock to stop", "un plazo hacia atrás no tiene reloj que suspender")
    return merge_pauses(pauses)


def _ordinal(day: date) -> int:
    if isinstance(day, datetime):
        raise bad_term("it runs from a civil day, not from a moment", "corre desde un día civil, no desde un momento")
    return day.toordinal()


def term_from(model: schema.Term, amount: int) -> Term:
    """Return the term that a pack declares; `amount` is its length, or what a parameter gives for it."""
    return Term(
        unit=model.unit,
        amount=amount,
        first_day_counted=model.first_day == "counted",
        calendar=model.calendar,
        roll=model.roll,
        missing_day=model.missing_day,
        at_least_business_days=model.at_least_business_days or 0,
    )


def reading_from(id_: str, model: schema.Reading) -> Reading:
    """Return the reading that a pack declares."""
    return Reading(id_, model.count, model.calendar, model.roll)
