"""Who has read a case, what the record has of an office itself, and the events behind both."""

from __future__ import annotations

import json

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cauce.node.cases.access import own_case
from cauce.node.cases.paging import number_in, page_of, queries
from cauce.node.people.acting import ActingRequest
from cauce.node.record.access import event_at, sight_of
from cauce.node.record.errors import ReceiptPending
from cauce.node.record.event_present import event_rows, file_name, own_table, readings_table
from cauce.node.record.keys import verifier_line
from cauce.node.record.models import Entry, Event, Reading
from cauce.node.record.receipts import receipt
from cauce.node.record.signed import SignedFor, signed_for
from cauce.record import parse_receipt

SIZE = 50
#: what an office sees of itself
OWN_KINDS = ("sign-in", "key", "directory")
_PAST = 2**63 - 1
#: bytes of an event that a page shows; a longer one is saved
_SHOWN = 20_000


@require_safe
def readings(request: ActingRequest, ref: str) -> HttpResponse:
    """Show who has read a case, to the office whose case it is. To look at this list is no reading of the case."""
    case = own_case(request.acting.office.code, ref)
    rows = list(Reading.objects.filter(case_ref=case.ref, id__lt=_after(request)).order_by("-id")[: SIZE + 1])
    page = page_of(rows, SIZE, request, "after", [str(rows[SIZE - 1].pk)] if len(rows) > SIZE else [])
    context = {"case": case, "page": page, "table": readings_table(page.items, request.acting)}
    return render(request, "record/readings.html", context)


@require_safe
def sign_ins(request: ActingRequest) -> HttpResponse:
    """Show an office what the record has of itself: who began to act for it, its keys, passwords that were set."""
    office, after = request.acting.office.code, _after(request)
    found = [
        event
        for kind in OWN_KINDS
        for event in sight_of(office, kind).filter(entry__lt=after).order_by("-entry")[: SIZE + 1]
    ]
    rows = sorted(found, key=lambda event: -event.entry)[: SIZE + 1]
    page = page_of(rows, SIZE, request, "after", [str(rows[SIZE - 1].entry)] if len(rows) > SIZE else [])
    return render(request, "record/sign_ins.html", {"page": page, "table": own_table(page.items, request.acting)})


def _after(request: ActingRequest) -> int:
    return number_in(queries(request).get("after", "")) or _PAST


@require_safe
def event_json(request: ActingRequest, index: int) -> HttpResponse:
    """Give an event, the very bytes that were hashed."""
    event = event_at(request.acting.office.code, index)
    return _download(bytes(event.body), "application/json", f"{file_name(event)}.json")


def event_receipt(event: Event, audience: str) -> HttpResponse:
    """Give the receipt of an event."""
    text = receipt(Entry.objects.get(pk=event.entry), audience)
    return _download(text.encode(), "text/plain; charset=utf-8", f"{file_name(event)}.tlog-proof")


def _signed(event: Event, audience: str) -> SignedFor | None:
    """Return who cosigned the receipt; none while there is none: what was recorded is shown all the same."""
    try:
        text = receipt(Entry.objects.get(pk=event.entry), audience)
    except ReceiptPending:
        return None
    return signed_for(parse_receipt(text).checkpoint, audience)


def event_page(request: ActingRequest, event: Event, audience: str) -> HttpResponse:
    """Show an event, and how its receipt is checked."""
    data = bytes(event.body)
    text = json.dumps(json.loads(data), ensure_ascii=False, indent=1) if len(data) <= _SHOWN else ""
    context = {
        "event": event,
        "rows": event_rows(event, request.acting),
        "text": text,
        "name": file_name(event),
        "key": verifier_line(),
        "signed": _signed(event, audience),
    }
    return render(request, "record/event.html", context)


def _download(data: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=kind, headers=headers)
