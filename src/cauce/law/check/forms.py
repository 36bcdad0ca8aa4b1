"""Fields of forms: each in itself, and in the acts that use them."""

from __future__ import annotations

from cauce.law import catalogue as k
from cauce.law.check.scope import FieldUse, Path, Scope, use_field
from cauce.law.schema.procedures import Act, FormField, Procedure

#: which types a key of a field goes with
_GOES_WITH: dict[str, tuple[str, ...]] = {
    "options": ("choice",),
    "kinds": ("office",),
    "max": ("text", "long-text", "number"),
    "min": ("number",),
    "not_before": ("day", "month"),
    "past": ("day", "month"),
}
#: words that a holder or an obligor may name besides a field
RESERVED = ("actor", "holder")
DAYS = ("day", "month")


def check_fields(scope: Scope) -> None:
    """Check every field by itself."""
    for name, described in scope.version.fields.items():
        path: Path = ("fields", name)
        if name in RESERVED:
            scope.report(k.NAME_TAKEN, path, name=name, what={"en": "field", "es": "un campo"})
        for key, types in _GOES_WITH.items():
            if getattr(described, key) not in (None, False) and described.type not in types:
                key = key.replace("_", "-")
                scope.report(k.BAD_FIELD, (*path, key), key=key, type=described.type)
        _references(scope, path, described)


def _references(scope: Scope, path: Path, described: FormField) -> None:
    if described.type == "choice" and not described.options:
        scope.report(k.NO_OPTIONS, path)
    scope.kinds((*path, "kinds"), described.kinds)
    if described.min is not None and described.max is not None and described.min > described.max:
        bounds = {"min": described.min, "max": described.max}
        scope.report(k.OUT_OF_BOUNDS, (*path, "min"), value=described.min, **bounds)
    other = described.not_before
    if other is not None and scope.declared(k.NO_FIELD, (*path, "not-before"), other, scope.version.fields):
        kind = scope.version.fields[other].type
        if kind not in DAYS:
            wanted = {"en": "day or month", "es": "day o month"}
            scope.report(k.WRONG_TYPE, (*path, "not-before"), name=other, type=kind, wanted=wanted)


def check_forms(scope: Scope) -> None:
    """Check the fields that each procedure and act asks for, and the one that dates an act."""
    for procedure_id, procedure in scope.version.procedures.items():
        _about(scope, ("procedures", procedure_id), procedure)
        for name, act in procedure.acts.items():
            path: Path = ("procedures", procedure_id, "acts", name)
            _fields_of(scope, path, act)
            if act.dated_by is not None:
                use = FieldUse(procedure, name, required=True)
                use_field(scope, (*path, "dated-by"), act.dated_by, DAYS, use)


def _about(scope: Scope, path: Path, procedure: Procedure) -> None:
    use = FieldUse(procedure, next(iter(procedure.acts), ""), own=False)
    if procedure.subject is not None:
        use_field(scope, (*path, "subject"), procedure.subject, ("person", "office", "country"), use)
    if procedure.headline is not None:
        use_field(scope, (*path, "headline"), procedure.headline, ("text", "long-text"), use)


def _fields_of(scope: Scope, path: Path, act: Act) -> None:
    seen: set[str] = set()
    for key, fields in (("fields", act.fields), ("optional", act.optional)):
        for number, name in enumerate(fields):
            scope.declared(k.NO_FIELD, (*path, key, number), name, scope.version.fields)
            if name in seen:
                scope.report(k.TWICE_IN_ACT, (*path, key, number), name=name)
            seen.add(name)
