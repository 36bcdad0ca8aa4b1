"""Choosing what to open: the acts with which an office may begin a case, in the words of the law."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from cauce.node.cases.models import FormDraft
from cauce.node.cases.present.opening import drafts_of, openings
from cauce.node.cases.world import directory as known_offices
from cauce.node.cases.world import library
from cauce.node.people.acting import ActingRequest


def new_case(request: ActingRequest) -> HttpResponse:
    """List what the office may open, by regime and procedure."""
    acting = request.acting
    rows = FormDraft.objects.filter(account=acting.account, office=acting.office.code, case_ref="").order_by(
        "-saved_at"
    )
    context = {
        "regimes": openings(acting.office.code, known_offices(acting.directory), library()),
        "drafts": drafts_of(list(rows[:20]), library()),
    }
    return render(request, "cases/new.html", context)
