"""
What follows from an act, written into the tables that pages read.

Nothing here is truth: `cauce rebuild` makes it again. It runs in the transaction of the act, after the record.
"""

from __future__ import annotations

from datetime import date, datetime

from cauce.case.act import Act
from cauce.case.directory import UNLISTED
from cauce.case.facts import World
from cauce.case.next import NextAct, version_today, waits_for
from cauce.case.state import CaseState
from cauce.law.library import Version
from cauce.node.cases import duties, erasing, flags, recur, search, standings
from cauce.node.cases.access import asked_of, readers_of
from cauce.node.cases.models import Case, Notice, Reader, Waiting
from cauce.node.cases.sql import ask, insert, insert_one, places, run, update


def case_row(case: Case | None, act: Act, state: CaseState, head: str, world: World, key: int) -> Case:
    """Write the case's own row; for the act that opens it a new one, to which the key of this number belongs."""
    case = case or Case(
        ref=act.case,
        regime=act.regime,
        procedure=act.procedure,
        opener=act.by,
        opened_on=_day(act.judgement.filed),
        key=key,
    )
    version = world.library.version(act.judgement.under)
    procedure = version.file.procedures[act.procedure]
    stage = procedure.stages.get(state.stage)
    case.stage, case.closed = state.stage, bool(stage and stage.final)
    case.number, case.head, case.moved_at = act.number, head, moment(act)
    case.irregular += bool(act.judgement.flags)
    case.subject = case.subject or str(act.fields.get(procedure.subject or "") or "")
    case.state = case.state or _state_of(case.subject, act, version, world)
    case.topic = case.topic or _topic(act, version)
    _write(case)
    return case


#: what the first act of a case settles, and what each act changes
_OPENED = ("ref", "regime", "procedure", "opener", "opened_on", "key", "erased")
_MOVED = ("stage", "closed", "number", "head", "moved_at", "irregular", "subject", "state", "topic")


def _write(case: Case) -> None:
    moved = [getattr(case, name) for name in _MOVED]
    if case.pk:
        update(Case, case.pk, _MOVED, moved)
    else:
        case.pk = insert_one(Case, (*_OPENED, *_MOVED), [*(getattr(case, name) for name in _OPENED), *moved])


def _state_of(subject: str, act: Act, version: Version, world: World) -> str:
    state = "" if subject.startswith(UNLISTED) else world.directory.state_of(subject)
    own = world.directory.state_of(act.by)
    return state or (own if own != version.regime.host else "")


def _topic(act: Act, version: Version) -> str:
    """Return what tells the case from others in a list: the procedure's headline, or else the first line of text."""
    procedure, fields = version.file.procedures[act.procedure], version.file.fields
    law = procedure.acts[act.act]
    texts = [name for name in (*law.fields, *law.optional) if fields[name].type in ("text", "long-text")]
    for name in [procedure.headline] if procedure.headline else texts:
        value = act.fields.get(name)
        if isinstance(value, str) and value:
            return value.splitlines()[0][:280]
    return ""


def after(case: Case, act: Act, state: CaseState, world: World) -> None:
    """Derive everything from an act, and leave word with whoever it concerns."""
    _tell(case, act, follow(case, act, state, world))


def follow(case: Case, act: Act, state: CaseState, world: World) -> set[str]:
    """Derive duties, flags, standings, settings, readers, the docket and the search. Returns who may read the case."""
    version = world.library.version(act.judgement.under)
    if act.judgement.settles:
        recur.before_setting(act, world)
    changed = standings.apply(act, world)
    duties.refresh(case, state, act, world)
    flags.write(case, act)
    if changed.settings:
        duties.recount(act)
    waiting = _waiting(state, act, world)
    told = _readers(case, state, act, version, world, waiting)
    _docket(case, act, waiting, told)
    search.index(case, act, version, world)
    recur.after(case, act, state, world)
    if act.judgement.erases is not None:
        erasing.carry_out(act, act.judgement.erases, world)
    return told


def _waiting(state: CaseState, act: Act, world: World) -> list[NextAct]:
    version = version_today(act.regime, _day(act.judgement.filed), world)
    return waits_for(state, version, world) if version else []


def _readers(
    case: Case, state: CaseState, act: Act, version: Version, world: World, waiting: list[NextAct]
) -> set[str]:
    rows = ask("SELECT office FROM case_reader WHERE case_id = %s", (case.pk,)) if act.number > 1 else []
    known = {office for (office,) in rows}
    found = readers_of(state, act, version, world) | asked_of(waiting, version, world) | known
    if known:
        update(Reader, case.pk, ("moved_at",), [case.moved_at], key_of="case")
    new = [(case, office, case.moved_at) for office in sorted(found - known)]
    insert(Reader, ("case", "office", "moved_at"), new)
    return found


def _docket(case: Case, act: Act, waiting: list[NextAct], told: set[str]) -> None:
    """Write for whom of its readers the case waits. An office that waited before keeps its day."""
    wanted = {(following.act, office) for following in waiting for office in following.offices if office in told}
    rows = ask("SELECT act, office, id FROM case_waiting WHERE case_id = %s", (case.pk,)) if act.number > 1 else []
    known = {(name, office): key for name, office, key in rows}
    gone = [key for pair, key in known.items() if pair not in wanted]
    if gone:
        run(f"DELETE FROM case_waiting WHERE id IN ({places(gone)})", gone)  # noqa: S608 - placeholders
    since = _day(act.judgement.filed)
    new = [(case, name, office, since) for name, office in sorted(wanted - known.keys())]
    insert(Waiting, ("case", "act", "office", "since"), new)


def _tell(case: Case, act: Act, told: set[str]) -> None:
    """Leave word with every other office that may read the case: that something happened, and no more."""
    rows = [(office, case, act.number, case.moved_at, "") for office in sorted(told - {act.by})]
    insert(Notice, ("office", "case", "act", "at", "seen_by"), rows)


def moment(act: Act) -> datetime:
    """Return the instant of filing."""
    return datetime.fromisoformat(act.at)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def seen(office: str, case: Case, username: str) -> None:
    """Note that somebody of the office has seen what happened in a case."""
    Notice.objects.filter(office=office, case=case, seen_by="").update(seen_by=username)
