"""Fields of forms: each in itself, and in the acts that use them."""

from __future__ import annotations

from cauce.law import catalogue as k
from cauce.law.check.scope import FieldUse, Path, Scope, use_field
from cauce.law.schema.procedures import FormField

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
    """Check the fields that each act asks for, and the one that dates it."""
    for procedure_id, procedure in scope.version.procedures.items():
        if procedure.subject is not None:
            path: Path = ("procedures", procedure_id, "subject")
            use = FieldUse(procedure, next(iter(procedure.acts), ""), own=False)
            use_field(scope, path, procedure.subject, ("person", "office", "country"), use)
        for name, act in procedure.acts.items():
            path = ("procedures", procedure_id, "acts", name)
            seen: set[str] = set()
            for key, fields in (("fields", act.fields), ("optional", act.optional)):
                for number, each in enumerate(fields):
                    scope.declared(k.NO_FIELD, (*path, key, number), each, scope.version.fields)
                    if each in seen:
                        scope.report(k.TWICE_IN_ACT, (*path, key, number), name=each)
                    seen.add(each)
            if act.dated_by is not None:
                use = FieldUse(procedure, name, required=True)
                use_field(scope, (*path, "dated-by"), act.dated_by, DAYS, use)
