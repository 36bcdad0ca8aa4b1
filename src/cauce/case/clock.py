"""
The clock of a duty: its last day under every reading, which reading governs, and how the duty stands on a day.

A duty's clock is counted under the version and the settings that were in force when it arose, and under the calendars
as they are now: a day that a body closes later moves the last day of duties that are still open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cauce.case.act import moment_of, utc_text
from cauce.case.facts import World, as_day
from cauce.case.measures import amount_of, calendars_of, governing, in_days, readings_of
from cauce.case.register import Settled
from cauce.case.state import Duty
from cauce.law import schema, terms
from cauce.law.errors import LawError
from cauce.law.library import Library, Version
from cauce.law.territory import civil_day

#: every way in which a duty can stand
STATUSES = (
    "open", "due-today", "overdue", "filed", "met", "met-late", "cancelled", "stopped", "no-term", "lapsed",
    "deemed-consent", "deemed-refusal",
)  # fmt: skip
#: what the end of a term makes of a duty that nobody met
_AT_END = {"lapse": "lapsed", "deemed-consent": "deemed-consent", "deemed-refusal": "deemed-refusal"}

Rule = schema.Duty | schema.Recurring


@dataclass(frozen=True, slots=True)
class Clock:
    """The last days of a duty. `counted` is empty while no clock runs; `unset` names the parameter that is missing."""

    counted: dict[str, terms.Counted]
    governing: str
    direction: terms.Direction = "after"
    adopted: Settled | None = None
    unset: str = ""
    stopped: bool = False
    extended: date | None = None
    #: why the term could not be counted, where the calendar does not reach
    gap: str = ""
    #: instant of the end, for a term in hours that runs from an instant: `2021-02-05T20:10:00Z`
    ends: str = ""

    def last_days(self) -> dict[str, date]:
        """Return the last day by reading, extensions included."""
        return {name: self._extended(counted.last_day) for name, counted in self.counted.items()}

    def last_day(self) -> date | None:
        """Return the last day under the governing reading; None while no clock runs."""
        counted = self.counted.get(self.governing)
        return self._extended(counted.last_day) if counted else None

    def latest(self) -> date | None:
        """Return the latest day that any reading allows."""
        return max(self.last_days().values(), default=None)

    def _extended(self, day: date) -> date:
        return max(day, self.extended) if self.extended else day


@lru_cache(maxsize=1024)
def version_of(under: str, library: Library) -> Version | None:
    """Return a version by name; None if this node no longer has it."""
    try:
        return library.version(under)
    except LawError:
        return None


def rule_of(duty: Duty, library: Library) -> Rule | None:
    """Return the rule that a duty comes from; None if this node no longer has that law."""
    version = version_of(duty.under, library)
    if version is None:
        return None
    if duty.period:
        return version.file.recurring.get(duty.id)
    procedure = version.file.procedures.get(duty.procedure)
    return procedure.duties.get(duty.id) if procedure else None


def clock_of(duty: Duty, world: World) -> Clock:
    """Count a duty's term under every reading; of one that was fulfilled, as the settings were known then."""
    version, rule = version_of(duty.under, world.library), rule_of(duty, world.library)
    arose, since = as_day(duty.arose), as_day(duty.since)
    if version is None or rule is None or arose is None or since is None:
        return Clock({}, terms.TEXT)
    before = rule.at_least_before if isinstance(rule, schema.Duty) else None
    term = rule.within or before
    if term is None:
        return Clock({}, terms.TEXT)
    direction: terms.Direction = "before" if before is not None else "after"
    register = world.register.as_known(duty.met_at) if duty.met_by else world.register
    chosen = governing(term, arose, version, register)
    adopted = register.reading(version.regime.regime, duty.arose)
    adopted = adopted if adopted is not None and adopted.setting.name == chosen else None
    amount = amount_of(term, arose, version, register)
    if amount is None:
        return Clock({}, chosen, direction, adopted, unset=_parameter_of(term))
    if duty.pauses and not duty.pauses[-1][1]:
        return Clock({}, chosen, direction, adopted, stopped=True)
    try:
        length = terms.term_from(term, amount)
        ends = _ends(length, duty, rule) if direction == "after" else ""
        counted = terms.count_all(
            _by_days(length, since, ends, version.regime.zone),
            since,
            readings_of(term, version),
            calendars_of(world.library, register),
            direction,
            _pauses(duty),
        )
    except LawError as err:
        return Clock({}, chosen, direction, adopted, gap=err.code)
    return Clock(counted, chosen, direction, adopted, extended=as_day(duty.extended), ends=ends)


def _ends(term: terms.Term, duty: Duty, rule: Rule) -> str:
    """Return the instant at which a term in hours ends that runs from the filing of an act; else ""."""
    moment = moment_of(duty.arose_at) if term.unit == "hours" and not duty.pauses and not duty.extended else None
    if moment is None or not isinstance(rule, schema.Duty) or rule.counted_from is not None:
        return ""
    return utc_text(terms.end_of_hours(term, moment))


def _by_days(term: terms.Term, since: date, ends: str, zone: str) -> terms.Term:
    """Return a term in hours as the days on which it runs: to the day of its end, or whole days if it has no hour."""
    moment = moment_of(ends)
    if moment is None:
        return in_days(term)
    return terms.Term("calendar_days", (civil_day(moment, zone) - since).days)


def _pauses(duty: Duty) -> list[tuple[date, date]]:
    days = ((as_day(stop), as_day(resume)) for stop, resume in duty.pauses)
    return [(stop, resume) for stop, resume in days if stop is not None and resume is not None]


def _parameter_of(term: schema.Term) -> str:
    return "" if isinstance(term.amount, int) else term.amount.parameter


def last_day(duty: Duty, world: World) -> date | None:
    """Return the last day of a duty under the governing reading; None while no clock runs."""
    return clock_of(duty, world).last_day()


def waiting_for(duty: Duty, world: World) -> tuple[str, ...]:
    """Return the kinds of addressee that have not yet said that they received it."""
    rule, version = rule_of(duty, world.library), version_of(duty.under, world.library)
    if rule is None or version is None or rule.acknowledged_by is None:
        return ()
    regime = version.regime.regime
    told = {
        kind
        for office in duty.received
        for own in world.directory.kinds_of(office, regime)
        for kind in version.kinds_of(own)
    }
    return tuple(kind for kind in rule.to or () if kind not in told)


def done_on(duty: Duty, world: World) -> str:
    """Return the day on which the duty was fulfilled to its last addressee; empty while it is not."""
    if not duty.met_by or waiting_for(duty, world):
        return ""
    return max([duty.met_on, *duty.received.values()]) if duty.received else duty.met_on


def status_of(duty: Duty, clock: Clock, world: World, today: date) -> str:
    """Return how a duty stands on a day: one of STATUSES."""
    if duty.cancelled:
        return "cancelled"
    last = clock.last_day()
    if duty.met_by:
        done = done_on(duty, world)
        if not done:
            return "filed"
        if clock.ends and done == duty.met_on:
            return "met-late" if duty.met_at > clock.ends else "met"
        return "met-late" if last is not None and done > last.isoformat() else "met"
    if clock.stopped:
        return "stopped"
    if last is None:
        return "no-term"
    if today <= last:
        return "due-today" if today == last else "open"
    rule = rule_of(duty, world.library)
    return _AT_END.get(rule.at_end if rule else "breach", "overdue")
