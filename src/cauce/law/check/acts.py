"""Acts: somebody can do them, and what they bring about exists."""

from __future__ import annotations

from collections.abc import Iterator

from cauce.law import catalogue as k
from cauce.law.check.conditions import PLACES, check_holder
from cauce.law.check.forms import DAYS
from cauce.law.check.scope import FieldUse, Path, Scope, use_field
from cauce.law.check.terms import LENGTHS, check_term
from cauce.law.schema.procedures import Act, Procedure

VOTES = ("for", "against", "abstain", "recuse")


def check_acts(scope: Scope) -> None:
    """Check who does each act and everything that it brings about."""
    for procedure_id, procedure in scope.version.procedures.items():
        scope.kinds(("procedures", procedure_id, "readers"), procedure.readers)
        for name, act in procedure.acts.items():
            path: Path = ("procedures", procedure_id, "acts", name)
            use = FieldUse(procedure, name)
            _doers(scope, path, name, act)
            _duties(scope, path, act, procedure)
            _standings(scope, path, act, procedure, name)
            _extensions(scope, path, act, use)
            _settings(scope, path, act, use)
            _votes(scope, path, act, use)
            _erasure(scope, path, name, act, use)
            if act.corrects is not None:
                use_field(scope, (*path, "corrects"), act.corrects, ("act",), FieldUse(procedure, name, required=True))
            if act.requires is not None and act.refusal is None:
                scope.report(k.NO_REFUSAL, (*path, "requires"), name=name)
            if act.refusal is not None and act.requires is None:
                scope.report(k.MISPLACED_KEY, (*path, "refusal"), key="refusal", needs="requires")


def _doers(scope: Scope, path: Path, name: str, act: Act) -> None:
    scope.kinds((*path, "by"), act.by)
    panel = act.by_seats_of
    if panel is None or not scope.declared(k.NO_OFFICE, (*path, "by-seats-of"), panel, scope.version.offices):
        return
    if not scope.seats(panel):
        why = {"en": f"“{panel}” has no seats", "es": f"«{panel}» no tiene lugares"}
        scope.report(k.NOBODY_CAN_ACT, (*path, "by-seats-of"), name=name, why=why)


def _duties(scope: Scope, path: Path, act: Act, procedure: Procedure) -> None:
    for key in ("cancels", "stops", "resumes"):
        named = getattr(act, key)
        for duty in named if isinstance(named, list) else ():
            scope.declared(k.NO_DUTY, (*path, key), duty, procedure.duties)


def _standings(scope: Scope, path: Path, act: Act, procedure: Procedure, name: str) -> None:
    use = FieldUse(procedure, name, own=False)
    for number, grant in enumerate(act.grants or ()):
        here: Path = (*path, "grants", number)
        check_holder(scope, here, [grant.standing], grant.to, "to", use)
        for key, types in (("within", PLACES), ("since", DAYS), ("until", ("day",))):
            field = getattr(grant, key)
            if field is not None:
                use_field(scope, (*here, key), field, types, use)
        if grant.for_ is not None:
            check_term(scope, (*here, "for"), grant.for_, LENGTHS)
            if grant.until is not None:
                what = {"en": "end of the standing", "es": "forma de terminar la calidad"}
                scope.report(k.NOT_ONE_OF, (*here, "for"), what=what, keys="until, for", written="until, for")
    for number, end in enumerate(act.ends or ()):
        here = (*path, "ends", number)
        check_holder(scope, here, end.standing, end.of, "of", use)
        if end.on is not None:
            use_field(scope, (*here, "on"), end.on, ("day",), use)


def _extensions(scope: Scope, path: Path, act: Act, use: FieldUse) -> None:
    for number, extension in enumerate(act.extends or ()):
        here: Path = (*path, "extends", number)
        named = scope.version.fields.get(extension.duty)
        if named is not None and named.type == "duty":
            use_field(scope, (*here, "duty"), extension.duty, ("duty",), use)
        else:
            scope.declared(k.NO_DUTY, (*here, "duty"), extension.duty, use.procedure.duties)
        if (extension.until is None) == (extension.by is None):
            what = {"en": "length of the extension", "es": "medida de la prórroga"}
            written = "–" if extension.until is None else "until, by"
            scope.report(k.NOT_ONE_OF, here, what=what, keys="until, by", written=written)
        if extension.until is not None:
            use_field(scope, (*here, "until"), extension.until, ("day",), use)
        if extension.by is not None:
            check_term(scope, (*here, "by"), extension.by, LENGTHS)


def _settings(scope: Scope, path: Path, act: Act, use: FieldUse) -> None:
    for here, field, types, required in _setting_fields(act):
        wanted = FieldUse(use.procedure, use.act, required=required)
        described = use_field(scope, (*path, *here), field, types, wanted)
        if here[-1] == "as" and described is not None:
            for option in ("closed", "working"):
                if option not in (options := described.options or {}):
                    scope.report(k.NO_OPTION, (*path, *here), name=field, value=option, known=", ".join(options))


def _setting_fields(act: Act) -> Iterator[tuple[Path, str, tuple[str, ...], bool]]:
    """Yield each field that settles something: its path, its name, the types it may have, whether it must be filled."""
    if act.sets:
        yield ("sets", "parameter"), act.sets.parameter, ("parameter",), True
        yield ("sets", "value"), act.sets.value, ("number",), True
    if act.adopts:
        yield ("adopts", "reading"), act.adopts.reading, ("reading",), True
    for key, effect in (("sets", act.sets), ("adopts", act.adopts)):
        if effect is not None and effect.since is not None:
            yield (key, "since"), effect.since, ("day",), False
    if act.declares_days:
        days = act.declares_days
        yield ("declares-days", "calendar"), days.calendar, ("calendar",), True
        yield ("declares-days", "from"), days.from_, ("day",), True
        yield ("declares-days", "until"), days.until, ("day",), True
        yield ("declares-days", "as"), days.as_, ("choice",), True


def _erasure(scope: Scope, path: Path, name: str, act: Act, use: FieldUse) -> None:
    """The act that erases is kept for good: it asks where a case, a ground and an office can be told, and no more."""
    if act.erases is None:
        return
    wanted = FieldUse(use.procedure, use.act, required=True)
    for key, types in (("case", ("case",)), ("ground", ("choice",))):
        use_field(scope, (*path, "erases", key), getattr(act.erases, key), types, wanted)
    for field in (*act.fields, *act.optional):
        described = scope.version.fields.get(field)
        if described is not None and described.type in _OF_PERSONS:
            scope.report(k.ERASES_AND_TELLS, (*path, "erases"), name=name, field=field, type=described.type)


#: fields in which what is erased would stand again
_OF_PERSONS = ("person", "long-text")


def _votes(scope: Scope, path: Path, act: Act, use: FieldUse) -> None:
    if act.votes is None:
        return
    here: Path = (*path, "votes")
    panel = act.votes.panel
    if scope.declared(k.NO_OFFICE, (*here, "panel"), panel, scope.version.offices) and not scope.seats(panel):
        scope.report(k.NO_PANEL, (*here, "panel"), name=panel)
    wanted = FieldUse(use.procedure, use.act, required=True)
    described = use_field(scope, (*here, "choice"), act.votes.choice, ("choice",), wanted)
    odd = [option for option in (described.options or {}) if option not in VOTES] if described else []
    if odd:
        scope.report(k.BAD_VOTES, (*here, "choice"), name=act.votes.choice, odd=", ".join(odd))
