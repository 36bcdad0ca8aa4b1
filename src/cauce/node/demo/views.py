"""Entering the demonstration as any of its offices, without a password. Only where the node says that it is one."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cauce.node.demo.entrances import ENTRANCES
from cauce.node.frame.access import open_to_all
from cauce.node.people.models import Account
from cauce.node.people.views import enter


@open_to_all
def entrances(request: HttpRequest) -> HttpResponse:
    """Show the entrances; a POST goes in through one."""
    if not settings.CAUCE.demo:  # the address is not even there; this is the second lock
        raise Http404
    if request.method != "POST":
        return render(request, "demo/entrances.html", {"entrances": ENTRANCES})
    office = request.POST.get("office", "")
    if office not in {entrance.office for entrance in ENTRANCES}:
        raise Http404
    account = Account.objects.filter(memberships__office=office, username=office).first()
    account = account or Account.objects.filter(memberships__office=office).first()
    if account is None:
        raise Http404
    return enter(request, account, reverse("home"), office)
