"""How it stands with the published record and its witnesses. What is here everybody may know, but for `row`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings

from cauce.node.frame import clock
from cauce.node.record.checkpoints import size_of
from cauce.node.record.errors import RecordDamaged
from cauce.node.record.files import read_checkpoint, served
from cauce.node.record.models import Checkpoint, Log
from cauce.node.record.models import Witness as Row
from cauce.node.record.policies import everybody, public_policy
from cauce.node.record.store import halted
from cauce.node.record.witnesses import SILENCE
from cauce.record import Checkpoint as Head
from cauce.record import RecordError, parse_checkpoint, parse_note
from cauce.record.policy import NONE, Policy, Witness, check_policy, show

#: it has cosigned the published checkpoint, an earlier one, none ever; or it fails, and has cosigned none for a while
State = Literal["current", "behind", "never", "silent"]


@dataclass(frozen=True, slots=True)
class Seen:
    """A witness, as far as this node knows."""

    name: str
    #: the largest tree that it has cosigned, and when it last cosigned one
    size: int
    ok_at: datetime | None
    state: State
    witness: Witness
    #: how it went when it was asked; not for everybody
    row: Row | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The published checkpoint, who cosigned it, and whether they are enough."""

    note: str
    head: Head | None
    published_at: datetime | None
    witnesses: tuple[Seen, ...]
    #: the quorum of the public policy; “none” if it needs nobody
    quorum: str
    reached: bool
    #: the code under which nothing is recorded any more; empty while all is well
    halted: str

    @property
    def current(self) -> int:
        """Return how many have cosigned the published checkpoint."""
        return sum(each.state == "current" for each in self.witnesses)


def shown(log: Log, halted: str) -> str:
    """
    Return the checkpoint that the public is given, as it was signed; empty before the first one.

    A halted node may have an older database. What stands published already was seen, and is not taken back.
    Errors: StoreAway.
    """
    if not halted:
        return log.published
    return max(log.published, read_checkpoint(served()), key=size_of)


def standing(log: Log) -> Standing:
    """Return how it stands; few small queries besides the one for the head. Errors: RecordDamaged, StoreAway."""
    why, all_of_them = halted(), everybody()
    note = shown(log, why)
    try:
        head = parse_checkpoint(parse_note(note).text) if note else None
    except RecordError as error:
        raise RecordDamaged(what="checkpoint") from error
    lines = check_policy(note, all_of_them).cosigned_by if note else ()
    signed = {one.key for one in lines}
    rows = {row.name: row for row in Row.objects.all()}
    at = Checkpoint.objects.filter(size=head.size).values_list("at", flat=True).first() if head else None
    seen = tuple(_seen(each, each.key in signed, rows.get(show(each.name))) for each in all_of_them.witnesses)
    policy = public_policy()
    return Standing(note, head, at, seen, policy.quorum, _reached(note, policy, seen), why)


def _seen(witness: Witness, signed: bool, row: Row | None) -> Seen:
    ok_at = row.ok_at if row else None
    state: State = "current" if signed else "behind" if ok_at else "never"
    # A closed node publishes nothing that one has not cosigned: what stands there would be current for ever.
    if row and row.why and ok_at and clock.real() - ok_at > timedelta(seconds=SILENCE):
        state = "silent"
    return Seen(show(witness.name), row.size if row else 0, ok_at, state, witness, row)


def _reached(note: str, policy: Policy, seen: tuple[Seen, ...]) -> bool:
    """Say whether enough have cosigned, and where nothing is published without them, whether enough still do."""
    if policy.quorum == NONE:
        return True
    if not note or not check_policy(note, policy).reached:
        return False
    answer = {each.witness.key for each in seen if each.row is not None and not each.row.why}
    return not settings.CAUCE.record_closed or policy.reached(
        each.name for each in policy.witnesses if each.key in answer
    )
