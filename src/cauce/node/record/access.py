"""Which entry of the record an office may open: an act whose case it may read, an event that it may see, no other."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from cauce.node.cases.access import readable
from cauce.node.cases.models import Act
from cauce.node.record.models import Event, EventFor

#: entries are numbered with 63 bits
_LARGEST = 2**63 - 1


def act_at(office: str, index: int) -> Act:
    """Return the act that an entry stands for, with its case. Errors: Http404: none, or none of the office's."""
    found = Act.objects.filter(entry=index, case__in=readable(office)) if index <= _LARGEST else Act.objects.none()
    act = found.select_related("case").first()
    if act is None:
        raise Http404
    return act


def find_event(office: str, index: int) -> Event | None:
    """Return the event that an entry stands for, if there is one and the office may see it."""
    seen = EventFor.objects.filter(office=office, entry=index) if index <= _LARGEST else EventFor.objects.none()
    return Event.objects.filter(entry__in=seen.values("entry")).first()


def event_at(office: str, index: int) -> Event:
    """Return the event that an entry stands for. Errors: Http404: none, or none that the office may see."""
    event = find_event(office, index)
    if event is None:
        raise Http404
    return event


def sight_of(office: str, kind: str) -> QuerySet[Event]:
    """Return the events of a kind that an office may see."""
    return Event.objects.filter(entry__in=EventFor.objects.filter(office=office, kind=kind).values("entry"))
