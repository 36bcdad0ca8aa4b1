"""The page of alarms: what happened, what it means, what to do, and the evidence to keep."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from cauce.node.people.acting import ActingRequest
from cauce.node.witness.access import alarm_of, check_may_see
from cauce.node.witness.alarms import open_alarms, see, seen_alarms
from cauce.node.witness.present import shown_of

#: how many of each sort a page shows
_MANY = 100


@require_safe
def alarms(request: ActingRequest) -> HttpResponse:
    """Show what nobody has looked at yet, and then what somebody has."""
    check_may_see(request.acting)
    context = {
        "open": [shown_of(alarm) for alarm in open_alarms()[:_MANY]],
        "seen": [shown_of(alarm) for alarm in seen_alarms()[:_MANY]],
        "zone": request.acting.office.zone,
    }
    return render(request, "witness/alarms.html", context)


@require_safe
def evidence(request: ActingRequest, pk: int) -> HttpResponse:
    """Give the evidence of an alarm, to keep."""
    alarm = alarm_of(request.acting, pk)
    headers = {"Content-Disposition": f'attachment; filename="{alarm.kind}-{alarm.pk}.txt"'}
    return HttpResponse(alarm.evidence.encode(), content_type="text/plain; charset=utf-8", headers=headers)


@require_POST
def seen(request: ActingRequest, pk: int) -> HttpResponse:
    """Keep that somebody has looked at an alarm."""
    acting = request.acting
    see(alarm_of(acting, pk), acting.account.full_name, acting.office.code)
    return redirect("alarms")
