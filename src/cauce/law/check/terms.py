"""Terms, readings and parameters."""

from __future__ import annotations

from collections.abc import Collection

from cauce.law import catalogue as k
from cauce.law.check.scope import Path, Scope, one_of
from cauce.law.schema import Reading
from cauce.law.schema.terms import FromParameter, Term
from cauce.law.terms import LONGEST, TEXT

#: units of which a text must say whether the day it runs from counts
_NEEDS_FIRST_DAY = ("days", "calendar_days", "business_days", "weeks")
#: types of parameter that can give a length in each unit
_PARAMETERS = {
    "days": ("days", "number"),
    "calendar_days": ("days", "number"),
    "business_days": ("days", "number"),
    "weeks": ("number",),
    "months": ("number",),
    "years": ("number",),
    "hours": ("hours", "number"),
    "day_of_month": ("day-of-month",),
}
#: units that measure a length, and so can be counted back or added; hours as the whole days that they take
LENGTHS = tuple(unit for unit in LONGEST if unit != "day_of_month")


def check_readings(scope: Scope) -> None:
    """Check that each reading can be counted."""
    for name, reading in scope.version.readings.items():
        path: Path = ("readings", name)
        if name == TEXT:
            scope.report(k.NAME_TAKEN, path, name=name, what={"en": "reading", "es": "una lectura"})
        _calendar(scope, path, reading)
        needs = reading.count == "business" or reading.roll != "none"
        if needs and reading.calendar is None:
            scope.report(k.READING_WITHOUT_CALENDAR, path, name=name)
        if not needs and reading.calendar is not None:
            scope.report(k.IDLE_KEY, (*path, "calendar"), key="calendar", unit="calendar days")


def _calendar(scope: Scope, path: Path, holder: Reading | Term) -> None:
    if holder.calendar is not None:
        scope.declared(k.NO_CALENDAR, (*path, "calendar"), holder.calendar, scope.known.calendars)


def check_parameters(scope: Scope) -> None:
    """Check that a value is confirmed, and lies within its bounds."""
    for name, parameter in scope.version.parameters.items():
        path: Path = ("parameters", name)
        if parameter.min > parameter.max:
            bounds = {"min": parameter.min, "max": parameter.max}
            scope.report(k.OUT_OF_BOUNDS, (*path, "max"), value=parameter.max, **bounds)
        if parameter.value is None:
            for key in ("confirmed", "since"):
                if getattr(parameter, key) is not None:
                    scope.report(k.CONFIRMS_NOTHING, (*path, key), key=key)
            continue
        if parameter.confirmed is None:
            scope.report(k.NOT_CONFIRMED, (*path, "value"), name=name)
        if not parameter.min <= parameter.value <= parameter.max:
            bounds = {"min": parameter.min, "max": parameter.max}
            scope.report(k.OUT_OF_BOUNDS, (*path, "value"), value=parameter.value, **bounds)


def check_amount(scope: Scope, path: Path, amount: FromParameter, types: Collection[str]) -> None:
    """Check that a parameter exists and can give a value of one of these types."""
    path = (*path, "parameter")
    if scope.declared(k.NO_PARAMETER, path, amount.parameter, scope.version.parameters):
        kind = scope.version.parameters[amount.parameter].type
        if kind not in types:
            scope.report(k.WRONG_PARAMETER, path, name=amount.parameter, type=kind, wanted=one_of(types))


def check_term(scope: Scope, path: Path, term: Term, units: Collection[str] = tuple(LONGEST)) -> None:
    """Check that a term can be counted, in one of the units that have a meaning where it stands."""
    unit = term.unit
    written = unit.replace("_", "-")
    if unit not in units:
        known = ", ".join(name.replace("_", "-") for name in units)
        scope.report(k.BAD_UNIT, (*path, written), unit=written, known=known)
    if isinstance(term.amount, FromParameter):
        check_amount(scope, (*path, written), term.amount, _PARAMETERS[unit])
    else:
        least, most = (1 if unit == "day_of_month" else 0), LONGEST[unit]
        if not least <= term.amount <= most:
            scope.report(k.OUT_OF_BOUNDS, (*path, written), value=term.amount, min=least, max=most)
    if unit in _NEEDS_FIRST_DAY and term.first_day is None:
        scope.report(k.NO_FIRST_DAY, path)
    _readings(scope, path, term)
    _calendar(scope, path, term)
    needs = unit == "business_days" or (term.roll != "none" and unit != "days")
    if (needs or (term.at_least_business_days and unit != "hours")) and term.calendar is None:
        scope.report(k.TERM_WITHOUT_CALENDAR, path)
    _idle(scope, path, term)


def _readings(scope: Scope, path: Path, term: Term) -> None:
    if term.unit == "days" and not scope.version.readings:
        scope.report(k.NO_READINGS, path)
    for name in term.readings or ():
        scope.declared(k.NO_READING, (*path, "readings"), name, scope.version.readings)


def _idle(scope: Scope, path: Path, term: Term) -> None:
    unit = term.unit
    idle = {
        "readings": term.readings is not None and unit != "days",
        "first-day": term.first_day is not None and unit not in _NEEDS_FIRST_DAY,
        "missing-day": term.missing_day != "last-of-month" and unit not in ("months", "years"),
        "roll": term.roll != "none" and unit == "hours",
        "at-least-business-days": term.at_least_business_days is not None and unit in ("hours", "business_days"),
        "calendar": (
            term.calendar is not None
            and unit != "business_days"
            and term.roll == "none"
            and term.at_least_business_days is None
        ),
    }
    for key, is_idle in idle.items():
        if is_idle:
            scope.report(k.IDLE_KEY, (*path, key), key=key, unit=unit.replace("_", "-"))
