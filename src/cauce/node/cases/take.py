"""
The one way in for an act, whoever brings it: a form, the API, a file, a peer.

Permission, law, signature, storage, record, what follows from it: one transaction, so that an act is there with its
receipt or not at all. Only then is anybody told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from cauce.case.act import NO_ACT, Act, canonical, digest, read_act
from cauce.case.errors import Problem, Refused
from cauce.case.facts import Target, World
from cauce.case.judge import Draft, judge, utc_text
from cauce.case.signing import signed_bytes
from cauce.case.state import CaseState, fold, step
from cauce.law.library import Version
from cauce.node.cases import bodies, case_keys, derive
from cauce.node.cases.access import check_signer, find_case, hidden_from
from cauce.node.cases.errors import CaseKeyMissing
from cauce.node.cases.models import Act as StoredAct
from cauce.node.cases.models import Case, Sequence
from cauce.node.cases.sql import ask, insert, places
from cauce.node.cases.world import world as current_world
from cauce.node.frame import clock
from cauce.node.people.keys import public_bytes, signing_key
from cauce.node.record.models import Entry
from cauce.node.record.store import Head, only_writer, record


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks to be recorded, in the name of an office."""

    regime: str
    procedure: str
    act: str
    office: str
    #: the account that acts for the office; empty where a machine does
    person: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)
    #: reference of the case; empty to open one
    case: str = ""
    #: number of the last act that the person saw; None where nobody looked: a machine, or a story told of the past
    seen: int | None = None
    #: when it was filed, if not now: only the demonstration tells of the past
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """An act that is durable and in the record."""

    case: Case
    act: Act
    entry: Entry


class MovedOn(Refused):
    """Somebody else acted first. `since` has the acts that the person has not seen."""

    def __init__(self, since: list[Act]) -> None:
        self.since = since
        super().__init__((Problem("act.E111"),))


class NoSuchCase(Exception):
    """The case does not exist, or is none of the office's business: the same answer."""


def take(request: Request) -> Taken:
    """Take an act. Errors: Refused, MovedOn, NoSuchCase; then nothing has changed."""
    with transaction.atomic():
        # Before anything is read: an act is judged on all that stands before it in the record.
        return take_within(request, only_writer())


def take_within(request: Request, head: Head) -> Taken:
    """Take an act in the transaction of the caller, who is the only writer; any error ends it. Errors: as `take`."""
    taken, state, world = _take(request, head)
    derive.after(taken.case, taken.act, state, world)
    return taken


def _take(request: Request, head: Head) -> tuple[Taken, CaseState, World]:
    at = request.at or clock.now()
    if request.person:
        check_signer(request.person, request.office, at)
    case, state = _case(request)
    world = current_world()
    draft = draft_of(request, at, world)
    judged = judge(draft, state, world)
    ref = case.ref if case else _next_ref(world, request.regime, judged.judgement.filed)
    act = Act(
        act=request.act,
        at=utc_text(at),
        by=request.office,
        case=ref,
        number=state.number + 1,
        procedure=request.procedure,
        regime=request.regime,
        judgement=judged.judgement,
        person=request.person,
        fields=judged.fields,
        previous=case.head if case else NO_ACT,
    )
    step(state, act)
    return _store(case, act, state, world, head), state, world


def draft_of(request: Request, at: datetime, world: World) -> Draft:
    """Return what the kernel is asked about, by a page that shows what would follow and by the way in itself."""
    regime = world.library.regimes.get(request.regime)
    hidden = hidden_from(request.office, request.fields, regime.file, world.directory) if regime else frozenset()
    named = _named(request, regime.versions) if regime else {}
    return Draft(request.regime, request.procedure, request.act, request.office, at, request.fields, hidden, named)


def _named(request: Request, versions: Iterable[Version]) -> dict[str, Target]:
    """Return the cases that a form names in fields for cases, as far as the office may read them."""
    asked = {(name, ref) for name, ref in request.fields.items() if isinstance(ref, str)}
    files = [version.file.fields for version in versions]
    named = {ref.strip() for name, ref in asked if any(name in each and each[name].type == "case" for each in files)}
    found = [find_case(request.office, ref) for ref in sorted(named)]
    return {case.ref: Target(load_state(case), case.head, case.erased) for case in found if case is not None}


def _case(request: Request) -> tuple[Case | None, CaseState]:
    if not request.case:
        return None, CaseState()
    case = find_case(request.office, request.case, change=True)
    if case is None or (case.regime, case.procedure) != (request.regime, request.procedure):
        raise NoSuchCase
    if case.erased:
        raise Refused((Problem("act.E120"),))
    state = load_state(case)
    seen = request.seen
    if seen is None and request.person and request.at is None:
        seen = 0  # a person who does not say what they have seen has seen nothing
    if seen is not None and seen != state.number:
        raise MovedOn(state.acts[max(seen, 0) :])
    return case, state


def load_state(case: Case) -> CaseState:
    """Return the state of a case, folded from its acts."""
    rows = ask("SELECT number, body FROM case_act WHERE case_id = %s ORDER BY number", (case.pk,))
    stored = [(case.key, case.ref, number, bytes(body)) for number, body in rows]
    return fold(read_act(body) for body in bodies.open_all(stored))


def load_states(cases: Collection[int]) -> dict[int, CaseState]:
    """Return the states of several cases by their keys, their acts read in one query."""
    if not cases:
        return {}
    acts: dict[int, list[Act]] = {case: [] for case in cases}
    where = f"WHERE case_act.case_id IN ({places(cases)}) ORDER BY case_act.case_id, case_act.number"
    asked = f"SELECT case_act.case_id, {bodies.COLUMNS} FROM {bodies.FROM} {where}"  # noqa: S608 - placeholders
    rows = ask(asked, tuple(cases))
    stored = [(key, ref, number, bytes(body)) for _, key, ref, number, body in rows]
    for (case, *_), body in zip(rows, bodies.open_all(stored), strict=True):
        acts[case].append(read_act(body))
    return {case: fold(each) for case, each in acts.items()}


def _next_ref(world: World, regime: str, filed: str) -> str:
    prefix = world.library.regime(regime).file.prefix
    name = f"{prefix}-{filed[:4]}"
    found = ask(
        "INSERT INTO case_sequence (name, last) VALUES (%s, 1) "
        "ON CONFLICT (name) DO UPDATE SET last = case_sequence.last + 1 RETURNING last",
        (name,),
    )
    return str(Sequence(name=name, last=found[0][0]))


def _store(case: Case | None, act: Act, state: CaseState, world: World, head: Head) -> Taken:
    body = canonical(act)
    key = signing_key(act.by)
    signature = key.sign(signed_bytes(body))
    own = digest(body)
    entry = record(bytes.fromhex(own), head)
    number, sealing = case_keys.draw() if case is None else _key_of(case)
    case = derive.case_row(case, act, state, own, world, number)
    sealed = bodies.seal(sealing, case.ref, act.number, body)
    row = (case, act.number, act.act, act.by, derive.moment(act), sealed, signature, public_bytes(key), entry.index)
    try:
        insert(StoredAct, ("case", "number", "kind", "by", "at", "body", "signature", "key", "entry"), [row])
    except IntegrityError as err:  # two writers on a database without row locks: the second one must look again
        raise MovedOn([]) from err
    return Taken(case, act, entry)


def _key_of(case: Case) -> tuple[int, bytes]:
    found = case_keys.keys_of([case.key]).get(case.key)
    if found is None:
        raise CaseKeyMissing(case=case.ref)
    return case.key, found
