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
from cauce.node.cases.models import Duty, Stamp
from cauce.node.cases.world import library, register_of, standing_of
from cauce.node.cases.world import world as current_world
from cauce.node.frame import clock
from cauce.node.register.models import Standing


@dataclass
class _Day:
    """The civil day up to which this process knows the recurring duties to be written, by regime."""

    caught_up: dict[str, date]


_day = _Day({})


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
        if _known_until(regime) >= today:
            return
        refresh(regime, today, current_world(), None)
        Stamp.objects.update_or_create(name=f"recurring/{regime.id}", defaults={"value": today.isoformat()})


def _known_until(regime: Regime) -> date:
    """Return the day up to which periods were written."""
    stamp = Stamp.objects.filter(name=f"recurring/{regime.id}").first()
    return date.fromisoformat(stamp.value) if stamp else date.min


def after(act: Act, version: Version, holders: Iterable[str], world: World) -> None:
    """Write again what an act changes: the duties of the missions whose standings it touched, or that it fulfils."""
    regime = world.library.regime(act.regime)
    kinds = {rule.met_by.procedure for known in regime.versions for rule in known.file.recurring.values()}
    if not kinds:
        return
    missions = {world.directory.mission_of(holder) for holder in holders} - {""}
    if act.procedure in kinds:
        missions |= {act.by, *_owing(act)}
    if missions:
        refresh(regime, max(date.fromisoformat(act.judgement.filed), _known_until(regime)), world, missions)


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
    phase = duties.phase_now(owed, world)
    return row.phase != phase or (row.met_on.isoformat() if row.met_on else "") != owed.met_on or bool(owed.received)


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
