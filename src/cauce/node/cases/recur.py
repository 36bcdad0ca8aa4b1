"""
Duties that come back every period: written when a period ends, and again when a standing or a report changes them.

Nobody has to act for them to exist. `catch_up` runs with the first page or act of a new day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db import transaction

from cauce.case.act import Act
from cauce.case.facts import World
from cauce.case.recurring import named_period, periods, recurring_duties
from cauce.case.state import CaseState
from cauce.case.state import Duty as Owed
from cauce.law import schema
from cauce.law.library import Regime
from cauce.node.cases import bodies, duties
from cauce.node.cases.models import Case, Duty, Phase, Reported, Stamp
from cauce.node.cases.sql import ask, insert, places, read
from cauce.node.cases.world import library, register_of, standing_of
from cauce.node.cases.world import world as current_world
from cauce.node.frame import clock
from cauce.node.record.store import only_deriver
from cauce.node.register.models import Standing


@dataclass
class _Day:
    """The civil day up to which this process knows the recurring duties to be written, by regime."""

    caught_up: dict[str, date]


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the recurring duties: those of these offices and for these periods; None for all."""

    offices: frozenset[str] | None
    periods: frozenset[str] | None


_Rules = tuple[tuple[str, schema.Recurring], ...]
_day = _Day({})
_OVER = {Phase.MET, Phase.MET_LATE}
#: characters of a period's name; a longer text names none
_LONGEST = 10


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
        only_deriver()
        if _known_until(regime) >= today:
            return
        refresh(regime, today, current_world(), None)
        Stamp.objects.update_or_create(name=f"recurring/{regime.id}", defaults={"value": today.isoformat()})


def _known_until(regime: Regime) -> date:
    """Return the day up to which periods were written."""
    stamps = ask("SELECT value FROM case_stamp WHERE name = %s", (f"recurring/{regime.id}",))
    return date.fromisoformat(stamps[0][0]) if stamps else date.min


def after(case: Case, act: Act, state: CaseState, world: World) -> None:
    """Write again what an act changes: where it touched a standing for which something recurs, or was a report."""
    regime = world.library.regime(act.regime)
    rules = _rules(regime)
    if not rules:
        return
    named = [(case, period, act.by) for period in sorted(_periods(act, rules))]
    insert(Reported, ("case", "period", "office"), named, unique=("period", "office", "case"))
    reports = _of_reports(act, state, rules)
    if reports is None and not (act.judgement.grants or act.judgement.ends):
        return
    today = max(date.fromisoformat(act.judgement.filed), _known_until(regime))
    for part in (reports, _of_standings(act, rules, today, world)):
        if part is not None:
            refresh(regime, today, world, part)


@lru_cache(maxsize=64)
def _rules(regime: Regime) -> _Rules:
    return tuple(pair for version in regime.versions for pair in version.file.recurring.items())


def _offices(offices: set[str], rules: _Rules) -> frozenset[str] | None:
    """Return these offices; all, if something recurs for one office while others hold a standing."""
    return None if any(rule.while_ and rule.owes.office for _, rule in rules) else frozenset(offices)


def _of_reports(act: Act, state: CaseState, rules: _Rules) -> Part | None:
    """Return the part that the reports of a case fulfil; None if it is no case of reports."""
    met_by = {rule.met_by.act for _, rule in rules if rule.met_by.procedure == act.procedure}
    if not met_by:
        return None
    offices = {act.by, *(each.by for each in state.acts if each.act in met_by)}
    return Part(_offices(offices, rules), frozenset(period for each in state.acts for period in _periods(each, rules)))


def _periods(act: Act, rules: _Rules) -> set[str]:
    """Return the periods that an act names, each as the rules call it that an act of its procedure can fulfil."""
    asked = (rule for _, rule in rules if rule.met_by.procedure == act.procedure)
    return {period for rule in asked if 0 < len(period := named_period(rule, act.fields)) <= _LONGEST}


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
    return Part(_offices(missions, rules), named) if named else None


def after_forgetting(regime_id: str, holders: Collection[str], filed: date, world: World) -> None:
    """Write again what recurs for the offices that answer for persons whose standings are gone."""
    regime = world.library.regime(regime_id)
    rules = _rules(regime)
    missions = {world.directory.mission_of(holder) or holder for holder in holders}
    if rules:
        refresh(regime, max(filed, _known_until(regime)), world, Part(_offices(missions, rules), None))


def before_setting(act: Act, world: World) -> None:
    """Write what had come due under the settings as they were, so that the old answer exists and is kept."""
    filed = date.fromisoformat(act.judgement.filed)
    for regime in world.library.regimes.values():
        if any(version.file.recurring for version in regime.versions):
            refresh(regime, max(filed, _known_until(regime)), world, None)


def refresh(regime: Regime, today: date, world: World, part: Part | None) -> None:
    """Bring the stored duties in line with the register and the acts: a part of them, or all."""
    part = part or Part(None, None)
    wanted = {key_of(regime, owed): owed for owed in _wanted(regime, today, world, part)}
    known = {row.key: row for row in _known(regime, part, world)}
    duties.erase(row for key, row in known.items() if key not in wanted)
    for key, owed in wanted.items():
        row = known.get(key)
        if row is None or _changed(row, owed, world):
            duties.write(owed, key, None, regime.id, world, new=row is None)


def _known(regime: Regime, part: Part, world: World) -> list[Duty]:
    """Return what is stored of a part."""
    where, values = ["case_id IS NULL", "regime = %s"], list[Any]([regime.id])
    if part.offices is not None and part.periods is not None:
        keys = _keys(regime, part.offices, part.periods, world)  # by key: these are few, and the rest may be many
        where.append(f"key IN ({places(keys)})" if keys else "1 = 0")
        values += keys
    elif part.offices is not None:
        where.append(f"owes IN ({places(part.offices)})")
        values += part.offices
    elif part.periods is not None:
        where.append(f"period IN ({places(part.periods)})" if part.periods else "1 = 0")
        values += part.periods
    return read(Duty, f"WHERE {' AND '.join(where)} ORDER BY id", values)


def _keys(regime: Regime, offices: Iterable[str], named: Iterable[str], world: World) -> list[str]:
    """Return every key that a duty of these offices for these periods can have."""
    about = {office: ["", office] for office in offices}
    for person in world.directory.persons.values():
        if person.mission in about:
            about[person.mission].append(person.code)
    return [
        f"{regime.id}/{name}/{period}/{office}/{each}"
        for name in dict(_rules(regime))
        for period in named
        for office, people in about.items()
        for each in people
    ]


def _changed(row: Duty, owed: Owed, world: World) -> bool:
    """Return whether acts have changed a duty. What is over keeps the answer it had, whatever is settled later."""
    phase = duties.phase_now(owed, world)
    if ((row.met_on.isoformat() if row.met_on else ""), row.met_in) != (owed.met_on, owed.met_in):
        return True
    if {row.phase, phase} <= _OVER:
        return False
    return row.phase != phase or bool(owed.received)


def owed(regime: Regime, today: date, world: World, period: str | None = None) -> dict[str, Owed]:
    """Return the recurring duties by key, of one period or of all, worked out anew; nothing is written."""
    part = Part(None, None if period is None else frozenset({period}))
    return {key_of(regime, each): each for each in _wanted(regime, today, world, part)}


def key_of(regime: Regime, owed: Owed) -> str:
    """Return what names a recurring duty: regime, rule, period, who, and about whom, which may be nobody."""
    return f"{regime.id}/{owed.id}/{owed.period}/{owed.owes}/{owed.about}"


def as_key(text: str) -> str:
    """Return the key that an address or a person means, who leave out the last stroke where it is about nobody."""
    text = text.replace("\0", "")  # PostgreSQL takes none
    return f"{text}/" if text.count("/") == _ABOUT - 1 else text


#: strokes before what a key says last
_ABOUT = 4


def _wanted(regime: Regime, today: date, world: World, part: Part) -> list[Owed]:
    held = register_of((standing_of(row) for row in _standings(regime, part, world)), world.register.settings)
    around = World(world.library, held, world.directory)
    found = recurring_duties(regime, around, _acts(regime, part), today, part.periods)
    return found if part.offices is None else [owed for owed in found if owed.owes in part.offices]


def _standings(regime: Regime, part: Part, world: World) -> list[Standing]:
    """Return the standings for which something is owed."""
    names = sorted({rule.while_ for _, rule in _rules(regime) if rule.while_})
    if not names:
        return []
    where, values = f"regime = %s AND standing IN ({places(names)})", list[Any]([regime.id, *names])
    if part.offices is not None:
        people = (person.code for person in world.directory.persons.values() if person.mission in part.offices)
        holders = [*people, *part.offices]
        where, values = f"{where} AND holder IN ({places(holders)})", values + holders
    return read(Standing, f"WHERE {where} ORDER BY id", values)


def _acts(regime: Regime, part: Part) -> list[Act]:
    """Return the acts that may fulfil or acknowledge a recurring duty, in the order of the record."""
    if part.periods is None:
        procedures = sorted({rule.met_by.procedure for _, rule in _rules(regime)})
        where, values = f"regime = %s AND procedure IN ({places(procedures)})", list[Any]([regime.id, *procedures])
    else:
        # The whole of each case: an act that acknowledges or corrects a report need not name its period again.
        cases = _cases(part.periods, part.offices)
        where, values = f"case_act.case_id IN ({places(cases)})" if cases else "1 = 0", cases
    return bodies.acts_where(where, values, "entry")


def _cases(named: Collection[str], offices: Collection[str] | None) -> list[int]:
    """Return the cases in which these offices, or any, name one of these periods."""
    if not named or (offices is not None and not offices):
        return []
    where, values = f"period IN ({places(named)})", list(named)
    if offices is not None:
        where, values = f"{where} AND office IN ({places(offices)})", [*values, *offices]
    found = ask(f"SELECT DISTINCT case_id FROM case_reported WHERE {where}", values)  # noqa: S608 - placeholders
    return [case for (case,) in found]
