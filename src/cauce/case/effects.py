"""What an act brings about, worked out once and written into its judgement."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cauce.case.act import Ended, Extended, Granted, Owed, Received, Recounted, Setting, Vote
from cauce.case.clock import last_day, rule_of
from cauce.case.conditions import all_hold, any_holds
from cauce.case.erasure import erased_by
from cauce.case.facts import Facts, as_day, offices_of
from cauce.case.measures import ends_after
from cauce.case.state import Duty
from cauce.law import schema


def effects_of(facts: Facts) -> dict[str, Any]:
    """Return the parts of a judgement that say what follows; parts without content are left out."""
    law = facts.act
    owed = _owed(facts)
    found: dict[str, Any] = {
        "owed": owed,
        "meets": (*(duty.key for duty in _open(facts) if _meets(facts, duty)), *_met_at_once(owed, facts)),
        "received": _received(facts),
        "grants": tuple(granted for grant in law.grants or () if (granted := _granted(grant, facts))),
        "ends": tuple(ended for end in law.ends or () for ended in _ended(end, facts)),
        "settles": _settled(law, facts),
        "corrects": _number(facts, law.corrects),
        "recounts": _recounted(facts, law.corrects),
        "cancels": _keys(law.cancels, facts),
        "extends": tuple(extended for each in law.extends or () if (extended := _extended(each, facts))),
        "stops": _keys(law.stops, facts),
        "resumes": _keys(law.resumes, facts),
        "erases": erased_by(law.erases, facts) if law.erases else None,
        "vote": Vote(law.votes.panel, str(facts.fields.get(law.votes.choice, ""))) if law.votes else None,
    }
    return {name: value for name, value in found.items() if value}


def _duties(facts: Facts) -> dict[str, schema.Duty]:
    return facts.version.file.procedures[facts.procedure].duties


def _open(facts: Facts) -> list[Duty]:
    return [duty for duty in facts.state.duties.values() if not duty.met_by and not duty.cancelled]


def _owed(facts: Facts) -> tuple[Owed, ...]:
    return tuple(
        owed
        for name, duty in _duties(facts).items()
        if facts.kind in duty.after and (owed := _one_owed(name, duty, facts)) is not None
    )


def _one_owed(name: str, duty: schema.Duty, facts: Facts) -> Owed | None:
    if not all_hold(duty.when, facts) or any_holds(duty.unless, facts):
        return None
    obligor = obligor_of(duty.owes, facts)
    fallen = _keys(facts.act.cancels, facts)
    still = (known for known in _open(facts) if known.key not in fallen)
    if not obligor or any(known.id == name and known.owes == obligor for known in still):
        return None
    day = facts.day_in(duty.counted_from) if duty.counted_from else facts.filed
    about = facts.subject()
    return Owed(name, obligor, (day or facts.day).isoformat(), about)


def _met_at_once(owed: tuple[Owed, ...], facts: Facts) -> list[str]:
    """Name the duties that the act both gives rise to and fulfils: a report filed straight away is judged too."""
    duties, number = _duties(facts), facts.state.number + 1
    return [
        f"{each.duty}#{number}" for each in owed if facts.kind in duties[each.duty].met_by and each.owes == facts.by
    ]


def obligor_of(owes: schema.Obligor, facts: Facts) -> str:
    """Return the office that owes; empty if it cannot be told."""
    if owes.office is not None:
        directory = facts.world.directory
        found = directory.of_kind(facts.regime, owes.office) or offices_of((owes.office,), facts.version, directory)
        return found[0] if found else ""
    if owes.actor is not None:
        return facts.by if facts.is_kind(facts.by, owes.actor) else ""
    if owes.field is not None:
        return str(facts.value(owes.field) or "")
    if owes.mission_of is not None:
        return facts.holder(f"mission of {owes.mission_of}")
    return facts.state.acts[0].by if facts.state.acts else facts.by


def _meets(facts: Facts, duty: Duty) -> bool:
    law = rule_of(duty, facts.world.library)
    return law is not None and facts.kind in law.met_by and facts.by == duty.owes


def _received(facts: Facts) -> tuple[Received, ...]:
    found = []
    for duty in facts.state.duties.values():
        law = rule_of(duty, facts.world.library)
        told = law.acknowledged_by if law else None
        if law is None or told is None or told.act != facts.kind or facts.by in duty.received:
            continue
        if duty.met_by and not duty.cancelled and facts.is_kind(facts.by, law.to or ()):
            day = as_day(facts.fields.get(told.received)) if told.received else None
            found.append(Received(duty.key, (day or facts.filed).isoformat()))
    return tuple(found)


def _granted(grant: schema.Grant, facts: Facts) -> Granted | None:
    holder = facts.holder(grant.to)
    if not holder:
        return None
    since = facts.day_in(grant.since) or facts.day
    until = as_day(facts.value(grant.until)) if grant.until else None
    if grant.for_ is not None:
        until = ends_after(grant.for_, since, facts)
    areas = facts.value(grant.within) if grant.within else None
    within = tuple(map(str, areas)) if isinstance(areas, list | tuple) else ((str(areas),) if areas else ())
    return Granted(grant.standing, holder, since.isoformat(), until.isoformat() if until else "", within)


def _ended(end: schema.End, facts: Facts) -> list[Ended]:
    holder = facts.holder(end.of)
    day = as_day(facts.value(end.on)) if end.on else None
    last = (day or facts.day - timedelta(1)).isoformat()
    return [Ended(standing, holder, last) for standing in end.standing] if holder else []


def _settled(law: schema.Act, facts: Facts) -> tuple[Setting, ...]:
    found = []
    if law.sets:
        value = facts.fields.get(law.sets.value)
        found.append(Setting("parameter", _plain(facts, law.sets.parameter), _since(facts, law.sets.since), str(value)))
    if law.adopts:
        found.append(Setting("reading", _plain(facts, law.adopts.reading), _since(facts, law.adopts.since)))
    if law.declares_days:
        days = law.declares_days
        since, until = _since(facts, days.from_), _since(facts, days.until)
        found.append(Setting("days", _plain(facts, days.calendar), since, _plain(facts, days.as_), until))
    return tuple(found)


def _plain(facts: Facts, name: str) -> str:
    return str(facts.value(name) or "")


def _since(facts: Facts, name: str | None) -> str:
    return (facts.day_in(name) or facts.day).isoformat()


def _number(facts: Facts, name: str | None) -> int:
    value = facts.fields.get(name) if name else None
    return value if isinstance(value, int) else 0


def _recounted(facts: Facts, name: str | None) -> tuple[Recounted, ...]:
    """A corrected day moves the clock of the duties that were counted from it, fulfilled or not."""
    state, number = facts.state, _number(facts, name)
    while number in state.corrected:
        number = state.corrected[number]
    found = []
    for duty in state.duties.values():
        rule = rule_of(duty, facts.world.library) if duty.opened == number and not duty.cancelled else None
        counted_from = rule.counted_from if isinstance(rule, schema.Duty) else None
        day = as_day(facts.fields.get(counted_from)) if counted_from else None
        if day is not None and day.isoformat() != duty.since:
            found.append(Recounted(duty.key, day.isoformat()))
    return tuple(found)


def _keys(named: list[str] | str | None, facts: Facts) -> tuple[str, ...]:
    if named is None:
        return ()
    return tuple(duty.key for duty in _open(facts) if named == "all" or duty.id in named)


def _extended(extension: schema.Extension, facts: Facts) -> Extended | None:
    named = str(facts.fields.get(extension.duty) or extension.duty)
    found = next((duty for duty in _open(facts) if duty.id == named), None)
    if found is None:
        return None
    until = as_day(facts.value(extension.until)) if extension.until else None
    if until is not None:
        return Extended(found.key, until.isoformat())
    last = last_day(found, facts.world)
    new = ends_after(extension.by, last, facts) if extension.by and last else None
    return Extended(found.key, new.isoformat()) if new else None
