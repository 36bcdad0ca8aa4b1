"""Duties and expectations: what gives rise to them exists, and somebody can meet them."""

from __future__ import annotations

from collections.abc import Iterator

from cauce.law import catalogue as k
from cauce.law.check.flow import START, Flow
from cauce.law.check.forms import DAYS
from cauce.law.check.scope import FieldUse, Path, Scope, use_field
from cauce.law.check.terms import LENGTHS, check_term
from cauce.law.schema import Duty, Procedure
from cauce.law.schema.procedures import Acknowledgement, Obligor
from cauce.law.terms import LONGEST

Words = dict[str, str]


def check_expectations(scope: Scope) -> None:
    """Check that the acts of which something is expected exist."""
    for procedure_id, procedure in scope.version.procedures.items():
        for name, expected in procedure.expects.items():
            for number, act in enumerate(expected.of):
                path: Path = ("procedures", procedure_id, "expects", name, "of", number)
                scope.declared(k.NO_ACT, path, act, procedure.acts)


def check_duties(scope: Scope) -> None:
    """Check every duty that an act gives rise to."""
    for procedure_id, procedure in scope.version.procedures.items():
        flow = Flow(scope, procedure)
        for name, duty in procedure.duties.items():
            path: Path = ("procedures", procedure_id, "duties", name)
            if name == "all":
                scope.report(k.NAME_TAKEN, path, name=name, what={"en": "duty", "es": "un deber"})
            scope.kinds((*path, "to"), duty.to)
            for key in ("after", "met_by"):
                written = key.replace("_", "-")
                for number, act in enumerate(getattr(duty, key)):
                    scope.declared(k.NO_ACT, (*path, written, number), act, procedure.acts)
            _term(scope, path, name, duty)
            _fields(scope, path, duty, procedure)
            for why in _unmeetable(scope, duty, flow):
                scope.report(k.NOBODY_CAN_MEET, (*path, "met-by"), name=name, why=why)
            if duty.acknowledged_by is not None:
                check_acknowledgement(scope, path, name, duty.acknowledged_by, duty.to, procedure)


def _term(scope: Scope, path: Path, name: str, duty: Duty) -> None:
    for key, term in (("within", duty.within), ("at-least-before", duty.at_least_before)):
        if term is not None:
            check_term(scope, (*path, key), term, LONGEST if key == "within" else LENGTHS)
    has_term = duty.within is not None or duty.at_least_before is not None
    check_silence(scope, path, name, has_term, duty.silence is not None)


def check_silence(scope: Scope, path: Path, name: str, has_term: bool, is_silent: bool) -> None:
    """Check that a duty either has a term or says that the texts give none."""
    if not has_term and not is_silent:
        scope.report(k.NO_TERM, path, name=name)
    if has_term and is_silent:
        scope.report(k.NOT_SILENT, (*path, "silence"), name=name)


def _fields(scope: Scope, path: Path, duty: Duty, procedure: Procedure) -> None:
    for act in duty.after:
        if act not in procedure.acts:
            continue
        if duty.counted_from is not None:
            opens = procedure.acts[act].from_ == [START]  # nothing before it could have answered
            use_field(scope, (*path, "counted-from"), duty.counted_from, DAYS, FieldUse(procedure, act, own=opens))
        use = FieldUse(procedure, act, own=False)
        if duty.owes.field is not None:
            use_field(scope, (*path, "owes", "field"), duty.owes.field, ("office",), use)
        if duty.owes.mission_of is not None:
            use_field(scope, (*path, "owes", "mission-of"), duty.owes.mission_of, ("person",), use)
    scope.kinds((*path, "owes", "actor"), duty.owes.actor)
    for office in scope.kinds((*path, "owes", "office"), [duty.owes.office] if duty.owes.office else None):
        if not scope.version.offices[office].one:
            scope.report(k.NOT_ONE, (*path, "owes", "office"), name=office)


def _unmeetable(scope: Scope, duty: Duty, flow: Flow) -> Iterator[Words]:
    """Yield why a duty can be met by nobody, or not by every kind of office that may owe it."""
    acts = flow.procedure.acts
    meeting = [name for name in duty.met_by if name in acts]
    possible = [name for name in meeting if name in flow.acts]
    if meeting and not possible:
        named = ", ".join(meeting)
        yield {"en": f"“{named}” can never be done", "es": f"«{named}» nunca puede realizarse"}
        return
    for name in duty.after:
        if name in flow.acts and possible and not any(_in_time(flow, name, each) for each in possible):
            yield {
                "en": f"after “{name}” the case never stands where “{', '.join(possible)}” is open",
                "es": f"después de «{name}» el expediente nunca está donde procede «{', '.join(possible)}»",
            }
    kinds = obligor_kinds(scope, duty.owes, flow.procedure)
    unable = [kind for kind in kinds if possible and not any(scope.can_do(kind, acts[each]) for each in possible)]
    if duty.owes.opener and len(unable) < len(kinds):
        return  # one kind opens the case another way, and then nothing may be owed
    for kind in unable:
        yield not_open_to(kind, possible)


def _in_time(flow: Flow, after: str, meeting: str) -> bool:
    return after == meeting or flow.follows(flow.procedure.acts[meeting], flow.after(after))


def not_open_to(kind: str, acts: list[str]) -> Words:
    """Return the words for an act that the office that owes cannot do."""
    named = ", ".join(acts)
    return {
        "en": f"“{kind}” owes it and cannot do “{named}”",
        "es": f"«{kind}» lo debe y no puede realizar «{named}»",
    }


def obligor_kinds(scope: Scope, owes: Obligor, procedure: Procedure) -> list[str]:
    """Return the kinds of office that may come to owe, so far as the pack says."""
    kinds: list[str] = []
    if owes.office is not None:
        kinds = [owes.office]
    elif owes.actor is not None:
        kinds = list(owes.actor)
    elif owes.field is not None and owes.field in scope.version.fields:
        kinds = scope.version.fields[owes.field].kinds or []
    elif owes.opener:
        kinds = [kind for act in procedure.acts.values() if "start" in act.from_ for kind in scope.doers(act)]
    return [kind for kind in kinds if kind in scope.version.offices]


def check_acknowledgement(
    scope: Scope, path: Path, name: str, told: Acknowledgement, to: list[str] | None, procedure: Procedure
) -> None:
    """Check that every addressee can say that it has received what was owed."""
    here: Path = (*path, "acknowledged-by")
    if not to:
        scope.report(k.NO_ADDRESSEE, here, name=name)
    if not scope.declared(k.NO_ACT, (*here, "act"), told.act, procedure.acts):
        return
    for office in to or ():
        if office in scope.version.offices and not scope.can_do(office, procedure.acts[told.act]):
            scope.report(k.NOT_OPEN_TO_ADDRESSEE, (*here, "act"), act=told.act, name=name, office=office)
    if told.received is not None:
        use_field(scope, (*here, "received"), told.received, ("day",), FieldUse(procedure, told.act))
