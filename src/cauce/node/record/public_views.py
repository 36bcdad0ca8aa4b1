"""The record for everybody: its page, checkpoint, key, policies, state for programs, and the verifier's page."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cauce.node.frame import clock
from cauce.node.frame.access import open_to_all
from cauce.node.record import public_present as present
from cauce.node.record import store, verifier_page
from cauce.node.record.chart import growth
from cauce.node.record.keys import verifier_line
from cauce.node.record.models import Checkpoint
from cauce.node.record.policies import for_readers, policies, policy_for
from cauce.node.record.standing import shown, standing
from cauce.node.record.tiles import PUBLIC
from cauce.node.record.words import entry_field
from cauce.node.witness.access import may_see
from cauce.record.policy import format_policy

TEXT = "text/plain; charset=utf-8"
FRESH = {**PUBLIC, "Cache-Control": "no-cache"}
#: how many of the last checkpoints the page shows
LAST = 10


@open_to_all
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """Show the published record, its witnesses, how it grew, and how anybody checks it."""
    acting = getattr(request, "acting", None)
    told = bool(acting and may_see(acting))
    key, now = verifier_line(), standing(store.head())
    chip, words = present.gauge(now)
    grown = growth(clock.real().date())
    context = {
        "now": now,
        "halted": now.halted,
        "key": key,
        "rows": present.head_rows(now, key),
        "chip": chip,
        "gauge": words,
        "witnesses": present.witness_table(now.witnesses),
        "told": present.told_rows(now.witnesses) if told else [],
        "checkpoints": present.checkpoint_table(Checkpoint.objects.order_by("-size")[:LAST]),
        "growth": grown,
        "days": present.growth_table(grown) if grown else None,
        "cadence": settings.CAUCE.record_cadence,
        "audiences": list(policies()),
        "address": request.build_absolute_uri(reverse("record")).rstrip("/"),
        "field": entry_field(),
        "alarms": told,
    }
    return render(request, "record/record.html", context)


@open_to_all
@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Give the latest checkpoint, a signed note; there is none before the first entry."""
    note = shown(store.head(), store.halted())
    if not note:
        raise Http404
    return HttpResponse(note, content_type=TEXT, headers=FRESH)


@open_to_all
@require_safe
def vkey(request: HttpRequest) -> HttpResponse:
    """Give the key with which checkpoints are checked, one line."""
    return HttpResponse(verifier_line() + "\n", content_type=TEXT, headers=FRESH)


@open_to_all
@require_safe
def policy(request: HttpRequest, audience: str) -> HttpResponse:
    """Give the policy of an audience, which a verifier takes as it is."""
    return HttpResponse(format_policy(for_readers(policy_for(audience))), content_type=TEXT, headers=FRESH)


@open_to_all
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """Tell a program how it stands with the record and its witnesses; it says no more than the page does."""
    now = standing(store.head())
    told = {
        "origin": settings.CAUCE.log_name,
        "size": now.head.size if now.head else 0,
        "published_at": _iso(now.published_at),
        "halted": now.halted,
        "mode": "closed" if settings.CAUCE.record_closed else "open",
        "cadence": settings.CAUCE.record_cadence,
        "quorum_reached": now.reached,
        "witnesses": [
            {"name": each.name, "size": each.size, "ok_at": _iso(each.ok_at), "state": each.state}
            for each in now.witnesses
        ],
    }
    return JsonResponse(told, headers=FRESH)


@open_to_all
@require_safe
def verifier(request: HttpRequest, name: str = "index.html") -> HttpResponse:
    """Give a file of the verifier's page, as it is in the repository."""
    headers = {"Cache-Control": "no-cache", "Content-Language": "es, en"}
    kind = f"{verifier_page.KINDS[name]}; charset=utf-8"
    return HttpResponse(verifier_page.read(name), content_type=kind, headers=headers)


def _iso(moment: datetime | None) -> str | None:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else None
