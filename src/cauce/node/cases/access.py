"""
Who may read and who may act: the only place that says so.

No right to know and no such thing are the same answer. Whoever asks gets cases through here or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import connection
from django.db.models import QuerySet
from django.http import Http404

from cauce.case.act import Act
from cauce.case.facts import World
from cauce.case.judge import is_open
from cauce.case.state import CaseState
from cauce.law.library import Version
from cauce.law.schema import Procedure
from cauce.node.cases.models import Case
from cauce.node.cases.sql import read

_REF = re.compile(r"[A-Za-z0-9-]{1,40}")


def readable(office: str) -> QuerySet[Case]:
    """Return the cases that an office may read."""
    return Case.objects.filter(readers__office=office)


def get_case_for(office: str, ref: str) -> Case:
    """Return a case that an office may read. Errors: Http404, if there is none or it is none of theirs."""
    case = find_case(office, ref)
    if case is None:
        raise Http404
    return case


def find_case(office: str, ref: str, *, change: bool = False) -> Case | None:
    """Return a case that an office may read, if there is one; whoever will `change` it keeps others from doing so."""
    lock = " FOR UPDATE OF case_case" if change and connection.vendor == "postgresql" else ""
    where = "WHERE ref = %s AND EXISTS (SELECT 1 FROM case_reader WHERE case_id = case_case.id AND office = %s)"
    found = read(Case, where + lock, (as_ref(ref), office))
    return found[0] if found else None


def as_ref(text: str) -> str:
    """Return text that may be a reference, or nothing: a database need not take every character that can be sent."""
    return text if _REF.fullmatch(text) else ""


def may_open(office: str, regime: str, procedure: str, version: Version, world: World) -> list[str]:
    """Return the acts with which an office may open a case of a procedure."""
    own = world.directory.kinds_of(office, regime)
    kinds = frozenset().union(*(version.kinds_of(kind) for kind in own)) if own else frozenset()
    acts = version.file.procedures[procedure].acts
    return [name for name, law in acts.items() if "start" in law.from_ and not kinds.isdisjoint(law.by or ())]


def readers_of(state: CaseState, act: Act, version: Version, world: World) -> set[str]:
    """
    Return the offices that may read a case after an act.

    The office that acts, those to whom a duty of the case is owed or who owe it, offices that the act names, those
    that the procedure lets read every case, and the office that answers for the person it is about, once the law has
    an act for it: a mission reads what it must answer, and not what others record of its agents.
    """
    procedure = version.file.procedures.get(act.procedure)
    found = {act.by, *(duty.owes for duty in state.duties.values())}
    found |= {value for value in act.fields.values() if isinstance(value, str) and value in world.directory.offices}
    if procedure is not None:
        kinds = set(procedure.readers or ())
        kinds |= {kind for duty in procedure.duties.values() for kind in duty.to or ()}
        found |= _single(kinds, version, world)
        found |= _answering(state, procedure, version, world)
    return found - {""}


def _answering(state: CaseState, procedure: Procedure, version: Version, world: World) -> set[str]:
    """Return the office that answers for the person of the case, if an act of its own is open at this stage."""
    named = (act.fields.get(procedure.subject or "") for act in reversed(state.acts))
    office = world.directory.mission_of(str(next((code for code in named if code), "")))
    own = world.directory.kinds_of(office, version.regime.regime)
    kinds = {broader for kind in own for broader in version.kinds_of(kind)}
    turn = any(is_open(law, state) and not kinds.isdisjoint(law.by or ()) for law in procedure.acts.values())
    return {office} if turn else set()


def _single(kinds: Iterable[str], version: Version, world: World) -> set[str]:
    """Return the offices of these kinds, panels with their seats. A kind of which there are many needs to be named."""
    found: set[str] = set()
    regime = version.regime.regime
    for kind in kinds:
        described = version.file.offices.get(kind)
        if described is None or described.of == "sender":
            continue  # a mission reads what concerns it, never what concerns another's
        seats = described.panel.seats if described.panel else []
        for name in (kind, *seats):
            found |= set(world.directory.of_kind(regime, name))
    return found
