"""
Duties that come back every period, whether anybody acts or not.

They are worked out from the register and from the acts that fulfil them, so a report that did not arrive is seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cauce.case.act import Act
from cauce.case.clock import rule_of
from cauce.case.facts import World
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


def recurring_duties(regime: Regime, world: World, acts: Iterable[Act], today: date) -> list[Duty]:
    """Return every recurring duty of a regime for periods that ended before `today`, with what fulfilled it."""
    found: list[Duty] = []
    for version in regime.versions:
        last = min(today - timedelta(1), version.until or today)
        for name, rule in version.file.recurring.items():
            for period in periods(rule.every, version.since, last):
                if rule.since is None or period.name >= rule.since:
                    found += _owed(name, rule, version, period, world)
    _fulfil(found, acts, world)
    return found


def _owed(name: str, rule: schema.Recurring, version: Version, period: Period, world: World) -> Iterator[Duty]:
    for owes, about in _obligors(rule, version, period, world):
        state = world.directory.state_of(about or owes)
        if rule.senders is None or state in rule.senders or state == version.regime.host:
            since = period.last.isoformat()
            yield Duty(name, version.id, "", owes, about, 0, since, since, period=period.name)


def _obligors(rule: schema.Recurring, version: Version, period: Period, world: World) -> list[tuple[str, str]]:
    """Return who owes, and about whom, in a fixed order."""
    directory, regime = world.directory, version.regime.regime
    if rule.while_ is None:
        return [(office, "") for office in directory.of_kind(regime, rule.owes.office or "")]
    first, last = period.first.isoformat(), period.last.isoformat()
    holders = sorted(
        {
            standing.holder
            for standing in world.register.all()
            if standing.regime == regime and standing.standing == rule.while_ and standing.overlaps(first, last)
        }
    )
    pairs = [(_owing(rule.owes, holder, world, regime), holder) for holder in holders]
    if rule.per == "person":
        return [pair for pair in pairs if pair[0]]
    return sorted({(office, "") for office, _ in pairs if office})


def _owing(owes: schema.Obligor, holder: str, world: World, regime: str) -> str:
    if owes.mission_of is not None:
        return world.directory.mission_of(holder) or (holder if holder in world.directory.offices else "")
    if owes.office is not None:
        return next(iter(world.directory.of_kind(regime, owes.office)), "")
    return holder if holder in world.directory.offices else ""


def _fulfil(duties: list[Duty], acts: Iterable[Act], world: World) -> None:
    """Mark the duties that acts fulfilled and acknowledged."""
    rules: dict[str, schema.Recurring] = {}
    wanted: dict[tuple[str, ...], Duty] = {}
    for duty in duties:
        rule = rule_of(duty, world.library)
        if isinstance(rule, schema.Recurring):
            rules[f"{duty.under}/{duty.id}"] = rule
            regime = duty.under.partition("@")[0]
            wanted[regime, duty.id, duty.owes, duty.period, duty.about] = duty
    kinds: dict[str, list[tuple[str, schema.Recurring]]] = {}
    for name, rule in rules.items():
        kinds.setdefault(name.partition("@")[0], []).append((name.partition("/")[2], rule))
    filed: dict[str, list[tuple[Duty, schema.Recurring]]] = {}
    for act in acts:
        for name, rule in kinds.get(act.regime, ()):
            found = wanted.get((act.regime, name, *_answers(act, rule)))
            if found is not None and not found.met_by:
                found.met_by, found.met_on = act.number, act.judgement.filed
                filed.setdefault(act.case, []).append((found, rule))
        for duty, rule in filed.get(act.case, ()):
            _acknowledge(act, duty, rule)


def _answers(act: Act, rule: schema.Recurring) -> tuple[str, str, str]:
    """Return who files for which period about whom, if the act is one that fulfils the rule; else empty words."""
    met = rule.met_by
    if (act.procedure, act.act) != (met.procedure, met.act):
        return ("", "", "")
    about = str(act.fields.get(met.about, "")) if met.about else ""
    return (act.by, str(act.fields.get(met.period, "")), about)


def _acknowledge(act: Act, duty: Duty, rule: schema.Recurring) -> None:
    told = rule.acknowledged_by
    if told is not None and told.act == act.act and act.number > duty.met_by:
        day = act.fields.get(told.received) if told.received else None
        duty.received.setdefault(act.by, str(day or act.judgement.filed))
