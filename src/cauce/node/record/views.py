"""The words of an entry for everybody, and the receipt of an act for whoever may read its case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cauce.case.signing import format_envelope
from cauce.node.cases.bodies import act_of, body_of
from cauce.node.cases.errors import ContentErased
from cauce.node.cases.models import Act
from cauce.node.cases.present.erased import ground_of
from cauce.node.cases.present.names import Names
from cauce.node.cases.world import library
from cauce.node.frame.access import open_to_all
from cauce.node.frame.parts import Field, Problem
from cauce.node.people.acting import ActingRequest
from cauce.node.record.access import act_at, find_event
from cauce.node.record.climb import climb
from cauce.node.record.errors import EntryNotPublished, NoSuchNumber
from cauce.node.record.event_views import event_page, event_receipt
from cauce.node.record.keys import log_key, verifier_line
from cauce.node.record.ladder import ladder
from cauce.node.record.models import Entry
from cauce.node.record.paper import paper
from cauce.node.record.policies import PUBLIC
from cauce.node.record.present import act_rows, file_name, leaf_rows, paper_subject, row_digest, steps_table
from cauce.node.record.readings import note
from cauce.node.record.receipts import receipt as receipt_of
from cauce.node.record.signed import signed_for
from cauce.node.record.waiting import may_wait
from cauce.node.record.words import entry_field, in_pairs, is_published, number_in, public_rows, published
from cauce.record import Verified, commit, entry_words, parse_receipt, verify

TEXT = "text/plain; charset=utf-8"


@open_to_all
@require_safe
def find_words(request: HttpRequest) -> HttpResponse:
    """Ask for the number of an entry, and lead to its words."""
    typed = request.GET.get("entry", "")
    index = number_in(typed)
    if index is not None:
        return redirect("words", index=index)
    return _asking(request, entry_field(typed), NoSuchNumber.code)


@open_to_all
@require_safe
def words(request: HttpRequest, index: int) -> HttpResponse:
    """Show the words of a published entry, for whoever holds a paper receipt."""
    try:
        found = published(index)
    except EntryNotPublished as error:
        return _asking(request, entry_field(str(index), error), error.code, error.status)
    context = {
        "index": index,
        "size": found.size,
        "pairs": in_pairs(found.words),
        "rows": public_rows(found),
        "field": entry_field(),
    }
    return render(request, "record/words.html", context)


def _asking(request: HttpRequest, field: Field, code: str, status: int = 200) -> HttpResponse:
    problems = [Problem(field.name, field.error)] if field.error else []
    context = {"field": field, "problems": problems, "code": code}
    return render(request, "record/find_words.html", context, status=status)


@require_safe
@may_wait(200)
def entry(request: ActingRequest, index: int) -> HttpResponse:
    """Show the receipt of an act and how it leads to the root of the record."""
    event = find_event(request.acting.office.code, index)
    if event is not None:
        return event_page(request, event, _audience(request))
    row = act_at(request.acting.office.code, index)
    note(request.acting, row.case.ref, "receipt-page", row.number)
    audience = _audience(request)
    text, found = _checked(row, audience)
    receipt = parse_receipt(text)
    way = climb(receipt, found.size)
    act = act_of(row)
    context = {
        "row": row,
        "act": act_rows(row, act, request.acting.directory, library()),
        "receipt": text,
        "way": way,
        "ladder": ladder(way),
        "leaf": leaf_rows(receipt, way),
        "pairs": in_pairs(entry_words(found.origin, index, commit(receipt.nonce, receipt.digest))),
        "table": steps_table(way),
        "found": found,
        "name": file_name(row),
        "key": verifier_line(),
        "erased": row.case.erased,
        "signed": signed_for(receipt.checkpoint, audience),
        "public": is_published(index),
    }
    return render(request, "record/entry.html", context)


@require_safe
@may_wait(503)
def receipt_text(request: ActingRequest, index: int) -> HttpResponse:
    """Give the receipt of an act or an event, to keep."""
    event = find_event(request.acting.office.code, index)
    if event is not None:
        return event_receipt(event, _audience(request))
    row = act_at(request.acting.office.code, index)
    note(request.acting, row.case.ref, "receipt", row.number)
    return _download(_receipt(row, _audience(request)), TEXT, f"{file_name(row)}.tlog-proof")


@require_safe
@may_wait(503)
def receipt_pdf(request: ActingRequest, index: int) -> HttpResponse:
    """Give the receipt of an act on one page of paper, the same text in its QR code."""
    row = act_at(request.acting.office.code, index)
    note(request.acting, row.case.ref, "receipt-paper", row.number)
    text, _ = _checked(row, _audience(request))
    subject = paper_subject(row, act_of(row), request.acting.directory, library())
    address = request.build_absolute_uri(reverse("words", args=[index]))
    made = paper(subject, text, str(log_key().verifier), address)
    return _download(made, "application/pdf", f"{file_name(row)}.pdf")


@require_safe
def act_json(request: ActingRequest, index: int) -> HttpResponse:
    """Give the act with its signature, in the envelope in which acts travel."""
    row = act_at(request.acting.office.code, index)
    if row.case.erased:
        names = Names(request.acting.directory, library())
        raise ContentErased(case=row.case.ref, ground=ground_of(row.case.erasure, names))
    note(request.acting, row.case.ref, "signed-act", row.number)
    envelope = format_envelope(body_of(row), bytes(row.signature), bytes(row.key))
    return _download(envelope, "application/json", f"{file_name(row)}.json")


def _audience(request: HttpRequest) -> str:
    return request.GET.get("for", PUBLIC)


def _receipt(row: Act, audience: str) -> str:
    return receipt_of(Entry.objects.get(pk=row.entry), audience)


def _checked(row: Act, audience: str) -> tuple[str, Verified]:
    """Return the receipt of an act: what is shown or printed has been checked as anybody else would check it."""
    text = _receipt(row, audience)
    return text, verify(text, bytes.fromhex(row_digest(row)), [log_key().verifier])


def _download(content: str | bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
