"""Who may look at alarms: the offices of the state whose node this is; for all others there is no such thing."""

from __future__ import annotations

from django.conf import settings

from cauce.node.frame.nav import MANY
from cauce.node.frame.pages import NotHere
from cauce.node.people.acting import Acting
from cauce.node.witness.alarms import open_alarms
from cauce.node.witness.models import Alarm

#: alarms are numbered with 63 bits
_LARGEST = 2**63 - 1


def may_see(acting: Acting) -> bool:
    """Whether somebody may look at alarms."""
    return bool(acting.office.state == settings.CAUCE.state)


def check_may_see(acting: Acting) -> None:
    """Let nobody else in. Errors: NotHere."""
    if not may_see(acting):
        raise NotHere


def alarm_of(acting: Acting, number: int) -> Alarm:
    """Return an alarm for whoever may look at it. Errors: NotHere: none, or none of theirs."""
    check_may_see(acting)
    found = Alarm.objects.filter(pk=number).first() if number <= _LARGEST else None
    if found is None:
        raise NotHere
    return found


def count_for(acting: Acting) -> int:
    """Return how many alarms nobody has looked at, as far as it is shown."""
    return len(open_alarms().values_list("pk")[:MANY]) if may_see(acting) else 0
