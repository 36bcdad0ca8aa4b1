"""Duties, as the Due page reads them: with the last day under every reading, for whoever owes and is owed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cauce.case.act import Act
from cauce.case.clock import Clock, clock_of, rule_of, status_of, waiting_for
from cauce.case.facts import World, as_day
from cauce.case.state import CaseState
from cauce.case.state import Duty as Owed
from cauce.node.cases.alike import alike_of
from cauce.node.cases.models import Case, Duty, DutyFor, LastDay, Phase, Side
from cauce.node.cases.sql import insert, insert_one, places, read, run, update, update_all
from cauce.node.cases.world import world as current_world

#: phases in which something is still to be done
LIVE = (Phase.RUNNING, Phase.NO_TERM, Phase.STOPPED, Phase.FILED)
_RUNNING = {"open", "due-today", "overdue", "lapsed", "deemed-consent", "deemed-refusal"}


def refresh(case: Case, state: CaseState, act: Act, world: World) -> None:
    """Write the duties of a case that an act gave rise to or touched."""
    judgement = act.judgement
    touched = {f"{owed.duty}#{act.number}" for owed in judgement.owed}
    touched |= {*judgement.meets, *judgement.cancels, *judgement.stops, *judgement.resumes}
    touched |= {received.duty for received in judgement.received}
    touched |= {extended.duty for extended in judgement.extends}
    touched |= {recounted.duty for recounted in judgement.recounts}
    for key in sorted(touched & state.duties.keys()):
        new = key.endswith(f"#{act.number}")
        write(state.duties[key], key, case, case.regime, world, new=new)


#: what a duty is, and what acts and calendars change of it
_FIXED = (
    "case", "key", "regime", "under", "procedure", "duty", "owes", "about", "period", "arose", "arose_at", "at_end",
)  # fmt: skip
_STANDS = (
    "since", "extended", "pauses", "phase", "due", "latest", "governing", "last_days", "met_on", "met_at",
    "met_in", "received",
)  # fmt: skip


def write(owed: Owed, key: str, case: Case | None, regime: str, world: World, *, new: bool = False) -> Duty:
    """Write one duty as it stands now; `new` says that it cannot be there yet."""
    rule = rule_of(owed, world.library)
    row = (None if new else _known(case, key)) or Duty(
        case=case,
        key=key,
        regime=regime,
        under=owed.under,
        procedure=owed.procedure,
        duty=owed.id,
        owes=owed.owes,
        about=owed.about,
        period=owed.period,
        arose=date.fromisoformat(owed.arose),
        arose_at=owed.arose_at,
        at_end=rule.at_end if rule else "breach",
    )
    _stand(row, owed, world)
    known = row.pk is not None
    stands = [getattr(row, name) for name in _STANDS]
    if known:
        update(Duty, row.pk, _STANDS, stands)
    else:
        row.pk = insert_one(Duty, (*_FIXED, *_STANDS), [*(getattr(row, name) for name in _FIXED), *stands])
    _see(row, _views(row, owed, world), new=not known)
    return row


def _known(case: Case | None, key: str) -> Duty | None:
    where, values = ("case_id = %s", (case.pk,)) if case else ("case_id IS NULL", ())
    found = read(Duty, f"WHERE {where} AND key = %s", (*values, key))
    return found[0] if found else None


def _stand(row: Duty, owed: Owed, world: World) -> None:
    clock = clock_of(owed, world)
    row.since, row.extended = date.fromisoformat(owed.since), as_day(owed.extended)
    row.pauses = [list(pause) for pause in owed.pauses]
    row.phase = phase_of(owed, clock, world)
    row.due, row.latest, row.governing = clock.last_day(), clock.latest(), clock.governing
    row.last_days = {name: day.isoformat() for name, day in clock.last_days().items()}
    row.met_on, row.met_at, row.met_in = as_day(owed.met_on), owed.met_at, owed.met_in
    row.received = owed.received


def phase_now(owed: Owed, world: World) -> Phase:
    """Return how a duty stands under the law and settings as they are, leaving out what only the calendar decides."""
    return phase_of(owed, clock_of(owed, world), world)


def phase_of(owed: Owed, clock: Clock, world: World) -> Phase:
    """Return how a duty stands, leaving out what only the calendar decides."""
    status = status_of(owed, clock, world, date.min)
    return Phase.RUNNING if status in _RUNNING else Phase(status)


def _views(row: Duty, owed: Owed, world: World) -> dict[tuple[str, str], bool]:
    """Return which offices see a duty, and on which side; whether it is still to be done by them."""
    rule = rule_of(owed, world.library)
    live = row.phase in LIVE
    waiting = set(waiting_for(owed, world)) if owed.met_by else set()
    views = {(owed.owes, Side.OWES.value): live and row.phase != Phase.FILED}
    for kind in rule.to or () if rule else ():
        for office in world.directory.of_kind(row.regime, kind):
            # Once filed, it is an addressee's turn: its own receipt is work of its own, and others owe it nothing more.
            if kind in waiting and live:
                views[office, Side.RECEIPTS.value] = True
            else:
                views.setdefault((office, Side.OWED.value), live and not owed.met_by)
    return views


def _see(row: Duty, views: dict[tuple[str, str], bool], *, new: bool) -> None:
    if not new:  # an office that the directory no longer has in this part
        seen = [f"{side} {office}" for office, side in views]
        gone = f"DELETE FROM case_duty_for WHERE duty_id = %s AND side || ' ' || office NOT IN ({places(seen)})"  # noqa: S608
        run(gone, (row.pk, *seen))
    alike = "" if row.case_id else alike_of(row.regime, row.duty, row.owes, row.phase)
    rows = [(row, office, side, still, row.due, alike) for (office, side), still in views.items()]
    names = ("duty", "office", "side", "live", "due", "alike")
    insert(DutyFor, names, rows, unique=() if new else ("duty", "office", "side"))


def recount(act: Act) -> None:
    """Count the clocks of what is still to be done again after a setting, keeping the old answers."""
    world = current_world()
    rows = Duty.objects.filter(phase__in=LIVE)
    if not any(setting.kind == "days" for setting in act.judgement.settles):  # a calendar is every regime's
        rows = rows.filter(regime=act.regime)
    clocks: dict[object, Clock] = {}  # most duties share theirs with others of the same rule and day
    changed = [(row, clock) for row in rows.order_by("pk") if _moved(row, clock := _clock(row, world, clocks))]
    _keep_and_write(changed, act)


def _clock(row: Duty, world: World, known: dict[object, Clock]) -> Clock:
    """Return the clock of a duty, counted once for all that run alike."""
    owed = as_owed(row)
    rule = rule_of(owed, world.library)
    hours = rule is not None and rule.within is not None and rule.within.unit == "hours"
    pauses, instant = tuple(owed.pauses), owed.arose_at if hours else ""
    alike = (
        owed.under, owed.procedure, owed.id, owed.since, owed.arose, instant, pauses, owed.extended, owed.period,
        owed.met_at,
    )  # fmt: skip
    if alike not in known:
        known[alike] = clock_of(owed, world)
    return known[alike]


def _moved(row: Duty, clock: Clock) -> bool:
    return row.last_days != _texts(clock) or row.governing != clock.governing


def _texts(clock: Clock) -> dict[str, str]:
    return {name: day.isoformat() for name, day in clock.last_days().items()}


def _keep_and_write(changed: list[tuple[Duty, Clock]], act: Act) -> None:
    """Keep what each duty said before, and write what its clock says now."""
    kept = [(row, row.due, row.last_days, row.governing, act.case, act.number) for row, _ in changed]
    names = ("duty", "due", "last_days", "governing", "because_case", "because_number")
    for start in range(0, len(kept), _AT_ONCE):
        insert(LastDay, names, kept[start : start + _AT_ONCE])
    counted = []
    for row, clock in changed:
        due, phase = clock.last_day(), row.phase
        if phase in (Phase.RUNNING, Phase.NO_TERM):
            phase = Phase.RUNNING if due else Phase.NO_TERM
        counted.append((row.pk, (due, clock.latest(), clock.governing, _texts(clock), phase)))
    update_all(Duty, ("due", "latest", "governing", "last_days", "phase"), counted)
    update_all(DutyFor, ("due",), [(key, values[:1]) for key, values in counted], key_of="duty")


#: rows in one statement
_AT_ONCE = 500


def as_owed(row: Duty) -> Owed:
    """Return a duty as the kernel knows it; not the number of the act that met or cancelled it, only that one did."""
    number = int(row.key.rpartition("#")[2]) if "#" in row.key else 0
    return Owed(
        row.duty,
        row.under,
        row.procedure,
        row.owes,
        row.about,
        number,
        row.since.isoformat(),
        row.arose.isoformat(),
        row.arose_at,
        pauses=[(stop, resume) for stop, resume in row.pauses],
        extended=row.extended.isoformat() if row.extended else "",
        period=row.period,
        met_by=int(bool(row.met_at)),
        met_on=row.met_on.isoformat() if row.met_on else "",
        met_at=row.met_at,
        met_in=row.met_in,
        received=row.received,
        cancelled=int(row.phase == Phase.CANCELLED),
    )


def erase(rows: Iterable[Duty]) -> None:
    """Remove recurring duties that no longer follow from the register."""
    Duty.objects.filter(pk__in=[row.pk for row in rows]).delete()
