"""Duties that come back every period."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cauce.law import catalogue as k
from cauce.law.check.duties import check_acknowledgement, check_silence, not_open_to
from cauce.law.check.flow import Flow
from cauce.law.check.scope import FieldUse, Path, Scope, use_field
from cauce.law.check.terms import check_term
from cauce.law.schema import Recurring

#: how each period is written
_PERIODS = {
    "month": (r"\d{4}-(0[1-9]|1[0-2])", "2021-03"),
    "quarter": (r"\d{4}-Q[1-4]", "2021-Q1"),
    "half-year": (r"\d{4}-H[12]", "2021-H1"),
    "year": (r"\d{4}", "2021"),
}
HOLDER = "holder"


def check_recurring(scope: Scope) -> None:
    """Check every recurring duty."""
    for name, rule in scope.version.recurring.items():
        path: Path = ("recurring", name)
        scope.kinds((*path, "to"), rule.to)
        if rule.while_ is not None:
            scope.declared(k.NO_STANDING, (*path, "while"), rule.while_, scope.version.standings)
        _obligor(scope, path, rule)
        if rule.within is not None:
            check_term(scope, (*path, "within"), rule.within)
        check_silence(scope, path, name, rule.within is not None, rule.silence is not None)
        pattern, example = _PERIODS[rule.every]
        if rule.since is not None and not re.fullmatch(pattern, rule.since):
            scope.report(k.BAD_PERIOD, (*path, "since"), value=rule.since, every=rule.every, example=example)
        _met_by(scope, path, name, rule)


def _obligor(scope: Scope, path: Path, rule: Recurring) -> None:
    for key in ("actor", "field", "opener"):
        if getattr(rule.owes, key) is not None:
            scope.report(k.NO_OBLIGOR, (*path, "owes", key), key=key)
    if rule.owes.office is not None:
        scope.kinds((*path, "owes", "office"), [rule.owes.office])
    if rule.owes.mission_of is not None:
        if rule.owes.mission_of != HOLDER:
            scope.report(k.NO_OBLIGOR, (*path, "owes", "mission-of"), key=f"mission-of: {rule.owes.mission_of}")
        elif rule.while_ is None:
            scope.report(k.NO_HOLDER, (*path, "owes", "mission-of"))
    if rule.per == "person" and rule.while_ is None:
        scope.report(k.MISPLACED_KEY, (*path, "per"), key="per: person", needs="while")


def _met_by(scope: Scope, path: Path, name: str, rule: Recurring) -> None:
    met, here = rule.met_by, (*path, "met-by")
    if not scope.declared(k.NO_PROCEDURE, (*here, "procedure"), met.procedure, scope.version.procedures):
        return
    procedure = scope.version.procedures[met.procedure]
    if not scope.declared(k.NO_ACT, (*here, "act"), met.act, procedure.acts):
        return
    types = {"month": ("month",), "year": ("month", "number", "text", "choice")}.get(
        rule.every, ("month", "text", "choice")
    )
    use_field(scope, (*here, "period"), met.period, types, FieldUse(procedure, met.act, required=True))
    if met.about is not None and rule.per == "office":
        scope.report(k.MISPLACED_KEY, (*here, "about"), key="about", needs="per: person")
    elif met.about is not None:
        about = ("person", "office", "country")
        use_field(scope, (*here, "about"), met.about, about, FieldUse(procedure, met.act, required=True))
    for why in _unmeetable(scope, rule, Flow(scope, procedure)):
        scope.report(k.NOBODY_CAN_MEET, here, name=name, why=why)
    if rule.acknowledged_by is not None:
        check_acknowledgement(scope, path, name, rule.acknowledged_by, rule.to, procedure)


def _unmeetable(scope: Scope, rule: Recurring, flow: Flow) -> Iterator[dict[str, str]]:
    met = rule.met_by
    if met.act not in flow.acts:
        yield {"en": f"“{met.act}” can never be done", "es": f"«{met.act}» nunca puede realizarse"}
        return
    office = rule.owes.office
    if office in scope.version.offices and not scope.can_do(str(office), flow.procedure.acts[met.act]):
        yield not_open_to(str(office), [met.act])
