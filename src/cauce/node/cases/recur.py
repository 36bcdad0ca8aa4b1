"""
Duties that come back every period: written when a period ends, and again when a standing or a report changes them.

Nobody has to act for them to exist. `catch_up` runs with the first page or act of a new day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cauce.case.act import Act, read_act
from cauce.case.facts import World
from cauce.case.recurring import recurring_duties
from cauce.case.state import Duty as Owed
from cauce.law.library import Regime, Version
from cauce.node.cases import duties
from cauce.node.cases.models import Act as StoredAct
from cauce.node.cases.models import Duty, Phase, Stamp
from cauce.node.cases.world import library, register_of, standing_of
from cauce.node.cases.world import world as current_world
from cauce.node.frame import clock
from cauce.node.record.store import only_writer
from cauce.node.register.models import Standing


@dataclass
class _Day:
    """The civil day up to which this process knows the recurring duties to be written, by regime."""

    caught_up: dict[str, date]


_day = _Day({})
_OVER = {Phase.MET, Phase.MET_LATE}


def catch_up() -> None:
    """Write the recurring duties of every period that has ended; quick when today's are already there."""
    for regime in library().regimes.values():
        today = clock.today(regime.file.zone)
        if _day.caught_up.get(regime.id) != today:
            _catch_up(regime, today)
            _day.caught_up[regime.id] = today


def _catch_up(regime: Regime, today: date) -> None:
    if not any(version.file.recurring for version in regime.versions):
        return
    with transaction.atomic():
        only_writer()
        if _known_until(regime) >= today:
            return
        refresh(regime, today, current_world(), None)
        Stamp.objects.update_or_create(name=f"recurring/{regime.id}", defaults={"value": today.isoformat()})


def _known_until(regime: Regime) -> date:
    """Return the day up to which periods were written."""
    stamp = Stamp.objects.filter(name=f"recurring/{regime.id}").first()
    return date.fromisoformat(stamp.value) if stamp else date.min


def after(act: Act, state: CaseState, world: World) -> None:
    """Write again what an act changes: where it touched a standing for which something recurs, or was a report."""
    regime = world.library.regime(act.regime)
    rules = _rules(regime)
    if not rules:
        return
    reports = _of_reports(act, state, rules)
    if reports is None and not (act.judgement.grants or act.judgement.ends):
        return
    today = max(date.fromisoformat(act.judgement.filed), _known_until(regime))
    for part in (reports, _of_standings(act, rules, today, world)):
        if part is not None:
            refresh(regime, today, world, part)


@lru_cache(maxsize=64)
def _rules(regime: Regime) -> tuple[tuple[str, schema.Recurring], ...]:
    return tuple(pair for version in regime.versions for pair in version.file.recurring.items())


def _of_reports(act: Act, state: CaseState, rules: _Rules) -> Part | None:
    """Return the part that the reports of a case fulfil; None if it is no case of reports."""
    met_by = {rule.met_by.act: rule for _, rule in rules if rule.met_by.procedure == act.procedure}
    if not met_by:
        return None
    offices = {act.by, *(each.by for each in state.acts if each.act in met_by)}
    if any(rule.every != "month" for rule in met_by.values()):  # what an act calls a longer period varies
        return Part(frozenset(offices), None)
    fields = {rule.met_by.period for rule in met_by.values()}
    named = {str(each.fields.get(name) or "") for each in state.acts for name in fields}
    return Part(frozenset(offices), frozenset(named - {""}))


def _of_standings(act: Act, rules: _Rules, today: date, world: World) -> Part | None:
    """Return the part that the standings given and ended by an act bring in or take away; None if there is none."""
    names = {rule.while_ for _, rule in rules}
    touched = [(each.to, each.since, each.until) for each in act.judgement.grants if each.standing in names]
    touched += [(each.of, each.on, "") for each in act.judgement.ends if each.standing in names]
    last = today - timedelta(1)
    spans = [
        periods(every, date.fromisoformat(since), last)
        for every in {rule.every for _, rule in rules}
        for _, since, _ in touched
    ]
    named = frozenset(period.name for span in spans for period in span)
    missions = {world.directory.mission_of(holder) or holder for holder, _, _ in touched}
    return Part(frozenset(missions), named) if named else None


def before_setting(act: Act, world: World) -> None:
    """Write what had come due under the settings as they were, so that the old answer exists and is kept."""
    filed = date.fromisoformat(act.judgement.filed)
    for regime in world.library.regimes.values():
        if any(version.file.recurring for version in regime.versions):
            refresh(regime, max(filed, _known_until(regime)), world, None)


def _owing(act: Act) -> set[str]:
    """Return the offices whose recurring duties stand fulfilled by the case of an act."""
    first = StoredAct.objects.filter(case__ref=act.case, number=1).values_list("by", flat=True).first()
    return {first} if first else set()


def refresh(regime: Regime, today: date, world: World, offices: set[str] | None) -> None:
    """Bring the stored duties in line with the register and the acts, for some offices or for all."""
    wanted = {_key(regime, owed): owed for owed in _wanted(regime, today, world, offices)}
    rows = Duty.objects.filter(regime=regime.id, case=None)
    rows = rows if offices is None else rows.filter(owes__in=offices)
    known = {row.key: row for row in rows}
    duties.erase(row for key, row in known.items() if key not in wanted)
    for key, owed in wanted.items():
        row = known.get(key)
        if row is None or _changed(row, owed, world):
            duties.write(owed, key, None, regime.id, world, new=row is None)


def _changed(row: Duty, owed: Owed, world: World) -> bool:
    """Return whether acts have changed a duty. What is over keeps the answer it had, whatever is settled later."""
    phase = duties.phase_now(owed, world)
    if (row.met_on.isoformat() if row.met_on else "") != owed.met_on:
        return True
    if {row.phase, phase} <= _OVER:
        return False
    return row.phase != phase or bool(owed.received)


def _key(regime: Regime, owed: Owed) -> str:
    return f"{regime.id}/{owed.id}/{owed.period}/{owed.owes}/{owed.about}"


def _wanted(regime: Regime, today: date, world: World, offices: set[str] | None) -> list[Owed]:
    holders = None
    if offices is not None:
        people = (person.code for person in world.directory.persons.values() if person.mission in offices)
        holders = {*people, *offices}
    rows = Standing.objects.filter(regime=regime.id).order_by("id")
    rows = rows if holders is None else rows.filter(holder__in=holders)
    part = World(
        world.library, register_of((standing_of(row) for row in rows), world.register.settings), world.directory
    )
    found = recurring_duties(regime, part, _acts(regime, offices), today)
    return found if offices is None else [owed for owed in found if owed.owes in offices]


def _acts(regime: Regime, offices: set[str] | None) -> list[Act]:
    """Return the acts that may fulfil or acknowledge a recurring duty, in the order of the record."""
    procedures = {rule.met_by.procedure for version in regime.versions for rule in version.file.recurring.values()}
    rows = StoredAct.objects.filter(case__regime=regime.id, case__procedure__in=procedures)
    if offices is not None:
        rows = rows.filter(case__opener__in=offices)
    return [read_act(bytes(body)) for body in rows.order_by("entry").values_list("body", flat=True)]
