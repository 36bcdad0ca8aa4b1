"""The answer to a count: the last day, and each day on the way with what it was and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from cauce.law._counting import Pauses, Plan, resume_of
from cauce.law.calendars import Closure

Role = Literal["from", "counted", "skipped", "paused", "rolled", "due"]


@dataclass(frozen=True, slots=True)
class Step:
    """
    One day of a count.

    Roles: `from` the day it runs from; `counted`; `skipped` closed, passed over; `paused` the clock stood; `rolled`
    counted as the last one but closed, so that the term moves on; `due` the last day.
    `number` says which day of the term it is, if it is one.
    """

    day: date
    role: Role
    why: tuple[Closure, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """
    A last day with its reasons.

    `steps` runs from the earliest day to the latest. A term in months lists only its ends, since every day counts.
    """

    reading: str
    start: date
    last_day: date
    nominal: date
    steps: tuple[Step, ...]
    calendar: str | None
    fingerprint: str | None
    extended_from: date | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the answer as plain data, days in ISO form."""
        rolled = self.nominal != self.last_day
        return {
            "reading": self.reading,
            "start": self.start.isoformat(),
            "last_day": self.last_day.isoformat(),
            "counted": [step.day.isoformat() for step in self.steps if step.number],
            "skipped": [_day_and_why(step) for step in self.steps if step.role == "skipped"],
            "paused": [step.day.isoformat() for step in self.steps if step.role == "paused"],
            "rolled_from": self.nominal.isoformat() if rolled else None,
            "rolled_why": [why.to_json() for step in self.steps if step.role == "rolled" for why in step.why],
            "extended_from": self.extended_from.isoformat() if self.extended_from else None,
            "calendar": self.calendar,
            "fingerprint": self.fingerprint,
        }


def _day_and_why(step: Step) -> dict[str, Any]:
    return {"day": step.day.isoformat(), "why": [why.to_json() for why in step.why]}


@lru_cache(maxsize=2048)  # what falls due on one day was mostly counted from one day
def steps_of(plan: Plan, start: int, nominal: int, last: int, pauses: Pauses) -> tuple[Step, ...]:
    """Name every day of a count in ordinals; `nominal` is where it ended and `last` where it rolled to."""
    numbers = _numbers(plan, start, nominal, pauses)
    low, high = min(start, nominal, last), max(start, nominal, last)
    days: Iterable[int] = range(low, high + 1)
    if not plan.lists_days:
        days = sorted({start, *range(min(nominal, last), max(nominal, last) + 1), *_halted(low, high, pauses)})
    return tuple(_step(plan, day, start, nominal, last, pauses, numbers) for day in days)


def _numbers(plan: Plan, start: int, nominal: int, pauses: Pauses) -> dict[int, int]:
    """Number the days that make up the term, in the direction in which it is counted."""
    if not plan.lists_days or not plan.amount:
        return {}
    sign = -1 if plan.back else 1
    first = start if plan.first_day_counted else start + sign
    walk = range(first, nominal + sign, sign)
    counted = (day for day in walk if resume_of(day, pauses) is None and plan.countable(day))
    return {day: number for number, day in enumerate(counted, 1)}


def _halted(low: int, high: int, pauses: Pauses) -> set[int]:
    return {day for stop, resume in pauses for day in range(max(stop, low), min(resume, high + 1))}


def _step(
    plan: Plan, day: int, start: int, nominal: int, last: int, pauses: Pauses, numbers: Mapping[int, int]
) -> Step:
    civil, number = date.fromordinal(day), numbers.get(day)
    role: Role = "skipped"
    if day == last:
        role = "due"
    elif day == nominal:
        role = "rolled"
    elif day == start and number is None:
        return Step(civil, "from")
    elif resume_of(day, pauses) is not None:
        return Step(civil, "paused")
    elif number is not None:
        return Step(civil, "counted", number=number)
    why = plan.calendar.why_closed(civil) if plan.calendar else ()
    if not why and number is None and role == "skipped" and plan.least:
        why = (_holds_at_least(plan.least),)
    return Step(civil, role, why, number)


def _holds_at_least(days: int) -> Closure:
    title = {
        "en": f"the term holds {days} open days at least",
        "es": f"el plazo comprende al menos {days} días hábiles",
    }
    return Closure("at-least-business-days", title)
