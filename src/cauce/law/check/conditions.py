"""Conditions: what they name exists, and what they ask can be answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cauce.law import catalogue as k
from cauce.law.check.flow import START
from cauce.law.check.forms import DAYS
from cauce.law.check.scope import FieldUse, Path, Scope, use_field
from cauce.law.check.terms import LENGTHS, check_term
from cauce.law.schema import Condition, Procedure

#: which leading key the other keys of a condition belong to
_BELONGS = {
    **dict.fromkeys(("by", "by_each", "saying", "by_day"), "done"),
    "at_least": "by_each",
    "stands": "duty",
    **dict.fromkeys(("held_by", "during", "within"), "standing"),
    **dict.fromkeys(("among", "given", "at_most", "in_host", "later_than", "lead", "span"), "field"),
}
#: which standings a field can hold the holder of, by its type
_HOLDS = {"person": "person", "office": "office", "country": "state"}
#: where a standing may be asked to hold
PLACES = ("place", "places", "country")


def check_conditions(scope: Scope) -> None:
    """Check every condition of every procedure."""
    for procedure_id, procedure in scope.version.procedures.items():
        start: Path = ("procedures", procedure_id)
        for path, act, conditions in _places(procedure):
            for number, condition in enumerate(conditions):
                _condition(scope, (*start, *path, number), condition, procedure, act)


def _places(procedure: Procedure) -> Iterator[tuple[Path, str, Sequence[Condition]]]:
    """Yield each list of conditions with its path and an act that they are asked of."""
    for name, act in procedure.acts.items():
        yield ("acts", name, "requires"), name, act.requires or ()
    for name, expected in procedure.expects.items():
        for key in ("when", "that", "unless"):
            yield ("expects", name, key), expected.of[0], getattr(expected, key) or ()
    for name, duty in procedure.duties.items():
        for key in ("when", "unless"):
            yield ("duties", name, key), duty.after[0], getattr(duty, key) or ()


def _condition(scope: Scope, path: Path, condition: Condition, procedure: Procedure, act: str) -> None:
    lead = condition.lead_key
    for key, needs in _BELONGS.items():
        if getattr(condition, key) is not None and needs != lead and getattr(condition, needs) is None:
            key = key.replace("_", "-")
            scope.report(k.MISPLACED_KEY, (*path, key), key=key, needs=needs.replace("_", "-"))
    use = FieldUse(procedure, act, own=False)
    if lead == "done":
        _done(scope, path, condition, procedure, use)
    elif lead == "standing":
        _standing(scope, path, condition, use)
    elif lead == "field":
        _field(scope, path, condition, use)
    scope.kinds((*path, "actor"), condition.actor)
    if condition.duty is not None:
        scope.declared(k.NO_DUTY, (*path, "duty"), condition.duty, procedure.duties)
        if condition.stands is None:
            scope.report(k.MISSING_KEY, path, key="stands", of="duty")
    if condition.carried is not None:
        _carried(scope, (*path, "carried"), condition.carried, procedure)
    if condition.parameter is not None:
        scope.declared(k.NO_PARAMETER, (*path, "parameter"), condition.parameter, scope.version.parameters)
    for stage in condition.stage or ():
        scope.declared(k.NO_STAGE, (*path, "stage"), stage, {*procedure.stages, START})


def _done(scope: Scope, path: Path, condition: Condition, procedure: Procedure, use: FieldUse) -> None:
    name = str(condition.done)
    if not scope.declared(k.NO_ACT, (*path, "done"), name, procedure.acts):
        return
    act = procedure.acts[name]
    for key, kinds in (("by", condition.by), ("by-each", condition.by_each)):
        for kind in scope.kinds((*path, key), kinds):
            if not scope.can_do(kind, act):
                known = ", ".join(scope.doers(act)) or "–"
                scope.report(k.NOT_BY_THESE, (*path, key), act=name, name=kind, known=known)
    if condition.at_least is not None and condition.at_least > len(condition.by_each or ()) > 0:
        bounds = {"min": 1, "max": len(condition.by_each or ())}
        scope.report(k.OUT_OF_BOUNDS, (*path, "at-least"), value=condition.at_least, **bounds)
    for field, values in (condition.saying or {}).items():
        own = FieldUse(procedure, name)
        described = use_field(scope, (*path, "saying", field), field, ("choice",), own)
        _options(scope, (*path, "saying", field), field, values, described.options if described else None)
    if condition.by_day is not None:
        use_field(scope, (*path, "by-day"), condition.by_day, DAYS, use)


def _options(scope: Scope, path: Path, field: str, values: list[str], options: object) -> None:
    if not isinstance(options, dict):
        return
    for value in values:
        if value not in options:
            scope.report(k.NO_OPTION, path, name=field, value=value, known=", ".join(options))


def _standing(scope: Scope, path: Path, condition: Condition, use: FieldUse) -> None:
    check_holder(scope, path, [str(condition.standing)], condition.held_by, "held-by", use)
    if condition.during is not None:
        use_field(scope, (*path, "during"), condition.during, DAYS, use)
    if condition.within is not None:
        use_field(scope, (*path, "within"), condition.within, PLACES, use)


def check_holder(
    scope: Scope, path: Path, standings: list[str], holder: str | None, key: str, use: FieldUse, told: str = "standing"
) -> None:
    """Check that standings exist and that whoever is said to hold them can: a person, an office or a state."""
    known = [name for name in standings if scope.declared(k.NO_STANDING, (*path, told), name, scope.version.standings)]
    relation, _, name = (holder or "actor").rpartition(" of ")
    of = {"state": "state", "mission": "office"}.get(relation, "office")
    if name != "actor":
        types = ("person",) if relation == "mission" else ("person", "office", "country")
        described = use_field(scope, (*path, key), name, types, use)
        if described is None:
            return
        of = of if relation else _HOLDS[described.type]
    for standing in known:
        held_by = scope.version.standings[standing].of
        if held_by != of:
            scope.report(k.WRONG_HOLDER, (*path, key), name=standing, of=_WORDS[held_by], holder=holder or "actor")


_WORDS = {
    "person": {"en": "a person", "es": "una persona"},
    "office": {"en": "an office", "es": "una oficina"},
    "state": {"en": "a state", "es": "un Estado"},
}


def _field(scope: Scope, path: Path, condition: Condition, use: FieldUse) -> None:
    name = str(condition.field)
    described = use_field(scope, (*path, "field"), name, _types_for(condition), use)
    if described is not None and condition.among is not None and described.type == "choice":
        _options(scope, (*path, "among"), name, condition.among, described.options)
    if condition.later_than is not None:
        use_field(scope, (*path, "later-than"), condition.later_than, DAYS, use)
    for key in ("lead", "span"):
        term = getattr(condition, key)
        if term is not None:
            check_term(scope, (*path, key), term, LENGTHS)


_ALL_TYPES = (
    "text", "long-text", "day", "time", "month", "number", "choice", "person", "office", "place", "places", "country",
    "act", "case", "duty", "parameter", "reading", "calendar",
)  # fmt: skip


def _types_for(condition: Condition) -> tuple[str, ...]:
    """Return the types that a field must have for what is asked of it."""
    if condition.at_most is not None:
        return ("number",)
    if condition.in_host is not None:
        return PLACES
    if condition.later_than is not None or condition.lead is not None or condition.span is not None:
        return DAYS
    return _ALL_TYPES


def _carried(scope: Scope, path: Path, panel: str, procedure: Procedure) -> None:
    if not scope.declared(k.NO_OFFICE, path, panel, scope.version.offices):
        return
    if scope.version.offices[panel].panel is None:
        scope.report(k.NO_PANEL, path, name=panel)
    elif not any(act.votes and act.votes.panel == panel for act in procedure.acts.values()):
        scope.report(k.NOBODY_VOTES, path, name=panel)
