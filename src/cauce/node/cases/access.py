"""
Who may read, who may act and whom an office may name: the only place that says so.

No right to know and no such thing are the same answer. Whoever asks gets cases through here or not at all. The one way
in for an act asks here too, whoever brings it, and a form asks only so as not to offer what would be refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.http import Http404

from cauce.case.act import Act
from cauce.case.directory import Directory
from cauce.case.errors import Refused
from cauce.case.facts import World
from cauce.case.judge import is_open
from cauce.case.next import NextAct
from cauce.case.state import CaseState
from cauce.law.library import Version
from cauce.law.schema import Procedure, RegimeFile
from cauce.node.cases.models import Case
from cauce.node.cases.problems import FormProblem
from cauce.node.cases.sql import read
from cauce.node.frame import clock
from cauce.node.people import directory as people
from cauce.node.people.directory import directory

_REF = re.compile(r"[A-Za-z0-9-]{1,40}")
#: with spaces around it
_LONGEST_CODE = 200


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


def own_case(office: str, ref: str) -> Case:
    """Return a case that is the office's own: it alone sees who has read it. Errors: Http404, for any other."""
    case = get_case_for(office, ref)
    if not is_own(office, case):
        raise Http404
    return case


def is_own(office: str, case: Case) -> bool:
    """Say whether a case is the office's own."""
    return case.opener == office and bool(shown_readings(case))


def shown_readings(case: Case) -> list[str]:
    """
    Return the offices that see who has read a case: the one that opened it, if it is of the state whose node this is.

    A mission that opens a case of its own agent must not learn from it which of the host's services look at him.
    """
    opener = directory().office(case.opener)
    return [case.opener] if opener and opener.state == settings.CAUCE.state else []


def as_ref(text: str) -> str:
    """Return text that may be a reference, or nothing: a database need not take every character that can be sent."""
    return text if _REF.fullmatch(text) else ""


def may_open(office: str, regime: str, procedure: str, version: Version, world: World) -> list[str]:
    """Return the acts with which an office may open a case of a procedure."""
    own = world.directory.kinds_of(office, regime)
    kinds = frozenset().union(*(version.kinds_of(kind) for kind in own)) if own else frozenset()
    acts = version.file.procedures[procedure].acts
    return [name for name, law in acts.items() if "start" in law.from_ and not kinds.isdisjoint(law.by or ())]


def check_signer(person: str, office: str, at: datetime) -> None:
    """
    Let nobody act for an office but whoever is appointed to it at that instant, by the office's own clock.

    Asked inside the transaction: an appointment may have ended since the page was opened. Errors: Refused.
    """
    known = people.directory()
    entry, who = known.office(office), known.named(person)
    day = at.astimezone(clock.zone_of(entry.zone)).date() if entry else None
    memberships = who.memberships if who else ()
    if day is None or not any(each.office_id == office and each.in_force(day) for each in memberships):
        raise Refused((FormProblem("access.E001"),))


def may_name(office: str, person: str, regime: RegimeFile, directory: Directory) -> bool:
    """
    Say whether an office may name somebody on the register in a form of a regime.

    Everybody names the people of their own state; the host's offices, whoever is sent under that regime. Another
    regime's people are not on the register to them: a node keeps the registers of several states' laws.
    """
    entry = directory.persons.get(person)
    if entry is None:
        return False
    state = directory.state_of(office)
    return state == entry.state or (state == regime.host and bool(directory.kinds_of(entry.mission, regime.regime)))


def hidden_from(office: str, values: Mapping[str, object], regime: RegimeFile, directory: Directory) -> frozenset[str]:
    """Return the persons among these answers of whom an office may not know that they are on the register."""
    named = [value.strip() for value in values.values() if isinstance(value, str) and len(value) <= _LONGEST_CODE]
    return frozenset(
        code for code in named if code in directory.persons and not may_name(office, code, regime, directory)
    )


def readers_of(state: CaseState, act: Act, version: Version, world: World) -> set[str]:
    """
    Return the offices that may read a case after an act.

    The office that acts, those to whom a duty of the case is owed or who owe it, offices that the act names, those
    that the procedure lets read every case, and the office that answers for the person it is about, once the law has
    an act for it: a mission reads what it must answer, and not what others record of its agents.
    """
    procedure = version.file.procedures.get(act.procedure)
    found = {act.by, *(duty.owes for duty in state.duties.values())}
    found |= {value for value in _offices_in(act, version) if value in world.directory.offices}
    if procedure is not None:
        kinds = set(procedure.readers or ())
        kinds |= {kind for duty in procedure.duties.values() for kind in duty.to or ()}
        found |= _single(kinds, version, world)
        found |= _answering(state, procedure, version, world)
    return found - {""}


def _offices_in(act: Act, version: Version) -> list[str]:
    """Return what stands in the fields for offices. A text that happens to be an office's code opens nothing to it."""
    fields = version.file.fields
    return [str(value) for name, value in act.fields.items() if name in fields and fields[name].type == "office"]


def asked_of(waiting: Iterable[NextAct], version: Version, world: World) -> set[str]:
    """
    Return the offices of the host that are asked for a decision: they read what they decide on.

    A seat of a panel may be named nowhere else. A mission is never let in by this: others may be of its kind.
    """
    asked = {office for following in waiting for office in following.offices}
    return {office for office in asked if world.directory.state_of(office) == version.regime.host}


def _answering(state: CaseState, procedure: Procedure, version: Version, world: World) -> set[str]:
    """Return the office that answers for the person of the case, if an act of its own is open at this stage."""
    named = (act.fields.get(procedure.subject or "") for act in reversed(state.acts))
    office = world.directory.mission_of(str(next((code for code in named if code), "")))
    own = world.directory.kinds_of(office, version.regime.regime)
    kinds = {broader for kind in own for broader in version.kinds_of(kind)}
    turn = any(is_open(law, state) and not kinds.isdisjoint(law.by or ()) for law in procedure.acts.values())
    return {office} if turn else set()


def _single(kinds: set[str], version: Version, world: World) -> set[str]:
    """
    Return the offices of these kinds, narrower ones of a single office included, panels with their seats.

    A kind of which there are many needs to be named by itself. A mission reads what concerns it, never what concerns
    another's: offices of senders are among them only under a law that binds one sender.
    """
    described = version.file.offices
    names = {name for name, office in described.items() if office.one and not kinds.isdisjoint(version.kinds_of(name))}
    names |= kinds & described.keys()
    names |= {seat for name in names if (panel := described[name].panel) for seat in panel.seats}
    senders = version.regime.senders
    alone = isinstance(senders, list) and len(senders) == 1
    offices = (world.directory.of_kind(version.regime.regime, name) for name in names)
    host = version.regime.host
    return {office for each in offices for office in each if alone or world.directory.state_of(office) == host}
