"""Entering the demonstration as any of its offices, without a password. Only where node and database say it is one."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cauce.node.demo.built import is_demonstration
from cauce.node.demo.entrances import ENTRANCES
from cauce.node.frame.access import open_to_all
from cauce.node.people.models import Account
from cauce.node.people.views import enter


@open_to_all
def entrances(request: HttpRequest) -> HttpResponse:
    """Show the entrances; a POST goes in through one."""
    # Without the setting the address is not even there. With it, set by a slip, a real node must still be closed.
    if not settings.CAUCE.demo or not is_demonstration():
        raise Http404
    if request.method != "POST":
        return render(request, "demo/entrances.html", {"entrances": ENTRANCES})
    office = request.POST.get("office", "")
    if office not in {entrance.office for entrance in ENTRANCES}:
        raise Http404
    # Whoever has a password of their own is nobody's to enter as.
    known = Account.objects.filter(memberships__office=office, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    account = known.filter(username=office).first() or known.first()
    if account is None:
        raise Http404
    return enter(request, account, reverse("home"), office)
