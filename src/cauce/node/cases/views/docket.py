"""Decisions that wait for this office, oldest first, seat by seat."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from cauce.case.act import read_act
from cauce.node.cases import recur
from cauce.node.cases.bodies import bodies_of
from cauce.node.cases.models import Act, Waiting
from cauce.node.cases.paging import Page, day_in, number_in, page_of, queries
from cauce.node.cases.present.filters import filters_of
from cauce.node.cases.present.names import Names
from cauce.node.cases.present.waiting import Waits, conditional, decision_kinds, rows_of
from cauce.node.cases.take import load_states
from cauce.node.cases.today import today_of
from cauce.node.cases.world import library, world
from cauce.node.people.acting import ActingRequest

SIZE = 25


def docket(request: ActingRequest) -> HttpResponse:
    """Show what waits for a decision of the office."""
    recur.catch_up()
    acting = request.acting
    filters = filters_of(request, ("procedure",), library())
    page = _page(request, filters.values)
    cases = {row.case_id: row.case for row in page.items}
    names = Names(acting.directory, library()).learn(case.subject for case in cases.values())
    pending: dict[tuple[int, str], list[str]] = {}
    for case, act, office in Waiting.objects.filter(case__in=cases).values_list("case", "act", "office"):
        pending.setdefault((case, act), []).append(office)
    told = Act.objects.filter(case__in=cases, kind__in=decision_kinds(cases.values(), library()))
    rows = list(told.select_related("case").order_by("case", "number"))
    said = [(row.case_id, read_act(body)) for row, body in zip(rows, bodies_of(rows), strict=True)]
    today = today_of(library())
    states = load_states(conditional(page.items, library(), today))
    waits = Waits(pending, said, names, world(acting.directory), today, states)
    context = {"filters": filters, "page": page, "rows": rows_of(page.items, waits)}
    return render(request, "cases/docket.html", context)


def _page(request: ActingRequest, values: dict[str, str]) -> Page[Waiting]:
    rows = Waiting.objects.filter(office=request.acting.office.code)
    regime, _, procedure = values.get("procedure", "").partition("/")
    rows = rows.filter(case__regime=regime) if regime else rows
    rows = rows.filter(case__procedure=procedure) if procedure else rows
    since, case, number = [*queries(request).get("after", "").split("_"), "", ""][:3]
    if (day := day_in({"day": since}, "day")) is not None:
        further = Q(case__gt=number_in(case)) | Q(case=number_in(case), pk__gt=number_in(number))
        rows = rows.filter(since__gte=day).filter(Q(since__gt=day) | further)
    found = list(rows.select_related("case").order_by("since", "case", "pk")[: SIZE + 1])
    last = found[SIZE - 1] if len(found) > SIZE else None
    after = [last.since.isoformat(), str(last.case_id), str(last.pk)] if last else []
    return page_of(found, SIZE, request, "after", after)
