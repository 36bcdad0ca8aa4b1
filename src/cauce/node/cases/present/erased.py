"""An erased case as its page shows it: that, when, by which act and on what ground it was erased, and what is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from cauce.case.clock import version_of
from cauce.case.state import CaseState
from cauce.node.cases.access import find_case
from cauce.node.cases.models import Act as StoredAct
from cauce.node.cases.models import Case, Erasure
from cauce.node.cases.present.links import address
from cauce.node.cases.present.names import Names, act_title
from cauce.node.frame import clock, dates
from cauce.node.frame.parts import Column, Link, Row, Table
from cauce.node.frame.words import language, pick, say
from cauce.node.people.acting import Acting


@dataclass(frozen=True, slots=True)
class Erased:
    """What the page of an erased case says."""

    rows: list[Row]
    acts: Table


def erased_of(case: Case, state: CaseState, acting: Acting, names: Names) -> Erased:
    """Return what the page of an erased case says to an office that could read it."""
    erasure = case.erasure
    zone = clock.zone_of(acting.office.zone)
    return Erased(_rows(erasure, erasure.at.astimezone(zone).date(), state, acting, names), _acts(case, state, names))


def _rows(erasure: Erasure, day: date, state: CaseState, acting: Acting, names: Names) -> list[Row]:
    version = version_of(erasure.under, names.library)
    title = act_title(version, erasure.procedure, erasure.kind)
    seen = find_case(acting.office.code, erasure.by_case) is not None  # its reference alone tells nothing
    there = f"{reverse('case', args=[erasure.by_case])}#act-{erasure.by_number}" if seen else ""
    return [
        Row(say("Erased on", "Suprimido el"), dates.civil(day, language())),
        Row(say("By the act", "Mediante la actuación"), f"{title}, {erasure.by_case}", href=there),
        Row(say("Ground", "Fundamento"), ground_of(erasure, names)),
        Row(say("Acts erased", "Actuaciones suprimidas"), str(state.number)),
    ]


def ground_of(erasure: Erasure, names: Names) -> str:
    """Return the ground of an erasure, in the words of the law that was applied."""
    version = version_of(erasure.under, names.library)
    procedure = version.file.procedures.get(erasure.procedure) if version else None
    law = procedure.acts.get(erasure.kind) if procedure else None
    if version is None or law is None or law.erases is None:
        return erasure.ground
    option = (version.file.fields[law.erases.ground].options or {}).get(erasure.ground)
    return pick(option) if option else erasure.ground


def _acts(case: Case, state: CaseState, names: Names) -> Table:
    entries = dict(StoredAct.objects.filter(case=case).values_list("number", "entry"))
    columns = [
        Column(say("No.", "N.º"), "number"),
        Column(say("Act", "Actuación")),
        Column(say("Office", "Oficina")),
        Column(say("Filed", "Presentada")),
        Column(say("Receipt of entry", "Acuse de la entrada"), "number"),
    ]
    rows: list[list[object]] = []
    for act in state.acts:
        entry = entries[act.number]
        title = act_title(version_of(act.judgement.under, names.library), act.procedure, act.act)
        filed = date.fromisoformat(act.judgement.filed)
        receipt = Link(str(entry), address("entry", entry))
        rows.append([act.number, title, names.office(act.by), filed, receipt])
    caption = say("What is left: who did what, and when", "Lo que queda: quién hizo qué y cuándo")
    return Table(caption, columns, rows, "")
