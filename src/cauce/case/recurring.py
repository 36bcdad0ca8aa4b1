"""
Duties that come back every period, whether anybody acts or not.

They are worked out from the register and from the acts that fulfil them, so a report that did not arrive is seen.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cauce.case.act import Act
from cauce.case.facts import World, as_day, offices_of
from cauce.case.register import Standing
from cauce.case.state import Duty
from cauce.law import schema
from cauce.law.library import Regime, Version

_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A span that a recurring duty is owed for: `2021-03`, `2021-Q1`, `2021-H1` or `2021`."""

    name: str
    first: date
    last: date


def period_of(every: str, day: date) -> Period:
    """Return the period that a day lies in."""
    length = _MONTHS[every]
    start = (day.month - 1) // length
    first = date(day.year, start * length + 1, 1)
    after = date(day.year + (first.month + length - 1) // 12, (first.month + length - 1) % 12 + 1, 1)
    names = {
        "month": f"{day.year}-{day.month:02}",
        "quarter": f"{day.year}-Q{start + 1}",
        "half-year": f"{day.year}-H{start + 1}",
        "year": str(day.year),
    }
    return Period(names[every], first, after - timedelta(1))


def periods(every: str, since: date, until: date) -> Iterator[Period]:
    """Yield the periods that end on a day from `since` to `until`."""
    period = period_of(every, since)
    while period.last <= until:
        yield period
        period = period_of(every, period.last + timedelta(1))


def recurring_duties(
    regime: Regime, world: World, acts: Iterable[Act], today: date, only: Container[str] | None = None
) -> list[Duty]:
    """
    Return every recurring duty of a regime for periods that ended before `today`, with what fulfilled it.

    `only` names the periods that are asked for, if not all of them are.
    """
    found: list[tuple[Duty, schema.Recurring]] = []
    for version in regime.versions:
        last = min(today - timedelta(1), version.until or today)
        for name, rule in version.file.recurring.items():
            held = _held(rule, version, world)
            for period in periods(rule.every, version.since, last):
                if (only is None or period.name in only) and (rule.since is None or period.name >= rule.since):
                    found += ((duty, rule) for duty in _owed(name, rule, version, period, held, world))
    _fulfil(found, regime.id, acts)
    return [duty for duty, _ in found]


def _held(rule: schema.Recurring, version: Version, world: World) -> list[Standing]:
    regime = version.regime.regime
    every = world.register.all() if rule.while_ is not None else ()
    return [standing for standing in every if standing.regime == regime and standing.standing == rule.while_]


def _owed(
    name: str, rule: schema.Recurring, version: Version, period: Period, held: list[Standing], world: World
) -> Iterator[Duty]:
    for owes, about in _obligors(rule, version, period, held, world):
        state = world.directory.state_of(about or owes)
        if rule.senders is None or state in rule.senders or state == version.regime.host:
            since = period.last.isoformat()
            yield Duty(name, version.id, "", owes, about, 0, since, since, period=period.name)


def _obligors(
    rule: schema.Recurring, version: Version, period: Period, held: list[Standing], world: World
) -> list[tuple[str, str]]:
    """Return who owes, and about whom, in a fixed order."""
    first, last = period.first.isoformat(), period.last.isoformat()
    if rule.while_ is None:
        offices = offices_of((rule.owes.office or "",), version, world.directory)
        return [(office, "") for office in sorted(offices) if world.directory.offices[office].exists(first, last)]
    holders = sorted({standing.holder for standing in held if standing.overlaps(first, last)})
    pairs = [(_owing(rule.owes, holder, version, world), holder) for holder in holders]
    if rule.per == "person":
        return [pair for pair in pairs if pair[0]]
    return sorted({(office, "") for office, _ in pairs if office})


def _owing(owes: schema.Obligor, holder: str, version: Version, world: World) -> str:
    directory = world.directory
    if owes.office is not None:
        return next(iter(offices_of((owes.office,), version, directory)), "")
    own = holder if holder in directory.offices else ""
    return (directory.mission_of(holder) or own) if owes.mission_of is not None else own


#: obligor, period, person
_Key = tuple[str, str, str]


def _fulfil(found: list[tuple[Duty, schema.Recurring]], regime: str, acts: Iterable[Act]) -> None:
    """Mark the duties that acts fulfilled and acknowledged."""
    acts = [act for act in acts if act.regime == regime]
    corrections = _corrections(acts)
    rules = {id(rule): rule for _, rule in found}
    wanted: dict[tuple[object, ...], list[Duty]] = {}
    for duty, rule in found:
        wanted.setdefault((id(rule), *_asked(duty, rule)), []).append(duty)
    filed: dict[str, list[tuple[Duty, schema.Recurring]]] = {}
    for act in acts:
        for rule in rules.values():
            if (act.procedure, act.act) == (rule.met_by.procedure, rule.met_by.act):
                answered = _answered(act, rule, corrections.get((act.case, act.number), {}))
                for duty in wanted.pop((id(rule), *answered), ()):  # the first report counts, a second one repeats it
                    duty.met_by, duty.met_on, duty.met_at = act.number, act.judgement.filed, act.at
                    duty.met_in = act.case
                    filed.setdefault(act.case, []).append((duty, rule))
        for duty, rule in filed.get(act.case, ()):
            _acknowledge(act, duty, rule)


def _corrections(acts: Iterable[Act]) -> dict[tuple[str, int], dict[str, object]]:
    """Return what later acts put in the place of an act's fields, by case and number of the act."""
    found: dict[tuple[str, int], dict[str, object]] = {}
    for act in acts:
        if act.judgement.corrects:
            found.setdefault((act.case, act.judgement.corrects), {}).update(act.fields)
    return found


def _asked(duty: Duty, rule: schema.Recurring) -> _Key:
    return (duty.owes, duty.period, duty.about if rule.met_by.about else "")


def _answered(act: Act, rule: schema.Recurring, corrected: Mapping[str, object]) -> _Key:
    """Return who files for which period about whom, by what the act says after its correction."""
    fields = act.fields | {name: value for name, value in corrected.items() if name in act.fields}
    about = str(fields.get(rule.met_by.about, "")) if rule.met_by.about and rule.per == "person" else ""
    return (act.by, named_period(rule, fields), about)


def named_period(rule: schema.Recurring, fields: Mapping[str, object]) -> str:
    """Return the period of a rule that the fields of an act name, itself or by a month in it; "" if they name none."""
    period = str(fields.get(rule.met_by.period) or "")
    month = as_day(period) if len(period) == len("2021-03") else None
    return period_of(rule.every, month).name if month else period


def _acknowledge(act: Act, duty: Duty, rule: schema.Recurring) -> None:
    told = rule.acknowledged_by
    if told is not None and told.act == act.act and act.number > duty.met_by:
        day = act.fields.get(told.received) if told.received else None
        duty.received.setdefault(act.by, str(day or act.judgement.filed))
