"""
Alarms: what looks like misbehaviour of a record or a witness, kept with its evidence until a person has looked at it.

Whoever sends hostile requests can raise some of them, so what is the same again is only counted, and of each kind and
origin no more than `KEPT` are kept: the first ones, whose evidence nobody can push out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from time import monotonic

from django.db import transaction
from django.db.models import F, QuerySet

from cauce.node.frame import clock
from cauce.node.witness.models import Alarm
from cauce.record.witness import BROKEN_PROOF, FORK, SMALLER_TREE

#: a record shows fewer entries, at its own address, than this node has cosigned
SHOWN_SMALLER = "shown-smaller"
#: the node's own record is behind what it once signed
ROLLED_BACK = "rolled-back"
#: what is stored of the node's own record is not what it signed
DAMAGED = "record-damaged"
#: a published file of the node's own record has other bytes than the database gives
FILE_DAMAGED = "published-file-damaged"
#: a witness that was asked has not answered for a while
SILENT_WITNESS = "silent-witness"
#: a witness answered with something that is not its cosignature
LYING_WITNESS = "lying-witness"
#: a witness says of this node's record that it was set back or contradicts itself, and shows no proof
WITNESS_DISAGREES = "witness-disagrees"
#: this node's witness has cosigned more, or something else, than its database says
WITNESS_ROLLED_BACK = "witness-rolled-back"
#: the clock of this machine went back
CLOCK_BACK = "clock-back"
KINDS = (
    FORK,
    SMALLER_TREE,
    SHOWN_SMALLER,
    BROKEN_PROOF,
    ROLLED_BACK,
    DAMAGED,
    FILE_DAMAGED,
    SILENT_WITNESS,
    LYING_WITNESS,
    WITNESS_DISAGREES,
    WITNESS_ROLLED_BACK,
    CLOCK_BACK,
)

#: how many alarms of one kind about one record are kept
KEPT = 20
#: after this time the same again is to be looked at anew
_AGAIN = timedelta(days=1)
_LATELY = timedelta(hours=1)
#: how many of one kind about one record may be raised at once, and how many a second from then on
_BURST, _RATE = 20, 1.0


@dataclass(slots=True)
class _Budget:
    """What may still be written of one kind about one record, and what was not: each write takes the database."""

    left: float = 0.0
    at: float = 0.0
    missed: int = 0


_budgets: dict[tuple[str, str], _Budget] = {}


def raise_alarm(kind: str, origin: str, evidence: str, matter: str = "") -> None:
    """
    Keep that something needs looking at; harmless when repeated.

    Shape:  kind is one of KINDS; evidence is a text that proves it, or says on what it rests. What has the same
            `matter`, or without one the same evidence, is the same again: it is counted, and the first evidence stays.
    """
    times = _allowed(kind, origin)
    if not times:
        return
    now = clock.real()
    digest = sha256((matter or evidence).encode()).hexdigest()
    about = Alarm.objects.filter(kind=kind, origin=origin)
    same = about.filter(digest=digest)
    with transaction.atomic():
        if not same.exists():
            if about.count() >= KEPT:
                same = about.filter(pk=about.order_by("-pk").values("pk")[:1])
            else:
                fresh = {"evidence": evidence, "at": now, "last_at": now, "count": times}
                _, made = Alarm.objects.get_or_create(kind=kind, origin=origin, digest=digest, defaults=fresh)
                if made:
                    return
        same.update(count=F("count") + times, last_at=now)
        same.filter(seen_at__lt=now - _AGAIN).update(seen_at=None, seen_by="", seen_for="")


def was_raised(kind: str, origin: str, matter: str) -> bool:
    """Say whether an alarm of the same matter was raised within the hour."""
    digest, since = sha256(matter.encode()).hexdigest(), clock.real() - _LATELY
    return Alarm.objects.filter(kind=kind, origin=origin, digest=digest, last_at__gte=since).exists()


def _allowed(kind: str, origin: str) -> int:
    """Return how many alarms the next write stands for: itself and those that were not written; 0 for none yet."""
    budget = _budgets.setdefault((kind, origin), _Budget())
    now = monotonic()
    budget.left = min(_BURST, budget.left + (now - budget.at) * _RATE)
    budget.at = now
    budget.missed += 1
    if budget.left < 1:
        return 0
    budget.left -= 1
    times, budget.missed = budget.missed, 0
    return times


def open_alarms() -> QuerySet[Alarm]:
    """Return the alarms that nobody has looked at, the latest first."""
    return Alarm.objects.filter(seen_at=None).order_by("-last_at", "-pk")


def seen_alarms() -> QuerySet[Alarm]:
    """Return those that somebody has looked at, the latest first."""
    return Alarm.objects.exclude(seen_at=None).order_by("-seen_at", "-pk")


def see(alarm: Alarm, by: str, office: str) -> None:
    """Keep who has looked at an alarm; whoever did so first stays."""
    Alarm.objects.filter(pk=alarm.pk, seen_at=None).update(seen_at=clock.real(), seen_by=by, seen_for=office)
