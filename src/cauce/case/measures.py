"""Lengths of time as the law of a day gives them: parameters, the governing reading, the calendars as changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from cauce.case.register import Register
from cauce.law import terms
from cauce.law.calendars import Calendar, Change, Closure
from cauce.law.errors import LawError
from cauce.law.library import Library, Version
from cauce.law.schema import Term

if TYPE_CHECKING:
    from cauce.case.facts import Facts


def parameter_value(name: str, day: date, version: Version, register: Register) -> int | None:
    """Return what a parameter is on a day: confirmed by a text, or else set by an act; None while it is unset."""
    parameter = version.file.parameters.get(name)
    if parameter is None:
        return None
    if parameter.value is not None and (parameter.since is None or parameter.since <= day):
        return parameter.value
    settled = register.setting(version.regime.regime, "parameter", name, day.isoformat())
    return int(settled.setting.value) if settled is not None and settled.setting.value.isdigit() else None


def amount_of(term: Term, day: date, version: Version, register: Register) -> int | None:
    """Return the length of a term on a day; None while the parameter that gives it is unset."""
    if isinstance(term.amount, int):
        return term.amount
    return parameter_value(term.amount.parameter, day, version, register)


def in_days(term: terms.Term) -> terms.Term:
    """Return a term in hours that runs from a day as the whole days it takes; any other term as it is."""
    return terms.Term("calendar_days", -(-term.amount // 24)) if term.unit == "hours" else term


def readings_of(term: Term, version: Version) -> tuple[terms.Reading, ...]:
    """Return the readings under which a bare `days` is counted, in the order of the pack."""
    names = term.readings or list(version.file.readings)
    return tuple(
        terms.reading_from(name, version.file.readings[name]) for name in names if name in version.file.readings
    )


def governing(term: Term, day: date, version: Version, register: Register) -> str:
    """Return the reading that governs on a day: the one adopted by the competent office, or else the first."""
    if term.unit != "days":
        return terms.TEXT
    names = [reading.id for reading in readings_of(term, version)]
    adopted = register.reading(version.regime.regime, day.isoformat())
    if adopted is not None and adopted.setting.name in names:
        return adopted.setting.name
    return names[0] if names else terms.TEXT


def calendars_of(library: Library, register: Register) -> Mapping[str, Calendar]:
    """Return the calendars with the days that competent offices closed or opened by acts."""
    if not any(settled.setting.kind == "days" for made in register.settings.values() for settled in made):
        return library.calendars
    return {name: changed(calendar, register) for name, calendar in library.calendars.items()}


def changed(calendar: Calendar, register: Register) -> Calendar:
    """Return a calendar with its declared days laid over it."""
    declared = tuple(
        (settled.setting.since, settled.setting.until, settled.setting.value, settled.by, settled.case)
        for settled in register.changed_days(calendar.id)
    )
    return _overlaid(calendar, declared) if declared else calendar


@lru_cache(maxsize=64)
def _overlaid(calendar: Calendar, declared: tuple[tuple[str, str, str, str, str], ...]) -> Calendar:
    return calendar.with_changes(_change(*entry) for entry in declared)


def _change(since: str, until: str, becomes: str, by: str, case: str) -> Change:
    title = {"en": f"declared in {case}", "es": f"declarado en {case}"}
    closure = Closure(f"declared-{since}", title, (case,), {"en": by, "es": by})
    kind: Literal["closed", "working"] = "working" if becomes == "working" else "closed"
    return Change(date.fromisoformat(since), date.fromisoformat(until or since), kind, closure)


def ends_after(term: Term, start: date, facts: Facts) -> date | None:
    """Return the last day of a term after `start` under the governing reading; None if it cannot be counted."""
    return _end(term, start, facts, "after")


def ends_before(term: Term, end: date, facts: Facts) -> date | None:
    """Return the latest day that leaves the term before `end` under the governing reading; None if unknown."""
    return _end(term, end, facts, "before")


def _end(term: Term, day: date, facts: Facts, direction: terms.Direction) -> date | None:
    version, register = facts.version, facts.world.register
    amount = amount_of(term, facts.day, version, register)
    if amount is None:
        return None
    chosen = governing(term, facts.day, version, register)
    reading = next((found for found in readings_of(term, version) if found.id == chosen), None)
    calendars = calendars_of(facts.world.library, register)
    try:
        return terms.last_day(in_days(terms.term_from(term, amount)), day, reading, calendars, direction)
    except LawError:  # a day that no calendar covers: nobody can be said to be late
        return None
